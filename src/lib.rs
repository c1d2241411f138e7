//! Who has promised what for Ukraine's security, in which layer of the guarantees, how firmly, on what condition, and where does it
//! say so: hand-curated [claims](Claim) with typed fields, each tied to the exact place in a published document that it rests on.
//!
//! The primary types are [`Claim`], the [`Dataset`] that holds all records, and [`ClaimRef`], a claim of a dataset that leads to the
//! records it mentions: speaker, source, parties, occasion, related claims.
//!
#![cfg_attr(feature = "data", doc = "```")]
#![cfg_attr(not(feature = "data"), doc = "```ignore")]
//! // Cargo.toml: guarantee-claims = { version = "0.1", features = ["data"] }
//! use guarantee_claims::{Condition, SpeechAct};
//!
//! let dataset = guarantee_claims::dataset();
//! for claim in dataset.claims() {
//!     if claim.speech_act == SpeechAct::Offer && claim.conditions.contains(&Condition::RenewedAttack) {
//!         println!("{}: {} [{}]", claim.speaker_record().name, claim.statement, claim.source_record().url);
//!     }
//! }
//! let estonia = dataset.claims().find(|claim| claim.speaker == "estonia").expect("Estonia makes an offer");
//! assert_eq!(estonia.quantities[0].value.get(), 1.0);
//! ```
//!
//! # Features
//!
//! None is on by default: the types then need serde and little else.
//!
//! | feature | for |
//! |---|---|
//! | `data` | programs that want the claims with no file at hand: `dataset()` returns the embedded dataset |
//! | `load` | programs that read a dataset from its files: [`Dataset`], the rules, the texts; with `schema`, the codebook as a page |
//! | `schema` | programs that want the JSON Schemas of the types: `schema::schemas()` |
//! | `check` | programs that check datasets: `load`, with every fault of shape explained by the JSON Schema, and claims as they stream by |
//! | `csv` | programs that write tables as CSV; with `load` |
//! | `json` | programs that write tables and records as JSON |
//! | `html` | programs that write the explorer page, for reading in a browser; with `json` |
//! | `arrow` | programs that want the tables as Arrow batches; with `check`, that read claims as such (`export::ClaimBatches`) |
//! | `parquet` | programs that write tables as Parquet; with `arrow` |
//! | `xlsx` | programs that write tables as a workbook for Excel |
//! | `commands` | programs that bring along the commands validate, show and explain, such as the Python package |
//! | `cli` | people who install the program `claims`: all of the above |
//!
//! The types, also with `schema`, compile with Rust 1.85; everything else asks for 1.88.
//!
//! # Errors
//!
//! A value that the definition of its field forbids cannot be constructed or read ([`InvalidValue`]). What is wrong with a dataset is
//! a list of findings, each with file, line and column; an `Error` is for a broken world: a file that cannot be read.

#![cfg_attr(docsrs, feature(doc_cfg))]

// The Rust program in the README is compiled and run with the documentation's examples.
#[cfg(all(doctest, feature = "data"))]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(all(doctest, feature = "data"))]
#[doc = include_str!("../docs/versioning.md")]
struct Versioning;

#[cfg(feature = "load")]
mod agreement;
#[cfg(feature = "load")]
mod characters;
#[cfg(feature = "load")]
mod check;
#[cfg(any(feature = "commands", feature = "html"))]
mod citation;
#[cfg(feature = "commands")]
#[doc(hidden)]
pub mod cli;
#[cfg(feature = "load")]
mod compare;
#[cfg(feature = "load")]
pub mod coverage;
#[cfg(feature = "data")]
mod data;
#[cfg(feature = "load")]
mod dataset;
#[cfg(feature = "load")]
pub mod diagnostics;
#[cfg(feature = "cli")]
mod edit;
#[cfg(feature = "load")]
mod error;
#[cfg(feature = "load")]
pub mod export;
#[cfg(feature = "check")]
pub mod external;
#[cfg(feature = "load")]
mod fs;
#[cfg(feature = "load")]
pub mod limits;
#[cfg(feature = "load")]
pub mod load;
pub mod model;
#[cfg(feature = "load")]
mod numbers;
#[cfg(feature = "check")]
mod ordered;
#[cfg(feature = "load")]
mod parallel;
#[cfg(feature = "load")]
pub mod render;
#[cfg(feature = "load")]
pub mod rules;
mod sanitize;
#[cfg(feature = "schema")]
pub mod schema;
#[cfg(feature = "load")]
pub mod texts;
#[cfg(feature = "load")]
mod words;

#[cfg(feature = "data")]
pub use data::dataset;
#[cfg(feature = "load")]
pub use dataset::{ClaimRef, Dataset, Edition, Records, Reference};
#[cfg(feature = "load")]
pub use error::{Error, ErrorKind};
pub use model::{
    Actor, ActorId, ActorKind, Amount, Aspect, Attribution, Bindingness, CalendarDate, Change, ChangedRecord, Claim, ClaimId, CodedField,
    Coder, Coding, CodingId, CommitmentType, Comparator, Component, Condition, Confidence, CountryCode, DatasetInfo, DefinedTerm, Distinct,
    Evidence, Fidelity, FieldName, FileName, Framework, FrameworkId, Genre, InvalidValue, LanguageTag, Layer, LegalForm, Licence, Measure,
    Modality, NonEmpty, Occasion, OccasionId, Origin, PartialDate, Party, PartyRole, Polarity, Quantity, QuoteRecord, QuoteRecordKind,
    Reason, Relation, RelationKind, Reliability, RuleName, Sha256, Source, SourceId, SourceText, Span, SpeechAct, Stage, Statement, Text,
    Uncoded, UncodedReason, Unit, Url, Version, Waiver, WikidataId, Withdrawn,
};
