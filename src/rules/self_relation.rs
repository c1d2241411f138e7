rule! {
    /// A claim is tied to itself, or twice in the same way to another.
    ///
    /// A relation leads from one claim to another and stands once, and no withdrawn claim is its own successor. Correct the target, or take it
    /// out.
    "self-relation", Error, scope: Scope::Record, checks: &[Check::Claim(check), Check::All(check_withdrawn)]
}

use std::collections::BTreeSet;

use super::{Check, Context, Findings, OfRecord, Registers, Scope};
use crate::diagnostics::RecordKind;
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

fn check_withdrawn(context: &Context<'_>, findings: &mut Findings) {
    for (index, withdrawn) in context.records.withdrawn.iter().enumerate() {
        if let Some(place) = withdrawn.successors.iter().position(|id| *id == withdrawn.id) {
            let message = "the withdrawn claim is its own successor: expected another claim";
            OfRecord { kind: RecordKind::Withdrawn, index, findings }.add(&RULE, format!("/successors/{place}"), message);
        }
    }
}
