rule! {
    /// A claim has the condition `other` and no note that says which.
    ///
    /// `other` alone tells a reader only that there is some condition. Say in `note` on what the thing depends, or choose the term that fits.
    "other-without-note", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{ClaimView, Condition};

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let other = claim.conditions.iter().position(|condition| *condition == Condition::Other);
    if let (Some(i), None) = (other, &claim.note) {
        let message = "the condition is \"other\" and there is no `note`: expected one that says which condition";
        findings.add(&RULE, format!("/conditions/{i}"), message);
    }
}
