rule! {
    /// The modality of the words does not fit the speech act or the stage.
    ///
    /// Found only when texts are given (`--texts`). A `pledge` undertakes ("will"), an `offer` declares readiness ("would", "ready to"), a
    /// `predict` has a modal ("could", "may", "likely"), and what is "ruled out" is neither announced nor in force. Correct the code, widen
    /// the evidence to the words that carry it, or waive the finding with the reason.
    "modality-mismatch", Warning, scope: Scope::Record, needs_texts: true, checks: &[Check::Evidence(check)]
}

use super::{Check, Grounding, OfRecord, Registers, Scope};
use crate::model::{ClaimView, SpeechAct, Stage};
use crate::words::words;

fn check(_: &Registers<'_>, grounding: &Grounding<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let words: Vec<String> = grounding.words(claim).into_iter().flat_map(words).collect();
    if let Some((field, message)) = mismatch(claim, &words) {
        findings.add(&RULE, field, message);
    }
}

const UNDERTAKING: &[&str] =
    &["will", "shall", "pledge", "pledges", "pledged", "promise", "promises", "promised", "commit", "commits", "guarantee"];
const READINESS: &[&str] = &["would", "ready", "readiness", "willing", "willingness", "prepared", "wants", "offer", "offers", "offered"];
const MODAL: &[&str] = &[
    "could",
    "may",
    "might",
    "would",
    "will",
    "can",
    "likely",
    "expected",
    "expect",
    "set",
    "plausible",
    "potential",
    "risk",
    "risks",
    "if",
    "depends",
    "possibly",
    "potentially",
    "whether",
];

/// The field that does not fit the words, and why.
fn mismatch(claim: &ClaimView<'_>, words: &[String]) -> Option<(&'static str, String)> {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let excluded = words.windows(2).any(|pair| pair == ["ruled", "out"]) || has(&["refused", "refuses", "rejected"]);
    let standing = matches!(claim.stage, Stage::Announced | Stage::Agreed | Stage::InForce);
    match claim.speech_act {
        SpeechAct::Pledge if !has(UNDERTAKING) => {
            Some(("/speech_act", "a \"pledge\" without a word that undertakes: expected one such as \"will\"".to_owned()))
        }
        SpeechAct::Offer if !has(READINESS) => {
            Some(("/speech_act", "an \"offer\" without a word of readiness: expected one such as \"would\" or \"ready to\"".to_owned()))
        }
        SpeechAct::Predict if !has(MODAL) => {
            Some(("/speech_act", "a \"predict\" without a modal word: expected one such as \"could\" or \"likely\"".to_owned()))
        }
        _ if excluded && standing => {
            Some(("/stage", format!("the words rule something out and the stage is \"{}\": expected \"ruled-out\"", claim.stage)))
        }
        _ => None,
    }
}
