rule! {
    /// A number in a statement does not stand in the claim's evidence.
    ///
    /// Found only when texts are given (`--texts`). Figures, percentages, amounts and years are what readers trust most: each must be the
    /// speaker's. Thousands separators do not matter, and a number word in the evidence counts up to twelve. Correct the figure or the
    /// evidence.
    "ungrounded-number", Error, texts check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};
use crate::words::{number_words, numbers};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim, evidence) in context.evidence_texts() {
        let grounded: Vec<String> = evidence.iter().flat_map(|text| numbers(text).into_iter().chain(number_words(text))).collect();
        for number in numbers(claim.statement.as_str()).into_iter().filter(|number| !grounded.contains(number)) {
            let message = format!("the number {number} of the statement does not stand in the evidence: expected every number there");
            findings.add(&RULE, Location::new(RecordKind::Claim, index, "/statement"), message);
        }
    }
}
