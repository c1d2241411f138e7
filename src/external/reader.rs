//! External claims, one after the other, for programs.

use std::collections::VecDeque;
use std::io::Read;
use std::path::Path;

use super::check::{Checked, Checker, Faulty};
use super::collect::{BlockStart, Summary};
use super::format::ClaimsFormat;
use super::links::report;
use super::position::Position;
use super::record::References;
use super::split::block::Block;
use super::split::input::Input;
use crate::dataset::Dataset;
use crate::diagnostics::{Finding, Severity};
use crate::error::Error;
use crate::model::Claim;
use crate::model::view::Viewed;

/// A record of an input, checked.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CheckedRecord {
    /// The line on which it starts, from 1.
    pub line: usize,
    /// The claim, if it could be read; it may have findings all the same.
    pub claim: Option<Claim>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

impl CheckedRecord {
    /// Whether no finding is an error.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }
}

/// Reads and checks claims from any input, in memory that does not grow with it but for 16 bytes a claim and 16 a relation.
///
/// Each record is checked for its shape, by the rules for one claim, and against the registers of a dataset. What compares claims with one
/// another (ids that stand twice, relations that lead nowhere or in a cycle) is known at the end: [`compare`](Self::compare).
///
#[cfg_attr(feature = "data", doc = "```")]
#[cfg_attr(not(feature = "data"), doc = "```ignore")]
/// use guarantee_claims::external::ClaimReader;
///
/// let line = serde_json::to_string(guarantee_claims::dataset().claims().next().unwrap().get())?;
/// let input = format!("{line}\n{}\n", line.replace("\"layer\":\"coalition\"", "\"layer\":\"coalitio\""));
///
/// let mut reader = ClaimReader::new(input.as_bytes(), guarantee_claims::dataset());
/// for record in &mut reader {
///     let record = record?;
///     match record.findings.first() {
///         None => println!("{}: {}", record.line, record.claim.expect("a record without findings is a claim").statement),
///         Some(finding) => {
///             let region = finding.place.as_ref().expect("it is about a record").region;
///             assert_eq!((region.line, finding.rule), (2, "unknown-term"));
///             println!("{}:{}: {}", region.line, region.column, finding.message);
///         }
///     }
/// }
/// assert!(reader.compare().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct ClaimReader<'a> {
    checker: Checker<'a>,
    blocks: Blocks<'a>,
    ready: VecDeque<CheckedRecord>,
    /// Findings that are about no record, for the next record or the end.
    summary: Summary,
}

/// The blocks of an input.
pub(crate) struct Blocks<'a> {
    input: Input<'a>,
    failed: bool,
}

impl<'a> Blocks<'a> {
    pub(crate) fn new(read: impl Read + Send + 'a, format: ClaimsFormat) -> Self {
        Self { input: Input::new(read, format), failed: false }
    }

    /// The next block; after an error, none.
    pub(crate) fn next(&mut self) -> Option<Result<Block, Error>> {
        if self.failed {
            return None;
        }
        let block = self.input.next(Vec::new()).map_err(|error| Error::io("read", Path::new("the claims"), error));
        self.failed = block.is_err();
        block.transpose()
    }
}

impl<'a> ClaimReader<'a> {
    /// Reads claims, one a line, and checks them against the registers of a dataset.
    pub fn new(read: impl Read + Send + 'a, register: &'a Dataset) -> Self {
        Self::with_format(read, ClaimsFormat::Lines, register)
    }

    /// Reads claims that are written down in this way.
    pub fn with_format(read: impl Read + Send + 'a, format: ClaimsFormat, register: &'a Dataset) -> Self {
        Self {
            checker: checker(register),
            blocks: Blocks::new(read, format),
            ready: VecDeque::new(),
            summary: Summary::new(std::iter::once(String::new()), 0),
        }
    }

    /// Makes something else of mentions of records that the registers do not have than an error.
    #[must_use]
    pub fn references(mut self, references: References) -> Self {
        self.checker.references = references;
        self
    }

    /// What does not fit together across the claims that were read: to be asked after the last one.
    #[must_use]
    pub fn compare(mut self) -> Vec<Finding> {
        compare(&mut self.summary, &self.checker)
    }

    fn block(&mut self, block: &Block) -> Result<(), Error> {
        let checked = self.checker.check(block);
        let start = add(&mut self.summary, &checked)?;
        let mut claims = checked.claims.iter().peekable();
        let mut faulty = checked.faulty.iter().peekable();
        for (number, record) in checked.records.iter().enumerate() {
            let claim = claims.next_if(|(of, _)| *of == number).map(|(_, claim)| Claim::of_view(claim));
            let mut findings = Vec::new();
            while let Some(faulty) = faulty.next_if(|faulty| faulty.number == number) {
                findings.extend(placed(start, faulty));
            }
            self.ready.push_back(CheckedRecord { line: (start + record.start).line as usize + 1, claim, findings });
        }
        // What is no record stands behind all records of its block.
        for faulty in faulty {
            let findings = placed(start, faulty);
            let line = (start + faulty.start).line as usize + 1;
            self.ready.push_back(CheckedRecord { line, claim: None, findings });
        }
        Ok(())
    }
}

impl Iterator for ClaimReader<'_> {
    type Item = Result<CheckedRecord, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.ready.pop_front() {
                return Some(Ok(record));
            }
            match self.blocks.next()? {
                Ok(block) => {
                    if let Err(error) = self.block(&block) {
                        return Some(Err(error));
                    }
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// A checker against the registers of a dataset, which keeps the claims.
pub(crate) fn checker(register: &Dataset) -> Checker<'_> {
    let records = register.records();
    let mut checker =
        Checker::new(records, move || records.claims.iter().map(|claim| claim.id.as_str()).collect(), None, References::Error);
    checker.keeps_claims = true;
    checker
}

/// Adds what a block came to; where it starts.
pub(crate) fn add(summary: &mut Summary, checked: &Checked<'_>) -> Result<Position, Error> {
    let start: Option<BlockStart> = summary.add(0, checked);
    start.map(|start| start.position).ok_or_else(super::collect::too_many_lines)
}

/// What does not fit together across the claims of one input that cannot be read again.
pub(crate) fn compare(summary: &mut Summary, checker: &Checker<'_>) -> Vec<Finding> {
    let broken_links = std::mem::take(&mut summary.links).compare(&checker.key, 1, || checker.claim_ids().to_vec());
    let faulty = report::unplaced(&broken_links, checker);
    faulty.iter().flat_map(|faulty| placed(Position::default(), faulty)).collect()
}

/// The findings of a record whose block starts here.
pub(crate) fn placed(start: Position, faulty: &Faulty<'_>) -> Vec<Finding> {
    let mut placer = faulty.placer(0, start + faulty.start);
    faulty.findings.iter().cloned().map(|finding| finding.map_places(|span| placer.place(&span))).collect()
}

impl std::fmt::Debug for ClaimReader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClaimReader").field("ready", &self.ready.len()).finish_non_exhaustive()
    }
}
