rule! {
    /// The words at a claim's evidence are not those whose hash the claim records.
    ///
    /// Found only when texts are given (`--texts`). The range was shifted, or the text is another. Correct the range; if the words are
    /// the right ones, record their hash.
    "stale-evidence", Error, texts check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};
use crate::texts::Verdict;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim, i, verdict) in context.verdicts() {
        let Verdict::OtherHash(found) = verdict else { continue };
        let evidence = &claim.evidence[i];
        let message = format!(
            "the hash of code points {} to {} of {} is {found}: expected {}, the hash that the claim records",
            evidence.start, evidence.end, claim.source, evidence.sha256
        );
        findings.add(&RULE, Location::new(RecordKind::Claim, index, format!("/evidence/{i}/sha256")), message).help =
            Some("correct the range; if the words are the right ones, record their hash".to_owned());
    }
}
