//! The claims with the names of what they mention, for use without joins.

use super::claims::{columns_from_conditions, columns_to_parties};
use super::table::{Columns, Table};
use crate::dataset::{ClaimRef, Dataset};
use crate::model::{Claim, ClaimView, PartyRole, Text};

/// The names of the actors that have a role in the thing named.
fn names(claim: ClaimRef<'_>, role: PartyRole) -> Vec<&str> {
    claim.party_records().filter(|(_, other)| *other == role).map(|(actor, _)| actor.name.as_str()).collect()
}

/// The table of all claims of a dataset, of which these are the views.
pub(super) fn claims_wide<'a, 'd: 'a>(dataset: &'d Dataset, views: &'a [&'a ClaimView<'d>]) -> Table<'a> {
    Columns::<(ClaimRef<'_>, &ClaimView<'_>)>::of(Claim::FIELDS)
        .field("id", |(claim, _)| &claim.get().id)
        .derived("speaker_name", "The full name of the speaker.", |(claim, _)| &claim.speaker_record().name)
        .derived("speaker_kind", "What sort of actor the speaker is.", |(claim, _)| &claim.speaker_record().kind)
        .derived("via_name", "The full name of the actor who relays the speaker's words.", |(claim, _)| {
            claim.via_record().map(|via| &via.name)
        })
        .derived("outlet", "The outlet that published the document.", |(claim, _)| &claim.source_record().outlet)
        .derived("source_title", "The title of the document.", |(claim, _)| &claim.source_record().title)
        .derived("url", "Where the document was published.", |(claim, _)| &claim.source_record().url)
        .derived("published_on", "When the document was published.", |(claim, _)| claim.source_record().published_on)
        .derived("occasion_title", "The title of the event at which it was said.", |(claim, _)| {
            claim.occasion_record().map(|occasion| &occasion.title)
        })
        .part(columns_to_parties(), |(_, view)| view)
        .derived("provider_names", "The full names of the providers.", |(claim, _)| names(claim, PartyRole::Provider))
        .derived("recipient_names", "The full names of the recipients.", |(claim, _)| names(claim, PartyRole::Recipient))
        .derived("adversary_names", "The full names of the adversaries.", |(claim, _)| names(claim, PartyRole::Adversary))
        .part(columns_from_conditions(), |(_, view)| view)
        .derived("quote", "The quotations of the evidence, joined with ` … ` to be read; `evidence` has each by itself.", |(claim, _)| {
            let quotes: Vec<_> = claim.get().quotes().map(Text::as_str).collect();
            (!quotes.is_empty()).then(|| quotes.join(" … "))
        })
        .table("claims_wide", "One row a claim, with the names of what it mentions, for use without joins.", || {
            dataset.claims().zip(views.iter().copied())
        })
}
