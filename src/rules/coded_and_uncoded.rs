rule! {
    /// A range of the text is both evidence of a claim and left uncoded.
    ///
    /// A sentence either gives a claim or has a reason not to. Take the range out of the source's `uncoded`, or correct the evidence.
    "coded-and-uncoded", Error, scope: Scope::Dataset, checks: &[Check::All(check)]
}

use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};
use crate::model::Evidence;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, source) in context.records.sources.iter().enumerate() {
        let claims: Vec<_> = context.records.claims.iter().filter(|claim| claim.source == source.id).collect();
        for (i, range) in source.uncoded.iter().enumerate() {
            let meets = |evidence: &Evidence| evidence.start < range.end && range.start < evidence.end;
            if let Some(claim) = claims.iter().find(|claim| claim.evidence.iter().any(meets)) {
                let (start, end, id) = (range.start, range.end, &claim.id);
                let message = format!("the range {start} to {end} is uncoded and evidence of {id}: expected one of the two");
                let finding = findings.add(&RULE, Location::new(RecordKind::Source, index, format!("/uncoded/{i}/start")), message);
                finding.related.extend(context.at_claim(claim, "the claim"));
            }
        }
    }
}
