//! What a run gathers, in the order of the input: the numbers, and the first findings with what they are about.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::block::{Checked, Faulty, Mark};
use super::identity::Identities;
#[cfg(feature = "cli")]
use super::identity::Spot;
use super::position::Position;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::limits::MOST_LINES;
use crate::load::{Finding, Place, SourceFile};
use crate::rules::{self, Counts};

/// The length in bytes up to which a record is kept whole for the report.
const KEPT: usize = 1 << 16;

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Gathered {
    /// The inputs, with the records that the findings are about.
    pub(crate) files: Vec<SourceFile>,
    /// The first findings, in order.
    pub(crate) findings: Vec<Finding>,
    /// The numbers of the other findings, by file and severity.
    pub(crate) hidden: BTreeMap<(usize, Severity), usize>,
    /// The numbers of all findings by rule and severity.
    pub(crate) by_rule: BTreeMap<(&'static str, Severity), usize>,
    pub(crate) counts: Counts,
    /// The records, and those that have an error.
    pub(crate) records: usize,
    pub(crate) refused: usize,
    /// The records that could not be read at all.
    pub(crate) unread: usize,
    pub(crate) identities: Identities,
    /// The first row of each file, all files counted through.
    #[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "an input alone starts at its first row"))]
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

impl Gathered {
    /// Nothing yet; of the findings, so many are kept.
    pub(crate) fn new(paths: impl Iterator<Item = String>, limit: usize) -> Self {
        Self {
            files: paths.map(SourceFile::sparse).collect(),
            findings: Vec::new(),
            hidden: BTreeMap::new(),
            by_rule: BTreeMap::new(),
            counts: Counts::default(),
            records: 0,
            refused: 0,
            unread: 0,
            identities: Identities::default(),
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
                    self.keep(Finding::new(rule, Place { file: usize::MAX, span: 0..0 }, message.clone(), help.clone()));
                }
            }
        }
        self.identities.append(start.row, &checked.identities);
        self.marks.extend(checked.marks.iter().map(|mark| Mark { row: start.row + mark.row, ..*mark }));
        self.counts.add(&checked.counts);
        self.records += checked.records.len();
        self.unread += checked.records.len() - checked.counts.claims;
        self.next.position = start.position + checked.way;
        self.next.records += checked.records.len();
        Some(start)
    }

    /// Adds the findings of a record that stands `start` and its own start into the file.
    pub(crate) fn add_faulty(&mut self, file: usize, start: Position, faulty: &Faulty<'_>) {
        let at = start + faulty.start;
        let mut kept: Option<usize> = None;
        for finding in &faulty.findings {
            if self.findings.len() >= self.limit {
                self.hide(file, finding);
                continue;
            }
            let shown = &mut self.files[file];
            let mut keep = |at: Position, part: &str| shown.keep(at.line as usize + 1, at.column as usize + 1, part);
            let span = &finding.place.span;
            let byte = if faulty.text.len() <= KEPT {
                *kept.get_or_insert_with(|| keep(at, &faulty.text)) + span.start
            } else {
                let window = window(&faulty.text, span.start);
                let text = faulty.text.as_bytes();
                keep(at + Position::behind(&text[..window.start]), &faulty.text[window.clone()]) + span.start - window.start
            };
            let end = (byte + span.len()).min(self.files[file].text.len() - 1);
            self.add_finding(file, Finding { place: Place { file, span: byte..end }, ..finding.clone() });
        }
    }

    fn add_finding(&mut self, file: usize, finding: Finding) {
        if self.findings.len() >= self.limit {
            return self.hide(file, &finding);
        }
        self.keep(finding);
    }

    fn keep(&mut self, finding: Finding) {
        *self.by_rule.entry((finding.rule, finding.severity)).or_default() += 1;
        self.findings.push(finding);
    }

    fn hide(&mut self, file: usize, finding: &Finding) {
        *self.by_rule.entry((finding.rule, finding.severity)).or_default() += 1;
        *self.hidden.entry((file, finding.severity)).or_default() += 1;
    }
}

/// What only whole runs need.
#[cfg(feature = "cli")]
impl Gathered {
    /// Ends a file: the next block is of the next one.
    pub(crate) fn end(&mut self, file: usize) {
        if self.next.records == 0 && !self.findings.iter().any(|finding| finding.place.file == file) {
            let message = "the file has no claims: expected at least one".to_owned();
            let finding = Finding::new(&rules::missing_file::RULE, Place { file, span: 0..0 }, message, None);
            self.add_faulty(file, Position::default(), &Faulty::about_nothing(Position::default(), finding));
        }
        // The last line of a file may have no newline.
        self.next = Next { row: self.next.row + 1, ..Next::default() };
        self.first_rows.push(self.next.row);
    }

    /// Puts the findings that are kept in the order of their places, behind those about texts as a whole, and hides what is too much.
    pub(crate) fn sort(&mut self, limit: usize) {
        let files = &self.files;
        let place = |finding: &Finding| {
            let at = files.get(finding.place.file).map(|file| file.line_column(finding.place.span.start));
            (!rules::is_about_texts(finding.rule), finding.place.file, at, finding.rule, finding.message.clone())
        };
        self.findings.sort_by_cached_key(place);
        for finding in self.findings.split_off(limit.min(self.findings.len())) {
            *self.hidden.entry((finding.place.file, finding.severity)).or_default() += 1;
        }
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

/// A part of a long text around a byte.
fn window(text: &str, at: usize) -> Range<usize> {
    const AROUND: usize = 200;
    let boundary = |byte: usize| (0..=byte.min(text.len())).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or_default();
    boundary(at.saturating_sub(AROUND))..boundary(at + AROUND)
}

impl Faulty<'static> {
    /// A finding about a place whose text is not at hand.
    pub(crate) fn about_nothing(start: Position, finding: Finding) -> Self {
        Self { number: usize::MAX, start, text: "".into(), findings: vec![finding] }
    }
}
