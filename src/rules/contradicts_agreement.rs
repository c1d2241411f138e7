rule! {
    /// A claim contradicts another that agrees with it in every code, or the contradiction stands on the lower id.
    ///
    /// Two claims that cannot both hold differ in something that is coded, if only in who puts them forward. The relation is written once,
    /// on the higher id.
    "contradicts-agreement", Error, scope: Scope::Dataset, checks: &[Check::All(check)]
}

use super::duplicate_claim::same_codes;
use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};
use crate::model::RelationKind;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        for (i, relation) in claim.relations.iter().enumerate().filter(|(_, relation)| relation.kind == RelationKind::Contradicts) {
            let place = Location::new(RecordKind::Claim, index, format!("/relations/{i}/target"));
            if relation.target > claim.id {
                let message = format!("the claim contradicts {}: expected the relation there, on the higher id", relation.target);
                findings.add(&RULE, place, message);
            } else if context
                .records
                .claim(relation.target.as_str())
                .is_some_and(|target| target.id != claim.id && same_codes(claim, target))
            {
                let message = format!("the claim contradicts {} and has the same codes: expected a difference", relation.target);
                findings.add(&RULE, place, message);
            }
        }
    }
}
