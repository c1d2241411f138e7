//! Every table of the dataset, and the columns of those that show other records than claims.

use super::claims::{ClaimTable, ClaimTables, EARLIEST, LATEST};
use super::vocabulary::vocabulary;
use super::wide::claims_wide;
use super::{Columns, Kind, Table, Value};
use crate::dataset::Dataset;
use crate::model::view::Viewed;
use crate::model::{Actor, ActorKind, Aspect, ClaimId, Component, Framework, FrameworkId, Genre, Layer, Occasion, Reliability, Source};

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
