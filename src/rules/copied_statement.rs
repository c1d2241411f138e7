rule! {
    /// A statement has eight or more words in a row from its evidence.
    ///
    /// Found only when texts are given (`--texts`). A statement is the proposition in the curators' own words; the document's sentence
    /// belongs to its publisher. Write it anew; what the speaker said word for word belongs into `quote`.
    "copied-statement", Error, texts check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};
use crate::words::{shared_run, without_quotations, words};

/// The number of words in a row from which on they count as copied.
const RUN: usize = 8;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim, evidence) in context.evidence_texts() {
        let statement = words(&without_quotations(claim.statement.as_str()));
        if let Some(run) = evidence.iter().find_map(|text| shared_run(&statement, &words(text), RUN)) {
            let message = format!("the statement has the words \"{}\" from the document: expected our own words", run.join(" "));
            findings.add(&RULE, Location::new(RecordKind::Claim, index, "/statement"), message);
        }
    }
}
