rule! {
    /// A quotation does not stand inside the evidence that it belongs to.
    ///
    /// Found only when texts are given (`--texts`). A `quote` is the speaker's own words exactly as they stand between the quotation
    /// marks, or a part of them: copy it anew, character for character. Where nearly the same words stand, the help says what
    /// differs, be it a character that cannot be seen.
    "stale-quote", Error, scope: Scope::Record, needs_texts: true, waivable: false, checks: &[Check::Evidence(check)]
}

use super::{Check, Grounding, OfRecord, Registers, Scope};
use crate::model::{ClaimView, EvidenceView};
use crate::texts::near::{Comparison, revealed};
use crate::texts::{Text, Verdict};

fn check(_: &Registers<'_>, grounding: &Grounding<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let text = grounding.text;
    for (i, (evidence, verdict)) in claim.evidence.iter().zip(&grounding.verdicts).enumerate() {
        let (Verdict::NoQuote, Some(quote)) = (verdict, &evidence.quote) else { continue };
        let nearby = inside(text, evidence, quote).or_else(|| outside(text, evidence, quote));
        let (shown, help) = nearby.unwrap_or_else(|| (revealed(quote, &[]), "copy the words anew, character for character".to_owned()));
        let message = format!(
            "the quotation {shown} does not stand in code points {} to {} of {}: expected the speaker's words exactly as they stand there",
            evidence.start, evidence.end, claim.source
        );
        findings.add(&RULE, format!("/evidence/{i}/quote"), message).help = Some(help);
    }
}

/// How a quotation is shown of which nearly the same words stand in the evidence, and what to do.
fn inside(text: &Text, evidence: &EvidenceView<'_>, quote: &str) -> Option<(String, String)> {
    let near = text.find_nearly(quote, &text.bytes(evidence.start, evidence.end)?)?;
    let Comparison { found, wanted, differences } = Comparison::in_text(text, &near, quote, "the quotation");
    Some((wanted, format!("copy the words at {} as they stand: {found}; {differences}", text.code_points(&near.range))))
}

/// How a quotation is shown that stands, exactly or nearly, outside the evidence, and what to do.
fn outside(text: &Text, evidence: &EvidenceView<'_>, quote: &str) -> Option<(String, String)> {
    /// The code points on either side of the evidence that are searched.
    const AROUND: usize = 1 << 16;
    let around = text.bytes_around(evidence.start, evidence.end, AROUND)?;
    if let Some(at) = text.content()[around.clone()].find(quote) {
        let start = around.start + at;
        let place = text.code_points(&(start..start + quote.len()));
        return Some((
            revealed(quote, &[]),
            format!("the quotation stands at {place}: take other words of the evidence, or correct its range"),
        ));
    }
    let near = text.find_nearly(quote, &around)?;
    let Comparison { found, wanted, differences } = Comparison::in_text(text, &near, quote, "the quotation");
    let place = text.code_points(&near.range);
    Some((wanted, format!("nearly the same words stand at {place}, outside the evidence: {found}; {differences}")))
}
