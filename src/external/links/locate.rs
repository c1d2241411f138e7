//! What does not fit together across claims, at its place: the input is read again for it where that is possible.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use super::index::{LinkFault, Spot};
use super::report::unplaced;
use crate::external::check::{Checked, Checker, Faulty, Record, records};
use crate::external::collect::Start;
use crate::external::collect::Summary;
use crate::external::position::{Position, short};
use crate::external::record;
use crate::external::source::Source;
use crate::external::split::block::{Block, Content};
use crate::limits::LONGEST_RECORD;
use crate::load::{Spans, json_spans};
use crate::model::ClaimId;
use crate::model::view::Str;
use crate::rules;

/// What does not fit together across the claims of a run, in order.
#[derive(Debug, Default)]
pub(crate) struct LinkFaults(pub(in crate::external) Vec<(Spot, LinkFault)>);

impl LinkFaults {
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether these, which an earlier way through the inputs found, are not those that a later one did. Without an earlier way through,
    /// there are none to compare.
    pub(crate) fn differ_from(&self, later: &Self) -> bool {
        !self.is_empty() && self.0 != later.0
    }

    /// Those in a block, by its records.
    pub(crate) fn in_block<'b>(&self, start: &Start<'b>, of_block: &Checked<'_>, checker: &Checker<'_>) -> Vec<Faulty<'b>> {
        let from = self.0.partition_point(|(spot, _)| spot.row < start.row);
        // The last line of a file may have no newline.
        let to = self.0.partition_point(|(spot, _)| spot.row <= start.row + of_block.rows);
        if from == to { Vec::new() } else { in_block(start.block, start.row, &self.0[from..to], checker).0 }
    }
}

/// Adds what does not fit together across the claims of a run to its findings.
pub(crate) fn report(summary: &mut Summary, broken_links: &[(Spot, LinkFault)], checker: &Checker<'_>, sources: &[Source], limit: usize) {
    summary.raise_limit(limit);
    let (shown, hidden) = broken_links.split_at(limit.min(broken_links.len()));
    let mut rest = shown;
    while let Some((spot, _)) = rest.first() {
        let (file, _) = summary.file_of(*spot);
        let of_file;
        (of_file, rest) = rest.split_at(rest.partition_point(|(spot, _)| summary.file_of(*spot).0 == file));
        for faulty in in_file(summary, of_file, checker, &sources[file]) {
            summary.add_faulty(file, Position::default(), &faulty);
        }
    }
    for (spot, broken) in hidden {
        let (file, _) = summary.file_of(*spot);
        if let Some((rule, severity)) = broken.rule(checker) {
            summary.outcome.hide(Some(file), rule.name, severity);
        }
    }
    if checker.references.severity().is_none() {
        let dangling = broken_links.iter().filter(|(_, broken)| *broken == LinkFault::Dangling).count();
        let references = &mut summary.outcome.counts.references;
        references.checked = references.checked.saturating_sub(dangling);
        references.uncheckable += dangling;
    }
}

/// The broken links of one file, in order. What the file no longer shows is placed by what is known of it.
fn in_file(summary: &Summary, broken_links: &[(Spot, LinkFault)], checker: &Checker<'_>, source: &Source) -> Vec<Faulty<'static>> {
    let mut found = Vec::new();
    let all: Vec<_> = broken_links.iter().map(|(spot, broken)| (summary.file_of(*spot).1, *broken)).collect();
    let mut left = all.clone();
    let read = source.open_lines().and_then(|lines| match lines {
        Some(lines) => read_lines(summary, broken_links, checker, lines, &mut found).map(|()| left.clear()),
        None => read_again(&mut left, checker, source, &mut found),
    });
    if let Err(_unreadable) = read {
        found.clear();
        left = all;
    }
    let place = |spot: Spot| if source.has_lines() { spot } else { Spot::default() };
    let left: Vec<_> = left.into_iter().map(|(spot, broken)| (place(spot), broken)).collect();
    found.extend(unplaced(&left, checker));
    found
}

/// Reads the lines around each broken link again.
fn read_lines(
    summary: &Summary,
    broken_links: &[(Spot, LinkFault)],
    checker: &Checker<'_>,
    mut lines: File,
    found: &mut Vec<Faulty<'static>>,
) -> io::Result<()> {
    let mut rest = broken_links;
    while let Some((spot, _)) = rest.first() {
        let (file, _) = summary.file_of(*spot);
        let behind = summary.marks.partition_point(|mark| mark.row <= spot.row);
        let mark = behind.checked_sub(1).map(|last| summary.marks[last]).ok_or(io::ErrorKind::InvalidData)?;
        let next = summary.marks.get(behind).filter(|next| summary.first_rows.get(file + 1).is_none_or(|end| next.row < *end));
        let here;
        (here, rest) = rest.split_at(rest.partition_point(|(spot, _)| next.is_none_or(|next| spot.row < next.row)));
        let mut block = Block { start: mark.byte, ..Block::default() };
        lines.seek(SeekFrom::Start(mark.byte))?;
        // The last part is of one block, which is no longer than a record may be; the file may have grown since.
        let size = next.map_or(LONGEST_RECORD as u64, |next| next.byte - mark.byte);
        lines.by_ref().take(size).read_to_end(&mut block.bytes)?;
        let (faulty, lost) = in_block(&block, mark.row, here, checker);
        if !lost.is_empty() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let start = Position { line: mark.row - summary.first_rows[file], column: 0 };
        found.extend(faulty.into_iter().map(|faulty| faulty.moved(start)));
    }
    Ok(())
}

/// Goes through the file again up to the last broken link; those that are found leave the list.
fn read_again(
    left: &mut Vec<(Spot, LinkFault)>,
    checker: &Checker<'_>,
    source: &Source,
    found: &mut Vec<Faulty<'static>>,
) -> io::Result<()> {
    let Some(mut input) = source.open_again()? else { return Ok(()) };
    let (mut row, mut start, mut memory) = (0, Position::default(), Vec::new());
    while !left.is_empty()
        && let Some(block) = input.next(memory)?
    {
        let rows = rows(&block);
        let here = left.partition_point(|(spot, _)| spot.row < row + rows.max(1));
        if here > 0 {
            let broken_links: Vec<_> = left.drain(..here).collect();
            let (faulty, lost) = in_block(&block, row, &broken_links, checker);
            found.extend(faulty.into_iter().map(|faulty| faulty.moved(start)));
            left.splice(0..0, lost);
            if left.first().is_some_and(|(spot, _)| spot.row < row + rows.max(1)) {
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
        row += rows;
        start = start + Position::behind(&block.bytes);
        memory = block.bytes;
    }
    Ok(())
}

/// How many rows a block has.
fn rows(block: &Block) -> u32 {
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
    let id = spans.find("/id");
    let id = text.get(id).and_then(|id| serde_json::from_str::<Str<'_, ClaimId>>(id).ok()).map(|id| id.to_string());
    (text.get(span.clone())?.starts_with('"') && span.len() >= 2).then_some((id, span))
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
    fn moved(self, start: Position) -> Faulty<'static> {
        Faulty { start: start + self.start, text: self.text.into_owned().into(), number: self.number, findings: self.findings }
    }
}

/// The text of a record.
fn text_of(block: &Block, bytes: Range<usize>) -> &str {
    std::str::from_utf8(&block.bytes[bytes]).unwrap_or_default()
}
