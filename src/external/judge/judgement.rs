//! What was judged, as values.

use std::collections::BTreeMap;

use crate::diagnostics::{Counts, Finding, Region, Severity};
use crate::model::RelationKind;

/// What a judgement came to.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Judgement {
    /// How many records there are.
    pub records: usize,
    /// How many of them have an error.
    pub refused: usize,
    /// The findings, as many as are wanted, in the order of the records.
    pub findings: Vec<Finding<RecordPlace>>,
    /// How many findings were not kept.
    pub hidden: usize,
    /// The numbers of all findings, by rule and severity.
    pub by_rule: BTreeMap<(&'static str, Severity), usize>,
    /// How much was checked.
    pub counts: Counts,
    /// The records themselves, if they are wanted, in order.
    pub judged: Vec<JudgedRecord>,
}

/// A record, as far as others may mention it and it mentions others: with these, records that were judged apart can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct JudgedRecord {
    /// The record's row, from 0.
    pub row: u32,
    /// Its id, if that could be made out.
    pub id: Option<String>,
    /// Whether it could be read; it may have findings all the same.
    pub whole: bool,
    /// Where its id stands: the line and the code point of it, both from 1. None where nobody wrote the text of the record.
    pub place: Option<(usize, usize)>,
    /// What stands there, if that is not the id itself: an id with escapes.
    pub words: Option<String>,
    /// The id as findings about its relations name it. Where a record that could not be read has several, this is the first.
    pub name: Option<String>,
    /// Whether a waiver of the record accepts that it is in a cycle.
    pub waives_cycles: bool,
    /// The claims that it is tied to, in order.
    pub relations: Vec<JudgedRelation>,
}

/// A relation of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct JudgedRelation {
    /// Which of the record's relations it is, from 0.
    pub number: usize,
    /// Not known of a record that could not be read.
    pub kind: Option<RelationKind>,
    /// The id of the claim that it leads to.
    pub target: String,
    /// Where that id stands: the line and the code point of it, both from 1. None where nobody wrote the text of the record.
    pub place: Option<(usize, usize)>,
    /// What stands there, if that is not the id itself: an id with escapes.
    pub words: Option<String>,
}

/// A place in a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct RecordPlace {
    /// The record's row, from 0: its line in a text, its number in a document or among records, the row of a table.
    pub row: u32,
    /// The lines and columns: of a text, or inside a record that was given by itself; none in the rows of a table.
    pub region: Option<Region>,
    /// The value as a JSON Pointer; none where the record is no JSON, and for the record as a whole.
    pub pointer: Option<String>,
}

impl Judgement {
    /// How many findings of this severity there are.
    #[must_use]
    pub fn count_of(&self, severity: Severity) -> usize {
        self.by_rule.iter().filter(|((_, of), _)| *of == severity).map(|(_, count)| count).sum()
    }

    pub(super) fn add(&mut self, finding: Finding<RecordPlace>) {
        self.count(&finding);
        self.findings.push(finding);
    }

    pub(super) fn count<P>(&mut self, finding: &Finding<P>) {
        *self.by_rule.entry((finding.rule, finding.severity)).or_default() += 1;
    }

    /// Puts the findings in order and keeps at most this many.
    pub(super) fn finish(&mut self, limit: usize) {
        self.findings.sort_by_cached_key(|finding| {
            let Finding { place, rule, message, .. } = finding;
            (place.is_some(), place.clone(), *rule, message.clone())
        });
        self.hidden += self.findings.len().saturating_sub(limit);
        self.findings.truncate(limit);
    }
}
