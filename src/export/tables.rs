//! The tables of the dataset and their columns.

use super::claim_tables::{ClaimRow, ClaimTable, ClaimTables, EARLIEST, LATEST, numbered, with_codes};
use super::table::{Columns, Kind, Table, Value};
use crate::dataset::{ClaimRef, Dataset};
use crate::model::view::Viewed;
use crate::model::{
    Actor, ActorKind, Aspect, Claim, ClaimId, ClaimView, Component, Framework, FrameworkId, Genre, Layer, Occasion, Reliability, Source,
    Term, VOCABULARIES,
};

/// Every table of the dataset, sorted by name.
#[must_use]
pub fn tables(dataset: &Dataset) -> Vec<Table> {
    let mut tables = Collected(vec![
        actors(dataset),
        claims_wide(dataset),
        component_claims(dataset),
        framework_components(dataset),
        frameworks(dataset),
        occasions(dataset),
        sources(dataset),
        vocabulary(),
    ]);
    let claims: Vec<_> = dataset.claims().map(|claim| claim.get().view()).collect();
    let claims: Vec<_> = claims.iter().collect();
    for table in ClaimTable::ALL {
        table.of(&claims, &mut tables);
    }
    tables.0.sort_by_key(|table| table.name);
    tables.0
}

/// Tables of claims with all their cells.
struct Collected(Vec<Table>);

impl ClaimTables for Collected {
    fn table<R>(&mut self, name: &'static str, doc: &'static str, columns: Columns<R>, rows: impl Iterator<Item = R>) {
        self.0.push(columns.table(name, doc, rows));
    }
}

