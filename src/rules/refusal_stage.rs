rule! {
    /// A claim refuses something that is coded as announced, agreed or in force.
    ///
    /// What those refuse who would have to deliver or consent is `ruled-out`, unless somebody else does it all the same. Correct the stage
    /// or the speech act.
    "refusal-stage", Warning, check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};
use crate::model::{SpeechAct, Stage};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        if claim.speech_act == SpeechAct::Refuse && matches!(claim.stage, Stage::Announced | Stage::Agreed | Stage::InForce) {
            let message = format!("the claim refuses what is \"{}\": expected \"ruled-out\"", claim.stage);
            findings.add(&RULE, Location::new(RecordKind::Claim, index, "/stage"), message);
        }
    }
}
