//! The codings of a document by coders who did not see each other's work.

use super::claim::Party;
use super::id::{ActorId, ClaimId, CodingId, SourceId};
use super::list::{Distinct, NonEmpty};
use super::number::whole;
#[cfg(feature = "schema")]
use super::number::whole_schema;
use super::text::{Coder, Statement};
use super::vocab::{Aspect, Attribution, Bindingness, CommitmentType, Condition, Layer, LegalForm, Modality, Polarity, SpeechAct, Stage};

record! {
    /// How one coder coded one claim of a document, before the codings of two coders were settled into claims.
    pub struct Coding {
        /// The document; in the dataset, the name of the file of codings.
        pub source: SourceId,
        /// The coder, a dot and three or more digits: one of its own for each coding of the document.
        pub coding: CodingId,
        /// Who coded. The codings of a and b were settled into claims; those of c and on came later and test them.
        pub coder: Coder,
        /// Where the claim stands in the document's text.
        pub spans: NonEmpty<Span>,
        /// The proposition in the coder's words.
        pub statement: Statement,
        /// The coding of the other coder with which it was matched, by spans and statement and never by codes; absent where there is none.
        pub pair: Option<CodingId>,
        /// The claims that it was settled into: several where it was split, one that other codings share where they were merged, none where it was dropped or came later.
        #[serde(default)]
        pub claims: Distinct<ClaimId>,
        /// Who puts the claim forward.
        pub speaker: ActorId,
        /// How the words reach the reader.
        pub attribution: Attribution,
        /// The layer of the guarantees that it is about.
        pub layer: Layer,
        /// What is promised, refused or discussed.
        pub commitment_type: CommitmentType,
        /// What the speaker does by saying it.
        pub speech_act: SpeechAct,
        /// How the proposition itself is put.
        pub modality: Modality,
        /// Whether the proposition says that the thing is so or that it is not.
        pub polarity: Polarity,
        /// Where the thing named stands.
        pub stage: Stage,
        /// The question that the predicate answers.
        pub aspect: Aspect,
        /// The legal form that it names.
        pub legal_form: Option<LegalForm>,
        /// How firmly the words bind, where they say so.
        pub bindingness: Option<Bindingness>,
        /// Who has what to do with the thing named.
        #[serde(default)]
        pub parties: Distinct<Party>,
        /// On what the thing depends.
        #[serde(default)]
        pub conditions: Distinct<Condition>,
    }
}

record! {
    /// A range of a document's text, in Unicode code points.
    pub struct Span {
        /// Code points of the text before the range.
        #[serde(deserialize_with = "whole")]
        #[schemars(schema_with = "whole_schema")]
        pub start: u32,
        /// Code points of the text up to the end of the range, which is not part of it.
        #[serde(deserialize_with = "whole")]
        #[schemars(schema_with = "whole_schema")]
        pub end: u32,
    }
}

impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}
