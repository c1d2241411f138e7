//! One block: all its records checked.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

use super::links::index::{Key, LinkIndex};
use super::position::{Position, short};
use super::record::{self, InRecord, References, Refused, Row};
use super::split::block::{Block, Content, Fault};
use super::split::foreign::Foreign;
use crate::dataset::Records;
use crate::diagnostics::{Counts, Diagnostic, RecordKind, Severity};
use crate::limits::{LONGEST_RECORD, mebibytes};
use crate::load::CONFLICT_HELP;
use crate::model::walk::Walk;
use crate::model::{ClaimView, Source};
use crate::rules::{self, Findings, Grounding, OfRecord, Registers, Unread, count_claim};
use crate::texts::Texts;

/// What records are checked against.
pub(crate) struct Checker<'a> {
    pub(crate) register: &'a Records,
    pub(crate) registers: Registers<'a>,
    pub(crate) texts: Option<&'a Texts>,
    pub(crate) references: References,
    /// Whether the claims of a block are wanted.
    pub(crate) keeps_claims: bool,
    /// Set when nobody wants the result any more.
    pub(super) stop: Option<&'a AtomicBool>,
    pub(super) key: Key,
    /// What is wrong with the texts of the documents as wholes, by source.
    about_texts: BTreeMap<&'a str, Vec<Diagnostic>>,
    /// The ids of the register's claims, which relations may lead to. Few runs need them.
    claim_ids: LazyLock<Vec<&'a str>, Box<dyn FnOnce() -> Vec<&'a str> + Send + 'a>>,
}

/// What a block came to.
#[derive(Debug, Default)]
pub(crate) struct Checked<'b> {
    /// The records, in order.
    pub(crate) records: Vec<Record>,
    /// The claims that could be read, each with the number of its record; if the checker does not keep them, those with findings.
    pub(crate) claims: Vec<(usize, ClaimView<'b>)>,
    /// The records with findings, in order.
    pub(crate) faulty: Vec<Faulty<'b>>,
    pub(crate) links: LinkIndex,
    pub(crate) counts: Counts,
    /// How many rows the block has.
    pub(crate) rows: u32,
    /// How far the block leads.
    pub(crate) way: Position,
    /// Lines from which on the input can be read again.
    pub(crate) marks: Vec<Mark>,
    /// The records that could not be read, in order; if the checker keeps claims.
    pub(crate) refused: Vec<RefusedRecord>,
    /// Findings about the texts in which claims of the block stand, as wholes, by source.
    pub(crate) about_texts: BTreeMap<String, Vec<Diagnostic>>,
}

/// What is kept of a record that could not be read.
#[derive(Debug)]
pub(crate) struct RefusedRecord {
    /// Its number in the block.
    pub(crate) number: usize,
    /// Its id, if that is known.
    pub(crate) id: Option<String>,
    /// The relations that lead from it: their numbers in the record, and the ids of their targets.
    pub(crate) targets: Vec<(usize, String)>,
}

/// A line: its row and its first byte.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    pub(crate) row: u32,
    #[cfg_attr(not(feature = "commands"), expect(dead_code, reason = "only whole runs read lines again"))]
    pub(crate) byte: u64,
}

/// How many records go through one step before the next step: each step's code then stays at hand.
const BATCH: usize = 8;

/// Where a record stands in its block.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) bytes: Range<usize>,
    pub(crate) start: Position,
    pub(crate) row: Row,
}

/// A record with findings.
#[derive(Debug)]
pub(crate) struct Faulty<'b> {
    /// The number of the record in its block; of what is no record, that after the last one.
    pub(crate) number: usize,
    /// Where it starts.
    pub(crate) start: Position,
    pub(crate) text: Cow<'b, str>,
    pub(crate) findings: Vec<InRecord>,
}

impl Faulty<'_> {
    pub(crate) fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

impl<'a> Checker<'a> {
    /// A checker against these registers.
    pub(crate) fn new(
        register: &'a Records,
        claim_ids: impl FnOnce() -> Vec<&'a str> + Send + 'a,
        texts: Option<&'a Texts>,
        references: References,
    ) -> Self {
        /// There may be any number of other claims.
        static UNREAD: LazyLock<Unread> = LazyLock::new(|| Unread { nameless: [RecordKind::Claim].into(), ..Unread::default() });
        let registers = Registers::new(register, &UNREAD);
        Self {
            register,
            about_texts: about_texts(register, &registers, texts),
            registers,
            texts,
            references,
            keeps_claims: false,
            stop: None,
            key: Key::default(),
            claim_ids: LazyLock::new(Box::new(claim_ids)),
        }
    }

    /// The ids of the claims of the register.
    pub(super) fn claim_ids(&self) -> &[&'a str] {
        &self.claim_ids
    }

