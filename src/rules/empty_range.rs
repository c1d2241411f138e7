rule! {
    /// A range of the text ends where it starts, before it, or past the end of the text.
    ///
    /// Ranges are half-open and count Unicode code points: `start` is before `end`, and `end` is at most the text's `characters`.
    /// `claims anchor` writes ranges for words; do not count by hand.
    "empty-range", Error, check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let records = context.records;
    for (index, source) in records.sources.iter().enumerate() {
        for (i, range) in source.uncoded.iter().enumerate() {
            let place = Location::new(RecordKind::Source, index, format!("/uncoded/{i}/end"));
            compare(range.start, range.end, Some(source.text.characters), place, findings);
        }
    }
    for (index, claim) in records.claims.iter().enumerate() {
        let characters = records.source(claim.source.as_str()).map(|source| source.text.characters);
        for (i, evidence) in claim.evidence.iter().enumerate() {
            let place = Location::new(RecordKind::Claim, index, format!("/evidence/{i}/end"));
            compare(evidence.start, evidence.end, characters, place, findings);
        }
    }
}

fn compare(start: u32, end: u32, characters: Option<u32>, place: Location, findings: &mut Findings) {
    if end <= start {
        findings.add(&RULE, place, format!("the range ends at {end} and starts at {start}: expected an end after the start"));
    } else if let Some(length) = characters.filter(|length| end > *length) {
        findings.add(&RULE, place, format!("the range ends at {end}: expected at most {length}, the text's number of code points"));
    }
}
