rule! {
    /// A range of the text ends where it starts, before it, or past the end of the text.
    ///
    /// Ranges are half-open and count Unicode code points: `start` is before `end`, and `end` is at most the text's `characters`.
    /// `claims anchor` writes ranges for words; do not count by hand.
    "empty-range", Error, scope: Scope::Record, waivable: false, checks: &[Check::Claim(check_evidence), Check::All(check_others)]
}

use super::{Check, Context, Findings, OfRecord, Registers, Scope};
use crate::diagnostics::RecordKind;
use crate::model::ClaimView;

fn check_evidence(registers: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let characters = registers.source(&claim.source).map(|source| source.text.characters);
    for (i, evidence) in claim.evidence.iter().enumerate() {
        if let Some(message) = problem(evidence.start, evidence.end, characters) {
            findings.add(&RULE, format!("/evidence/{i}/end"), message);
        }
    }
}

fn check_others(context: &Context<'_>, findings: &mut Findings) {
    for (index, source) in context.records.sources.iter().enumerate() {
        for (i, range) in source.uncoded.iter().enumerate() {
            if let Some(message) = problem(range.start, range.end, Some(source.text.characters)) {
                OfRecord { kind: RecordKind::Source, index, findings }.add(&RULE, format!("/uncoded/{i}/end"), message);
            }
        }
    }
    for (index, coding) in context.records.codings.iter().enumerate() {
        let characters = context.registers().source(coding.source.as_str()).map(|source| source.text.characters);
        for (i, span) in coding.spans.iter().enumerate() {
            if let Some(message) = problem(span.start, span.end, characters) {
                OfRecord { kind: RecordKind::Coding, index, findings }.add(&RULE, format!("/spans/{i}/end"), message);
            }
        }
    }
}

/// What is wrong with a range of a text of so many code points, if that is known.
fn problem(start: u32, end: u32, characters: Option<u32>) -> Option<String> {
    if end <= start {
        return Some(format!("the range ends at {end} and starts at {start}: expected an end after the start"));
    }
    let length = characters.filter(|length| end > *length)?;
    Some(format!("the range ends at {end}: expected at most {length}, the text's number of code points"))
}
