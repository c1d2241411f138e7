//! What the real dataset has, sorted into what can be combined anew without breaking a rule.

use guarantee_claims::{
    ActorId, Aspect, Attribution, Bindingness, Claim, CodedField, CommitmentType, Condition, Confidence, Dataset, Layer, LegalForm,
    Modality, OccasionId, PartialDate, Party, PartyRole, Polarity, Quantity, QuoteRecord, Records, RelationKind, Source, SourceId,
    SpeechAct, Stage, Text,
};

use crate::lot::Urn;
use crate::words::Words;

/// What the claims are made of.
pub(crate) struct Pool {
    pub(crate) sources: Vec<SourcePool>,
    pub(crate) actors: Vec<ActorId>,
    /// Together, so that membership and diplomacy stay outside the guarantees.
    pub(crate) layers: Urn<(Layer, CommitmentType)>,
    /// What an outlet does in its own report.
    pub(crate) narrated_acts: Urn<Deed>,
    /// What anybody else does.
    pub(crate) acts: Urn<Deed>,
    pub(crate) stages: Urn<Stage>,
    /// Of what is affirmed: nothing that is ruled out.
    pub(crate) affirmed_stages: Urn<Stage>,
    /// Of what is refused; one of them only a waiver allows.
    pub(crate) refusal_stages: Urn<Stage>,
    pub(crate) aspects: Urn<Aspect>,
    pub(crate) conditions: Urn<Vec<Condition>>,
    /// Together, since what a treaty obliges to is binding.
    pub(crate) bonds: Urn<(Option<LegalForm>, Option<Bindingness>)>,
    pub(crate) quantities: Urn<Vec<Quantity>>,
    pub(crate) doubtful: Vec<(Option<Vec<CodedField>>, Option<Confidence>)>,
    /// What came of holding each quotation against a record.
    pub(crate) records: Vec<Option<QuoteRecord>>,
    pub(crate) spans: Vec<usize>,
    pub(crate) relations: Vec<Vec<RelationKind>>,
    pub(crate) noted: Vec<bool>,
    pub(crate) statements: Words,
    pub(crate) quotations: Words,
    pub(crate) notes: Words,
}

/// What is done, how it is put, and by whom: together, so that who undertakes something is named; the parties sorted.
#[derive(Clone, PartialEq)]
pub(crate) struct Deed {
    pub(crate) speech_act: SpeechAct,
    pub(crate) modality: Modality,
    pub(crate) polarity: Polarity,
    pub(crate) parties: Vec<Party>,
}

impl Deed {
    fn of(claim: &Claim) -> Self {
        Self { speech_act: claim.speech_act, modality: claim.modality, polarity: claim.polarity, parties: sorted(&claim.parties) }
    }
}

/// What the claims of one document are made of.
pub(crate) struct SourcePool {
    pub(crate) id: SourceId,
    pub(crate) outlet: ActorId,
    /// Whether it is a text of the speaker's own, in which nobody narrates.
    pub(crate) is_own_text: bool,
    pub(crate) characters: u32,
    /// How many real claims it has.
    pub(crate) claims: u64,
    pub(crate) speakers: Urn<ActorId>,
    /// For each claim its speaker, and how the words reach the reader.
    pub(crate) ways: Vec<(ActorId, Option<ActorId>, Attribution)>,
    pub(crate) occasions: Vec<(Option<OccasionId>, PartialDate)>,
    /// The starts of ranges of [`CELL`] code points that no `uncoded` range touches.
    pub(crate) cells: Vec<u32>,
}

/// The length of the range in which the evidence of a claim stands.
pub(crate) const CELL: u32 = 90;

