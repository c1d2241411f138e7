rule! {
    /// A claim is `narrated` and its speaker is not the document's outlet, or the reverse.
    ///
    /// What a document credits to nobody is its outlet's own claim, and only that. Correct the speaker or the attribution.
    "speaker-mismatch", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{Attribution, ClaimView};

fn check(registers: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let Some(source) = registers.source(&claim.source) else { return };
    let narrated = claim.attribution == Attribution::Narrated;
    if narrated && *claim.speaker != *source.outlet.as_str() {
        let message = format!("the claim is \"narrated\" by \"{}\": expected the outlet, \"{}\"", claim.speaker, source.outlet);
        findings.add(&RULE, "/speaker", message);
    } else if !narrated && *claim.speaker == *source.outlet.as_str() {
        let message = format!("the speaker is the outlet and the attribution \"{}\": expected \"narrated\"", claim.attribution);
        findings.add(&RULE, "/attribution", message);
    }
}
