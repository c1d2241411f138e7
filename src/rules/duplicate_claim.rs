rule! {
    /// Two claims rest on the same words and have the same codes.
    ///
    /// A proposition that the same speaker repeats in a document is one claim with several spans. Where one sentence does hold two
    /// propositions with the same codes, waive the finding with the reason; else merge the claims.
    "duplicate-claim", Warning, all check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};
use crate::model::Claim;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let claims = &context.records.claims;
    for (index, claim) in claims.iter().enumerate() {
        // The claims of a document stand together, since they are sorted by id.
        let same_source = |other: &&(usize, &Claim)| other.1.source == claim.source;
        let earlier = claims[..index].iter().enumerate().rev().collect::<Vec<_>>();
        for (first, other) in earlier.iter().take_while(same_source).filter(|(_, other)| claim.id != other.id && same_codes(claim, other) && same_words(claim, other)) {
            let message = format!("the claim rests on the same words as {} and has the same codes: expected one claim", other.id);
            let finding = findings.add(&RULE, Location::new(RecordKind::Claim, index, "/id"), message);
            finding.help = Some("merge the two, or waive the finding with the reason".to_owned());
            finding.related.push((Location::new(RecordKind::Claim, *first, "/id"), "the other claim".to_owned()));
        }
    }
}

/// Whether all that is coded is equal.
pub(super) fn same_codes(a: &Claim, b: &Claim) -> bool {
    let codes = |claim: &Claim| {
        (claim.speaker.clone(), claim.layer, claim.commitment_type, claim.speech_act, claim.stage, claim.aspect, claim.legal_form)
    };
    let parties = |claim: &Claim| claim.parties.iter().collect::<std::collections::BTreeSet<_>>().into_iter().cloned().collect::<Vec<_>>();
    let conditions = |claim: &Claim| claim.conditions.iter().collect::<std::collections::BTreeSet<_>>().into_iter().copied().collect::<Vec<_>>();
    codes(a) == codes(b) && parties(a) == parties(b) && conditions(a) == conditions(b) && a.quantities == b.quantities
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
