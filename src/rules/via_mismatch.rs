rule! {
    /// A claim has `via` and is not `relayed`, or is `relayed` and has no `via`.
    ///
    /// `relayed` means that the words reach the document through another speaker, whom `via` names; and nobody relays himself. Correct
    /// the one or the other.
    "via-mismatch", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{Attribution, ClaimView};

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let relayed = claim.attribution == Attribution::Relayed;
    match &claim.via {
        None if relayed => {
            findings.add(&RULE, "/attribution", "the claim is \"relayed\" and has no `via`: expected the actor who relays it");
        }
        Some(via) if !relayed => {
            let message = format!("the claim has `via` \"{via}\" and is \"{}\": expected \"relayed\"", claim.attribution);
            findings.add(&RULE, "/attribution", message);
        }
        Some(via) if *via == claim.speaker => {
            findings.add(&RULE, "/via", format!("\"{via}\" relays its own words: expected another actor than the speaker"));
        }
        _ => {}
    }
}
