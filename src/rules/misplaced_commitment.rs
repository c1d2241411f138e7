rule! {
    /// Membership or diplomacy is coded inside a layer of the guarantees.
    ///
    /// By the codebook, membership of NATO, talks and summits are not part of the guarantees: their layer is `outside`. Correct the layer or
    /// the commitment type.
    "misplaced-commitment", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{ClaimView, CommitmentType, Layer};

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let outside = matches!(claim.commitment_type, CommitmentType::Membership | CommitmentType::Diplomacy);
    if outside && claim.layer != Layer::Outside {
        let message = format!("\"{}\" is coded in the layer \"{}\": expected \"outside\"", claim.commitment_type, claim.layer);
        findings.add(&RULE, "/layer", message);
    }
}
