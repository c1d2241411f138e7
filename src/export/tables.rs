//! The tables of the dataset and their columns.

use super::table::{Cell, Columns, Kind, Table};
use crate::dataset::{ClaimRef, Dataset};
use crate::model::{
    Actor, ActorId, ActorKind, Aspect, Attribution, Claim, ClaimId, CommitmentType, Comparator, Component, Condition, Confidence, Evidence,
    Framework, FrameworkId, Genre, Layer, LegalForm, Measure, Occasion, Quantity, Relation, RelationKind, Reliability, Source, SpeechAct,
    Stage, Term, Unit, VOCABULARIES, Waiver,
};

/// Every table of the dataset, sorted by name.
#[must_use]
pub fn tables(dataset: &Dataset) -> Vec<Table> {
    vec![
        actors(dataset),
        claim_conditions(dataset),
        claim_parties(dataset),
        claims(dataset),
        claims_wide(dataset),
        component_claims(dataset),
        evidence(dataset),
        framework_components(dataset),
        frameworks(dataset),
        occasions(dataset),
        quantities(dataset),
        relations(dataset),
        sources(dataset),
        vocabulary(),
    ]
}

const EARLIEST: &str = "The first day that the date in the column of the same name can mean.";
const LATEST: &str = "The last day that the date in the column of the same name can mean.";

