//! A file with faults, read past them: what has a fault is taken out whole, and the rest is read as if nothing else stood there.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::Value;

use super::cut::{Kind, Statement, cut};
use super::read::{Read, errors_in, read};
use super::suspect::UNPAIRED;
use super::{comment, heading, ids};
use crate::dataset::layout::FileKind;
use crate::load::conflict::{self, Conflict, conflicts};
use crate::load::document::{Fault, Lost};
use crate::load::spans::Spans;
use crate::rules;
use crate::sanitize::excerpt;

/// What the parser says of a key that stands twice.
const REPEATED_KEY: &str = "duplicate key";

/// What a parser found wrong, with what it expected, which it does not always say.
fn not_toml(words: &str) -> String {
    let expected = if words.contains("expected") { "" } else { ": expected TOML 1.0" };
    format!("this is not TOML: {words}{expected}")
}

/// What could be read.
pub(super) struct Recovered {
    pub(super) value: Value,
    pub(super) spans: Spans,
    /// The text with all that was taken out as white space.
    pub(super) text: String,
    pub(super) faults: Vec<Fault>,
    pub(super) lost: Vec<Lost>,
    /// Whether something that stood before the first record was taken out.
    pub(super) head_has_gaps: bool,
    /// Whether the text ends in the middle of a statement, so that more may have followed.
    pub(super) is_cut_off: bool,
}

