rule! {
    /// The speech act of a claim, or its stage, does not fit the words of its evidence.
    ///
    /// Found only when texts are given (`--texts`), and only in languages whose words are known here: English. A `pledge` undertakes
    /// ("will", "intends", "agrees"; in a text of the speaker's own also "may" of a right that is granted), an `offer` declares readiness
    /// ("would", "ready", "wants"), a `refuse` says no, a `predict` has a word of what is to come ("could", "likely"), a `warn` one of
    /// warning or "if", a `declare` a verb that does what it says ("announced", "signed"); and what is "ruled out" is neither announced nor
    /// agreed nor in force. Correct the code, widen the evidence to the words that carry it, or waive the finding with the reason.
    "act-words", Warning, former: &["modality-mismatch"], scope: Scope::Record, needs_texts: true, checks: &[Check::Evidence(check)]
}

use super::lexicon::{Lexicon, holds, of_language, words};
use super::{Check, Grounding, OfRecord, Registers, Scope};
use crate::model::{Attribution, ClaimView, SpeechAct, Stage};

fn check(_: &Registers<'_>, grounding: &Grounding<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let Some(lexicon) = of_language(grounding.source.language.as_str()) else { return };
    let stands = matches!(claim.stage, Stage::Announced | Stage::Agreed | Stage::InForce);
    if !stands && lexicon.of_act(claim.speech_act).is_none() {
        return;
    }
    let words: Vec<String> = grounding.words(claim).into_iter().flat_map(words).collect();
    let act = claim.speech_act;
    if !is_shown(lexicon, claim, &words) {
        let message = format!("the speech act is \"{act}\" and no word of the evidence shows it: expected {}", such_as(act));
        findings.add(&RULE, "/speech_act", message).help =
            Some("correct the speech act, widen the evidence to the words that carry it, or waive the finding with the reason".to_owned());
    } else if stands && holds(&words, lexicon.excluding) {
        let message = format!("the words rule something out and the stage is \"{}\": expected \"ruled-out\"", claim.stage);
        findings.add(&RULE, "/stage", message);
    }
}

/// Whether somebody may do with the words what the claim has done.
fn is_shown(lexicon: &Lexicon, claim: &ClaimView<'_>, words: &[String]) -> bool {
    let Some(phrases) = lexicon.of_act(claim.speech_act) else { return true };
    let is_pledge = claim.speech_act == SpeechAct::Pledge;
    let is_granted = is_pledge && claim.attribution == Attribution::Authored && holds(words, lexicon.granting);
    is_granted || is_pledge && lexicon.says_what_will_be(words) || holds(words, phrases)
}

/// What is expected among the words of an act.
const fn such_as(act: SpeechAct) -> &'static str {
    match act {
        SpeechAct::Declare => "a verb that does what it says, such as \"announced\" or \"signed\"",
        SpeechAct::Pledge => "a word that undertakes, such as \"will\", \"intends\" or \"agrees\"",
        SpeechAct::Offer => "a word of readiness, such as \"would\", \"ready\" or \"wants\"",
        SpeechAct::Refuse => "a word of refusal, such as \"rules out\" or \"not\"",
        SpeechAct::Warn => "a word of warning, such as \"risk\" or \"if\"",
        SpeechAct::Predict => "a word of what is to come, such as \"could\" or \"likely\"",
        _ => "no word",
    }
}
