//! The nouns of the codebook: records, identifiers, dates and closed vocabularies.
//!
//! Every type here refuses, on construction and on reading, each value that the definition of its field forbids. What compares two
//! fields or two records is a rule and lives in [`crate::rules`] (feature `load`).
//!
//! ```
//! use guarantee_claims::{Amount, Comparator, Layer, Measure, Quantity, Statement, Unit};
//!
//! let figure = Quantity {
//!     measure: Measure::Personnel,
//!     value: Amount::new(300_000.0)?,
//!     unit: Unit::Persons,
//!     comparator: Comparator::Exactly,
//! };
//! assert_eq!(figure.value.to_string(), "300000");
//! assert_eq!("coalition".parse::<Layer>()?.definition(), "What the Coalition of the Willing, or European states, provide.");
//! assert!(Statement::new("Too short.").is_err());
//! # Ok::<(), guarantee_claims::InvalidValue>(())
//! ```

#[macro_use]
mod define;

mod actor;
pub(crate) mod ascii_scan;
mod change;
mod claim;
mod coding;
mod coding_rules;
mod dataset_info;
mod date;
pub(crate) mod edit_distance;
mod files;
mod framework;
mod id;
mod invalid_value;
mod list;
mod meta;
pub(crate) mod number;
mod occasion;
mod record_kind;
mod source;
pub(crate) mod suggest;
mod text;
mod vocab;
mod withdrawn;

pub use actor::Actor;
pub use change::Change;
pub use claim::{Claim, Evidence, Party, Quantity, QuoteRecord, Relation, Waiver};
#[cfg(feature = "load")]
pub(crate) use claim::{ClaimView, EvidenceView, PartyView, QuantityView, QuoteRecordView, RelationView, WaiverView};
pub use coding::{Coding, Span};
pub use coding_rules::{CODING_RULES, CodingRule};
pub use dataset_info::DatasetInfo;
pub use date::{CalendarDate, PartialDate};
#[cfg(feature = "load")]
pub(crate) use define::{view, walk};
pub use files::{ActorsFile, DatasetDocument, FrameworksFile, OccasionsFile, WithdrawnFile};
pub use framework::{Component, Framework};
pub use id::{ActorId, ClaimId, CodingId, FrameworkId, OccasionId, RuleName, SourceId};
pub use invalid_value::InvalidValue;
pub use list::{Distinct, NonEmpty};
pub use meta::{Field, StringType, Term, Vocabulary};
pub use number::Amount;
pub use occasion::Occasion;
pub use record_kind::RecordKind;
pub use source::{DefinedTerm, Origin, Source, SourceText, Uncoded};
pub use text::{Coder, CountryCode, FieldName, FileName, LanguageTag, Licence, Reason, Sha256, Statement, Text, Url, Version, WikidataId};
pub use vocab::{
    ActorKind, Aspect, Attribution, Bindingness, ChangedRecord, CodedField, CommitmentType, Comparator, Condition, Confidence, Fidelity,
    Genre, Layer, LegalForm, Measure, Modality, PartyRole, Polarity, QuoteRecordKind, RelationKind, Reliability, SpeechAct, Stage,
    UncodedReason, Unit,
};
pub use withdrawn::Withdrawn;

/// Every closed vocabulary, in the order of the fields that use it.
///
/// ```
/// use guarantee_claims::model::VOCABULARIES;
///
/// let stages = VOCABULARIES.iter().find(|vocabulary| vocabulary.name == "stage").expect("there are stages");
/// assert_eq!(stages.terms[0].value, "idea");
/// assert!(VOCABULARIES.iter().all(|vocabulary| vocabulary.terms.iter().all(|term| !term.definition.is_empty())));
/// ```
pub const VOCABULARIES: &[&Vocabulary] = vocab::ALL;

/// Every type of text with a form of its own: what it is called, what it must look like, and the pattern that the schema states.
///
/// ```
/// use guarantee_claims::model::STRING_TYPES;
///
/// let date = STRING_TYPES.iter().find(|form| form.name == "PartialDate").expect("there are dates");
/// assert_eq!((date.min, date.max), (4, Some(10)));
/// ```
pub const STRING_TYPES: &[&StringType] = &[
    ClaimId::TYPE,
    SourceId::TYPE,
    ActorId::TYPE,
    OccasionId::TYPE,
    FrameworkId::TYPE,
    CodingId::TYPE,
    RuleName::TYPE,
    PartialDate::TYPE,
    Statement::TYPE,
    Text::TYPE,
    Reason::TYPE,
    Coder::TYPE,
    FieldName::TYPE,
    Sha256::TYPE,
    Url::TYPE,
    FileName::TYPE,
    LanguageTag::TYPE,
    CountryCode::TYPE,
    WikidataId::TYPE,
    Version::TYPE,
    Licence::TYPE,
];
