//! The vocabularies of how surely a claim is coded, and of its figures and ties.

vocabulary! {
    /// A coded field of a claim in which two independent codings can differ.
    CodedField: "coded_field", "a coded field" {
        /// Who puts the claim forward.
        Speaker = "speaker",
        /// How the words reach the reader.
        Attribution = "attribution" as "How the words reach us",
        /// The layer.
        Layer = "layer",
        /// The commitment type.
        CommitmentType = "commitment_type" as "Commitment",
        /// The speech act.
        SpeechAct = "speech_act",
        /// The modality.
        Modality = "modality",
        /// The polarity.
        Polarity = "polarity",
        /// The stage.
        Stage = "stage",
        /// The aspect.
        Aspect = "aspect",
        /// The legal form.
        LegalForm = "legal_form",
        /// The bindingness.
        Bindingness = "bindingness",
        /// The parties with their roles.
        Parties = "parties",
        /// The conditions.
        Conditions = "conditions",
        /// The claim itself: only one of the two coders found it, or the third reader added it.
        Unit = "unit" as "The claim itself",
    }
}

vocabulary! {
    /// How surely the claim is coded: how far two independent codings of it agree. It rates neither the truth of the claim nor the outlet.
    Confidence: "confidence", "a confidence" {
        /// Two or more fields are doubtful, or the claim itself is.
        Low = "low",
        /// One field is doubtful.
        Moderate = "moderate",
        /// Nothing is doubtful: both codings and the settled claim agree in every coded field.
        High = "high",
    }
}

impl Confidence {
    /// The confidence that the codebook gives a claim in which these fields are doubtful.
    ///
    /// ```
    /// use guarantee_claims::{CodedField, Confidence};
    ///
    /// assert_eq!(Confidence::of_doubtful(&[CodedField::Aspect]), Confidence::Moderate);
    /// assert_eq!(Confidence::of_doubtful(&[CodedField::Unit]), Confidence::Low);
    /// ```
    #[must_use]
    pub fn of_doubtful(fields: &[CodedField]) -> Self {
        match fields {
            [] => Self::High,
            [field] if *field != CodedField::Unit => Self::Moderate,
            _ => Self::Low,
        }
    }
}

vocabulary! {
    /// What a quantity measures.
    Measure: "measure", "a measure" {
        /// Spending on defence.
        DefenceSpending = "defence-spending",
        /// Military aid given.
        MilitaryAid = "military-aid",
        /// Size of armed forces.
        Personnel = "personnel",
        /// A unit or force offered or sent.
        Contingent = "contingent",
        /// Pieces of equipment.
        Equipment = "equipment",
        /// A point in time by or in which something is due.
        Deadline = "deadline",
        /// A length of time.
        Period = "period",
        /// Those who take part, counted.
        Participants = "participants",
    }
}

vocabulary! {
    /// The unit of a quantity. Money is in whole units of the currency.
    Unit: "unit", "a unit" {
        /// Per cent of gross domestic product.
        PercentOfGdp = "percent-of-gdp" as "% of GDP",
        /// Euros.
        Eur = "eur" as "Euros",
        /// United States dollars.
        Usd = "usd" as "US dollars",
        /// Persons.
        Persons = "persons",
        /// Companies of soldiers.
        Company = "company",
        /// A calendar year.
        Year = "year",
        /// Single items.
        Items = "items",
        /// Hours, as a length of time.
        Hours = "hours",
        /// Days, as a length of time.
        Days = "days",
        /// Months, as a length of time.
        Months = "months",
        /// Years, as a length of time.
        Years = "years",
    }
}

vocabulary! {
    /// How the value is meant.
    Comparator: "comparator", "a comparator" {
        /// The value itself.
        Exactly = "exactly",
        /// Roughly the value.
        About = "about",
        /// More than the value.
        MoreThan = "more-than",
        /// The value or more.
        AtLeast = "at-least",
        /// The value at most.
        UpTo = "up-to",
        /// Less than the value.
        LessThan = "less-than",
        /// In the year of the value or before.
        By = "by",
        /// From the value on.
        From = "from",
        /// As long as to the value.
        Until = "until",
    }
}

vocabulary! {
    /// How one claim is tied to another. Written on the subject of the verb, whatever the order in the document.
    RelationKind: "relation_kind", "a relation kind" {
        /// Says the same as the target.
        Restates = "restates" says "restated by",
        /// Adds detail to the target.
        Elaborates = "elaborates" says "elaborated by",
        /// Gives a reason or figure for the target.
        Supports = "supports" says "supported by",
        /// Cannot be true or done together with the target; written once, on the higher id.
        Contradicts = "contradicts" says "contradicted by",
        /// Replaces the target, later in time; a chain of these never leads back to its start.
        Supersedes = "supersedes" says "superseded by",
        /// Replies to the target; a chain of these never leads back to its start.
        Answers = "answers" says "answered by",
    }
}
