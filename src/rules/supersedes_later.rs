rule! {
    /// A claim supersedes one that was said after it.
    ///
    /// Only what comes later replaces. Turn the relation round, or correct a date.
    "supersedes-later", Error, scope: Scope::Dataset, checks: &[Check::All(check)]
}

use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};
use crate::model::RelationKind;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        for (i, relation) in claim.relations.iter().enumerate().filter(|(_, relation)| relation.kind == RelationKind::Supersedes) {
            let Some(target) = context.records.claim(relation.target.as_str()) else { continue };
            if claim.stated_on.latest() < target.stated_on.earliest() {
                let message = format!(
                    "the claim, stated on {}, supersedes one stated on {}: expected an earlier one",
                    claim.stated_on, target.stated_on
                );
                let finding = findings.add(&RULE, Location::new(RecordKind::Claim, index, format!("/relations/{i}/target")), message);
                finding.related.extend(context.at_claim(target, "the other claim"));
            }
        }
    }
}
