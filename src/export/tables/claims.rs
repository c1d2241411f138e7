//! The six tables that show claims alone, from claims wherever they stand.

use super::table::{Columns, Table, Texts};
use crate::model::{
    Claim, ClaimView, Condition, Evidence, EvidenceView, Party, PartyRole, PartyView, Quantity, QuantityView, QuoteRecord, QuoteRecordView,
    Relation, RelationView, Waiver, WaiverView,
};

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
    pub(crate) fn of<'a>(self, claims: Claims<'a, '_>) -> Table<'a> {
        match self {
            Self::Claims => claim_columns().table("claims", Claim::DOC, || claims.iter().copied()),
            Self::ClaimParties => parties(claims),
            Self::ClaimConditions => conditions(claims),
            Self::Quantities => quantities(claims),
            Self::Evidence => evidence(claims),
            Self::Relations => relations(claims),
        }
    }
}

type Claims<'a, 'b> = &'a [&'a ClaimView<'b>];

pub(super) const EARLIEST: &str = "The first day that the date in the column of the same name can mean.";
pub(super) const LATEST: &str = "The last day that the date in the column of the same name can mean.";
const CLAIM: &str = "The claim.";
const ORDINAL: &str = "The place in the claim's list, from 1.";
const PROVIDERS: &str = "Those who would deliver, owe, do or refuse the thing: the parties in the role `provider`.";
const RECIPIENTS: &str = "Those who receive the thing or are protected: the parties in the role `recipient`.";
const ADVERSARIES: &str = "Those whom the thing is to deter, bind or punish, or who broke it: the parties in the role `adversary`.";
const PARTIES: &str = "One row for each party of a claim in each of its roles.";
const CONDITIONS: &str = "One row for each condition of a claim.";

fn claim_columns<'a, 'b: 'a>() -> Columns<'a, &'a ClaimView<'b>> {
    Columns::<&ClaimView<'_>>::of(Claim::FIELDS)
        .field("id", |claim| &claim.id)
        .field("source", |claim| &claim.source)
        .field("speaker", |claim| &claim.speaker)
        .field("via", |claim| &claim.via)
        .and(columns_to_parties())
        .records("parties", party_columns(), |claim| &claim.parties)
        .and(columns_from_conditions())
        .records("quantities", quantity_columns(), |claim| &claim.quantities)
        .records("evidence", evidence_columns(), |claim| &claim.evidence)
        .records("relations", relation_columns(), |claim| &claim.relations)
        .records("waive", waiver_columns(), |claim| &claim.waive)
}

/// The first columns that the narrow and the wide table of claims share.
pub(super) fn columns_to_parties<'a, 'b: 'a>() -> Columns<'a, &'a ClaimView<'b>> {
    Columns::<&ClaimView<'_>>::of(Claim::FIELDS)
        .field("attribution", |claim| &claim.attribution)
        .field("statement", |claim| &claim.statement)
        .field("layer", |claim| &claim.layer)
        .field("commitment_type", |claim| &claim.commitment_type)
        .field("speech_act", |claim| &claim.speech_act)
        .field("modality", |claim| &claim.modality)
        .field("polarity", |claim| &claim.polarity)
        .field("stage", |claim| &claim.stage)
        .field("aspect", |claim| &claim.aspect)
        .derived("providers", PROVIDERS, |claim| actors_as(claim, PartyRole::Provider))
        .derived("recipients", RECIPIENTS, |claim| actors_as(claim, PartyRole::Recipient))
        .derived("adversaries", ADVERSARIES, |claim| actors_as(claim, PartyRole::Adversary))
}

/// The ids of the actors that have a role in the thing named.
fn actors_as<'a>(claim: &'a ClaimView<'_>, role: PartyRole) -> Texts<impl Iterator<Item = &'a str>> {
    Texts(claim.parties.iter().filter(move |party| party.role == role).map(|party| party.actor.as_str()))
}

/// The other columns that they share.
pub(super) fn columns_from_conditions<'a, 'b: 'a>() -> Columns<'a, &'a ClaimView<'b>> {
    Columns::<&ClaimView<'_>>::of(Claim::FIELDS)
        .field("conditions", |claim| &claim.conditions)
        .field("legal_form", |claim| &claim.legal_form)
        .field("bindingness", |claim| &claim.bindingness)
        .field("occasion", |claim| &claim.occasion)
        .field("stated_on", |claim| claim.stated_on)
        .derived("stated_on_earliest", EARLIEST, |claim| claim.stated_on.earliest())
        .derived("stated_on_latest", LATEST, |claim| claim.stated_on.latest())
        .field("doubtful", |claim| &claim.doubtful)
        .field("confidence", |claim| &claim.confidence)
        .field("note", |claim| &claim.note)
}

fn party_columns<'a, 'b: 'a>() -> Columns<'a, &'a PartyView<'b>> {
    Columns::<&PartyView<'_>>::of(Party::FIELDS).field("actor", |party| &party.actor).field("role", |party| &party.role)
}

fn quantity_columns<'a, 'b: 'a>() -> Columns<'a, &'a QuantityView<'b>> {
    Columns::<&QuantityView<'_>>::of(Quantity::FIELDS)
        .field("measure", |quantity| &quantity.measure)
        .field("value", |quantity| quantity.value)
        .field("unit", |quantity| &quantity.unit)
        .field("comparator", |quantity| &quantity.comparator)
}

