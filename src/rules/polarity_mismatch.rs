rule! {
    /// A refusal is affirmed, or what is ruled out is asserted or declared as if it were so.
    ///
    /// Who refuses says that a thing is not to be: a `refuse` is `negated`. So is an `assert` or a `declare` about what is `ruled-out`
    /// ("the plan excludes troops"). Other acts are free: who judges or welcomes a refusal may well affirm something of it. Correct the
    /// polarity, the stage or the speech act, or waive the finding with the reason.
    "polarity-mismatch", Warning, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{ClaimView, Polarity, SpeechAct, Stage};

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let negates = match claim.speech_act {
        SpeechAct::Refuse => "refuses".to_owned(),
        act @ (SpeechAct::Assert | SpeechAct::Declare) if claim.stage == Stage::RuledOut => format!("{act}s what is \"ruled-out\""),
        _ => return,
    };
    if claim.polarity == Polarity::Affirmed {
        let message = format!("the claim {negates} and its polarity is \"affirmed\": expected \"negated\"");
        findings.add(&RULE, "/polarity", message);
    }
}