    /// Checks the records of a block.
    pub(crate) fn check<'b>(&self, block: &'b Block) -> Checked<'b> {
        let bytes = block.bytes.as_slice();
        let records = records(block);
        // Up to the last record, the lines were counted.
        let (from, start) = records.last().map_or_else(Default::default, |record| (record.bytes.start, record.start));
        let mut checked = Checked { way: start + Position::behind(&bytes[from..]), ..Checked::default() };
        checked.rows = if matches!(block.content, Content::Parts(_)) { short(records.len()) } else { checked.way.line };
        if let Content::Fault(at, fault) = block.content {
            checked.faulty.push(self::fault(bytes, at, fault));
        }
        checked.marks = marks(block, &records);
        let whole = simdutf8::basic::from_utf8(bytes);
        if self.keeps_claims {
            checked.claims.reserve_exact(records.len());
        }
        let mut found = Vec::new();
        let (mut texts, mut unread) = (Vec::with_capacity(BATCH), Vec::new());
        for (first, batch) in records.chunks(BATCH).enumerate().map(|(i, batch)| (i * BATCH, batch)) {
            let read = checked.claims.len();
            for (number, record) in (first..).zip(batch) {
                // If a part of the block is not UTF-8, its other records can still be read.
                let text = whole.map_or_else(|_| std::str::from_utf8(&bytes[record.bytes.clone()]), |text| Ok(&text[record.bytes.clone()]));
                match text {
                    Ok(text) => match record::read(text) {
                        Some(claim) => {
                            checked.claims.push((number, claim));
                            texts.push(text);
                        }
                        None => unread.push((number, record, text)),
                    },
                    Err(error) => {
                        let (text, refused) = record::not_utf8(&bytes[record.bytes.clone()], error);
                        checked.refuse(self, number, record, text.into(), refused);
                    }
                }
            }
            self.check_batch(read, &records, &texts, &mut checked, &mut found);
            texts.clear();
        }
        // Together, so that the code that explains stays at hand.
        for (number, record, text) in unread {
            // A block of short records that are all wrong takes seconds.
            if self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
                break;
            }
            let refused = record::explain(text, &self.registers, self.references);
            checked.refuse(self, number, record, text.into(), refused);
        }
        for (claim, findings) in found {
            let (number, claim) = &checked.claims[claim];
            let record = &records[*number];
            let text = std::str::from_utf8(&bytes[record.bytes.clone()]).unwrap_or_default();
            let (mut findings, waived) = record::resolve(claim, text, findings, |rule| record::is_checked(rule, self.has_text_of(claim)));
            checked.counts.waived += waived;
            checked.counts.claims.waived += usize::from(waived > 0);
            let left_out = self.references.grade(&mut findings);
            checked.counts.references.checked -= left_out;
            checked.counts.references.uncheckable += left_out;
            if !findings.is_empty() {
                checked.faulty.push(Faulty { number: *number, start: record.start, text: text.into(), findings });
            }
        }
        checked.faulty.sort_by_key(|faulty| faulty.number);
        checked.refused.sort_by_key(|refused| refused.number);
        checked.records = records;
        checked
    }

    /// Runs the rules over the claims that were read from the one with this number on, which have these texts, and drops those that nobody
    /// will ask for.
    fn check_batch(&self, read: usize, records: &[Record], texts: &[&str], checked: &mut Checked<'_>, found: &mut Vec<(usize, Findings)>) {
        let claims = &checked.claims[read..];
        for ((number, claim), text) in claims.iter().zip(texts) {
            records[*number].row.keep(claim, text, &self.key, &mut checked.links);
            claim.each_mention(|_, _, _| checked.counts.references.checked += 1);
        }
        let mut findings = record::check(&claims.iter().map(|(_, claim)| claim), &self.registers);
        for ((_, claim), findings) in claims.iter().zip(&mut findings) {
            let grounding = self.texts.and_then(|texts| Grounding::of(claim, &self.registers, texts));
            count_claim(&mut checked.counts, claim, grounding.as_ref());
            if let Some(grounding) = grounding {
                let mut record = OfRecord { kind: RecordKind::Claim, index: 0, findings };
                rules::check_evidence(&self.registers, &grounding, claim, &mut record);
            }
            let about_text = self.about_texts.get_key_value(claim.source.as_str());
            checked.about_texts.extend(about_text.map(|(source, found)| ((*source).to_owned(), found.clone())));
        }
        let mut kept = read;
        for (at, findings) in (read..).zip(findings) {
            let to_report = !findings.is_empty() || !checked.claims[at].1.waive.is_empty();
            if to_report {
                found.push((kept, findings));
            }
            if to_report || self.keeps_claims {
                if at > kept {
                    checked.claims.swap(kept, at);
                }
                kept += 1;
            }
        }
        checked.claims.truncate(kept);
    }

    /// Whether the recorded text in which the claim stands is at hand.
    fn has_text_of(&self, claim: &ClaimView<'_>) -> bool {
        let source = self.register.source(&claim.source);
        self.texts.zip(source).is_some_and(|(texts, source)| texts.of_source(source).is_some())
    }
}

