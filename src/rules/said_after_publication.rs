rule! {
    /// A claim was said after the document was published in which it stands.
    ///
    /// A document can only report what was said before. Correct `stated_on`, or the source's `published_on`.
    "said-after-publication", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::ClaimView;

fn check(registers: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let Some(source) = registers.source(&claim.source) else { return };
    if claim.stated_on.earliest() > source.published_on.latest() {
        let message = format!(
            "the claim was stated on {}: expected a date up to {}, when its document was published",
            claim.stated_on, source.published_on
        );
        findings.add(&RULE, "/stated_on", message);
    }
}
