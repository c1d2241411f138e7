//! Every table of the dataset, and the columns of those that show other records than claims.

use std::sync::Arc;

use super::agreement::agreement;
use super::changes::changes;
use super::claims::{ClaimTable, EARLIEST, LATEST, numbered};
use super::codings::codings;
use super::table::{Cells, Columns, Table};
use super::units::{actor_month, dyads};
use super::vocabulary::vocabulary;
use super::wide::claims_wide;
use crate::dataset::Dataset;
use crate::model::view::Viewed;
use crate::model::{
    Actor, ClaimId, ClaimView, Component, CountryCode, Framework, FrameworkId, Occasion, Origin, Source, SourceId, Withdrawn,
};

/// Every table of the dataset, sorted by name.
#[must_use]
pub fn tables(dataset: &Dataset) -> Vec<Table<'_>> {
    let views: Arc<[_]> = dataset.claims().map(|claim| claim.get().view()).collect();
    let mut tables = vec![
        actor_month(dataset),
        actors(dataset),
        agreement(dataset),
        of_claims(&views, |claims| claims_wide(dataset, claims)),
        changes(dataset),
        codings(dataset),
        component_claims(dataset),
        dyads(dataset),
        framework_components(dataset),
        frameworks(dataset),
        occasions(dataset),
        source_origins(dataset),
        sources(dataset),
        vocabulary(),
        withdrawn(dataset),
    ];
    tables.extend(ClaimTable::ALL.map(|table| of_claims(&views, move |claims| table.of(claims))));
    tables.sort_by_key(|table| table.name);
    tables
}

/// A table of claims that keeps the views of them.
fn of_claims<'d>(
    views: &Arc<[ClaimView<'d>]>,
    table: impl for<'a> Fn(&'a [&'a ClaimView<'d>]) -> Table<'a> + Send + Sync + 'd,
) -> Table<'d> {
    let Table { name, doc, columns, .. } = table(&[]);
    let views = Arc::clone(views);
    let rows = move |cells: &mut dyn Cells| table(&views.iter().collect::<Vec<_>>()).write(cells);
    Table { name, doc, columns, rows: Box::new(rows) }
}

fn sources(dataset: &Dataset) -> Table<'_> {
    Columns::<&Source>::of(Source::FIELDS)
        .field("id", |source| &source.id)
        .field("title", |source| &source.title)
        .field("outlet", |source| &source.outlet)
        .field("url", |source| &source.url)
        .field("published_on", |source| source.published_on)
        .derived("published_on_earliest", EARLIEST, |source| source.published_on.earliest())
        .derived("published_on_latest", LATEST, |source| source.published_on.latest())
        .field("language", |source| &source.language)
        .field("genre", |source| &source.genre)
        .field("retrieved_on", |source| source.retrieved_on)
        .field("archived_url", |source| &source.archived_url)
        .field("reliability", |source| &source.reliability)
        .field("reliability_reason", |source| &source.reliability_reason)
        .derived("text_file", "The name of the file with the text.", |source| &source.text.file)
        .derived("text_sha256", "SHA-256 of the text.", |source| &source.text.sha256)
        .derived("text_characters", "The text's length in Unicode code points.", |source| source.text.characters)
        .field("note", |source| &source.note)
        .table("sources", Source::DOC, || dataset.sources().iter())
}

fn source_origins(dataset: &Dataset) -> Table<'_> {
    let rows = || dataset.sources().iter().flat_map(|source| numbered(&source.derived_from).map(|(i, origin)| (&source.id, i, origin)));
    Columns::<(&SourceId, u32, &Origin)>::of(Origin::FIELDS)
        .derived("source", "The document.", |(source, ..)| source)
        .derived("ordinal", "The place in the document's list, from 1.", |(_, ordinal, _)| ordinal)
        .field("url", |(.., origin)| &origin.url)
        .field("reason", |(.., origin)| &origin.reason)
        .table("source_origins", Origin::DOC, rows)
}