fn with_party_names(columns: Columns<Wide<'_>>) -> Columns<Wide<'_>> {
    columns.derived("party_names", "The full names of the parties.", Kind::List, |row: &Wide<'_>| Value::List(&row.party_names))
}

/// A claim with the records that it mentions.
struct Wide<'a> {
    claim: ClaimRef<'a>,
    view: ClaimView<'a>,
    party_names: Vec<&'a str>,
    quote: Option<String>,
}

impl<'a> Wide<'a> {
    fn new(claim: ClaimRef<'a>) -> Self {
        let quotes: Vec<_> = claim.get().quotes().map(crate::model::Text::as_str).collect();
        Self {
            claim,
            view: claim.get().view(),
            party_names: claim.party_records().map(|party| party.name.as_str()).collect(),
            quote: (!quotes.is_empty()).then(|| quotes.join(" … ")),
        }
    }
}

impl ClaimRow for Wide<'_> {
    fn of_claim(&self, value: for<'r, 'b> fn(&'r ClaimView<'b>) -> Value<'r>) -> Value<'_> {
        value(&self.view)
    }
}

fn claims_wide(dataset: &Dataset) -> Table {
    let columns = Columns::of(Claim::FIELDS)
        .field("id", Kind::Text, |row: &Wide<'_>| Value::text(&row.claim.id))
        .derived("speaker_name", "The full name of the speaker.", Kind::Text, |row| Value::text(&row.claim.speaker_record().name))
        .derived("speaker_kind", "What sort of actor the speaker is.", Kind::Term(ActorKind::VOCABULARY), |row| {
            Value::text(row.claim.speaker_record().kind.as_str())
        })
        .derived_optional("via_name", "The full name of the actor who relays the speaker's words.", Kind::Text, |row| {
            Value::option(row.claim.via_record().map(|via| &via.name))
        })
        .derived("outlet", "The outlet that published the document.", Kind::Text, |row| Value::text(&row.claim.source_record().outlet))
        .derived_optional("source_title", "The title of the document.", Kind::Text, |row| {
            Value::option(row.claim.source_record().title.as_ref())
        })
        .derived("url", "Where the document was published.", Kind::Text, |row| Value::text(&row.claim.source_record().url))
        .derived("published_on", "When the document was published.", Kind::Text, |row| {
            Value::PartialDate(row.claim.source_record().published_on)
        })
        .derived_optional("occasion_title", "The title of the event at which it was said.", Kind::Text, |row| {
            Value::option(row.claim.occasion_record().map(|occasion| &occasion.title))
        });
    let rows = dataset.claims().map(Wide::new);
    with_codes(columns, with_party_names)
        .derived_optional(
            "quote",
            "The quotations of the evidence, joined with ` … ` to be read; `evidence` has each by itself.",
            Kind::Text,
            |row| Value::option(row.quote.as_ref()),
        )
        .table("claims_wide", "One row a claim, with the names of what it mentions, for use without joins.", rows)
}

fn sources(dataset: &Dataset) -> Table {
    Columns::of(Source::FIELDS)
        .field("id", Kind::Text, |source: &&Source| Value::text(&source.id))
        .optional("title", Kind::Text, |source| Value::option(source.title.as_ref()))
        .field("outlet", Kind::Text, |source| Value::text(&source.outlet))
        .field("url", Kind::Text, |source| Value::text(&source.url))
        .field("published_on", Kind::Text, |source| Value::PartialDate(source.published_on))
        .derived("published_on_earliest", EARLIEST, Kind::Date, |source| Value::Date(source.published_on.earliest()))
        .derived("published_on_latest", LATEST, Kind::Date, |source| Value::Date(source.published_on.latest()))
        .field("language", Kind::Text, |source| Value::text(&source.language))
        .field("genre", Kind::Term(Genre::VOCABULARY), |source| Value::text(source.genre.as_str()))
        .field("reliability", Kind::Term(Reliability::VOCABULARY), |source| Value::text(source.reliability.as_str()))
        .field("reliability_reason", Kind::Text, |source| Value::text(&source.reliability_reason))
        .derived("text_file", "The name of the file with the text.", Kind::Text, |source| Value::text(&source.text.file))
        .derived("text_sha256", "SHA-256 of the text.", Kind::Text, |source| Value::text(&source.text.sha256))
        .derived("text_characters", "The text's length in Unicode code points.", Kind::Integer, |source| {
            Value::Integer(source.text.characters.into())
        })
        .optional("note", Kind::Text, |source| Value::option(source.note.as_ref()))
        .table("sources", Source::DOC, dataset.sources())
}

fn actors(dataset: &Dataset) -> Table {
    Columns::of(Actor::FIELDS)
        .field("id", Kind::Text, |actor: &&Actor| Value::text(&actor.id))
        .field("name", Kind::Text, |actor| Value::text(&actor.name))
        .field("aliases", Kind::List, |actor| Value::List(&actor.aliases))
        .field("kind", Kind::Term(ActorKind::VOCABULARY), |actor| Value::text(actor.kind.as_str()))
        .optional("role", Kind::Text, |actor| Value::option(actor.role.as_ref()))
        .optional("affiliation", Kind::Text, |actor| Value::option(actor.affiliation.as_ref()))
        .optional("country", Kind::Text, |actor| Value::option(actor.country.as_ref()))
        .optional("note", Kind::Text, |actor| Value::option(actor.note.as_ref()))
        .table("actors", Actor::DOC, dataset.actors())
}

fn occasions(dataset: &Dataset) -> Table {
    Columns::of(Occasion::FIELDS)
        .field("id", Kind::Text, |occasion: &&Occasion| Value::text(&occasion.id))
        .field("title", Kind::Text, |occasion| Value::text(&occasion.title))
        .field("held_on", Kind::Text, |occasion| Value::PartialDate(occasion.held_on))
        .derived("held_on_earliest", EARLIEST, Kind::Date, |occasion| Value::Date(occasion.held_on.earliest()))
        .derived("held_on_latest", LATEST, Kind::Date, |occasion| Value::Date(occasion.held_on.latest()))
        .optional("place", Kind::Text, |occasion| Value::option(occasion.place.as_ref()))
        .field("participants", Kind::List, |occasion| Value::List(&occasion.participants))
        .optional("record_url", Kind::Text, |occasion| Value::option(occasion.record_url.as_ref()))
        .optional("note", Kind::Text, |occasion| Value::option(occasion.note.as_ref()))
        .table("occasions", Occasion::DOC, dataset.occasions())
}

fn frameworks(dataset: &Dataset) -> Table {
    Columns::of(Framework::FIELDS)
        .field("id", Kind::Text, |framework: &&Framework| Value::text(&framework.id))
        .field("title", Kind::Text, |framework| Value::text(&framework.title))
        .field("presented_by", Kind::Text, |framework| Value::text(&framework.presented_by))
        .optional("occasion", Kind::Text, |framework| Value::option(framework.occasion.as_ref()))
        .field("stated_on", Kind::Text, |framework| Value::PartialDate(framework.stated_on))
        .optional("supersedes", Kind::Text, |framework| Value::option(framework.supersedes.as_ref()))
        .optional("note", Kind::Text, |framework| Value::option(framework.note.as_ref()))
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
        .derived("framework", "The framework.", Kind::Text, |(framework, _): &Part<'_>| Value::text(&framework.id))
        .field("ordinal", Kind::Integer, |(_, component)| Value::Integer(component.ordinal.into()))
        .field("title", Kind::Text, |(_, component)| Value::text(&component.title))
        .optional("layer", Kind::Term(Layer::VOCABULARY), |(_, component)| Value::option(component.layer.as_ref()))
        .optional("aspect", Kind::Term(Aspect::VOCABULARY), |(_, component)| Value::option(component.aspect.as_ref()))
        .field("commitment_types", Kind::List, |(_, component)| Value::List(&component.commitment_types))
        .table("framework_components", Component::DOC, parts(dataset))
}

fn component_claims(dataset: &Dataset) -> Table {
    let parts = parts(dataset);
    let mut rows: Vec<_> =
        parts.iter().flat_map(|(framework, part)| part.claims.iter().map(|claim| (&framework.id, part.ordinal, claim))).collect();
    rows.sort();
    Columns::of(Component::FIELDS)
        .derived("framework", "The framework.", Kind::Text, |(framework, ..): &(&FrameworkId, u32, &ClaimId)| Value::text(*framework))
        .field("ordinal", Kind::Integer, |(_, ordinal, _)| Value::Integer(i64::from(*ordinal)))
        .derived("claim", "A claim that states the part.", Kind::Text, |(.., claim)| Value::text(claim))
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
            |(field, ..): &(&str, i64, &Term)| Value::text(field),
        )
        .derived("ordinal", "The term's place in the codebook's order, from 1.", Kind::Integer, |(_, ordinal, _)| Value::Integer(*ordinal))
        .derived("value", "The term.", Kind::Text, |(.., term)| Value::text(term.value))
        .derived_optional("term_group", "The class that the term belongs to (for speech acts, Searle's).", Kind::Text, |(.., term)| {
            Value::option(term.group)
        })
        .derived("definition", "What the term means.", Kind::Text, |(.., term)| Value::text(term.definition))
        .table("vocabulary", "Every term of every closed vocabulary.", rows)
}
