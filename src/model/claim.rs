//! The claim and its parts.

use std::cmp::Ordering;
use std::fmt;

use super::date::PartialDate;
use super::id::{ActorId, ClaimId, OccasionId, RuleName, SourceId};
use super::list::{Distinct, NonEmpty};
use super::number::Amount;
use super::number::whole;
#[cfg(feature = "schema")]
use super::number::whole_schema;
use super::text::{Reason, Sha256, Statement, Text, Url};
use super::vocab::{
    Aspect, Attribution, Bindingness, CodedField, CommitmentType, Comparator, Condition, Confidence, Fidelity, Layer, LegalForm, Measure,
    Modality, PartyRole, Polarity, QuoteRecordKind, RelationKind, SpeechAct, Stage, Unit,
};

record! {
    /// One proposition that one speaker puts forward, in one source document, about the guarantees or what bears on them.
    pub struct Claim as ClaimView {
        /// Source id, a dot and three or more digits; stable for ever: never reused, never renumbered.
        pub id: ClaimId,
        /// The document that it stands in; in a claims file written once, at the head.
        pub source: SourceId,
        /// Who puts it forward: the innermost actor to whom a verb of saying credits it; where nobody is credited the outlet, in a text of the speaker's own whoever undertakes or speaks.
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
        /// How the proposition itself is put, by its words.
        pub modality: Modality,
        /// Whether the proposition says that the thing is so or that it is not.
        pub polarity: Polarity,
        /// Where the thing named stands, as the document puts it at its date, whatever the speech act.
        pub stage: Stage,
        /// The question that the predicate answers.
        pub aspect: Aspect,
        /// Who has what to do with the thing named: who would provide, lead, host, receive or decide it, and against whom it is.
        #[serde(default)]
        pub parties: Distinct<Party>,
        /// On what the thing depends.
        #[serde(default)]
        pub conditions: Distinct<Condition>,
        /// The legal form that it names.
        pub legal_form: Option<LegalForm>,
        /// How firmly the words bind, where they say so.
        pub bindingness: Option<Bindingness>,
        /// The event at which it was said, where the document or a record of the words lets one tell: this joins reports of the same words across documents.
        pub occasion: Option<OccasionId>,
        /// When it was said, as exactly as the evidence allows: the occasion's date, else the document's.
        pub stated_on: PartialDate,
        /// Every figure in the claim.
        #[serde(default)]
        pub quantities: Vec<Quantity>,
        /// Where it stands in the document.
        pub evidence: NonEmpty<Evidence>,
        /// The coded fields in which two independent codings of the claim differ from each other or from the settled value; null where there are no two codings.
        pub doubtful: Option<Distinct<CodedField>>,
        /// How surely the claim is coded: high with nothing doubtful, moderate with one field, low with two or more or with the claim itself; null where there are no two codings.
        pub confidence: Option<Confidence>,
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

    /// The actors that have this role in the thing named, in the claim's order.
    pub fn parties_as(&self, role: PartyRole) -> impl Iterator<Item = &ActorId> {
        self.parties.iter().filter(move |party| party.role == role).map(|party| &party.actor)
    }
}

record! {
    /// An actor that has to do with the thing named in a claim.
    pub struct Party as PartyView {
        /// Who.
        pub actor: ActorId,
        /// What the actor has to do with the thing.
        pub role: PartyRole,
    }
}

impl Eq for Party {}

impl PartialOrd for Party {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Party {
    fn cmp(&self, other: &Self) -> Ordering {
        self.actor.cmp(&other.actor).then(self.role.cmp(&other.role))
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.actor, self.role)
    }
}

#[cfg(feature = "load")]
impl Eq for PartyView<'_> {}

#[cfg(feature = "load")]
impl PartialOrd for PartyView<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(feature = "load")]
impl Ord for PartyView<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.actor.cmp(&other.actor).then(self.role.cmp(&other.role))
    }
}

#[cfg(feature = "load")]
impl fmt::Display for PartyView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.actor, self.role)
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
        /// What came of holding the quotation against a record of the speaker's words.
        pub record: Option<QuoteRecord>,
    }
}

record! {
    /// A record of the words that a quotation gives, and how the quotation compares with it.
    pub struct QuoteRecord as QuoteRecordView {
        /// Where the record can be read; absent where none could be had.
        pub url: Option<Url>,
        /// Where the words were looked up.
        pub kind: QuoteRecordKind,
        /// How the quotation compares with the record.
        pub verdict: Fidelity,
        /// What differs, or what a later curator should know.
        pub note: Option<Text>,
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
