rule! {
    /// A pledge, an offer or a refusal names nobody who would deliver or refuse.
    ///
    /// A commissive act commits somebody: those are the claim's parties. Name them, or correct the speech act.
    "commissive-without-party", Error, check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};
use crate::model::SpeechAct;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        let commissive = matches!(claim.speech_act, SpeechAct::Pledge | SpeechAct::Offer | SpeechAct::Refuse);
        if commissive && claim.parties.is_empty() {
            let message = format!("the speech act is \"{}\" and there is no party: expected those whom it commits", claim.speech_act);
            findings.add(&RULE, Location::new(RecordKind::Claim, index, "/parties"), message);
        }
    }
}
