rule! {
    /// A range of the text is both evidence of a claim and left uncoded.
    ///
    /// A sentence either gives a claim or has a reason not to. Take the range out of the source's `uncoded`, or correct the evidence.
    "coded-and-uncoded", Error, all check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, source) in context.records.sources.iter().enumerate() {
        for (i, range) in source.uncoded.iter().enumerate() {
            let claims = context.records.claims.iter().filter(|claim| claim.source == source.id);
            let meets = |claim: &&crate::model::Claim| claim.evidence.iter().any(|evidence| evidence.start < range.end && range.start < evidence.end);
            if let Some(claim) = claims.clone().find(meets) {
                let message = format!("the range {} to {} is uncoded and evidence of {}: expected one of the two", range.start, range.end, claim.id);
                let finding = findings.add(&RULE, Location::new(RecordKind::Source, index, format!("/uncoded/{i}/start")), message);
                finding.related.extend(context.at_claim(claim, "the claim"));
            }
        }
    }
}
