rule! {
    /// A statement has eight or more words in a row from its evidence.
    ///
    /// Found only when texts are given (`--texts`). A statement is the proposition in the curators' own words; the document's sentence
    /// belongs to its publisher. Write it anew; what the speaker said word for word belongs into `quote`.
    "copied-statement", Error, scope: Scope::Record, needs_texts: true, checks: &[Check::Evidence(check)]
}

use super::{Check, Grounding, OfRecord, Registers, Scope};
use crate::model::ClaimView;
use crate::words::{shared_run, without_quotations, words};

/// The number of words in a row from which on they count as copied.
const RUN: usize = 8;

fn check(_: &Registers<'_>, grounding: &Grounding<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let statement = words(&without_quotations(&claim.statement));
    if let Some(run) = grounding.words(claim).into_iter().find_map(|text| shared_run(&statement, &words(text), RUN)) {
        let message = format!("the statement has the words \"{}\" from the document: expected our own words", run.join(" "));
        findings.add(&RULE, "/statement", message);
    }
}
