//! The vocabularies of what is coded in a claim.

vocabulary! {
    /// How the words reach the reader: as a quotation, in the document's words, through another speaker, or as the document's own.
    Attribution: "attribution", "an attribution" {
        /// Any word that decides a code stands in quotation marks as the speaker's words, the object alone included (scare quotes are not).
        Quoted = "quoted",
        /// Credited to the speaker in the document's words.
        Paraphrased = "paraphrased",
        /// Reaches the document through another speaker: exactly when `via` is set.
        Relayed = "relayed",
        /// Credited to nobody in a report: exactly when the speaker is the outlet of a document that is not the speaker's own text.
        Narrated = "narrated",
        /// The document is the speaker's own text: an agreement, a declaration, a readout or a press release speaks for itself.
        Authored = "authored",
    }
}

vocabulary! {
    /// Who provides: the layer of the guarantees that the claim is about.
    Layer: "layer", "a layer" {
        /// What Ukraine's own armed forces provide, as the first line.
        UkrainianForces = "ukrainian-forces",
        /// What the Coalition of the Willing, or European states, provide.
        Coalition = "coalition",
        /// What the United States provides.
        UnitedStates = "united-states" as "United States",
        /// What Europe and the United States together, "allies", "Western partners" or NATO (alone or with the EU) provide, undivided: the second layer of the two-layer plan.
        Partners = "partners",
        /// The guarantees as a whole, talks about them, who designs or decides them, what they mean for NATO or others, and every instrument for which no provider is named.
        Architecture = "architecture",
        /// Not part of the guarantees: NATO's own deterrence, membership, peace talks and summits and pressure for them (sanctions if talks fail), national defence, aid already given, past guarantees, politics around the war.
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
        /// To meet, inform one another and decide together on an attack or a threat.
        Consultation = "consultation",
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
        /// Peace talks, summits and the pressure for them.
        Diplomacy = "diplomacy",
        /// Guarantees as such, talks about them, or no instrument named; "forces" or "deterrent deployments" without soil, domain or place too.
        General = "general",
    }
}

vocabulary! {
    /// What the speaker does by saying it; the group is Searle's class (Searle 1976, "A classification of illocutionary acts").
    SpeechAct: "speech_act", "a speech act" {
        /// Brings about what it says by saying it: announces, launches, signs, endorses a text.
        Declare = "declare" says "declares" in "declaration",
        /// Binds itself or those it speaks for: will, shall, intends, plans, agrees to, commits; in an instrument of its own also "may" of a right that it grants.
        Pledge = "pledge" says "pledges" in "commissive",
        /// Declares itself ready, willing or wanting to do a deed that it names, on a condition or not: ready, willing, wants to take part, would.
        Offer = "offer" says "offers" in "commissive",
        /// Rules out or withholds its own contribution or consent.
        Refuse = "refuse" says "refuses" in "commissive",
        /// Sets out its own design: layers, parts, who does what.
        Propose = "propose" says "proposes" in "directive",
        /// Says what must be or is needed.
        Demand = "demand" says "demands" in "directive",
        /// Names a bad consequence, with a word of warning (warn, risk, threaten, fatal, consequences) or as "if ..., then".
        Warn = "warn" says "warns" in "directive",
        /// Welcomes, supports, commends; affirms, recognises or reaffirms a thing named by a noun, such as a right or a principle.
        Endorse = "endorse" says "endorses" in "expressive",
        /// Dismisses or opposes another's position.
        Reject = "reject" says "rejects" in "expressive",
        /// States as fact, what is already being done and a design that it only describes included.
        Assert = "assert" says "asserts" in "assertive",
        /// Evaluates (value, importance, strength, meaning) or explains (cause, purpose).
        Assess = "assess" says "assesses" in "assertive",
        /// Says what is to come, or could, may, might, would, will, is likely, expected or plausible.
        Predict = "predict" says "predicts" in "assertive",
    }
}

vocabulary! {
    /// How the proposition itself is put, by its words and not by the reporting clause: near to the degrees of certainty of Saurí and Pustejovsky (2009), with obligation beside them.
    Modality: "modality", "a modality" {
        /// Will, shall, is going to, pledges, commits to, agrees to.
        Certain = "certain" says "will",
        /// Likely, expected, plans, intends, aims, wants to, seeks to, set to, appears.
        Probable = "probable" says "is likely to",
        /// Could, may (permission too), might, can, risks.
        Possible = "possible" says "may",
        /// Must, needs, has to, should, is essential, the time has come, what remains is; every demand.
        Required = "required" says "must",
        /// Would, ready to, willing to, prepared to.
        Hypothetical = "hypothetical" says "would",
        /// Everything else: is, has, remains, rules out, affirms; parts of a plan without a verb.
        Actual = "actual" says "is",
    }
}

