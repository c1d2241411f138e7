//! The closed vocabularies. One documented line a term: the comment is its definition wherever the term is explained.

mod changes;
mod codes;
mod doubt;
mod records;

pub use changes::ChangedRecord;
pub use codes::{
    Aspect, Attribution, Bindingness, CommitmentType, Condition, Layer, LegalForm, Modality, PartyRole, Polarity, SpeechAct, Stage,
};
pub use doubt::{CodedField, Comparator, Confidence, Measure, RelationKind, Unit};
pub use records::{ActorKind, Fidelity, Genre, QuoteRecordKind, Reliability, UncodedReason};

use super::meta::Vocabulary;

/// Every vocabulary, in the order of the fields that use it.
pub(super) const ALL: &[&Vocabulary] = &[
    Attribution::VOCABULARY,
    Layer::VOCABULARY,
    CommitmentType::VOCABULARY,
    SpeechAct::VOCABULARY,
    Modality::VOCABULARY,
    Polarity::VOCABULARY,
    Stage::VOCABULARY,
    Aspect::VOCABULARY,
    PartyRole::VOCABULARY,
    Condition::VOCABULARY,
    LegalForm::VOCABULARY,
    Bindingness::VOCABULARY,
    CodedField::VOCABULARY,
    Confidence::VOCABULARY,
    Measure::VOCABULARY,
    Unit::VOCABULARY,
    Comparator::VOCABULARY,
    QuoteRecordKind::VOCABULARY,
    Fidelity::VOCABULARY,
    RelationKind::VOCABULARY,
    ActorKind::VOCABULARY,
    Genre::VOCABULARY,
    Reliability::VOCABULARY,
    UncodedReason::VOCABULARY,
    ChangedRecord::VOCABULARY,
];
