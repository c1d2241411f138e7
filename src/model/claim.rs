//! The claim and its parts.

use super::date::PartialDate;
use super::id::{ActorId, ClaimId, OccasionId, RuleName, SourceId};
use super::list::{Distinct, NonEmpty};
use super::number::Amount;
use super::number::whole;
#[cfg(feature = "schema")]
use super::number::whole_schema;
use super::text::{Reason, Sha256, Statement, Text};
use super::vocab::{
    Aspect, Attribution, CodedField, CommitmentType, Comparator, Condition, Confidence, Layer, LegalForm, Measure, RelationKind, SpeechAct,
    Stage, Unit,
};

record! {
    /// One proposition that one speaker puts forward, in one source document, about the guarantees or what bears on them.
    pub struct Claim as ClaimView {
        /// Source id, a dot and three or more digits; stable for ever: never reused, never renumbered.
        pub id: ClaimId,
        /// The document that it stands in; in a claims file written once, at the head.
        pub source: SourceId,
        /// Who puts it forward: the innermost actor to whom a verb of saying credits it; the outlet where nobody is credited.
        pub speaker: ActorId,
        /// Who relays the speaker's words inside the document.
        pub via: Option<ActorId>,
        /// How the words reach the reader.
        pub attribution: Attribution,
        /// The bare proposition in the curators' own words: one English sentence with a full stop, everyone named in full, never the source's sentence.
        pub statement: Statement,
        /// The layer of the guarantees that it is about: who provides.
        pub layer: Layer,
        /// What is promised, refused or discussed.
        pub commitment_type: CommitmentType,
        /// What the speaker does by saying it.
        pub speech_act: SpeechAct,
        /// Where the thing named stands, whatever the speech act.
        pub stage: Stage,
        /// What about the thing it speaks to.
        pub aspect: Aspect,
        /// Those who would deliver, refuse or owe the thing; not the recipient.
        #[serde(default)]
        pub parties: Distinct<ActorId>,
        /// On what the thing depends.
        #[serde(default)]
        pub conditions: Distinct<Condition>,
        /// The legal form that it names.
        pub legal_form: Option<LegalForm>,
        /// The event at which it was said, where the document lets one tell: this joins reports of the same words across documents.
        pub occasion: Option<OccasionId>,
        /// When it was said, as exactly as the evidence allows: the occasion's date, else the document's.
        pub stated_on: PartialDate,
        /// Every figure in the claim.
        #[serde(default)]
        pub quantities: Vec<Quantity>,
        /// Where it stands in the document.
        pub evidence: NonEmpty<Evidence>,
        /// The coded fields that the curators had to infer from context, since the wording does not carry them.
        #[serde(default)]
        pub inferred: Distinct<CodedField>,
        /// How far the wording carries the coding: high with nothing inferred, moderate with one field, low with two or more.
        pub confidence: Confidence,
        /// Ties to other claims, in this or any document.
        #[serde(default)]
        pub relations: Vec<Relation>,
        /// Findings accepted on purpose.
        #[serde(default)]
        pub waive: Vec<Waiver>,
        /// What a later curator should know.
        pub note: Option<Text>,
    }
}

impl Claim {
    /// The quotations of the claim's evidence, in order.
    ///
    /// ```
    /// # #[cfg(feature = "data")] {
    /// let claim = guarantee_claims::dataset().claims().find(|claim| claim.attribution.as_str() == "quoted").expect("somebody is quoted");
    /// assert!(claim.quotes().next().is_some());
    /// # }
    /// ```
    pub fn quotes(&self) -> impl Iterator<Item = &Text> {
        self.evidence.iter().filter_map(|evidence| evidence.quote.as_ref())
    }
}

record! {
    /// One figure of a claim.
    pub struct Quantity as QuantityView {
        /// What is measured.
        pub measure: Measure,
        /// The number; money in whole units of the currency.
        pub value: Amount,
        /// The unit of the number.
        pub unit: Unit,
        /// How the number is meant.
        pub comparator: Comparator,
    }
}

record! {
    /// A place in the document's text on which a claim rests, as in the W3C Web Annotation `TextPositionSelector`.
    pub struct Evidence as EvidenceView {
        /// Unicode code points of the text before the range.
        #[serde(deserialize_with = "whole")]
        #[schemars(schema_with = "whole_schema")]
        pub start: u32,
        /// Unicode code points of the text up to the end of the range, which is not part of it.
        #[serde(deserialize_with = "whole")]
        #[schemars(schema_with = "whole_schema")]
        pub end: u32,
        /// SHA-256 of the UTF-8 bytes of the range.
        pub sha256: Sha256,
        /// The speaker's own words, exactly as they stand between the quotation marks, or a part of them.
        pub quote: Option<Text>,
    }
}

record! {
    /// A tie from this claim to another.
    pub struct Relation as RelationView {
        /// How the claim is tied to the target.
        pub kind: RelationKind,
        /// The other claim.
        pub target: ClaimId,
    }
}

record! {
    /// A finding accepted on purpose.
    pub struct Waiver as WaiverView {
        /// The rule whose finding is accepted.
        pub rule: RuleName,
        /// Why it is accepted.
        pub reason: Reason,
    }
}
