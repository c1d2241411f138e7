rule! {
    /// Membership or diplomacy is coded inside a layer of the guarantees.
    ///
    /// By the codebook, membership of NATO, talks and summits are not part of the guarantees: their layer is `outside`. Correct the layer or
    /// the commitment type.
    "misplaced-commitment", Error, check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};
use crate::model::{CommitmentType, Layer};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        let outside = matches!(claim.commitment_type, CommitmentType::Membership | CommitmentType::Diplomacy);
        if outside && claim.layer != Layer::Outside {
            let message = format!("\"{}\" is coded in the layer \"{}\": expected \"outside\"", claim.commitment_type, claim.layer);
            findings.add(&RULE, Location::new(RecordKind::Claim, index, "/layer"), message);
        }
    }
}
