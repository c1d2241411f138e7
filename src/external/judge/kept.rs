//! What is kept of records so that they can be compared with others that are judged elsewhere.

use std::ops::Range;

use super::judgement::{JudgedRecord, JudgedRelation};
use crate::external::check::Checked;
use crate::external::links::in_block::{id_at, text_of};
use crate::external::position::Position;
use crate::external::split::block::Block;
use crate::load::{Spans, json_spans};
use crate::model::ClaimView;
use crate::rules;

/// From where on lines and columns are counted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Start {
    /// From the start of the text, in which the block starts here.
    Text(Position),
    /// From the start of each record.
    Record,
}

/// The records of a block whose first row is `row`.
pub(super) fn kept(block: &Block, checked: &Checked<'_>, row: u32, start: Option<Start>) -> Vec<JudgedRecord> {
    let mut claims = checked.claims.iter().peekable();
    let mut refused = checked.refused.iter().peekable();
    let mut kept = Vec::with_capacity(checked.records.len());
    for (number, record) in checked.records.iter().enumerate() {
        let before = start.map(|start| match start {
            Start::Text(position) => position + record.start,
            Start::Record => Position::default(),
        });
        let text = Text { text: text_of(block, record.bytes.clone()), before };
        let row = row + record.row.number;
        let claim = claims.next_if(|(of, _)| *of == number).map(|(_, claim)| claim);
        let refused = refused.next_if(|refused| refused.number == number);
        kept.push(match (claim, refused) {
            (Some(claim), _) => of_claim(row, claim, &text),
            (None, Some(refused)) => of_refused(row, refused.id.clone(), &refused.targets, &text),
            (None, None) => of_refused(row, None, &[], &text),
        });
    }
    kept
}

/// The text of a record, and where it starts.
struct Text<'b> {
    text: &'b str,
    before: Option<Position>,
}

impl Text<'_> {
    fn place(&self, byte: usize) -> Option<(usize, usize)> {
        let place = self.before? + Position::behind(&self.text.as_bytes()[..byte.min(self.text.len())]);
        Some((place.line as usize + 1, place.column as usize + 1))
    }

    /// What stands between the quotation marks, if that is not the id.
    fn words(&self, span: &Range<usize>, id: &str) -> Option<String> {
        self.text.get(span.start + 1..span.end.saturating_sub(1)).filter(|words| *words != id).map(str::to_owned)
    }

    /// The relation with this number, whose target stands at this byte, or where the spans say.
    fn relation(&self, number: usize, target: &str, byte: Option<usize>, spans: &mut Option<Spans>) -> JudgedRelation {
        let (mut words, mut start) = (None, byte);
        if byte.is_none() {
            let spans = spans.get_or_insert_with(|| json_spans(self.text, 0));
            let span = spans.find(&format!("/relations/{number}/target"));
            start = Some(span.start);
            words = self.words(&span, target);
        }
        JudgedRelation { number, kind: None, target: target.to_owned(), place: start.and_then(|byte| self.place(byte)), words }
    }
}

fn of_claim(row: u32, claim: &ClaimView<'_>, text: &Text<'_>) -> JudgedRecord {
    let mut spans = None;
    let relations = claim.relations.iter().enumerate().map(|(number, relation)| JudgedRelation {
        kind: Some(relation.kind),
        ..text.relation(number, &relation.target, relation.target.quoted_in(text.text), &mut spans)
    });
    let relations = relations.collect();
    let start = claim.id.quoted_in(text.text);
    let span = start.is_none().then(|| spans.get_or_insert_with(|| json_spans(text.text, 0)).find("/id"));
    JudgedRecord {
        row,
        id: Some(claim.id.to_string()),
        whole: true,
        place: start.or_else(|| Some(span.as_ref()?.start)).and_then(|byte| text.place(byte)),
        words: span.and_then(|span| text.words(&span, &claim.id)),
        name: Some(claim.id.to_string()),
        waives_cycles: claim.waive.iter().any(|waiver| *waiver.rule == *rules::relation_cycle::RULE.name),
        relations,
    }
}

fn of_refused(row: u32, id: Option<String>, targets: &[(usize, String)], text: &Text<'_>) -> JudgedRecord {
    let mut spans = None;
    let relations = targets.iter().map(|(number, target)| text.relation(*number, target, None, &mut spans)).collect();
    let spans = spans.as_ref();
    let name = spans.and_then(|spans| id_at(text.text, spans));
    let place = spans.and_then(|spans| text.place(spans.find("/id").start));
    JudgedRecord { row, id, whole: false, place, words: None, name, waives_cycles: false, relations }
}