vocabulary! {
    /// Whether the proposition says that the thing is so or that it is not.
    Polarity: "polarity", "a polarity" {
        /// The thing is said to be so; to deter or to prevent is affirmed.
        Affirmed = "affirmed",
        /// The thing is said not to be so: not, no, never, without, lacks, avoids, rules out, refuses, rejects, withholds, too early to say.
        Negated = "negated",
    }
}

vocabulary! {
    /// Where the thing named stands, as the document puts it at its date, whatever the speech act; the first that fits in the order of the rule below.
    Stage: "stage", "a stage" {
        /// Only could, may or might, of a single instrument or option.
        Idea = "idea",
        /// Everything else about the guarantees or a named instrument; consent lacking without a refusal.
        UnderDiscussion = "under-discussion",
        /// Declared by those who would deliver, a threatened response included.
        Announced = "announced",
        /// Agreed by all who are needed: what a signed text undertakes, also where it goes on with what is being done.
        Agreed = "agreed",
        /// Being done or done.
        InForce = "in-force",
        /// Refused by those who would have to deliver or consent, or excluded in the design.
        RuledOut = "ruled-out",
        /// Ended, violated, failed.
        Lapsed = "lapsed",
        /// No guarantee, commitment or instrument is named: war, peace, talks about peace and how they are held, drafts of a settlement, readiness to talk, politics.
        NotApplicable = "not-applicable",
    }
}

vocabulary! {
    /// The question that the predicate answers; where two fit equally, the first of this list.
    Aspect: "aspect", "an aspect" {
        /// What sets it off? Also what happens if there is an attack.
        Trigger = "trigger",
        /// In what form?
        LegalForm = "legal-form",
        /// What first, when?
        Sequencing = "sequencing",
        /// From when, how long, how does it end or change?
        Duration = "duration",
        /// Who takes part, who shares the burden (take part, be part of, share, opt in; or names who)?
        Participation = "participation",
        /// Who decides, consents, has a say?
        Decision = "decision",
        /// How is the whole laid out (layers, parts, model)? Each layer of a plan too.
        Structure = "structure",
        /// What is provided, how much (an instrument, a force, a figure, whoever provides it; "can contribute troops")?
        Capability = "capability",
        /// How is it prepared, negotiated, carried out? The coordination of deliveries too.
        Delivery = "delivery",
        /// What is the guarantee or instrument for?
        Purpose = "purpose",
        /// Will it hold, what weakens or strengthens it, is it adequate, what are the lessons for it?
        Credibility = "credibility",
        /// What does it show or mean, what follows from it beyond the guarantees (reflects, signals, marks a shift, risks for others)?
        Significance = "significance",
    }
}

vocabulary! {
    /// What a party has to do with the thing named. Speaking is no role.
    PartyRole: "party_role", "a role" {
        /// Would deliver, owes, does or refuses it.
        Provider = "provider",
        /// Leads or coordinates providers.
        Lead = "lead",
        /// On whose territory it is.
        Host = "host",
        /// Receives it or is protected.
        Recipient = "recipient",
        /// Is named as deciding, designing, consenting, withholding consent, negotiating or vetoing, or is called on to do so.
        Decider = "decider",
        /// Whom it is to deter, bind or punish, or who broke it.
        Adversary = "adversary",
    }
}

vocabulary! {
    /// On what the thing depends.
    Condition: "condition", "a condition" {
        /// After a peace deal or ceasefire.
        PeaceSettlement = "peace-settlement",
        /// A new attack or a breach of the settlement.
        RenewedAttack = "renewed-attack",
        /// Allies agree; also where they divide or fail to agree.
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
        /// Leaders or governments decide politically.
        PoliticalDecision = "political-decision",
        /// The design is worked out first.
        DesignCompleted = "design-completed",
        /// Those who would contribute make their commitments.
        CommitmentsMade = "commitments-made",
        /// It is not enforced, not followed through, or comes too late.
        NoEnforcement = "no-enforcement",
        /// Should the need arise ("if that is needed").
        NeedArises = "need-arises",
        /// The other side provokes it.
        Provocation = "provocation",
        /// Somebody asks for it.
        OnRequest = "on-request",
        /// An agreement of one's own is signed first.
        AgreementConcluded = "agreement-concluded",
        /// So far as the law and budget of the provider allow ("consistent with applicable laws", "subject to appropriations").
        WithinNationalLaw = "within-national-law",
        /// A condition that none of the other terms names; the claim's note says which.
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
    /// How firmly the words bind, where they say so.
    Bindingness: "bindingness", "a bindingness" {
        /// Follows by itself.
        Automatic = "automatic",
        /// Obliges: binding, legally, formal, enforceable, a treaty; "shall" in the words of whoever undertakes it.
        Binding = "binding",
        /// Left to each: opt in, tailored, not automatic, political only; "intends to" and "may" in the words of whoever undertakes it.
        Discretionary = "discretionary",
    }
}