fn withdrawn(dataset: &Dataset) -> Table<'_> {
    Columns::<&Withdrawn>::of(Withdrawn::FIELDS)
        .field("id", |withdrawn| &withdrawn.id)
        .derived("source", "The document.", |withdrawn| withdrawn.id.source())
        .field("version", |withdrawn| &withdrawn.version)
        .field("reason", |withdrawn| &withdrawn.reason)
        .field("successors", |withdrawn| &withdrawn.successors)
        .table("withdrawn", Withdrawn::DOC, || dataset.records().withdrawn.iter())
}

fn actors(dataset: &Dataset) -> Table<'_> {
    Columns::<&Actor>::of(Actor::FIELDS)
        .field("id", |actor| &actor.id)
        .field("name", |actor| &actor.name)
        .field("aliases", |actor| &actor.aliases)
        .field("kind", |actor| &actor.kind)
        .field("role", |actor| &actor.role)
        .field("affiliation", |actor| &actor.affiliation)
        .field("country", |actor| &actor.country)
        .derived("country_alpha3", "The country (ISO 3166-1 alpha-3).", |actor| actor.country.as_ref().map(CountryCode::alpha3))
        .field("members", |actor| &actor.members)
        .field("wikidata", |actor| &actor.wikidata)
        .field("note", |actor| &actor.note)
        .table("actors", Actor::DOC, || dataset.actors().iter())
}

fn occasions(dataset: &Dataset) -> Table<'_> {
    Columns::<&Occasion>::of(Occasion::FIELDS)
        .field("id", |occasion| &occasion.id)
        .field("title", |occasion| &occasion.title)
        .field("held_on", |occasion| occasion.held_on)
        .derived("held_on_earliest", EARLIEST, |occasion| occasion.held_on.earliest())
        .derived("held_on_latest", LATEST, |occasion| occasion.held_on.latest())
        .field("place", |occasion| &occasion.place)
        .field("participants", |occasion| &occasion.participants)
        .field("record_url", |occasion| &occasion.record_url)
        .field("note", |occasion| &occasion.note)
        .table("occasions", Occasion::DOC, || dataset.occasions().iter())
}

fn frameworks(dataset: &Dataset) -> Table<'_> {
    Columns::<&Framework>::of(Framework::FIELDS)
        .field("id", |framework| &framework.id)
        .field("title", |framework| &framework.title)
        .field("presented_by", |framework| &framework.presented_by)
        .field("occasion", |framework| &framework.occasion)
        .field("stated_on", |framework| framework.stated_on)
        .field("supersedes", |framework| &framework.supersedes)
        .field("note", |framework| &framework.note)
        .table("frameworks", Framework::DOC, || dataset.frameworks().iter())
}

/// The components of all frameworks, in the order of their keys.
fn components(dataset: &Dataset) -> Vec<(&FrameworkId, &Component)> {
    let frameworks = dataset.frameworks().iter();
    let of_each = frameworks.flat_map(|framework| framework.components.iter().map(move |component| (&framework.id, component)));
    let mut components: Vec<_> = of_each.collect();
    components.sort_by_key(|(framework, component)| (*framework, component.ordinal));
    components
}

fn framework_components(dataset: &Dataset) -> Table<'_> {
    Columns::<(&FrameworkId, &Component)>::of(Component::FIELDS)
        .derived("framework", "The framework.", |(framework, _)| framework)
        .field("ordinal", |(_, component)| component.ordinal)
        .field("title", |(_, component)| &component.title)
        .field("layer", |(_, component)| &component.layer)
        .field("aspect", |(_, component)| &component.aspect)
        .field("commitment_types", |(_, component)| &component.commitment_types)
        .table("framework_components", Component::DOC, || components(dataset).into_iter())
}

fn component_claims(dataset: &Dataset) -> Table<'_> {
    let rows = || {
        let components = components(dataset).into_iter();
        let of_each = components.flat_map(|(framework, part)| part.claims.iter().map(move |claim| (framework, part.ordinal, claim)));
        let mut rows: Vec<_> = of_each.collect();
        rows.sort();
        rows.into_iter()
    };
    Columns::<(&FrameworkId, u32, &ClaimId)>::of(Component::FIELDS)
        .derived("framework", "The framework.", |(framework, ..)| framework)
        .field("ordinal", |(_, ordinal, _)| ordinal)
        .derived("claim", "A claim that states the part.", |(.., claim)| claim)
        .table("component_claims", "One row for each claim that states a part of a framework.", rows)
}
