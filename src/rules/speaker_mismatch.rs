rule! {
    /// A claim is credited to nobody and its speaker is not the one whom the document speaks for, or the reverse.
    ///
    /// What a report credits to nobody is its outlet's own claim, and only that: `narrated`. In a text of the speaker's own, whoever publishes
    /// it speaks for himself there: `authored`; so may others who sign it. Correct the speaker or the attribution.
    "speaker-mismatch", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{Attribution, ClaimView};

fn check(registers: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let Some(source) = registers.source(&claim.source) else { return };
    let (is_publisher, is_own_text) = (*claim.speaker == *source.outlet.as_str(), source.genre.is_own_text());
    match claim.attribution {
        Attribution::Narrated if !is_own_text && !is_publisher => {
            let message = format!("the claim is \"narrated\" by \"{}\": expected the outlet, \"{}\"", claim.speaker, source.outlet);
            findings.add(&RULE, "/speaker", message);
        }
        // Which of the two fits the document is another rule's.
        Attribution::Narrated | Attribution::Authored => {}
        attribution if is_publisher => {
            let (publisher, expected) = if is_own_text { ("publisher of the text", "authored") } else { ("outlet", "narrated") };
            let message = format!("the speaker is the {publisher} and the attribution \"{attribution}\": expected \"{expected}\"");
            findings.add(&RULE, "/attribution", message);
        }
        _ => {}
    }
}
