rule! {
    /// An outlet that narrates commits itself or designs something.
    ///
    /// An outlet binds nobody and designs nothing: what a report credits to nobody declares, asserts, assesses, predicts, demands, warns,
    /// endorses or rejects. A design that an outlet only describes is an `assert`, or a `predict` under could and may. Name the speaker
    /// who commits himself, or correct the speech act.
    "narrated-commitment", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{Attribution, ClaimView, SpeechAct};

fn check(registers: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    // In a text of the speaker's own nobody narrates, which is another rule's.
    let is_report = registers.source(&claim.source).is_none_or(|source| !source.genre.is_own_text());
    if claim.attribution == Attribution::Narrated && is_report && !is_open_to_outlets(claim.speech_act) {
        let open: Vec<_> = SpeechAct::ALL.iter().filter(|act| is_open_to_outlets(**act)).map(|act| act.as_str()).collect();
        let message = format!("the claim is \"narrated\" and its speech act \"{}\": expected one of {}", claim.speech_act, open.join(", "));
        findings.add(&RULE, "/speech_act", message).help =
            Some("an outlet binds nobody and designs nothing: name who does, or code what the outlet says of it".to_owned());
    }
}

/// Whether an outlet can do it in a report of its own.
const fn is_open_to_outlets(act: SpeechAct) -> bool {
    match act {
        SpeechAct::Pledge | SpeechAct::Offer | SpeechAct::Refuse | SpeechAct::Propose => false,
        SpeechAct::Declare
        | SpeechAct::Demand
        | SpeechAct::Warn
        | SpeechAct::Endorse
        | SpeechAct::Reject
        | SpeechAct::Assert
        | SpeechAct::Assess
        | SpeechAct::Predict => true,
    }
}
