rule! {
    /// A claim was said on another day than the occasion at which it was said.
    ///
    /// The occasion's date is the claim's, as exactly as both are known. Correct `stated_on` or `occasion`.
    "occasion-date", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::ClaimView;

fn check(registers: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let Some(occasion) = claim.occasion.as_ref().and_then(|id| registers.occasion(id)) else { return };
    let (said, held) = (claim.stated_on, occasion.held_on);
    if said.latest() < held.earliest() || held.latest() < said.earliest() {
        let message = format!("the claim was stated on {said} and its occasion held on {held}: expected the same date");
        findings.add(&RULE, "/stated_on", message);
    }
}