/// Statements that stand together.
struct Block {
    span: Range<usize>,
    statements: Range<usize>,
    kind: BlockKind,
    has_conflict: bool,
    faults: Vec<Fault>,
    /// What is not read of it: from one byte to another.
    out: BTreeSet<(usize, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    /// What stands before the first record: each statement by itself.
    Head,
    /// A record, which stands or falls as a whole.
    Record,
    /// A table that is in no record.
    Other,
}

/// Reads a text past its faults.
pub(super) fn recover(text: &str, kind: FileKind) -> Recovered {
    let errors = errors_in(text);
    let conflicts = conflicts(text);
    // Up to here the parser has met nothing but keys that stand twice, which no statement shows by itself.
    let sound = errors.iter().filter(|(_, words)| words != REPEATED_KEY).map(|(span, _)| span.start).min().unwrap_or(usize::MAX);
    let statements = cut(text, kind, &conflicts);
    let mut blocks = blocks(text, kind, &statements, &conflicts);
    for block in &mut blocks {
        block.judge(text, kind, &statements, &conflicts, sound);
    }
    for fault in comment::data(text, kind) {
        let block = block_at(&mut blocks, fault.span.start);
        if !block.has_conflict {
            if block.kind != BlockKind::Head {
                block.take_out();
            }
            block.faults.push(fault);
        }
    }
    let mut behind_debris = false;
    for block in &mut blocks {
        behind_debris = block.drop_debris(&statements, behind_debris);
    }
    read_rest(text, kind, &statements, blocks)
}

/// Reads what has no fault so far, and takes out what proves to have one, until all that is left has none.
fn read_rest(text: &str, kind: FileKind, statements: &[Statement], mut blocks: Vec<Block>) -> Recovered {
    loop {
        let rest = without(text, &blocks);
        let Read { value, spans, errors, faults } = read(&rest);
        if errors.is_empty() && faults.is_empty() {
            let is_whole = kind.array().is_some() || blocks.iter().all(|block| block.out.is_empty());
            let value = if is_whole { value } else { Value::Null };
            let lost = blocks.iter().filter_map(|block| block.lost(text, kind, statements)).collect();
            let head_has_gaps = blocks.first().is_some_and(|head| !head.out.is_empty());
            let is_cut_off = !text.ends_with('\n') && blocks.last().is_some_and(|last| last.is_cut_off(statements));
            let faults = blocks.into_iter().flat_map(|block| block.faults).collect();
            return Recovered { value, spans, text: rest, faults, lost, head_has_gaps, is_cut_off };
        }
        let mut is_new = false;
        for fault in of_meaning(&rest, errors).into_iter().chain(faults) {
            let block = block_at(&mut blocks, fault.span.start);
            is_new |= block.take_out_around(fault.span.start, statements);
            block.faults.push(fault);
        }
        for block in &mut blocks {
            block.put_together(text, kind);
            if !is_new {
                block.take_out();
            }
        }
    }
}

/// The text with what is not read as white space.
fn without(text: &str, blocks: &[Block]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for (start, end) in blocks.iter().flat_map(|block| &block.out) {
        bytes[*start..*end].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Faults that no statement has by itself.
fn of_meaning(text: &str, errors: Vec<(Range<usize>, String)>) -> Vec<Fault> {
    let fault = |(span, words): (Range<usize>, String)| {
        if words != REPEATED_KEY {
            return Fault::syntax(span, not_toml(&words), None);
        }
        let key = text[span.clone()].trim_matches(['"', '\'']);
        let message = format!("the key {} stands twice: expected every key once", excerpt(key).replace('"', "`"));
        Fault::syntax(span, message, Some("take one of the two out".to_owned()))
    };
    errors.into_iter().map(fault).collect()
}

/// The block in which a byte stands.
fn block_at(blocks: &mut [Block], at: usize) -> &mut Block {
    let behind = blocks.partition_point(|block| block.span.start <= at);
    &mut blocks[behind.saturating_sub(1)]
}

/// The blocks of a file. Each reaches up to the next.
fn blocks(text: &str, kind: FileKind, statements: &[Statement], conflicts: &[Conflict]) -> Vec<Block> {
    let starts = |statement: &Statement| {
        let array = kind.array()?;
        match &statement.kind {
            Kind::Heading(path) if path == array => Some(BlockKind::Record),
            Kind::Heading(path) if path.split('.').next() != Some(array) => Some(BlockKind::Other),
            Kind::Conflict(place) => versions_are_records(&conflicts[*place], text, array).then_some(BlockKind::Record),
            _ => None,
        }
    };
    let block = |start: usize, place: usize, kind: BlockKind| Block {
        span: start..text.len(),
        statements: place..statements.len(),
        kind,
        has_conflict: false,
        faults: Vec::new(),
        out: BTreeSet::new(),
    };
    let mut blocks = vec![block(0, 0, if kind.array().is_some() { BlockKind::Head } else { BlockKind::Record })];
    for (place, statement) in statements.iter().enumerate() {
        if let Some(started) = starts(statement) {
            let before = blocks.last_mut().expect("there is one from the start on");
            before.span.end = statement.span.start;
            before.statements.end = place;
            blocks.push(block(statement.span.start, place, started));
        }
    }
    blocks
}

/// Whether every version of a place starts with a record, so that the one before it is whole.
fn versions_are_records(conflict: &Conflict, text: &str, array: &str) -> bool {
    let first = |version: Vec<&'_ str>| {
        version.into_iter().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#')).map(heading::path)
    };
    let firsts: Vec<_> = conflict.versions(text).into_iter().filter_map(first).collect();
    !firsts.is_empty() && firsts.iter().all(|path| path.as_deref() == Some(array))
}

impl Block {
    /// Finds the faults that statements have by themselves.
    fn judge(&mut self, text: &str, kind: FileKind, statements: &[Statement], conflicts: &[Conflict], sound: usize) {
        let own = &statements[self.statements.clone()];
        for statement in own {
            if let Kind::Conflict(place) = &statement.kind {
                let conflict = &conflicts[*place];
                let fault = Fault::syntax(conflict.marker.clone(), conflict.message(), Some(conflict::HELP.to_owned()));
                self.faults.push(Fault { rule: &rules::conflict_marker::RULE, ..fault });
                self.has_conflict = true;
            }
        }
        if self.has_conflict {
            // Which of its lines belong together is not known.
            return self.take_out();
        }
        let mut is_broken = false;
        for statement in own {
            // What belongs to nothing behind a fault follows from it.
            let follows = is_broken && statement.kind == Kind::Debris;
            let is_sound = statement.span.end < sound && statement.fault.is_none() && statement.suspects.is_empty();
            let fault = if follows || is_sound { None } else { statement.find_fault(text) };
            is_broken = fault.is_some() || follows;
            if is_broken {
                self.take_out_around(statement.span.start, statements);
            }
            self.faults.extend(fault);
        }
        let stray = own.iter().find(|statement| matches!(&statement.kind, Kind::Pair(key) if key == "id"));
        if let (BlockKind::Head, Some(array), Some(stray)) = (self.kind, kind.array(), stray) {
            let message = format!("the key `id` stands in no record: expected [[{array}]] above it");
            let key = stray.span.start..stray.span.start + "id".len();
            self.faults.push(Fault::syntax(key, message, Some(format!("write [[{array}]] above it"))));
            self.out.insert((stray.span.start, self.span.end));
        }
    }

    /// Takes the whole block out.
    fn take_out(&mut self) {
        self.out = [(self.span.start, self.span.end)].into();
    }

    /// Takes out what cannot be read because of a fault at this byte; whether it was not out before.
    fn take_out_around(&mut self, at: usize, statements: &[Statement]) -> bool {
        let own = &statements[self.statements.clone()];
        let place = own.partition_point(|statement| statement.span.end < at);
        let around = own.get(place).filter(|statement| self.kind == BlockKind::Head && statement.span.start <= at);
        self.out.insert(around.map_or((self.span.start, self.span.end), |statement| (statement.span.start, statement.span.end)))
    }

    /// Drops the faults that but follow from the one before; whether the block ends with what belongs to nothing.
    fn drop_debris(&mut self, statements: &[Statement], mut behind_debris: bool) -> bool {
        let own = &statements[self.statements.clone()];
        self.faults.sort_by_key(|fault| fault.span.start);
        let mut faults = std::mem::take(&mut self.faults).into_iter().peekable();
        let mut is_broken = false;
        for (place, statement) in own.iter().enumerate() {
            let next = own.get(place + 1).map_or(self.span.end, |next| next.span.start);
            let is_debris = statement.kind == Kind::Debris;
            let follows = is_debris && is_broken || behind_debris && statement.fault.is_some();
            let of_statement = std::iter::from_fn(|| faults.next_if(|fault| fault.span.start < next));
            let mut of_statement = of_statement.peekable();
            is_broken = of_statement.peek().is_some() || follows;
            self.faults.extend(of_statement.skip(usize::from(follows)));
            behind_debris = is_debris && is_broken;
        }
        self.faults.extend(faults);
        behind_debris
    }

    /// Makes one fault of keys that stand twice: where a heading is lost, all of a record's do.
    fn put_together(&mut self, text: &str, kind: FileKind) {
        const REPEATED: &str = "stands twice: expected every key once";
        let is_repeated = |fault: &Fault| fault.message.ends_with(REPEATED);
        let count = self.faults.iter().filter(|fault| is_repeated(fault)).count();
        let Some(first) = self.faults.iter().position(is_repeated).filter(|_| count > 1) else { return };
        let mut place = 0;
        self.faults.retain(|fault| {
            place += 1;
            place - 1 <= first || !is_repeated(fault)
        });
        let fault = &mut self.faults[first];
        let words = fault.message.trim_end_matches(REPEATED);
        fault.message = format!("{words}and {} below it stand twice: expected every key once", count - 1);
        if let (Some(array), "id") = (kind.array(), &text[fault.span.clone()]) {
            fault.help = Some(format!("write [[{array}]] above it, if another record starts here"));
        }
    }

    /// Whether the last statement has a fault.
    fn is_cut_off(&self, statements: &[Statement]) -> bool {
        let last = statements[self.statements.clone()].last();
        last.is_some_and(|last| self.faults.iter().any(|fault| last.span.start <= fault.span.start))
    }

    /// What is known of what was a record and is not read.
    fn lost(&self, text: &str, kind: FileKind, statements: &[Statement]) -> Option<Lost> {
        if self.out.is_empty() {
            return None;
        }
        let ids = ids::ids(&text[self.span.clone()]);
        let own = &statements[self.statements.clone()];
        // All records may be written as one list.
        let is_list = || own.iter().any(|statement| matches!(&statement.kind, Kind::Pair(key) if Some(key.as_str()) == kind.array()));
        (self.kind == BlockKind::Record || !ids.is_empty() || is_list()).then_some(Lost { ids })
    }
}

impl Statement {
    /// What is wrong with the statement by itself.
    fn find_fault(&self, text: &str) -> Option<Fault> {
        if let Some(fault) = &self.fault {
            return Some(fault.clone());
        }
        let (span, words) = errors_in(&text[self.span.clone()]).into_iter().min_by_key(|(span, _)| span.start)?;
        let span = self.span.start + span.start..self.span.start + span.end;
        // The brackets of a heading are no lists.
        let suspects = self.suspects.iter().filter(|suspect| suspect.is_quote || !matches!(self.kind, Kind::Heading(_)));
        let suspect = suspects.min_by_key(|suspect| suspect.noticed);
        Some(match suspect {
            Some(suspect) if suspect.noticed <= span.start => suspect.fault.clone(),
            Some(suspect) if suspect.is_quote && !text[span.start..suspect.noticed].contains('\n') => {
                Fault::syntax(span, UNPAIRED.to_owned(), None)
            }
            _ => Fault::syntax(span, not_toml(&words), None),
        })
    }
}