/// What the rules find in the texts of the documents as wholes, by source; nothing of most.
fn about_texts<'a>(register: &'a Records, registers: &Registers<'a>, texts: Option<&'a Texts>) -> BTreeMap<&'a str, Vec<Diagnostic>> {
    let of_source = |(texts, source): (&Texts, &'a Source)| {
        let mut findings = Findings::default();
        let mut record = OfRecord { kind: RecordKind::Source, index: 0, findings: &mut findings };
        rules::check_source(registers, texts, source, &mut record);
        (source.id.as_str(), findings.into_iter().collect::<Vec<_>>())
    };
    let sources = texts.into_iter().flat_map(|texts| register.sources.iter().map(move |source| (texts, source)));
    sources.map(of_source).filter(|(_, found)| !found.is_empty()).collect()
}

impl<'b> Checked<'b> {
    fn refuse(&mut self, checker: &Checker<'_>, number: usize, record: &Record, text: Cow<'b, str>, refused: Refused) {
        record.row.keep_refused(&refused, &text, &checker.key, &mut self.links);
        self.counts.references.uncheckable += refused.unchecked;
        if checker.keeps_claims {
            let targets = refused.targets.iter().map(|(relation, target, _)| (*relation, target.clone()));
            self.refused.push(RefusedRecord { number, id: refused.id.clone(), targets: targets.collect() });
        }
        self.faulty.push(Faulty { number, start: record.start, text, findings: refused.findings });
    }
}

/// The records of a block.
pub(crate) fn records(block: &Block) -> Vec<Record> {
    let bytes = block.bytes.as_slice();
    match &block.content {
        Content::Fault(..) => Vec::new(),
        Content::Lines => {
            let ends = memchr::memchr_iter(b'\n', bytes).chain((!bytes.ends_with(b"\n")).then_some(bytes.len()));
            let mut start = 0;
            let lines = ends.enumerate().filter_map(|(line, end)| {
                let from = start + blanks(bytes[start..end].iter());
                let record = from..end - blanks(bytes[from..end].iter().rev());
                let at = Position { line: short(line), column: short(from - start) };
                start = end + 1;
                (!record.is_empty()).then_some(Record { bytes: record, start: at, row: Row { number: at.line, column: Some(at.column) } })
            });
            lines.collect()
        }
        Content::Parts(parts) => {
            let (mut at, mut done) = (Position::default(), 0);
            let place = |(number, part): (usize, &Range<usize>)| {
                at = at + Position::behind(&bytes[done..part.start]);
                done = part.start;
                Record { bytes: part.clone(), start: at, row: Row { number: short(number), column: None } }
            };
            parts.iter().enumerate().map(place).collect()
        }
    }
}

/// The first line of a block and some of the others.
fn marks(block: &Block, records: &[Record]) -> Vec<Mark> {
    /// The records from one mark to the next: few enough to be read quickly, many enough that marks take next to no memory.
    const STEP: usize = 256;
    let line =
        |record: &Record| Mark { row: record.start.line, byte: block.start + (record.bytes.start - record.start.column as usize) as u64 };
    match block.content {
        Content::Parts(_) => Vec::new(),
        // The end of an input.
        _ if block.bytes.is_empty() => Vec::new(),
        _ => std::iter::once(Mark { row: 0, byte: block.start }).chain(records.iter().skip(STEP).step_by(STEP).map(line)).collect(),
    }
}

/// How many of the bytes, from the first on, are white space in JSON.
fn blanks<'b>(bytes: impl Iterator<Item = &'b u8>) -> usize {
    bytes.take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count()
}

/// What is no record, as one with a finding.
fn fault(bytes: &[u8], at: usize, fault: Fault) -> Faulty<'static> {
    let (rule, message, help) = match fault {
        Fault::TooLong => {
            let message = format!("the record is longer than {}: expected a claim", mebibytes(LONGEST_RECORD));
            (&rules::syntax::RULE, message, None)
        }
        Fault::NoClaims => {
            let message = "no claims were found: expected an array of claims, or an object with an array `claims`";
            let help = "if it holds one claim a line, give it the ending .ndjson, or give it on standard input (-)";
            (&rules::wrong_type::RULE, message.to_owned(), Some(help))
        }
        Fault::Syntax(expected) => (&rules::syntax::RULE, format!("this is not JSON: expected {expected}"), None),
        Fault::Foreign(Foreign { what, expected, help }) => {
            (&rules::syntax::RULE, format!("this is {what}: expected {expected}"), Some(*help))
        }
        Fault::Conflict => (&rules::conflict_marker::RULE, record::CONFLICT.to_owned(), Some(CONFLICT_HELP)),
    };
    let line = bytes[at..].split(|byte| *byte == b'\n').next().unwrap_or_default();
    let text = String::from_utf8_lossy(&line[..line.len().min(200)]).into_owned();
    let finding = rule.finding(Some(0..0), message, help.map(str::to_owned));
    Faulty { number: 0, start: Position::behind(&bytes[..at]), text: text.into(), findings: vec![finding] }
}
