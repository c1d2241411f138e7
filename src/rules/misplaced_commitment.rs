rule! {
    /// Membership or diplomacy is coded inside a layer of the guarantees.
    ///
    /// Membership of NATO, talks and summits are not part of the guarantees: their layer is `outside`, or `architecture` where the guarantees
    /// themselves are talked about or what they mean for membership. Correct the layer or the commitment type.
    "misplaced-commitment", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{ClaimView, CommitmentType, Layer};

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let is_no_part = matches!(claim.commitment_type, CommitmentType::Membership | CommitmentType::Diplomacy);
    if is_no_part && !matches!(claim.layer, Layer::Outside | Layer::Architecture) {
        let message =
            format!("\"{}\" is coded in the layer \"{}\": expected \"outside\" or \"architecture\"", claim.commitment_type, claim.layer);
        findings.add(&RULE, "/layer", message);
    }
}
