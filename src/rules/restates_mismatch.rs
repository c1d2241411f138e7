rule! {
    /// A claim restates another whose layer, commitment type, polarity, stage or aspect differs.
    ///
    /// What says the same is coded the same, whoever says it and however firmly: speaker, speech act and modality apart. Correct the codes of one of the two, or the relation:
    /// `elaborates` and `supports` tie claims that differ.
    "restates-mismatch", Error, scope: Scope::Dataset, checks: &[Check::All(check)]
}

use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};
use crate::model::{Claim, RelationKind};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        for (i, relation) in claim.relations.iter().enumerate().filter(|(_, relation)| relation.kind == RelationKind::Restates) {
            let Some(target) = context.records.claim(relation.target.as_str()) else { continue };
            for (field, ours, theirs) in differences(claim, target) {
                let message = format!("the claim restates {} and its {field} is \"{ours}\": expected \"{theirs}\", as there", target.id);
                let finding = findings.add(&RULE, Location::new(RecordKind::Claim, index, format!("/relations/{i}/target")), message);
                finding.related.extend(context.at_claim(target, "the other claim"));
            }
        }
    }
}

fn differences(a: &Claim, b: &Claim) -> Vec<(&'static str, &'static str, &'static str)> {
    let codes = |claim: &Claim| {
        [
            ("layer", claim.layer.as_str()),
            ("commitment_type", claim.commitment_type.as_str()),
            ("polarity", claim.polarity.as_str()),
            ("stage", claim.stage.as_str()),
            ("aspect", claim.aspect.as_str()),
        ]
    };
    let pairs = codes(a).into_iter().zip(codes(b));
    pairs.filter(|((_, a), (_, b))| a != b).map(|((field, a), (_, b))| (field, a, b)).collect()
}
