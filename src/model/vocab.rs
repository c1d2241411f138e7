//! The closed vocabularies. One documented line a term: the comment is its definition wherever the term is explained.

use super::meta::Vocabulary;

vocabulary! {
    /// How the words reach the reader: as a quotation, in the outlet's words, through another speaker, or as the outlet's own.
    Attribution: "attribution", "an attribution" {
        /// The predicate stands in quotation marks as the speaker's words, be it one word (scare quotes are not).
        Quoted = "quoted",
        /// Credited to the speaker in the outlet's words.
        Paraphrased = "paraphrased",
        /// Reaches the document through another speaker: exactly when `via` is set.
        Relayed = "relayed",
        /// Credited to nobody: exactly when the speaker is the document's outlet.
        Narrated = "narrated",
    }
}

vocabulary! {
    /// Who provides: the layer of the guarantees that the claim is about.
    Layer: "layer", "a layer" {
        /// Ukraine's own armed forces as the first line.
        UkrainianForces = "ukrainian-forces",
        /// What the Coalition of the Willing, or European states, provide.
        Coalition = "coalition",
        /// What the United States provides.
        UnitedStates = "united-states",
        /// Europe and the United States together, or "allies", "Western partners", NATO as provider (alone or with the EU), undivided: the second layer of the two-layer plan.
        Partners = "partners",
        /// The guarantees as a whole, and every instrument for which no provider is named.
        Architecture = "architecture",
        /// Not part of the guarantees: NATO's own deterrence, membership, talks and summits and pressure for them (sanctions if talks fail), national defence, support and aid already given, past guarantees, politics around the war.
        Outside = "outside",
    }
}

vocabulary! {
    /// What is promised, refused or discussed. Where two fit, the more specific wins; `collective-response` before `general`.
    CommitmentType: "commitment_type", "a commitment type" {
        /// Role and build-up of Ukraine's own forces.
        UkrainianForces = "ukrainian-forces",
        /// Foreign troops on Ukrainian soil, or their refusal.
        GroundTroops = "ground-troops",
        /// Policing, air defence cover, help by air.
        AirPower = "air-power",
        /// Naval presence and patrols.
        MaritimePresence = "maritime-presence",
        /// Intelligence, surveillance and reconnaissance, and their sharing.
        Intelligence = "intelligence",
        /// Training of Ukrainian forces.
        Training = "training",
        /// Weapons, ammunition, "military aid", production lines, strike enablers.
        ArmsSupply = "arms-supply",
        /// Hubs, reinforcement, pre-positioned stocks.
        Logistics = "logistics",
        /// Money.
        Funding = "funding",
        /// Defence against attacks on networks and computers.
        CyberDefence = "cyber-defence",
        /// Economic penalties.
        Sanctions = "sanctions",
        /// To answer or punish a new attack; Article 5-like defence.
        CollectiveResponse = "collective-response",
        /// Watching that the terms of a settlement are kept.
        Monitoring = "monitoring",
        /// Command and strategic planning.
        Command = "command",
        /// Membership of NATO.
        Membership = "membership",
        /// Forces and operations on allied territory.
        DeterrencePosture = "deterrence-posture",
        /// A state's own spending, forces, equipment.
        NationalDefence = "national-defence",
        /// Talks, summits and the pressure for them.
        Diplomacy = "diplomacy",
        /// Guarantees as such, or no instrument named.
        General = "general",
    }
}

vocabulary! {
    /// What the speaker does by saying it; the group is Searle's class (Searle 1976, "A classification of illocutionary acts").
    SpeechAct: "speech_act", "a speech act" {
        /// Undertakes ("will").
        Pledge = "pledge" in "commissive",
        /// Declares readiness, conditional or not ("would", "ready to").
        Offer = "offer" in "commissive",
        /// Rules out or withholds its own contribution or consent.
        Refuse = "refuse" in "commissive",
        /// Puts a design forward; laying out layers, parts or a plan, also in the indicative.
        Propose = "propose" in "directive",
        /// Calls on others.
        Demand = "demand" in "directive",
        /// Names a bad consequence to deter or caution.
        Warn = "warn" in "directive",
        /// Welcomes, backs, praises.
        Endorse = "endorse" in "expressive",
        /// Dismisses or opposes another's position.
        Reject = "reject" in "expressive",
        /// States as fact, what is already being done included.
        Assert = "assert" in "assertive",
        /// Judges or explains: evaluative or causal.
        Assess = "assess" in "assertive",
        /// Could, may, would, likely, expected.
        Predict = "predict" in "assertive",
    }
}