impl Pool {
    /// What the dataset's claims are made of, but for those with a waiver.
    pub(crate) fn of(dataset: &Dataset) -> Self {
        let records: &Records = dataset.records();
        let claims: Vec<&Claim> = records.claims.iter().filter(|claim| claim.waive.is_empty()).collect();
        let refused = |claim: &&&Claim| claim.speech_act == SpeechAct::Refuse;
        let ruled_out = |claim: &&&Claim| claim.stage == Stage::RuledOut;
        let narrated = |claim: &&&Claim| claim.attribution == Attribution::Narrated;
        let quotations = claims.iter().flat_map(|claim| claim.evidence.iter()).filter(|evidence| evidence.quote.is_some());
        let texts = || claims.iter().flat_map(|claim| claim.quotes()).map(Text::as_str);
        Self {
            sources: records.sources.iter().map(|source| SourcePool::of(source, &claims)).filter(|source| source.claims > 0).collect(),
            actors: records.actors.iter().map(|actor| actor.id.clone()).collect(),
            layers: Urn::of(claims.iter().map(|claim| (claim.layer, claim.commitment_type))),
            narrated_acts: Urn::of(claims.iter().filter(narrated).map(|claim| Deed::of(claim))),
            acts: Urn::of(claims.iter().filter(|claim| !narrated(claim) && !is_of_an_instrument(claim)).map(|claim| Deed::of(claim))),
            stages: Urn::of(claims.iter().map(|claim| claim.stage)),
            affirmed_stages: Urn::of(claims.iter().filter(|claim| !ruled_out(claim)).map(|claim| claim.stage)),
            refusal_stages: Urn::of(claims.iter().filter(refused).map(|claim| claim.stage).chain([Stage::Announced])),
            aspects: Urn::of(claims.iter().map(|claim| claim.aspect)),
            conditions: Urn::of(claims.iter().map(|claim| sorted(&claim.conditions))),
            bonds: Urn::of(claims.iter().map(|claim| (claim.legal_form, claim.bindingness))),
            quantities: Urn::of(claims.iter().map(|claim| claim.quantities.clone())),
            doubtful: claims.iter().map(|claim| (claim.doubtful.as_ref().map(|fields| fields.to_vec()), claim.confidence)).collect(),
            records: quotations.map(|evidence| evidence.record.clone()).collect(),
            spans: claims.iter().map(|claim| claim.evidence.len()).collect(),
            relations: claims.iter().map(|claim| kinds(claim)).collect(),
            noted: claims.iter().map(|claim| claim.note.is_some()).collect(),
            statements: Words::of(claims.iter().map(|claim| claim.statement.as_str())),
            quotations: Words::of(texts()),
            notes: Words::of(claims.iter().filter_map(|claim| claim.note.as_ref()).map(Text::as_str)),
        }
    }
}

impl SourcePool {
    fn of(source: &Source, claims: &[&Claim]) -> Self {
        let claims: Vec<_> = claims.iter().filter(|claim| claim.source == source.id).collect();
        let free = |start: &u32| source.uncoded.iter().all(|range| range.end <= *start || start + CELL <= range.start);
        let ways = claims.iter().map(|claim| (claim.speaker.clone(), claim.via.clone(), claim.attribution));
        Self {
            id: source.id.clone(),
            outlet: source.outlet.clone(),
            is_own_text: source.genre.is_own_text(),
            characters: source.text.characters,
            claims: claims.len() as u64,
            speakers: Urn::of(claims.iter().map(|claim| claim.speaker.clone())),
            ways: ways.collect(),
            occasions: claims.iter().map(|claim| (claim.occasion.clone(), claim.stated_on)).collect(),
            cells: (0..source.text.characters / CELL).map(|cell| cell * CELL).filter(free).collect(),
        }
    }

    /// Whether what this speaker says is credited to nobody.
    pub(crate) fn is_narrated_by(&self, speaker: &ActorId) -> bool {
        !self.is_own_text && *speaker == self.outlet
    }
}

fn sorted<T: Ord + Clone>(items: &[T]) -> Vec<T> {
    let mut items = items.to_vec();
    items.sort();
    items
}

/// The kinds of a claim's relations. What `restates` ties together must be coded the same, which is left to chance here.
fn kinds(claim: &Claim) -> Vec<RelationKind> {
    let other = |kind| if kind == RelationKind::Restates { RelationKind::Elaborates } else { kind };
    claim.relations.iter().map(|relation| other(relation.kind)).collect()
}

/// Whether it lays down something of an instrument itself: a pledge that nobody provides, which only an `authored` claim may be.
fn is_of_an_instrument(claim: &Claim) -> bool {
    claim.speech_act == SpeechAct::Pledge && claim.parties_as(PartyRole::Provider).next().is_none()
}
