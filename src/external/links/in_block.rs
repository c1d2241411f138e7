//! What does not fit together across claims, at its place in a block that is read again.

use std::ops::Range;

use super::index::{LinkFault, Spot};
use crate::external::check::{Checker, Faulty, Record, records};
use crate::external::position::{Position, short};
use crate::external::record;
use crate::external::split::block::{Block, Content};
use crate::load::{Spans, json_spans};
use crate::model::ClaimId;
use crate::model::view::Str;
use crate::rules;

/// How many rows a block has.
pub(crate) fn rows(block: &Block) -> u32 {
    match &block.content {
        Content::Parts(parts) => short(parts.len()),
        _ => short(memchr::memchr_iter(b'\n', &block.bytes).count()),
    }
}

/// The broken links of a block whose first row is `first`, and those that are not found in it.
pub(crate) fn in_block<'b>(
    block: &'b Block,
    first: u32,
    broken_links: &[(Spot, LinkFault)],
    checker: &Checker<'_>,
) -> (Vec<Faulty<'b>>, Vec<(Spot, LinkFault)>) {
    let records = records(block);
    let (mut faulty, mut missing): (Vec<Faulty<'b>>, Vec<_>) = (Vec::new(), Vec::new());
    for (spot, broken) in broken_links {
        let found = records.binary_search_by_key(&(spot.row - first), |record| record.row.number);
        let place =
            found.ok().and_then(|number| Some((number, find(text_of(block, records[number].bytes.clone()), &records[number], *spot)?)));
        let Some((number, (claim, span))) = place else {
            missing.push((*spot, *broken));
            continue;
        };
        let text = text_of(block, records[number].bytes.clone());
        let words = text.get(span.start + 1..span.end - 1);
        if matches!(broken, LinkFault::Cycle(_)) && waives_cycles(text) {
            continue;
        }
        let Some(finding) = broken.finding(checker, claim.as_deref(), words, span) else { continue };
        match faulty.last_mut().filter(|last| last.number == number) {
            Some(last) => last.findings.push(finding),
            None => faulty.push(Faulty { number, start: records[number].start, text: text.into(), findings: vec![finding] }),
        }
    }
    (faulty, missing)
}

/// The id of the record, and the bytes of the value at a spot in it.
fn find(text: &str, record: &Record, spot: Spot) -> Option<(Option<String>, Range<usize>)> {
    let spans = json_spans(text, 0);
    let span = match record.row.column {
        None if spot.detail == 0 => spans.find("/id"),
        None => spans.find(&format!("/relations/{}/target", spot.detail - 1)),
        Some(_) => strings(&spans).into_iter().find(|span| {
            let at = record.start + Position::behind(&text.as_bytes()[..span.start]);
            at.column == spot.detail
        })?,
    };
    let id = id_at(text, &spans);
    (text.get(span.clone())?.starts_with('"') && span.len() >= 2).then_some((id, span))
}

/// The id of a record where it stands first.
pub(crate) fn id_at(text: &str, spans: &Spans) -> Option<String> {
    let id = text.get(spans.find("/id"))?;
    serde_json::from_str::<Str<'_, ClaimId>>(id).ok().map(|id| id.to_string())
}

/// The bytes of the values that identify a record.
fn strings(spans: &Spans) -> Vec<Range<usize>> {
    let mut found = vec![spans.find("/id")];
    let relations = (0..).map(|i| spans.find(&format!("/relations/{i}/target")));
    let list = spans.find("/relations");
    found.extend(relations.take_while(|span| *span != list && span.start > list.start));
    found
}

fn waives_cycles(text: &str) -> bool {
    record::read(text).is_some_and(|claim| claim.waive.iter().any(|waiver| *waiver.rule == *rules::relation_cycle::RULE.name))
}

impl Faulty<'_> {
    /// The same, so much further on, with a text of its own.
    #[cfg(feature = "commands")]
    pub(super) fn moved(self, start: Position) -> Faulty<'static> {
        Faulty { start: start + self.start, text: self.text.into_owned().into(), number: self.number, findings: self.findings }
    }
}

/// The text of a record.
pub(crate) fn text_of(block: &Block, bytes: Range<usize>) -> &str {
    std::str::from_utf8(&block.bytes[bytes]).unwrap_or_default()
}
