//! The six tables that show claims alone, from claims wherever they stand.

use super::{Columns, Kind, Part, PartColumn, Value, part_columns};
use crate::model::{
    Claim, ClaimView, Comparator, Condition, Evidence, EvidenceView, Measure, Quantity, QuantityView, Relation, RelationKind, RelationView,
    Unit, Waiver, WaiverView,
};

/// What is done with tables of claims.
pub(crate) trait ClaimTables {
    fn table<R>(&mut self, name: &'static str, doc: &'static str, columns: Columns<R>, rows: impl Iterator<Item = R>);
}

/// A table that shows claims alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum), value(rename_all = "snake_case"))]
pub(crate) enum ClaimTable {
    Claims,
    ClaimParties,
    ClaimConditions,
    Quantities,
    Evidence,
    Relations,
}

impl ClaimTable {
    pub(crate) const ALL: [Self; 6] =
        [Self::Claims, Self::ClaimParties, Self::ClaimConditions, Self::Quantities, Self::Evidence, Self::Relations];

    /// This table of these claims, in their order.
    pub(crate) fn of(self, claims: &[&ClaimView<'_>], tables: &mut impl ClaimTables) {
        match self {
            Self::Claims => tables.table("claims", Claim::DOC, claim_columns(), claims.iter().copied()),
            Self::ClaimParties => {
                let parties =
                    claims.iter().flat_map(|claim| sorted(&claim.parties, AsRef::<str>::as_ref).into_iter().map(|party| (*claim, party)));
                tables.table("claim_parties", PARTIES, party_columns(), parties);
            }
            Self::ClaimConditions => {
                let conditions = claims.iter().flat_map(|claim| {
                    let conditions = sorted(&claim.conditions, |condition| condition.as_str());
                    conditions.into_iter().map(|condition| (*claim, *condition))
                });
                tables.table("claim_conditions", CONDITIONS, condition_columns(), conditions);
            }
            Self::Quantities => {
                let quantities = claims.iter().flat_map(|claim| numbered(&claim.quantities).map(|(i, quantity)| (*claim, i, quantity)));
                tables.table("quantities", Quantity::DOC, quantity_columns(), quantities);
            }
            Self::Evidence => {
                let evidence = claims.iter().flat_map(|claim| numbered(&claim.evidence).map(|(i, evidence)| (*claim, i, evidence)));
                tables.table("evidence", Evidence::DOC, evidence_columns(), evidence);
            }
            Self::Relations => {
                let relations = claims.iter().flat_map(|claim| {
                    let relations = sorted(&claim.relations, |relation| (relation.kind.as_str(), relation.target.as_str()));
                    relations.into_iter().map(|relation| (*claim, relation))
                });
                tables.table("relations", Relation::DOC, relation_columns(), relations);
            }
        }
    }
}

/// The items of a list in the order of a key.
fn sorted<'a, T, K: Ord>(items: &'a [T], key: impl Fn(&'a T) -> K) -> Vec<&'a T> {
    let mut sorted: Vec<&T> = items.iter().collect();
    if sorted.len() > 1 {
        sorted.sort_by_key(|item| key(item));
    }
    sorted
}

/// The items of a list with their places from 1.
pub(super) fn numbered<T>(items: &[T]) -> impl Iterator<Item = (i64, &T)> {
    (1..).zip(items)
}

pub(super) const EARLIEST: &str = "The first day that the date in the column of the same name can mean.";
pub(super) const LATEST: &str = "The last day that the date in the column of the same name can mean.";
const CLAIM: &str = "The claim.";
const ORDINAL: &str = "The place in the claim's list, from 1.";
const PARTIES: &str = "One row for each party of a claim: those who would deliver, refuse or owe the thing.";
const CONDITIONS: &str = "One row for each condition of a claim.";

/// Adds the columns that the narrow and the wide table of claims share, and some more behind the parties. The wide table's rows have a view
/// of the claim in the field that is named last.
macro_rules! with_codes {
    ($columns:expr $(, $behind:expr, $view:ident)?) => {{
        use crate::model::{Aspect, Attribution, CommitmentType, Confidence, Layer, LegalForm, SpeechAct, Stage};
        let columns = $columns
            .field("attribution", Kind::Term(Attribution::VOCABULARY), |row| Value::text(&row$(.$view)?.attribution))
            .field("statement", Kind::Text, |row| Value::text(&row$(.$view)?.statement))
            .field("layer", Kind::Term(Layer::VOCABULARY), |row| Value::text(&row$(.$view)?.layer))
            .field("commitment_type", Kind::Term(CommitmentType::VOCABULARY), |row| Value::text(&row$(.$view)?.commitment_type))
            .field("speech_act", Kind::Term(SpeechAct::VOCABULARY), |row| Value::text(&row$(.$view)?.speech_act))
            .field("stage", Kind::Term(Stage::VOCABULARY), |row| Value::text(&row$(.$view)?.stage))
            .field("aspect", Kind::Term(Aspect::VOCABULARY), |row| Value::text(&row$(.$view)?.aspect))
            .field("parties", Kind::List, |row| Value::List(&row$(.$view)?.parties));
        $(let columns = $behind(columns);)?
        columns
            .field("conditions", Kind::List, |row| Value::List(&row$(.$view)?.conditions))
            .optional("legal_form", Kind::Term(LegalForm::VOCABULARY), |row| Value::option(row$(.$view)?.legal_form.as_ref()))
            .optional("occasion", Kind::Text, |row| Value::option(row$(.$view)?.occasion.as_ref()))
            .field("stated_on", Kind::Text, |row| Value::PartialDate(row$(.$view)?.stated_on))
            .derived("stated_on_earliest", EARLIEST, Kind::Date, |row| Value::Date(row$(.$view)?.stated_on.earliest()))
            .derived("stated_on_latest", LATEST, Kind::Date, |row| Value::Date(row$(.$view)?.stated_on.latest()))
            .field("inferred", Kind::List, |row| Value::List(&row$(.$view)?.inferred))
            .field("confidence", Kind::Term(Confidence::VOCABULARY), |row| Value::text(&row$(.$view)?.confidence))
            .optional("note", Kind::Text, |row| Value::option(row$(.$view)?.note.as_ref()))
    }};
}
pub(super) use with_codes;

/// The columns of the table of claims.
pub(crate) fn claim_columns<'a, 'b: 'a>() -> Columns<&'a ClaimView<'b>> {
    let columns = Columns::of(Claim::FIELDS)
        .field("id", Kind::Text, |claim: &&ClaimView<'_>| Value::text(&claim.id))
        .field("source", Kind::Text, |claim| Value::text(&claim.source))
        .field("speaker", Kind::Text, |claim| Value::text(&claim.speaker))
        .optional("via", Kind::Text, |claim| Value::option(claim.via.as_ref()));
    with_codes!(columns)
        .field("quantities", part_columns(Quantity::FIELDS, &QUANTITY), |claim| Value::Records(&claim.quantities))
        .field("evidence", part_columns(Evidence::FIELDS, &EVIDENCE), |claim| Value::Records(&claim.evidence))
        .field("relations", part_columns(Relation::FIELDS, &RELATION), |claim| Value::Records(&claim.relations))
        .field("waive", part_columns(Waiver::FIELDS, &WAIVER), |claim| Value::Records(&claim.waive))
}

/// The columns of a record inside a claim.
macro_rules! part {
    ($name:ident: $view:ident, $width:literal, $columns:expr) => {
        static $name: [PartColumn<for<'r, 'b> fn(&'r $view<'b>) -> Value<'r>>; $width] = $columns;

        impl Part for $view<'_> {
            const WIDTH: usize = $width;

            fn cell(&self, column: usize) -> Value<'_> {
                ($name[column].3)(self)
            }
        }
    };
}

part!(QUANTITY: QuantityView, 4, [
    ("measure", Kind::Term(Measure::VOCABULARY), true, |quantity| Value::text(&quantity.measure)),
    ("value", Kind::Number, true, |quantity| Value::Number(quantity.value)),
    ("unit", Kind::Term(Unit::VOCABULARY), true, |quantity| Value::text(&quantity.unit)),
    ("comparator", Kind::Term(Comparator::VOCABULARY), true, |quantity| Value::text(&quantity.comparator)),
]);

part!(EVIDENCE: EvidenceView, 4, [
    ("start", Kind::Integer, true, |evidence| Value::Integer(evidence.start.into())),
    ("end", Kind::Integer, true, |evidence| Value::Integer(evidence.end.into())),
    ("sha256", Kind::Text, true, |evidence| Value::text(&evidence.sha256)),
    ("quote", Kind::Text, false, |evidence| Value::option(evidence.quote.as_ref())),
]);

part!(RELATION: RelationView, 2, [
    ("kind", Kind::Term(RelationKind::VOCABULARY), true, |relation| Value::text(&relation.kind)),
    ("target", Kind::Text, true, |relation| Value::text(&relation.target)),
]);

part!(WAIVER: WaiverView, 2, [
    ("rule", Kind::Text, true, |waiver| Value::text(&waiver.rule)),
    ("reason", Kind::Text, true, |waiver| Value::text(&waiver.reason)),
]);

fn party_columns<'a, 'b: 'a, P: AsRef<str>>() -> Columns<(&'a ClaimView<'b>, &'a P)> {
    Columns::of(&[]).derived("claim", CLAIM, Kind::Text, |(claim, _): &(&ClaimView<'_>, &P)| Value::text(&claim.id)).derived(
        "actor",
        "The party.",
        Kind::Text,
        |(_, actor)| Value::text(*actor),
    )
}

fn condition_columns<'a, 'b: 'a>() -> Columns<(&'a ClaimView<'b>, Condition)> {
    Columns::of(&[]).derived("claim", CLAIM, Kind::Text, |(claim, _): &(&ClaimView<'_>, Condition)| Value::text(&claim.id)).derived(
        "condition",
        "The condition.",
        Kind::Term(Condition::VOCABULARY),
        |(_, condition)| Value::text(condition),
    )
}

type Numbered<'a, 'b, T> = (&'a ClaimView<'b>, i64, &'a T);

fn quantity_columns<'a, 'b: 'a>() -> Columns<Numbered<'a, 'b, QuantityView<'b>>> {
    Columns::of(Quantity::FIELDS)
        .derived("claim", CLAIM, Kind::Text, |(claim, ..): &Numbered<'_, '_, QuantityView<'_>>| Value::text(&claim.id))
        .derived("ordinal", ORDINAL, Kind::Integer, |(_, ordinal, _)| Value::Integer(*ordinal))
        .field("measure", Kind::Term(Measure::VOCABULARY), |(.., quantity)| Value::text(&quantity.measure))
        .field("value", Kind::Number, |(.., quantity)| Value::Number(quantity.value))
        .field("unit", Kind::Term(Unit::VOCABULARY), |(.., quantity)| Value::text(&quantity.unit))
        .field("comparator", Kind::Term(Comparator::VOCABULARY), |(.., quantity)| Value::text(&quantity.comparator))
}

fn evidence_columns<'a, 'b: 'a>() -> Columns<Numbered<'a, 'b, EvidenceView<'b>>> {
    let [start, end, ..] = Evidence::FIELDS else { unreachable!("an evidence starts with its range") };
    Columns::of(Evidence::FIELDS)
        .derived("claim", CLAIM, Kind::Text, |(claim, ..): &Numbered<'_, '_, EvidenceView<'_>>| Value::text(&claim.id))
        .derived("ordinal", ORDINAL, Kind::Integer, |(_, ordinal, _)| Value::Integer(*ordinal))
        .derived("source", "The document.", Kind::Text, |(claim, ..)| Value::text(&claim.source))
        .derived("start_char", start.doc, Kind::Integer, |(.., evidence)| Value::Integer(evidence.start.into()))
        .derived("end_char", end.doc, Kind::Integer, |(.., evidence)| Value::Integer(evidence.end.into()))
        .field("sha256", Kind::Text, |(.., evidence)| Value::text(&evidence.sha256))
        .optional("quote", Kind::Text, |(.., evidence)| Value::option(evidence.quote.as_ref()))
}

fn relation_columns<'a, 'b: 'a>() -> Columns<(&'a ClaimView<'b>, &'a RelationView<'b>)> {
    Columns::of(Relation::FIELDS)
        .derived("claim", CLAIM, Kind::Text, |(claim, _): &(&ClaimView<'_>, &RelationView<'_>)| Value::text(&claim.id))
        .field("kind", Kind::Term(RelationKind::VOCABULARY), |(_, relation)| Value::text(&relation.kind))
        .field("target", Kind::Text, |(_, relation)| Value::text(&relation.target))
}
