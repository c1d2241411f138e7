rule! {
    /// A quotation does not stand inside the evidence that it belongs to.
    ///
    /// Found only when texts are given (`--texts`). A `quote` is the speaker's own words exactly as they stand between the quotation
    /// marks, or a part of them: copy it anew, character for character.
    "stale-quote", Error, texts check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};
use crate::sanitize::excerpt;
use crate::texts::Verdict;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim, i, verdict) in context.verdicts() {
        let (Verdict::NoQuote, Some(quote)) = (verdict, &claim.evidence[i].quote) else { continue };
        let evidence = &claim.evidence[i];
        let message = format!(
            "the quotation {} does not stand in code points {} to {} of {}: expected the speaker's words exactly as they stand there",
            excerpt(quote.as_str()),
            evidence.start,
            evidence.end,
            claim.source
        );
        findings.add(&RULE, Location::new(RecordKind::Claim, index, format!("/evidence/{i}/quote")), message).help =
            Some("copy the words anew, character for character".to_owned());
    }
}
