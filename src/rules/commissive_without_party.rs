rule! {
    /// A pledge, an offer or a refusal names nobody who would deliver or refuse.
    ///
    /// A commissive act commits somebody: those are the claim's parties. Name them, or correct the speech act.
    "commissive-without-party", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{ClaimView, SpeechAct};

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let commissive = matches!(claim.speech_act, SpeechAct::Pledge | SpeechAct::Offer | SpeechAct::Refuse);
    if commissive && claim.parties.is_empty() {
        let message = format!("the speech act is \"{}\" and there is no party: expected those whom it commits", claim.speech_act);
        findings.add(&RULE, "/parties", message);
    }
}
