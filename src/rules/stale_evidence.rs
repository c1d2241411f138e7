rule! {
    /// The words at a claim's evidence are not those whose hash the claim records.
    ///
    /// Found only when texts are given (`--texts`). The range was shifted, or the text is another. Correct the range; if the words are
    /// the right ones, record their hash.
    "stale-evidence", Error, scope: Scope::Record, needs_texts: true, waivable: false, checks: &[Check::Evidence(check)]
}

use super::{Check, Grounding, OfRecord, Registers, Scope};
use crate::model::ClaimView;
use crate::texts::Verdict;

fn check(_: &Registers<'_>, grounding: &Grounding<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    for (i, (evidence, verdict)) in claim.evidence.iter().zip(&grounding.verdicts).enumerate() {
        let Verdict::OtherHash(found) = verdict else { continue };
        let message = format!(
            "the hash of code points {} to {} of {} is {found}: expected {}, the hash that the claim records",
            evidence.start, evidence.end, claim.source, evidence.sha256
        );
        findings.add(&RULE, format!("/evidence/{i}/sha256"), message).help =
            Some("correct the range; if the words are the right ones, record their hash".to_owned());
    }
}
