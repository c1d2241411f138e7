rule! {
    /// A demand is not put as required.
    ///
    /// Whoever demands something says that it must be: by the codebook every `demand` is `required`, whether it is put as "must", as "calls
    /// for" or as an imperative. Correct the modality, or the speech act of what is only expected or possible.
    "demand-modality", Warning, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{ClaimView, Modality, SpeechAct};

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    if claim.speech_act == SpeechAct::Demand && claim.modality != Modality::Required {
        let message = format!("the claim demands and its modality is \"{}\": expected \"required\"", claim.modality);
        findings.add(&RULE, "/modality", message);
    }
}
