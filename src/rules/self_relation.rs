rule! {
    /// A claim is tied to itself, or twice in the same way to another.
    ///
    /// A relation leads from one claim to another and stands once. Correct the target, or take it out.
    "self-relation", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use std::collections::BTreeSet;

use super::{Check, OfRecord, Registers, Scope};
use crate::model::ClaimView;

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let mut seen = BTreeSet::new();
    for (i, relation) in claim.relations.iter().enumerate() {
        let place = || format!("/relations/{i}/target");
        if relation.target == claim.id {
            findings.add(&RULE, place(), format!("the claim {} itself: expected another claim", relation.kind));
        } else if claim.relations.len() > 1 && !seen.insert((relation.kind, &relation.target)) {
            findings.add(&RULE, place(), format!("the claim {} {} twice: expected it once", relation.kind, relation.target));
        }
    }
}