vocabulary! {
    /// Where the thing named stands, whatever the speech act.
    Stage: "stage", "a stage" {
        /// Could, may: nobody has taken it up.
        Idea = "idea",
        /// Being discussed or developed; consent lacking, without naming who refuses.
        UnderDiscussion = "under-discussion",
        /// Declared by those who would deliver, a threatened response included.
        Announced = "announced",
        /// Agreed by all who are needed.
        Agreed = "agreed",
        /// Being done; what has been done or delivered.
        InForce = "in-force",
        /// Refused by those who would have to deliver or consent.
        RuledOut = "ruled-out",
        /// Ended, violated, failed.
        Lapsed = "lapsed",
        /// No commitment is named.
        NotApplicable = "not-applicable",
    }
}

vocabulary! {
    /// What about the thing the claim speaks to; where several fit, the first of this list.
    Aspect: "aspect", "an aspect" {
        /// What sets it off.
        Trigger = "trigger",
        /// The legal form it takes.
        LegalForm = "legal-form",
        /// What comes before what; when talks and summits are held.
        Sequencing = "sequencing",
        /// Who takes part, burden-sharing.
        Participation = "participation",
        /// Who decides, consents, vetoes.
        Decision = "decision",
        /// How the guarantees are laid out in layers or parts.
        Structure = "structure",
        /// What is provided.
        Capability = "capability",
        /// Planning, force generation, implementation.
        Delivery = "delivery",
        /// What it is for; effects of what exists.
        Purpose = "purpose",
        /// Will it hold; lessons; risks.
        Credibility = "credibility",
        /// What may come; shifts and their implications.
        Outlook = "outlook",
    }
}

vocabulary! {
    /// On what the thing depends.
    Condition: "condition", "a condition" {
        /// After a peace deal or ceasefire.
        PeaceSettlement = "peace-settlement",
        /// A new attack or a breach of the settlement.
        RenewedAttack = "renewed-attack",
        /// Agreement among allies.
        AlliedConsensus = "allied-consensus",
        /// Parliament, election, budget.
        DomesticApproval = "domestic-approval",
        /// Russia refuses talks.
        DiplomaticFailure = "diplomatic-failure",
        /// A summit needs an agenda.
        AgendaReady = "agenda-ready",
        /// The settlement or host allows it.
        AgreementPermits = "agreement-permits",
        /// Words turn into action.
        FollowThrough = "follow-through",
        /// A condition that none of the other terms names.
        Other = "other",
    }
}

vocabulary! {
    /// The legal form that the claim names.
    LegalForm: "legal_form", "a legal form" {
        /// A treaty, which needs ratification.
        Treaty = "treaty",
        /// A declaration of political will.
        PoliticalDeclaration = "political-declaration",
        /// An agreement between governments that needs no ratification.
        ExecutiveAgreement = "executive-agreement",
        /// An accord of two states.
        BilateralAccord = "bilateral-accord",
        /// A memorandum.
        Memorandum = "memorandum",
        /// A pledge by the members of a coalition.
        CoalitionPledge = "coalition-pledge",
    }
}

vocabulary! {
    /// A coded field that the curators may have had to infer from context.
    CodedField: "inferred", "a field that can be inferred" {
        /// Who puts the claim forward.
        Speaker = "speaker",
        /// The layer.
        Layer = "layer",
        /// The commitment type.
        CommitmentType = "commitment_type",
        /// The speech act.
        SpeechAct = "speech_act",
        /// The stage.
        Stage = "stage",
        /// The aspect.
        Aspect = "aspect",
    }
}

vocabulary! {
    /// How far the wording carries the coding. It rates neither the truth of the claim nor the outlet.
    Confidence: "confidence", "a confidence" {
        /// Two or more fields inferred.
        Low = "low",
        /// One field inferred.
        Moderate = "moderate",
        /// Nothing inferred.
        High = "high",
    }
}

