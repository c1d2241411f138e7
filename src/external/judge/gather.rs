//! What is gathered of the parts, in their order.

use std::collections::BTreeSet;
use std::ops::Range;

use super::feed::Places;
use super::judgement::{Judgement, RecordPlace};
use super::kept::{Start, kept};
use crate::diagnostics::{Diagnostic, Placer};
use crate::external::check::{Checked, Faulty, Record};
use crate::external::links::index::LinkIndex;
use crate::external::position::Position;
use crate::external::split::block::Block;
use crate::limits::MOST_LINES;
use crate::load::{Inside, Spans, json_spans};
use crate::rules;

/// What was gathered so far.
pub(super) struct Gathered {
    pub(super) judgement: Judgement,
    pub(super) links: LinkIndex,
    /// The rows of the records that have an error, in no order, some twice.
    pub(super) refused: Vec<u32>,
    places: Places,
    limit: usize,
    keeps_records: bool,
    row: u32,
    position: Position,
    said_of_texts: BTreeSet<String>,
}

impl Gathered {
    pub(super) fn new(places: Places, limit: usize, keeps_records: bool) -> Self {
        Self {
            judgement: Judgement::default(),
            links: LinkIndex::default(),
            refused: Vec::new(),
            places,
            limit,
            keeps_records,
            row: 0,
            position: Position::default(),
            said_of_texts: BTreeSet::new(),
        }
    }

    /// Adds what the next part came to. `None` if there are more rows than can be counted.
    pub(super) fn add(&mut self, block: &Block, checked: &Checked<'_>) -> Option<()> {
        let (row, position) = (self.row, self.position);
        self.row = row.checked_add(checked.rows).filter(|row| *row <= MOST_LINES)?;
        self.position = position + checked.way;
        for faulty in &checked.faulty {
            self.add_faulty(row, position, &checked.records, faulty);
        }
        for (source, found) in &checked.about_texts {
            if self.said_of_texts.insert(source.clone()) {
                for Diagnostic { rule, message, help, .. } in found {
                    let rule = rules::find(rule).expect("a finding is of a rule");
                    self.judgement.add(rule.finding(None, message.clone(), help.clone()));
                }
            }
        }
        self.links.append(row, &checked.links);
        self.judgement.counts += checked.counts;
        self.judgement.records += checked.records.len();
        if self.keeps_records {
            let start = match self.places {
                Places::Text | Places::Document => Some(Start::Text(position)),
                Places::Record => Some(Start::Record),
                Places::None => None,
            };
            self.judgement.judged.extend(kept(block, checked, row, start));
        }
        Some(())
    }

    /// Adds the findings of a record of a part that starts at this row and position.
    pub(super) fn add_faulty(&mut self, row: u32, position: Position, records: &[Record], faulty: &Faulty<'_>) {
        let row = row + records.get(faulty.number).map_or(faulty.start.line, |record| record.row.number);
        if faulty.has_errors() && faulty.number < records.len() {
            self.refused.push(row);
        }
        let mut told = None;
        for finding in &faulty.findings {
            if self.judgement.findings.len() >= self.limit {
                self.judgement.count(finding);
                self.judgement.hidden += 1;
                continue;
            }
            let (placer, spans) = told.get_or_insert_with(|| {
                let placer = match self.places {
                    Places::Text | Places::Document => faulty.placer(0, position + faulty.start),
                    Places::Record | Places::None => Placer::of_part(0, &faulty.text, 1, 1),
                };
                (placer, json_spans(&faulty.text, 0))
            });
            let place = |span: Range<usize>| RecordPlace {
                row,
                region: (self.places != Places::None).then(|| placer.place(&span).region),
                pointer: pointer_to(spans, &span),
            };
            self.judgement.add(finding.clone().map_places(place));
        }
    }

    /// Lets so many more findings be kept.
    pub(super) fn raise_limit(&mut self, more: usize) {
        self.limit = self.limit.saturating_add(more);
    }
}

/// The innermost value around some bytes, as a JSON Pointer; none for all of the text.
fn pointer_to(spans: &Spans, place: &Range<usize>) -> Option<String> {
    let holds = |span: &Range<usize>| span.start <= place.start && place.end <= span.end;
    let (mut at, mut pointer) = (spans, String::new());
    loop {
        let next = match &at.inside {
            Inside::Nothing => None,
            Inside::Items(items) => items.iter().enumerate().find(|(_, item)| holds(&item.span)).map(|(i, item)| (i.to_string(), item)),
            Inside::Members(members) => members
                .iter()
                .find(|(_, key, value)| holds(key) || holds(&value.span))
                .map(|(name, _, value)| (name.replace('~', "~0").replace('/', "~1"), value)),
        };
        let Some((token, value)) = next else { break };
        pointer.push('/');
        pointer.push_str(&token);
        if !holds(&value.span) {
            break;
        }
        at = value;
    }
    (!pointer.is_empty()).then_some(pointer)
}
