rule! {
    /// A claim is tied to itself, or twice in the same way to another.
    ///
    /// A relation leads from one claim to another and stands once. Correct the target, or take it out.
    "self-relation", Error, check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        for (i, relation) in claim.relations.iter().enumerate() {
            let place = Location::new(RecordKind::Claim, index, format!("/relations/{i}/target"));
            if relation.target == claim.id {
                findings.add(&RULE, place, format!("the claim {} itself: expected another claim", relation.kind));
            } else if claim.relations[..i].contains(relation) {
                findings.add(&RULE, place, format!("the claim {} {} twice: expected it once", relation.kind, relation.target));
            }
        }
    }
}
