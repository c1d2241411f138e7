rule! {
    /// The modality of a claim is shown by no word of its evidence.
    ///
    /// Found only when texts are given (`--texts`), and only in languages whose words are known here: English. What is `certain` has a word
    /// such as "will" or "agreed", `probable` one such as "likely" or "plans", `possible` "could" or "may", `required` "must" or "needs",
    /// `hypothetical` "would" or "ready"; what is `actual` needs none. After a past verb of saying, "would" may be `certain` where no
    /// condition is stated. A demand is `required` whatever its words. Correct the modality, widen the evidence to the words that carry it,
    /// or waive the finding with the reason.
    "modality-mismatch", Warning, scope: Scope::Record, needs_texts: true, checks: &[Check::Evidence(check)]
}

use super::lexicon::{Lexicon, holds, of_language, words};
use super::{Check, Grounding, OfRecord, Registers, Scope};
use crate::model::{ClaimView, Modality, SpeechAct};

fn check(_: &Registers<'_>, grounding: &Grounding<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let Some(lexicon) = of_language(grounding.source.language.as_str()) else { return };
    let Some(phrases) = lexicon.of_modality(claim.modality) else { return };
    let words: Vec<String> = grounding.words(claim).into_iter().flat_map(words).collect();
    if !(holds(&words, phrases) || may_go_without(lexicon, claim, &words)) {
        let modality = claim.modality;
        let message = format!("the modality is \"{modality}\" and no word of the evidence shows it: expected {}", such_as(modality));
        findings.add(&RULE, "/modality", message).help =
            Some("correct the modality, widen the evidence to the words that carry it, or waive the finding with the reason".to_owned());
    }
}

/// Whether the claim may have its modality without a word that shows it.
fn may_go_without(lexicon: &Lexicon, claim: &ClaimView<'_>, words: &[String]) -> bool {
    match claim.modality {
        Modality::Required => claim.speech_act == SpeechAct::Demand,
        Modality::Certain => claim.conditions.is_empty() && lexicon.says_what_will_be(words),
        _ => false,
    }
}

/// What is expected among the words, or instead of the modality.
const fn such_as(modality: Modality) -> &'static str {
    match modality {
        Modality::Certain => "a word such as \"will\", \"shall\" or \"agreed\"",
        Modality::Probable => "a word such as \"likely\", \"plans\" or \"expected\"",
        Modality::Possible => "a word such as \"could\", \"may\" or \"risks\"",
        Modality::Required => "a word such as \"must\", \"needs\" or \"should\"",
        Modality::Hypothetical => "a word such as \"would\", \"ready\" or \"willing\"",
        Modality::Actual => "no word",
    }
}
