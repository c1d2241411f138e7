//! The tables whose rows are units of analysis: counted or gathered from the claims, so that nobody has to join first.

use std::collections::BTreeMap;

use super::table::{Columns, Table};
use crate::dataset::{ClaimRef, Dataset};
use crate::model::{Claim, CommitmentType, Layer, Modality, PartyRole, Polarity, SpeechAct, Stage};

const ACTOR_MONTHS: &str = "How many claims an actor has to do with in a role, in a month, by layer and speech act.";
const ROLE: &str =
    "`speaker`, or the actor's role as a party (`party_role` in `vocabulary`). A claim counts once for each role of each actor.";
const MONTH: &str = "The month in which it was said; the year where no more is known.";
const DYADS: &str = "What claims say of one provider, one recipient, one adversary and one commitment type: who would protect whom against whom. \
                     A claim with more parties is in more rows; one without a provider is in none.";
const DYAD: &str = "Provider, recipient, adversary and commitment type, joined with `/`; `*` where no party is named.";
const STRONGEST_STAGE: &str = "The furthest stage that a claim which affirms the thing puts it at, of `idea`, `under-discussion`, `announced`, \
                               `agreed` and `in-force`; null where there is none.";
const STRONGEST_MODALITY: &str = "The strongest modality of a claim that affirms the thing, of `possible`, `hypothetical`, `probable`, `certain` \
                                  and `actual`; null where there is none. `required` is no degree: it says what others should do.";

/// The stages on the way to a commitment that is kept, from the first on.
const WAY: [Stage; 5] = [Stage::Idea, Stage::UnderDiscussion, Stage::Announced, Stage::Agreed, Stage::InForce];

/// The modalities by how sure they make the thing.
const DEGREES: [Modality; 5] = [Modality::Possible, Modality::Hypothetical, Modality::Probable, Modality::Certain, Modality::Actual];

struct ActorMonth<'d> {
    actor: &'d str,
    role: &'static str,
    month: String,
    layer: Layer,
    speech_act: SpeechAct,
    claims: u32,
}

pub(super) fn actor_month(dataset: &Dataset) -> Table<'_> {
    gathered(
        || actor_months(dataset),
        |rows| {
            Columns::<&ActorMonth<'_>>::of(Claim::FIELDS)
                .derived("actor", "The actor.", |row| row.actor)
                .derived("role", ROLE, |row| row.role)
                .derived("month", MONTH, |row| row.month.as_str())
                .field("layer", |row| &row.layer)
                .field("speech_act", |row| &row.speech_act)
                .derived("claims", "The number of claims.", |row| row.claims)
                .table("actor_month", ACTOR_MONTHS, || rows.iter())
        },
    )
}

fn actor_months(dataset: &Dataset) -> Vec<ActorMonth<'_>> {
    let mut months = BTreeMap::new();
    for claim in dataset.claims().map(ClaimRef::get) {
        let speaker = std::iter::once((claim.speaker.as_str(), "speaker"));
        let parties = claim.parties.iter().map(|party| (party.actor.as_str(), party.role.as_str()));
        let stated_on = claim.stated_on.to_string();
        let month = stated_on.get(.."2025-08".len()).unwrap_or(&stated_on);
        let (layer, speech_act) = (claim.layer, claim.speech_act);
        for (actor, role) in speaker.chain(parties) {
            let row = ActorMonth { actor, role, month: month.to_owned(), layer, speech_act, claims: 0 };
            months.entry((actor, role, month.to_owned(), layer.as_str(), speech_act.as_str())).or_insert(row).claims += 1;
        }
    }
    months.into_values().collect()
}

struct Dyad<'d> {
    id: String,
    provider: &'d str,
    recipient: Option<&'d str>,
    adversary: Option<&'d str>,
    commitment_type: CommitmentType,
    claims: Vec<&'d Claim>,
}

