rule! {
    /// A claim has `via` and is not `relayed`, or is `relayed` and has no `via`.
    ///
    /// `relayed` means that the words reach the document through another speaker, whom `via` names; and nobody relays himself. Correct
    /// the one or the other.
    "via-mismatch", Error, check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};
use crate::model::Attribution;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        let relayed = claim.attribution == Attribution::Relayed;
        let at = |pointer| Location::new(RecordKind::Claim, index, pointer);
        match &claim.via {
            None if relayed => {
                findings.add(&RULE, at("/attribution"), "the claim is \"relayed\" and has no `via`: expected the actor who relays it");
            }
            Some(via) if !relayed => {
                let message = format!("the claim has `via` \"{via}\" and is \"{}\": expected \"relayed\"", claim.attribution);
                findings.add(&RULE, at("/attribution"), message);
            }
            Some(via) if *via == claim.speaker => {
                findings.add(&RULE, at("/via"), format!("\"{via}\" relays its own words: expected another actor than the speaker"));
            }
            _ => {}
        }
    }
}
