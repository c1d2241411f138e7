//! The claims with the names of what they mention, for use without joins.

use super::claims::{EARLIEST, LATEST, with_codes};
use super::{Columns, Kind, Table, Value};
use crate::dataset::{ClaimRef, Dataset};
use crate::model::view::Viewed;
use crate::model::{ActorKind, Claim, ClaimView};

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

pub(super) fn claims_wide(dataset: &Dataset) -> Table {
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
    with_codes!(columns, with_party_names, view)
        .derived_optional("quote", "The quotations of the evidence, joined with ` … `.", Kind::Text, |row| {
            Value::option(row.quote.as_ref())
        })
        .table("claims_wide", "One row a claim, with the names of what it mentions, for use without joins.", rows)
}