impl Confidence {
    /// The confidence that the codebook gives a claim with so many inferred fields.
    ///
    /// ```
    /// assert_eq!(guarantee_claims::Confidence::of_inferred(1).as_str(), "moderate");
    /// ```
    #[must_use]
    pub const fn of_inferred(fields: usize) -> Self {
        match fields {
            0 => Self::High,
            1 => Self::Moderate,
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
    }
}

vocabulary! {
    /// The unit of a quantity. Money is in whole units of the currency.
    Unit: "unit", "a unit" {
        /// Per cent of gross domestic product.
        PercentOfGdp = "percent-of-gdp",
        /// Euros.
        Eur = "eur",
        /// United States dollars.
        Usd = "usd",
        /// Persons.
        Persons = "persons",
        /// Companies of soldiers.
        Company = "company",
        /// A calendar year.
        Year = "year",
        /// Single items.
        Items = "items",
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
    }
}

vocabulary! {
    /// How one claim is tied to another. Written on the subject of the verb, whatever the order in the document.
    RelationKind: "relation_kind", "a relation kind" {
        /// Says the same as the target.
        Restates = "restates",
        /// Adds detail to the target.
        Elaborates = "elaborates",
        /// Gives a reason or figure for the target.
        Supports = "supports",
        /// Cannot be true or done together with the target; written once, on the higher id.
        Contradicts = "contradicts",
        /// Replaces the target, later in time; never in a circle.
        Supersedes = "supersedes",
        /// Replies to the target; never in a circle.
        Answers = "answers",
    }
}

vocabulary! {
    /// What sort of actor it is.
    ActorKind: "actor_kind", "an actor kind" {
        /// A named person.
        Person = "person",
        /// A state.
        State = "state",
        /// An organisation.
        Organisation = "organisation",
        /// A coalition of states.
        Coalition = "coalition",
        /// A group whose members the documents do not name.
        Group = "group",
        /// A publisher of documents.
        Outlet = "outlet",
    }
}

vocabulary! {
    /// What sort of text a source document is.
    Genre: "genre", "a genre" {
        /// A report of an event with its circumstances.
        NewsReport = "news-report",
        /// A short digest.
        NewsBrief = "news-brief",
        /// A text that explains a subject to readers.
        Explainer = "explainer",
        /// Another outlet's report in other words.
        Rewrite = "rewrite",
        /// An argument about what events mean.
        Analysis = "analysis",
    }
}

vocabulary! {
    /// How far the outlet can be relied on: the Admiralty scale of source reliability (NATO AJP-2.1).
    Reliability: "reliability", "a reliability" {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Reliability cannot be judged.
        F = "F",
    }
}

vocabulary! {
    /// Why a sentence of a document gives no claim.
    UncodedReason: "uncoded_reason", "a reason for leaving a sentence uncoded" {
        /// The headline or standfirst, saying nothing that the body lacks.
        Headline = "headline",
        /// A heading inside the document.
        SectionHeading = "section-heading",
        /// The outlet's name, the place and date line, or a caption that only names a speaker.
        Byline = "byline",
        /// Links to other articles.
        LinkList = "link-list",
        /// A sentence that would be true whatever anyone promised.
        SceneSetting = "scene-setting",
        /// A question to the reader, or a call to share.
        ReaderPrompt = "reader-prompt",
    }
}

/// Every vocabulary, in the order of the fields that use it.
pub(super) const ALL: &[&Vocabulary] = &[
    Attribution::VOCABULARY,
    Layer::VOCABULARY,
    CommitmentType::VOCABULARY,
    SpeechAct::VOCABULARY,
    Stage::VOCABULARY,
    Aspect::VOCABULARY,
    Condition::VOCABULARY,
    LegalForm::VOCABULARY,
    CodedField::VOCABULARY,
    Confidence::VOCABULARY,
    Measure::VOCABULARY,
    Unit::VOCABULARY,
    Comparator::VOCABULARY,
    RelationKind::VOCABULARY,
    ActorKind::VOCABULARY,
    Genre::VOCABULARY,
    Reliability::VOCABULARY,
    UncodedReason::VOCABULARY,
];