fn evidence_columns<'a, 'b: 'a>() -> Columns<'a, &'a EvidenceView<'b>> {
    Columns::<&EvidenceView<'_>>::of(Evidence::FIELDS)
        .field("start", |evidence| evidence.start)
        .field("end", |evidence| evidence.end)
        .field("sha256", |evidence| &evidence.sha256)
        .field("quote", |evidence| &evidence.quote)
        .record("record", record_columns(), |evidence| evidence.record.as_ref())
}

fn record_columns<'a, 'b: 'a>() -> Columns<'a, &'a QuoteRecordView<'b>> {
    Columns::<&QuoteRecordView<'_>>::of(QuoteRecord::FIELDS)
        .field("url", |record| &record.url)
        .field("kind", |record| &record.kind)
        .field("verdict", |record| &record.verdict)
        .field("note", |record| &record.note)
}

fn relation_columns<'a, 'b: 'a>() -> Columns<'a, &'a RelationView<'b>> {
    Columns::<&RelationView<'_>>::of(Relation::FIELDS).field("kind", |relation| &relation.kind).field("target", |relation| &relation.target)
}

fn waiver_columns<'a, 'b: 'a>() -> Columns<'a, &'a WaiverView<'b>> {
    Columns::<&WaiverView<'_>>::of(Waiver::FIELDS).field("rule", |waiver| &waiver.rule).field("reason", |waiver| &waiver.reason)
}

fn parties<'a, 'b: 'a>(claims: Claims<'a, 'b>) -> Table<'a> {
    let of_claim = |claim: &'a ClaimView<'b>| {
        let parties = sorted(&claim.parties, |party| (party.actor.as_str(), party.role.as_str()));
        parties.into_iter().map(move |party| (claim, party))
    };
    Columns::<(&ClaimView<'_>, &PartyView<'_>)>::of(&[])
        .derived("claim", CLAIM, |(claim, _)| &claim.id)
        .part(party_columns(), |(_, party)| party)
        .table("claim_parties", PARTIES, move || claims.iter().copied().flat_map(of_claim))
}

fn conditions<'a, 'b: 'a>(claims: Claims<'a, 'b>) -> Table<'a> {
    let of_claim = |claim: &'a ClaimView<'b>| {
        let conditions = sorted(&claim.conditions, |condition| condition.as_str());
        conditions.into_iter().map(move |condition| (claim, condition))
    };
    Columns::<(&ClaimView<'_>, &Condition)>::of(&[])
        .derived("claim", CLAIM, |(claim, _)| &claim.id)
        .derived("condition", "The condition.", |(_, condition)| condition)
        .table("claim_conditions", CONDITIONS, move || claims.iter().copied().flat_map(of_claim))
}

fn quantities<'a>(claims: Claims<'a, '_>) -> Table<'a> {
    Columns::<(&ClaimView<'_>, u32, &QuantityView<'_>)>::of(&[])
        .derived("claim", CLAIM, |(claim, ..)| &claim.id)
        .derived("ordinal", ORDINAL, |(_, ordinal, _)| ordinal)
        .part(quantity_columns(), |(.., quantity)| quantity)
        .table("quantities", Quantity::DOC, || {
            claims.iter().flat_map(|claim| numbered(&claim.quantities).map(|(i, quantity)| (*claim, i, quantity)))
        })
}

fn evidence<'a>(claims: Claims<'a, '_>) -> Table<'a> {
    let [start, end, ..] = Evidence::FIELDS else { unreachable!("an evidence starts with its range") };
    let [url, kind, verdict, note] = QuoteRecord::FIELDS else { unreachable!("a record of words has four fields") };
    Columns::<(&ClaimView<'_>, u32, &EvidenceView<'_>)>::of(Evidence::FIELDS)
        .derived("claim", CLAIM, |(claim, ..)| &claim.id)
        .derived("ordinal", ORDINAL, |(_, ordinal, _)| ordinal)
        .derived("source", "The document.", |(claim, ..)| &claim.source)
        .derived("start_char", start.doc, |(.., evidence)| evidence.start)
        .derived("end_char", end.doc, |(.., evidence)| evidence.end)
        .field("sha256", |(.., evidence)| &evidence.sha256)
        .field("quote", |(.., evidence)| &evidence.quote)
        .derived("record_url", url.doc, |(.., evidence)| evidence.record.as_ref().and_then(|record| record.url.as_ref()))
        .derived("record_kind", kind.doc, |(.., evidence)| evidence.record.as_ref().map(|record| &record.kind))
        .derived("record_verdict", verdict.doc, |(.., evidence)| evidence.record.as_ref().map(|record| &record.verdict))
        .derived("record_note", note.doc, |(.., evidence)| evidence.record.as_ref().and_then(|record| record.note.as_ref()))
        .table("evidence", Evidence::DOC, || {
            claims.iter().flat_map(|claim| numbered(&claim.evidence).map(|(i, evidence)| (*claim, i, evidence)))
        })
}

fn relations<'a, 'b: 'a>(claims: Claims<'a, 'b>) -> Table<'a> {
    let of_claim = |claim: &'a ClaimView<'b>| {
        let relations = sorted(&claim.relations, |relation| (relation.kind.as_str(), relation.target.as_str()));
        relations.into_iter().map(move |relation| (claim, relation))
    };
    Columns::<(&ClaimView<'_>, &RelationView<'_>)>::of(&[])
        .derived("claim", CLAIM, |(claim, _)| &claim.id)
        .part(relation_columns(), |(_, relation)| relation)
        .table("relations", Relation::DOC, move || claims.iter().copied().flat_map(of_claim))
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
pub(super) fn numbered<T>(items: &[T]) -> impl Iterator<Item = (u32, &T)> {
    (1..).zip(items)
}
