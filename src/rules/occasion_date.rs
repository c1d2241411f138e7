rule! {
    /// A claim was said on another day than the occasion at which it was said.
    ///
    /// The occasion's date is the claim's, as exactly as both are known. Correct `stated_on` or `occasion`.
    "occasion-date", Error, check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        let Some(occasion) = claim.occasion.as_ref().and_then(|id| context.records.occasion(id.as_str())) else { continue };
        let (said, held) = (claim.stated_on, occasion.held_on);
        if said.latest() < held.earliest() || held.latest() < said.earliest() {
            let message = format!("the claim was stated on {said} and its occasion held on {held}: expected the same date");
            findings.add(&RULE, Location::new(RecordKind::Claim, index, "/stated_on"), message);
        }
    }
}
