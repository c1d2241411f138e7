rule! {
    /// Two claims rest on the same words and have the same codes.
    ///
    /// A proposition that the same speaker repeats in a document is one claim with several spans. Where one sentence does hold two
    /// propositions with the same codes, waive the finding with the reason; else merge the claims.
    "duplicate-claim", Warning, scope: Scope::Dataset, checks: &[Check::All(check)]
}

use std::collections::BTreeSet;

use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};
use crate::model::Claim;

/// How many earlier claims a claim is held against in the findings.
const MOST: usize = 10;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let claims = &context.records.claims;
    for (index, claim) in claims.iter().enumerate() {
        // The claims of a document stand together, since they are sorted by id.
        let earlier = claims[..index].iter().enumerate().rev().take_while(|(_, other)| other.source == claim.source);
        let is_same = |other: &Claim| claim.id != other.id && same_codes(claim, other) && same_words(claim, other);
        let mut same: Vec<_> = earlier.filter(|(_, other)| is_same(other)).collect();
        // Of many that are all the same, each is told of a few.
        same.truncate(MOST);
        for (first, other) in same {
            let message = format!("the claim rests on the same words as {} and has the same codes: expected one claim", other.id);
            let finding = findings.add(&RULE, Location::new(RecordKind::Claim, index, "/id"), message);
            finding.help = Some("merge the two, or waive the finding with the reason".to_owned());
            finding.related.push((Location::new(RecordKind::Claim, first, "/id"), "the other claim".to_owned()));
        }
    }
}

/// Whether all that is coded is equal.
pub(super) fn same_codes(a: &Claim, b: &Claim) -> bool {
    fn codes(claim: &Claim) -> impl PartialEq + '_ {
        let act = (claim.speech_act, claim.modality, claim.polarity);
        (&claim.speaker, claim.layer, claim.commitment_type, act, claim.stage, claim.aspect, claim.legal_form, claim.bindingness)
    }
    /// Lists in which nothing stands twice.
    fn same_set<T: Ord>(a: &[T], b: &[T]) -> bool {
        a.len() == b.len() && a.iter().collect::<BTreeSet<_>>() == b.iter().collect::<BTreeSet<_>>()
    }
    codes(a) == codes(b) && same_set(&a.parties, &b.parties) && same_set(&a.conditions, &b.conditions) && a.quantities == b.quantities
}

/// Whether the evidence of one lies, but for a tenth, inside the evidence of the other.
fn same_words(a: &Claim, b: &Claim) -> bool {
    let length = |claim: &Claim| -> u64 { claim.evidence.iter().map(|range| u64::from(range.end.saturating_sub(range.start))).sum() };
    let shared: u64 = a
        .evidence
        .iter()
        .flat_map(|x| b.evidence.iter().map(move |y| u64::from(x.end.min(y.end).saturating_sub(x.start.max(y.start)))))
        .sum();
    shared * 10 >= length(a).min(length(b)).max(1) * 9
}