pub(super) fn dyads(dataset: &Dataset) -> Table<'_> {
    gathered(
        || all_dyads(dataset),
        |rows| {
            Columns::<&Dyad<'_>>::of(Claim::FIELDS)
                .derived("id", DYAD, |row| row.id.as_str())
                .derived("provider", "Who would deliver, owes, does or refuses it.", |row| row.provider)
                .derived("recipient", "Who receives it or is protected.", |row| row.recipient)
                .derived("adversary", "Whom it is to deter, bind or punish, or who broke it.", |row| row.adversary)
                .field("commitment_type", |row| &row.commitment_type)
                .derived("strongest_stage", STRONGEST_STAGE, |row| row.strongest(&WAY, |claim| claim.stage))
                .derived("strongest_modality", STRONGEST_MODALITY, |row| row.strongest(&DEGREES, |claim| claim.modality))
                .derived("affirmed", "How many of the claims affirm the thing.", |row| row.count(Polarity::Affirmed))
                .derived("negated", "How many of the claims negate it.", |row| row.count(Polarity::Negated))
                .derived("claims", "The ids of the claims.", |row| row.claims.iter().map(|claim| claim.id.as_str()).collect::<Vec<_>>())
                .table("dyads", DYADS, || rows.iter())
        },
    )
}

impl<'d> Dyad<'d> {
    fn of(claim: &'d Claim, provider: &'d str, recipient: Option<&'d str>, adversary: Option<&'d str>) -> Self {
        let commitment_type = claim.commitment_type;
        let id = [provider, recipient.unwrap_or("*"), adversary.unwrap_or("*"), commitment_type.as_str()].join("/");
        Self { id, provider, recipient, adversary, commitment_type, claims: Vec::new() }
    }

    /// The last step of a scale that a claim which affirms the thing has reached.
    fn strongest<T: PartialEq>(&self, scale: &'static [T], code: impl Fn(&Claim) -> T) -> Option<&'static T> {
        let affirmed = self.claims.iter().filter(|claim| claim.polarity == Polarity::Affirmed);
        scale.iter().rev().find(|step| affirmed.clone().any(|claim| code(claim) == **step))
    }

    fn count(&self, polarity: Polarity) -> u32 {
        self.claims.iter().map(|claim| u32::from(claim.polarity == polarity)).sum()
    }
}

fn all_dyads(dataset: &Dataset) -> Vec<Dyad<'_>> {
    let mut dyads = BTreeMap::new();
    for claim in dataset.claims().map(ClaimRef::get) {
        let recipients = named_or_none(claim, PartyRole::Recipient);
        let adversaries = named_or_none(claim, PartyRole::Adversary);
        for provider in named(claim, PartyRole::Provider) {
            for (recipient, adversary) in recipients.iter().flat_map(|one| adversaries.iter().map(move |other| (*one, *other))) {
                let dyad = Dyad::of(claim, provider, recipient, adversary);
                dyads.entry(dyad.id.clone()).or_insert(dyad).claims.push(claim);
            }
        }
    }
    dyads.into_values().collect()
}

fn named(claim: &Claim, role: PartyRole) -> impl Iterator<Item = &str> {
    claim.parties.iter().filter(move |party| party.role == role).map(|party| party.actor.as_str())
}

fn named_or_none(claim: &Claim, role: PartyRole) -> Vec<Option<&str>> {
    let named: Vec<_> = named(claim, role).map(Some).collect();
    if named.is_empty() { vec![None] } else { named }
}

/// A table of rows that are gathered whenever it is written.
fn gathered<'d, R: 'd>(
    rows: impl Fn() -> Vec<R> + Send + Sync + 'd,
    table: impl for<'a> Fn(&'a [R]) -> Table<'a> + Send + Sync + 'd,
) -> Table<'d> {
    let Table { name, doc, columns, .. } = table(&[]);
    Table { name, doc, columns, rows: Box::new(move |cells| table(&rows()).write(cells)) }
}
