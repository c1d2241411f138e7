rule! {
    /// A claim is `narrated` and its speaker is not the document's outlet, or the reverse.
    ///
    /// What a document credits to nobody is its outlet's own claim, and only that. Correct the speaker or the attribution.
    "speaker-mismatch", Error, check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};
use crate::model::Attribution;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        let Some(source) = context.records.source(claim.source.as_str()) else { continue };
        let narrated = claim.attribution == Attribution::Narrated;
        if narrated && claim.speaker != source.outlet {
            let message = format!("the claim is \"narrated\" by \"{}\": expected the outlet, \"{}\"", claim.speaker, source.outlet);
            findings.add(&RULE, Location::new(RecordKind::Claim, index, "/speaker"), message);
        } else if !narrated && claim.speaker == source.outlet {
            let message = format!("the speaker is the outlet and the attribution \"{}\": expected \"narrated\"", claim.attribution);
            findings.add(&RULE, Location::new(RecordKind::Claim, index, "/attribution"), message);
        }
    }
}
