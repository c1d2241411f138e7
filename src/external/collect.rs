//! What a run gathers, in the order of the input: the numbers, and the first findings with what they are about.

use std::collections::BTreeSet;

use super::check::{Checked, Faulty, Mark};
use super::links::index::LinkIndex;
#[cfg(feature = "commands")]
use super::links::index::Spot;
use super::position::Position;
use super::record::InRecord;
#[cfg(feature = "commands")]
use super::split::block::Block;
use crate::diagnostics::{Diagnostic, Outcome, Placer};
#[cfg(feature = "commands")]
use crate::diagnostics::{Finding, RecordKind};
use crate::error::Error;
use crate::limits::MOST_LINES;
use crate::rules;
#[cfg(feature = "commands")]
use crate::rules::unknown_reference;

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Summary {
    /// What is reported.
    pub(crate) outcome: Outcome,
    /// The records, and those that have an error.
    pub(crate) records: usize,
    refused: usize,
    pub(crate) links: LinkIndex,
    /// The first row of each file, all files counted through.
    #[cfg_attr(not(feature = "commands"), expect(dead_code, reason = "an input alone starts at its first row"))]
    pub(crate) first_rows: Vec<u32>,
    /// Lines from which on the inputs can be read again, all files counted through.
    pub(crate) marks: Vec<Mark>,
    limit: usize,
    next: Next,
    said_of_texts: BTreeSet<String>,
}

/// Where the next block starts.
#[derive(Debug, Clone, Copy, Default)]
struct Next {
    row: u32,
    position: Position,
    records: usize,
}

/// Where a block starts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BlockStart {
    pub(crate) row: u32,
    pub(crate) position: Position,
}

#[cfg(feature = "commands")]
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "an export needs all of it"))]
/// A block with what is known of its place when its turn has come.
pub(crate) struct Start<'b> {
    pub(crate) row: u32,
    pub(crate) position: Position,
    pub(crate) block: &'b Block,
    /// The path of its input.
    pub(crate) path: &'b str,
}

impl Summary {
    /// Nothing yet; of the findings, so many are kept.
    pub(crate) fn new(paths: impl Iterator<Item = String>, limit: usize) -> Self {
        Self {
            outcome: Outcome { files: paths.collect(), ..Outcome::default() },
            records: 0,
            refused: 0,
            links: LinkIndex::default(),
            first_rows: vec![0],
            marks: Vec::new(),
            limit,
            next: Next::default(),
            said_of_texts: BTreeSet::new(),
        }
    }

    /// Adds what the next block came to; where it starts. `None` if there are more rows than can be counted.
    pub(crate) fn add(&mut self, file: usize, checked: &Checked<'_>) -> Option<BlockStart> {
        let start = BlockStart { row: self.next.row, position: self.next.position };
        // One more for the end of the file.
        self.next.row = start.row.checked_add(checked.rows).filter(|row| *row <= MOST_LINES)?;
        for faulty in &checked.faulty {
            self.refused += usize::from(faulty.has_errors() && faulty.number < checked.records.len());
            self.add_faulty(file, start.position, faulty);
        }
        for (source, found) in &checked.about_texts {
            if self.said_of_texts.insert(source.clone()) {
                for Diagnostic { rule, message, help, .. } in found {
                    let rule = rules::find(rule).expect("a finding is of a rule");
                    // However many others are kept: it says why findings are withheld.
                    self.outcome.add(rule.finding(None, message.clone(), help.clone()));
                }
            }
        }
        self.links.append(start.row, &checked.links);
        self.marks.extend(checked.marks.iter().map(|mark| Mark { row: start.row + mark.row, ..*mark }));
        self.outcome.counts += checked.counts;
        self.records += checked.records.len();
        self.next.position = start.position + checked.way;
        self.next.records += checked.records.len();
        Some(start)
    }

    /// Adds the findings of a record that stands `start` and its own start into the file.
    pub(crate) fn add_faulty(&mut self, file: usize, start: Position, faulty: &Faulty<'_>) {
        let at = start + faulty.start;
        let mut placer = None;
        for finding in &faulty.findings {
            if self.outcome.findings.len() >= self.limit {
                self.outcome.hide(Some(file), finding.rule, finding.severity);
                continue;
            }
            let placer = placer.get_or_insert_with(|| faulty.placer(file, at));
            self.outcome.add(finding.clone().map_places(|span| placer.place(&span)));
        }
    }
}

impl Faulty<'_> {
    /// Makes places of bytes of the record, which starts at this position of the file.
    pub(crate) fn placer(&self, file: usize, at: Position) -> Placer<'_> {
        Placer::of_part(file, &self.text, at.line as usize + 1, at.column as usize + 1)
    }
}

/// What only whole runs need.
#[cfg(feature = "commands")]
impl Summary {
    /// Ends a file: the next block is of the next one.
    pub(crate) fn end(&mut self, file: usize) {
        let is_in_file = |finding: &Finding| finding.place.as_ref().is_some_and(|place| place.file == file);
        if self.next.records == 0 && !self.outcome.findings.iter().any(is_in_file) {
            let message = "the file has no claims: expected at least one".to_owned();
            let finding = rules::missing_file::RULE.finding(Some(0..0), message, None);
            self.add_faulty(file, Position::default(), &Faulty::about_nothing(Position::default(), finding));
        }
        // The last line of a file may have no newline.
        self.next = Next { row: self.next.row + 1, ..Next::default() };
        self.first_rows.push(self.next.row);
    }

    /// What is reported, once all has been collected: the findings in order, and the counts of the run as a whole.
    pub(crate) fn finish(&mut self, limit: usize) {
        let Self { outcome, records, refused, .. } = self;
        outcome.sort(|finding| rules::is_about_texts(finding.rule));
        outcome.limit(limit);
        let unread = *records - outcome.counts.claims.checked;
        outcome.counts.claims.failed = *refused - unread;
        outcome.counts.claims.uncheckable = unread;
        outcome.counts.references.failed = outcome.count_of_rule(unknown_reference::RULE.name);
        outcome.not_read.records.insert(RecordKind::Claim, unread);
    }

    /// Lets so many more findings be kept.
    pub(crate) fn raise_limit(&mut self, more: usize) {
        self.limit = self.limit.saturating_add(more);
    }

    /// The file in which a row stands, and the spot in it.
    pub(crate) fn file_of(&self, spot: Spot) -> (usize, Spot) {
        let file = self.first_rows.partition_point(|first| *first <= spot.row) - 1;
        (file, Spot { row: spot.row - self.first_rows[file], ..spot })
    }
}

/// The error of an input whose lines cannot be counted.
pub(super) fn too_many_lines() -> Error {
    Error::usage(format!("there are more than {MOST_LINES} lines in all: expected fewer, in several runs if need be"))
}

impl Faulty<'static> {
    /// A finding about a place whose text is not at hand.
    pub(crate) fn about_nothing(start: Position, finding: InRecord) -> Self {
        Self { number: 0, start, text: "".into(), findings: vec![finding] }
    }
}
