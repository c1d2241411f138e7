rule! {
    /// A claim refuses something that is coded as announced, agreed or in force.
    ///
    /// What those refuse who would have to deliver or consent is `ruled-out`, unless somebody else does it all the same. Correct the stage
    /// or the speech act.
    "refusal-stage", Warning, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{ClaimView, SpeechAct, Stage};

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    if claim.speech_act == SpeechAct::Refuse && matches!(claim.stage, Stage::Announced | Stage::Agreed | Stage::InForce) {
        let message = format!("the claim refuses what is \"{}\": expected \"ruled-out\"", claim.stage);
        findings.add(&RULE, "/stage", message);
    }
}