fn claims(dataset: &Dataset) -> Table {
    let columns = Columns::of(Claim::FIELDS)
        .field("id", Kind::Text, |claim: &ClaimRef<'_>| Cell::text(&claim.id))
        .field("source", Kind::Text, |claim| Cell::text(&claim.source))
        .field("speaker", Kind::Text, |claim| Cell::text(&claim.speaker))
        .optional("via", Kind::Text, |claim| Cell::option(claim.via.as_ref()));
    with_codes(columns, false)
        .field("quantities", Kind::Records(quantity_columns().columns()), |claim| records(&quantity_columns(), &claim.quantities))
        .field("evidence", Kind::Records(evidence_columns().columns()), |claim| records(&evidence_columns(), &claim.evidence))
        .field("relations", Kind::Records(relation_columns().columns()), |claim| records(&relation_columns(), &claim.relations))
        .field("waive", Kind::Records(waiver_columns().columns()), |claim| records(&waiver_columns(), &claim.waive))
        .table("claims", Claim::DOC, dataset.claims())
}

fn claims_wide(dataset: &Dataset) -> Table {
    let columns = Columns::of(Claim::FIELDS)
        .field("id", Kind::Text, |claim: &ClaimRef<'_>| Cell::text(&claim.id))
        .derived("speaker_name", "The full name of the speaker.", Kind::Text, |claim| Cell::text(&claim.speaker_record().name))
        .derived("speaker_kind", "What sort of actor the speaker is.", Kind::Term(ActorKind::VOCABULARY), |claim| {
            Cell::text(claim.speaker_record().kind)
        })
        .derived_optional("via_name", "The full name of the actor who relays the speaker's words.", Kind::Text, |claim| {
            Cell::option(claim.via_record().map(|via| &via.name))
        })
        .derived("outlet", "The outlet that published the document.", Kind::Text, |claim| Cell::text(&claim.source_record().outlet))
        .derived_optional("source_title", "The title of the document.", Kind::Text, |claim| {
            Cell::option(claim.source_record().title.as_ref())
        })
        .derived("url", "Where the document was published.", Kind::Text, |claim| Cell::text(&claim.source_record().url))
        .derived("published_on", "When the document was published.", Kind::Text, |claim| Cell::text(claim.source_record().published_on))
        .derived_optional("occasion_title", "The title of the event at which it was said.", Kind::Text, |claim| {
            Cell::option(claim.occasion_record().map(|occasion| &occasion.title))
        });
    with_codes(columns, true)
        .derived_optional("quote", "The quotations of the evidence, joined with ` … `.", Kind::Text, |claim| {
            let quotes: Vec<_> = claim.quotes().map(crate::model::Text::as_str).collect();
            Cell::option((!quotes.is_empty()).then(|| quotes.join(" … ")))
        })
        .table("claims_wide", "One row a claim, with the names of what it mentions, for use without joins.", dataset.claims())
}

/// The columns that the narrow and the wide table of claims share; the wide one names the parties too.
fn with_codes(columns: Columns<ClaimRef<'_>>, wide: bool) -> Columns<ClaimRef<'_>> {
    let columns = columns
        .field("attribution", Kind::Term(Attribution::VOCABULARY), |claim| Cell::text(claim.attribution))
        .field("statement", Kind::Text, |claim| Cell::text(&claim.statement))
        .field("layer", Kind::Term(Layer::VOCABULARY), |claim| Cell::text(claim.layer))
        .field("commitment_type", Kind::Term(CommitmentType::VOCABULARY), |claim| Cell::text(claim.commitment_type))
        .field("speech_act", Kind::Term(SpeechAct::VOCABULARY), |claim| Cell::text(claim.speech_act))
        .field("stage", Kind::Term(Stage::VOCABULARY), |claim| Cell::text(claim.stage))
        .field("aspect", Kind::Term(Aspect::VOCABULARY), |claim| Cell::text(claim.aspect))
        .field("parties", Kind::List, |claim| Cell::list(&claim.parties));
    let columns = if wide {
        columns.derived("party_names", "The full names of the parties.", Kind::List, |claim| {
            Cell::List(claim.party_records().map(|party| party.name.to_string()).collect())
        })
    } else {
        columns
    };
    columns
        .field("conditions", Kind::List, |claim| Cell::list(&claim.conditions))
        .optional("legal_form", Kind::Term(LegalForm::VOCABULARY), |claim| Cell::option(claim.legal_form))
        .optional("occasion", Kind::Text, |claim| Cell::option(claim.occasion.as_ref()))
        .field("stated_on", Kind::Text, |claim| Cell::text(claim.stated_on))
        .derived("stated_on_earliest", EARLIEST, Kind::Date, |claim| Cell::Date(claim.stated_on.earliest()))
        .derived("stated_on_latest", LATEST, Kind::Date, |claim| Cell::Date(claim.stated_on.latest()))
        .field("inferred", Kind::List, |claim| Cell::list(&claim.inferred))
        .field("confidence", Kind::Term(Confidence::VOCABULARY), |claim| Cell::text(claim.confidence))
        .optional("note", Kind::Text, |claim| Cell::option(claim.note.as_ref()))
}

fn records<R: Clone>(columns: &Columns<R>, records: &[R]) -> Cell {
    Cell::Records(records.iter().map(|record| columns.row(record)).collect())
}

fn quantity_columns() -> Columns<Quantity> {
    Columns::of(Quantity::FIELDS)
        .field("measure", Kind::Term(Measure::VOCABULARY), |quantity: &Quantity| Cell::text(quantity.measure))
        .field("value", Kind::Number, |quantity| Cell::Number(quantity.value))
        .field("unit", Kind::Term(Unit::VOCABULARY), |quantity| Cell::text(quantity.unit))
        .field("comparator", Kind::Term(Comparator::VOCABULARY), |quantity| Cell::text(quantity.comparator))
}

fn evidence_columns() -> Columns<Evidence> {
    Columns::of(Evidence::FIELDS)
        .field("start", Kind::Integer, |evidence: &Evidence| Cell::Integer(evidence.start.into()))
        .field("end", Kind::Integer, |evidence| Cell::Integer(evidence.end.into()))
        .field("sha256", Kind::Text, |evidence| Cell::text(&evidence.sha256))
        .optional("quote", Kind::Text, |evidence| Cell::option(evidence.quote.as_ref()))
}

fn relation_columns() -> Columns<Relation> {
    Columns::of(Relation::FIELDS)
        .field("kind", Kind::Term(RelationKind::VOCABULARY), |relation: &Relation| Cell::text(relation.kind))
        .field("target", Kind::Text, |relation| Cell::text(&relation.target))
}

fn waiver_columns() -> Columns<Waiver> {
    Columns::of(Waiver::FIELDS).field("rule", Kind::Text, |waiver: &Waiver| Cell::text(&waiver.rule)).field(
        "reason",
        Kind::Text,
        |waiver| Cell::text(&waiver.reason),
    )
}

const CLAIM: &str = "The claim.";
const ORDINAL: &str = "The place in the claim's list, from 1.";

/// The items of a list with their places from 1.
fn numbered<T>(items: &[T]) -> impl Iterator<Item = (i64, &T)> {
    (1..).zip(items)
}

fn claim_parties(dataset: &Dataset) -> Table {
    let mut rows: Vec<(&ClaimId, &ActorId)> = pairs(dataset, |claim| &claim.parties);
    rows.sort();
    Columns::of(&[])
        .derived("claim", CLAIM, Kind::Text, |(claim, _): &(&ClaimId, &ActorId)| Cell::text(claim))
        .derived("actor", "The party.", Kind::Text, |(_, actor)| Cell::text(actor))
        .table("claim_parties", "One row for each party of a claim: those who would deliver, refuse or owe the thing.", rows)
}

fn claim_conditions(dataset: &Dataset) -> Table {
    let mut rows: Vec<(&ClaimId, &Condition)> = pairs(dataset, |claim| &claim.conditions);
    rows.sort_by_key(|(claim, condition)| (*claim, condition.as_str()));
    Columns::of(&[])
        .derived("claim", CLAIM, Kind::Text, |(claim, _): &(&ClaimId, &Condition)| Cell::text(claim))
        .derived("condition", "The condition.", Kind::Term(Condition::VOCABULARY), |(_, condition)| Cell::text(condition))
        .table("claim_conditions", "One row for each condition of a claim.", rows)
}

fn pairs<'a, T>(dataset: &'a Dataset, list: impl Fn(&'a Claim) -> &'a [T]) -> Vec<(&'a ClaimId, &'a T)> {
    dataset.claims().map(ClaimRef::get).flat_map(|claim| list(claim).iter().map(move |item| (&claim.id, item))).collect()
}

type Numbered<'a, T> = (&'a Claim, i64, &'a T);

fn quantities(dataset: &Dataset) -> Table {
    let rows =
        dataset.claims().map(ClaimRef::get).flat_map(|claim| numbered(&claim.quantities).map(move |(i, quantity)| (claim, i, quantity)));
    Columns::of(Quantity::FIELDS)
        .derived("claim", CLAIM, Kind::Text, |(claim, ..): &Numbered<'_, Quantity>| Cell::text(&claim.id))
        .derived("ordinal", ORDINAL, Kind::Integer, |(_, ordinal, _)| Cell::Integer(*ordinal))
        .field("measure", Kind::Term(Measure::VOCABULARY), |(.., quantity)| Cell::text(quantity.measure))
        .field("value", Kind::Number, |(.., quantity)| Cell::Number(quantity.value))
        .field("unit", Kind::Term(Unit::VOCABULARY), |(.., quantity)| Cell::text(quantity.unit))
        .field("comparator", Kind::Term(Comparator::VOCABULARY), |(.., quantity)| Cell::text(quantity.comparator))
        .table("quantities", Quantity::DOC, rows)
}

fn evidence(dataset: &Dataset) -> Table {
    let rows =
        dataset.claims().map(ClaimRef::get).flat_map(|claim| numbered(&claim.evidence).map(move |(i, evidence)| (claim, i, evidence)));
    let start = Evidence::FIELDS[0].doc;
    let end = Evidence::FIELDS[1].doc;
    Columns::of(Evidence::FIELDS)
        .derived("claim", CLAIM, Kind::Text, |(claim, ..): &Numbered<'_, Evidence>| Cell::text(&claim.id))
        .derived("ordinal", ORDINAL, Kind::Integer, |(_, ordinal, _)| Cell::Integer(*ordinal))
        .derived("source", "The document.", Kind::Text, |(claim, ..)| Cell::text(&claim.source))
        .derived("start_char", start, Kind::Integer, |(.., evidence)| Cell::Integer(evidence.start.into()))
        .derived("end_char", end, Kind::Integer, |(.., evidence)| Cell::Integer(evidence.end.into()))
        .field("sha256", Kind::Text, |(.., evidence)| Cell::text(&evidence.sha256))
        .optional("quote", Kind::Text, |(.., evidence)| Cell::option(evidence.quote.as_ref()))
        .table("evidence", Evidence::DOC, rows)
}

fn relations(dataset: &Dataset) -> Table {
    let mut rows: Vec<(&ClaimId, &Relation)> = pairs(dataset, |claim| &claim.relations);
    rows.sort_by_key(|(claim, relation)| (*claim, relation.kind.as_str(), &relation.target));
    Columns::of(Relation::FIELDS)
        .derived("claim", CLAIM, Kind::Text, |(claim, _): &(&ClaimId, &Relation)| Cell::text(claim))
        .field("kind", Kind::Term(RelationKind::VOCABULARY), |(_, relation)| Cell::text(relation.kind))
        .field("target", Kind::Text, |(_, relation)| Cell::text(&relation.target))
        .table("relations", Relation::DOC, rows)
}

fn sources(dataset: &Dataset) -> Table {
    Columns::of(Source::FIELDS)
        .field("id", Kind::Text, |source: &&Source| Cell::text(&source.id))
        .optional("title", Kind::Text, |source| Cell::option(source.title.as_ref()))
        .field("outlet", Kind::Text, |source| Cell::text(&source.outlet))
        .field("url", Kind::Text, |source| Cell::text(&source.url))
        .field("published_on", Kind::Text, |source| Cell::text(source.published_on))
        .derived("published_on_earliest", EARLIEST, Kind::Date, |source| Cell::Date(source.published_on.earliest()))
        .derived("published_on_latest", LATEST, Kind::Date, |source| Cell::Date(source.published_on.latest()))
        .field("language", Kind::Text, |source| Cell::text(&source.language))
        .field("genre", Kind::Term(Genre::VOCABULARY), |source| Cell::text(source.genre))
        .field("reliability", Kind::Term(Reliability::VOCABULARY), |source| Cell::text(source.reliability))
        .field("reliability_reason", Kind::Text, |source| Cell::text(&source.reliability_reason))
        .derived("text_file", "The name of the file with the text.", Kind::Text, |source| Cell::text(&source.text.file))
        .derived("text_sha256", "SHA-256 of the text.", Kind::Text, |source| Cell::text(&source.text.sha256))
        .derived("text_characters", "The text's length in Unicode code points.", Kind::Integer, |source| {
            Cell::Integer(source.text.characters.into())
        })
        .optional("note", Kind::Text, |source| Cell::option(source.note.as_ref()))
        .table("sources", Source::DOC, dataset.sources())
}

fn actors(dataset: &Dataset) -> Table {
    Columns::of(Actor::FIELDS)
        .field("id", Kind::Text, |actor: &&Actor| Cell::text(&actor.id))
        .field("name", Kind::Text, |actor| Cell::text(&actor.name))
        .field("aliases", Kind::List, |actor| Cell::list(&actor.aliases))
        .field("kind", Kind::Term(ActorKind::VOCABULARY), |actor| Cell::text(actor.kind))
        .optional("role", Kind::Text, |actor| Cell::option(actor.role.as_ref()))
        .optional("affiliation", Kind::Text, |actor| Cell::option(actor.affiliation.as_ref()))
        .optional("country", Kind::Text, |actor| Cell::option(actor.country.as_ref()))
        .optional("note", Kind::Text, |actor| Cell::option(actor.note.as_ref()))
        .table("actors", Actor::DOC, dataset.actors())
}

fn occasions(dataset: &Dataset) -> Table {
    Columns::of(Occasion::FIELDS)
        .field("id", Kind::Text, |occasion: &&Occasion| Cell::text(&occasion.id))
        .field("title", Kind::Text, |occasion| Cell::text(&occasion.title))
        .field("held_on", Kind::Text, |occasion| Cell::text(occasion.held_on))
        .derived("held_on_earliest", EARLIEST, Kind::Date, |occasion| Cell::Date(occasion.held_on.earliest()))
        .derived("held_on_latest", LATEST, Kind::Date, |occasion| Cell::Date(occasion.held_on.latest()))
        .optional("place", Kind::Text, |occasion| Cell::option(occasion.place.as_ref()))
        .field("participants", Kind::List, |occasion| Cell::list(&occasion.participants))
        .optional("record_url", Kind::Text, |occasion| Cell::option(occasion.record_url.as_ref()))
        .optional("note", Kind::Text, |occasion| Cell::option(occasion.note.as_ref()))
        .table("occasions", Occasion::DOC, dataset.occasions())
}

fn frameworks(dataset: &Dataset) -> Table {
    Columns::of(Framework::FIELDS)
        .field("id", Kind::Text, |framework: &&Framework| Cell::text(&framework.id))
        .field("title", Kind::Text, |framework| Cell::text(&framework.title))
        .field("presented_by", Kind::Text, |framework| Cell::text(&framework.presented_by))
        .optional("occasion", Kind::Text, |framework| Cell::option(framework.occasion.as_ref()))
        .field("stated_on", Kind::Text, |framework| Cell::text(framework.stated_on))
        .optional("supersedes", Kind::Text, |framework| Cell::option(framework.supersedes.as_ref()))
        .optional("note", Kind::Text, |framework| Cell::option(framework.note.as_ref()))
        .table("frameworks", Framework::DOC, dataset.frameworks())
}

type Part<'a> = (&'a Framework, &'a Component);

fn parts(dataset: &Dataset) -> Vec<Part<'_>> {
    let all = dataset.frameworks().iter().flat_map(|framework| framework.components.iter().map(move |component| (framework, component)));
    let mut parts: Vec<_> = all.collect();
    parts.sort_by_key(|(framework, component)| (&framework.id, component.ordinal));
    parts
}

fn framework_components(dataset: &Dataset) -> Table {
    Columns::of(Component::FIELDS)
        .derived("framework", "The framework.", Kind::Text, |(framework, _): &Part<'_>| Cell::text(&framework.id))
        .field("ordinal", Kind::Integer, |(_, component)| Cell::Integer(component.ordinal.into()))
        .field("title", Kind::Text, |(_, component)| Cell::text(&component.title))
        .optional("layer", Kind::Term(Layer::VOCABULARY), |(_, component)| Cell::option(component.layer))
        .optional("aspect", Kind::Term(Aspect::VOCABULARY), |(_, component)| Cell::option(component.aspect))
        .field("commitment_types", Kind::List, |(_, component)| Cell::list(&component.commitment_types))
        .table("framework_components", Component::DOC, parts(dataset))
}

fn component_claims(dataset: &Dataset) -> Table {
    let parts = parts(dataset);
    let mut rows: Vec<_> =
        parts.iter().flat_map(|(framework, part)| part.claims.iter().map(|claim| (&framework.id, part.ordinal, claim))).collect();
    rows.sort();
    Columns::of(Component::FIELDS)
        .derived("framework", "The framework.", Kind::Text, |(framework, ..): &(&FrameworkId, u32, &ClaimId)| Cell::text(framework))
        .field("ordinal", Kind::Integer, |(_, ordinal, _)| Cell::Integer(i64::from(*ordinal)))
        .derived("claim", "A claim that states the part.", Kind::Text, |(.., claim)| Cell::text(claim))
        .table("component_claims", "One row for each claim that states a part of a framework.", rows)
}

fn vocabulary() -> Table {
    let mut vocabularies = VOCABULARIES.to_vec();
    vocabularies.sort_by_key(|vocabulary| vocabulary.name);
    let rows = vocabularies.into_iter().flat_map(|vocabulary| numbered(vocabulary.terms).map(move |(i, term)| (vocabulary.name, i, term)));
    Columns::of(&[])
        .derived(
            "field",
            "The column whose values the term is one of, else the vocabulary's name.",
            Kind::Text,
            |(field, ..): &(&str, i64, &Term)| Cell::text(field),
        )
        .derived("ordinal", "The term's place in the codebook's order, from 1.", Kind::Integer, |(_, ordinal, _)| Cell::Integer(*ordinal))
        .derived("value", "The term.", Kind::Text, |(.., term)| Cell::text(term.value))
        .derived_optional("term_group", "The class that the term belongs to (for speech acts, Searle's).", Kind::Text, |(.., term)| {
            Cell::option(term.group)
        })
        .derived("definition", "What the term means.", Kind::Text, |(.., term)| Cell::text(term.definition))
        .table("vocabulary", "Every term of every closed vocabulary.", rows)
}
