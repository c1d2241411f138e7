//! The source document: its description and the fingerprint of its text.

use super::claim::Waiver;
use super::date::PartialDate;
use super::id::{ActorId, OccasionId, SourceId};
use super::list::{Distinct, NonEmpty};
use super::number::whole;
#[cfg(feature = "schema")]
use super::number::whole_schema;
use super::text::{FileName, LanguageTag, Reason, Sha256, Text, Url};
use super::vocab::{Genre, Reliability, UncodedReason};

record! {
    /// A document in which claims stand. Its text is not part of the dataset.
    pub struct Source {
        /// The source's id, which starts the id of each of its claims.
        pub id: SourceId,
        /// The title, where the copy has one or the address spells it.
        pub title: Option<Text>,
        /// Who published it: an actor of kind outlet.
        pub outlet: ActorId,
        /// Where it was published.
        pub url: Url,
        /// When it was published.
        pub published_on: PartialDate,
        /// The language of the text (BCP 47).
        pub language: LanguageTag,
        /// What sort of text it is.
        pub genre: Genre,
        /// The reports or records from which it was made, where that is known.
        #[serde(default)]
        pub derived_from: Vec<Origin>,
        /// When the copy was made that the fingerprint is of, where that is known.
        pub retrieved_on: Option<PartialDate>,
        /// Where an archive keeps the document, where that is known.
        pub archived_url: Option<Url>,
        /// How far the outlet can be relied on (Admiralty scale).
        pub reliability: Reliability,
        /// Why the reliability is rated so.
        pub reliability_reason: Reason,
        /// The occasions that it reports on.
        #[serde(default)]
        pub occasions: Distinct<OccasionId>,
        /// What the text calls whom, where it says so.
        #[serde(default)]
        pub defined_terms: Vec<DefinedTerm>,
        /// The fingerprint of the text.
        pub text: SourceText,
        /// The ranges that give no claim: with the evidence of the claims they account for every sentence.
        #[serde(default)]
        pub uncoded: Vec<Uncoded>,
        /// Findings accepted on purpose.
        #[serde(default)]
        pub waive: Vec<Waiver>,
        /// What a later curator should know.
        pub note: Option<Text>,
    }
}

record! {
    /// The fingerprint of a document's text, by which a copy is recognised.
    pub struct SourceText {
        /// The name of the file with the text, in the folder of texts.
        pub file: FileName,
        /// SHA-256 of the file.
        pub sha256: Sha256,
        /// The text's length in Unicode code points.
        #[serde(deserialize_with = "whole")]
        #[schemars(schema_with = "whole_schema")]
        pub characters: u32,
    }
}

impl Source {
    /// Whether a claim with this id is one of the source's.
    #[cfg(feature = "load")]
    pub(crate) fn has_claim(&self, claim: &str) -> bool {
        claim.split('.').next() == Some(self.id.as_str())
    }
}

impl SourceText {
    /// Whether the hash was never one of a text: one digit, repeated.
    #[cfg(feature = "load")]
    pub(crate) fn is_placeholder(&self) -> bool {
        let digits = self.sha256.as_str().as_bytes();
        digits.iter().all(|digit| *digit == digits[0])
    }
}

record! {
    /// A report or record from which a document was made.
    pub struct Origin {
        /// Where it can be read; absent where only the outlet is known.
        pub url: Option<Url>,
        /// What shows that the document was made from it.
        pub reason: Reason,
    }
}

record! {
    /// A term that a document defines for actors, such as "Parties" in an agreement.
    pub struct DefinedTerm {
        /// The term as the text has it.
        pub term: Text,
        /// Whom it stands for.
        pub actors: NonEmpty<ActorId>,
    }
}

record! {
    /// A range of the text that gives no claim.
    pub struct Uncoded {
        /// Unicode code points of the text before the range.
        #[serde(deserialize_with = "whole")]
        #[schemars(schema_with = "whole_schema")]
        pub start: u32,
        /// Unicode code points of the text up to the end of the range, which is not part of it.
        #[serde(deserialize_with = "whole")]
        #[schemars(schema_with = "whole_schema")]
        pub end: u32,
        /// Why it gives no claim.
        pub reason: UncodedReason,
    }
}
