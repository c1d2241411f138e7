//! What does not fit together across claims, at its place: the input is read again for it where that is possible.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use super::in_block::{in_block, rows};
use super::index::{LinkFault, Spot};
use super::report::unplaced;
use crate::external::check::{Checked, Checker, Faulty};
use crate::external::collect::Start;
use crate::external::collect::Summary;
use crate::external::position::Position;
use crate::external::source::Source;
use crate::external::split::block::Block;
use crate::limits::LONGEST_RECORD;

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
