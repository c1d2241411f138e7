rule! {
    /// A number in a statement does not stand in the claim's evidence.
    ///
    /// Found only when texts are given (`--texts`). Figures, percentages, amounts and years are what readers trust most: each must be the
    /// speaker's. The evidence is read as its language writes numbers (`language` of the source): decimal mark, thousands, scale words and
    /// their abbreviations ("$4bn", "300 тис."), units ("20km"), and number words up to twelve. A notation that can be read in two ways
    /// ("4.500" in English) counts in either; one that cannot is no other number: "4,5 percent" is not 45. Where the number words of the
    /// language are not known, a number up to twelve that stands there in no digits may stand there as a word. Correct the figure or the evidence.
    "ungrounded-number", Error, scope: Scope::Record, needs_texts: true, checks: &[Check::Evidence(check)]
}

use super::{Check, Grounding, OfRecord, Registers, Scope};
use crate::model::ClaimView;
use crate::numbers::{Number, numbers};
use crate::sanitize::excerpt;
use crate::texts::Text;

/// The language of statements.
const STATEMENTS: &str = "en";

fn check(_: &Registers<'_>, grounding: &Grounding<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let stated: Vec<_> = numbers(&claim.statement, STATEMENTS).into_iter().filter(Number::is_in_digits).collect();
    if stated.is_empty() {
        return;
    }
    let language = grounding.source.language.as_str();
    let (grounded, written) = in_evidence(claim, language, grounding.text);
    for number in stated.into_iter().filter(|number| !number.is_among(&grounded, language)) {
        let message = format!(
            "the number {} of the statement does not stand in the evidence: expected every number there",
            &claim.statement[number.span.clone()]
        );
        findings.add(&RULE, "/statement", message).help = Some(help(&written));
    }
}

/// The numbers in the evidence of a claim, and how they are written there. A number that the evidence cuts in two is none of its.
fn in_evidence<'t>(claim: &ClaimView<'_>, language: &str, text: &'t Text) -> (Vec<Number>, Vec<&'t str>) {
    /// The code points around the evidence that tell what its first and last digits belong to.
    const AROUND: usize = 100;
    let contexts = claim.evidence.iter().filter_map(|evidence| text.in_context(evidence.start, evidence.end, AROUND));
    let found = contexts.flat_map(|(context, words)| {
        let inside = move |number: &Number| words.start <= number.digits.start && number.digits.end <= words.end;
        numbers(context, language).into_iter().filter(inside).map(move |number| {
            let written = &context[number.span.clone()];
            (number, written)
        })
    });
    found.unzip()
}

fn help(written: &[&str]) -> String {
    const MOST: usize = 8;
    let there: Vec<_> = written.iter().take(MOST).map(|number| excerpt(number)).collect();
    let more = if written.len() > MOST { ", ..." } else { "" };
    if there.is_empty() {
        "correct the figure or the evidence, which has no number".to_owned()
    } else {
        format!("correct the figure or the evidence, which has {}{more}", there.join(", "))
    }
}
