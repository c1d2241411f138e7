//! The rules of coding that go beyond the definition of a field or a term.

/// A rule by which claims are coded.
///
/// ```
/// use guarantee_claims::model::CODING_RULES;
///
/// let of_speaker: Vec<_> = CODING_RULES.iter().filter(|rule| rule.field == Some("speaker")).collect();
/// assert!(of_speaker.iter().any(|rule| rule.text.contains("innermost")));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct CodingRule {
    /// The field of a claim that the rule is about; `None` if it says what makes a claim.
    pub field: Option<&'static str>,
    /// The rule.
    pub text: &'static str,
}

const fn unit(text: &'static str) -> CodingRule {
    CodingRule { field: None, text }
}

const fn of(field: &'static str, text: &'static str) -> CodingRule {
    CodingRule { field: Some(field), text }
}

/// The rules of coding: first what makes a claim, then those of its fields in their order.
pub const CODING_RULES: &[CodingRule] = &[
    unit(
        "A claim is atomic: one speaker, one speech act, one layer, one commitment type, one aspect, one stage, one modality, one \
         polarity.",
    ),
    unit(
        "A list of instruments is always split, in a relative clause or behind \"by\", \"through\" or \"including\" too, unless its items \
         get the same code in every field (quantities included): those are one claim. The same holds for any coordination of predicates: \
         \"a threat to peace, a violation of law, and incompatible with our interests\".",
    ),
    unit(
        "Else a sentence is split only where each part could be a clause of its own: never into its adjectives, never into what a noun \
         phrase presupposes, never into its conditions (\"depends on A and B\" is one claim with two conditions).",
    ),
    unit(
        "The head before \"including\" is a claim of its own where it undertakes more than its items. \"Will do\" and \"is trying to do\" of \
         one thing are two claims.",
    ),
    unit("A concessive clause (\"even if\", \"despite\", \"while supporting ...\") is a claim only if it names a position of an actor."),
    unit(
        "Everything that is put forward is coded, by a speaker or by the document itself: pledges, refusals, positions, conditions, \
         figures, history, judgements, outlooks; the preamble of an agreement too.",
    ),
    unit(
        "Not coded are lists of links, bylines, scene-setting (true whatever anyone promised), and a headline or lead that says nothing \
         the body lacks (a stronger verb is not a new proposition). A provision or passage of a longer text that does not bear on the \
         guarantees is `off-topic`.",
    ),
    unit(
        "What one speaker says several times in one document is one claim with several evidence spans; the fuller wording sets the codes. \
         A lead that credits nobody and a body that credits somebody with the same proposition are one claim of that somebody. What \
         another speaker says again is another claim, tied by `restates`.",
    ),
    unit("A lead-in (also \"the lesson is clear: ...\") and what it introduces are one claim."),
    unit(
        "A preamble and an operative provision are never merged: they bind differently. A list of signatories is no claim: it gives the \
         members of the group that speaks.",
    ),
    unit("A statement by several named speakers gives one claim for each of them."),
    of(
        "speaker",
        "A verb or noun of saying (say, tell, confirm, announce, stress, warn, suggest, demand, argue, dismiss, frame as; \"warnings \
         from\", \"according to\", \"for policymakers in Kyiv\", \"interpreted as\"; \"pledge\" in a body, not in a headline) makes its \
         subject the speaker, and the innermost one wins: what Rutte reports that some allies say is the claim of those allies, via Rutte.",
    ),
    of(
        "speaker",
        "A verb of state or attitude (favours, opposes, remains cautious, signals, is prepared, is moving to) leaves the claim with \
         whoever reports it.",
    ),
    of(
        "speaker",
        "A participle or apposition inside a that-clause stays with its speaker; one behind the whole sentence is the outlet's if it \
         interprets.",
    ),
    of(
        "speaker",
        "A sentence that credits nobody is the outlet's, also right after one that credits somebody; in a text of the speaker's own it is \
         the speaker's.",
    ),
    of(
        "speaker",
        "A group and a member of it that say the same of the same thing are one speaker, the named one; else they are two. A state and \
         its officials are different speakers.",
    ),
    of("speaker", "What \"both sides agreed\", or what is \"a shared understanding\", is said by the two together, as a group."),
    of(
        "speaker",
        "In a text of several signatories or of two sides, whoever undertakes or speaks in the clause: \"the United States intends\" that \
         state, \"the Parties\" or \"we\" the group. In a readout, what is credited to nobody is its publisher's.",
    ),
    of(
        "attribution",
        "`authored` takes the place of `narrated` in the genres `agreement`, `declaration`, `readout` and `press-release`: the speaker is \
         who undertakes or speaks in that clause, the publisher included where the text is its own introduction or readout. Signatories \
         that speak together are one actor of kind `group` with its members. Others who are named inside as saying something are \
         `paraphrased` or `quoted`, as everywhere.",
    ),
    of("attribution", "Each of those who speak together in a text is `authored` there, also where a clause is one member's alone."),
    of("statement", "It is the bare proposition, without \"X says\"."),
    of(
        "layer",
        "It follows who provides, not what is built: partners that undertake to build up Ukraine's forces are `partners`, with the type \
         `ukrainian-forces`.",
    ),
    of(
        "layer",
        "Talks about the guarantees themselves, and who designs or decides them, are `architecture`; so is what the guarantees mean for \
         NATO or others.",
    ),
    of("layer", "Aid already given is `outside`, unless the text makes it a strand of the guarantees."),
    of(
        "layer",
        "What Ukraine and a partner undertake together has the layer of the partner. What Ukraine alone undertakes about its forces, their \
         arms, or the industry that makes them is `ukrainian-forces`; what else it undertakes (reforms, investment) is `outside`. \
         Undertakings about peace and peace talks, joint ones too, stay `outside`. What an instrument says about itself (principles, annexes, \
         entry into force, duration, amendment, termination, disputes, accession, review) has the layer of those who provide under it.",
    ),
    of(
        "commitment_type",
        "A claim about \"questions about\", \"the credibility of\" or \"talks about\" a thing has the type of that thing; talks about \
         guarantees as such are `general`.",
    ),
    of("commitment_type", "\"Forces\" without soil or domain and \"deterrent deployments\" without a place are `general`."),
    of("commitment_type", "What an instrument says about itself is `general`."),
    of(
        "commitment_type",
        "Equipment and arms for a domain that a type names (air, sea, networks, command) have the type of the domain; training, \
         sustainment, reconnaissance or money for it have their own. Information that is exchanged because of an attack or a threat of \
         one is `consultation`, other exchange of information on threats `intelligence`.",
    ),
    of(
        "speech_act",
        "It is decided in this order; the first that fits wins. (0) A performative, in the actor's own text or reported, is `declare`: \
         announces, launches, signs, endorses a text.",
    ),
    of(
        "speech_act",
        "(1) An outlet that narrates can only `declare`, `assert`, `assess`, `predict`, `demand`, `warn`, `endorse` or `reject`: it binds \
         nobody and designs nothing. A design that it describes is `assert`, or `predict` under could and may.",
    ),
    of(
        "speech_act",
        "(2) Who binds or offers itself or those it speaks for: `pledge` (will, shall, intends, plans, agrees to, commits; in an \
         instrument of its own also \"may\" of a right that it grants), `offer` (ready, willing, wants to take part, would, with a deed \
         named; \"ready\" without one is `assert`), `refuse`. A noun of undertaking (commitment, promise, intent) that one states of \
         oneself counts as its verb.",
    ),
    of(
        "speech_act",
        "A policy that one states of oneself (\"it is the policy of the United States to\") is an undertaking like an intent. What an \
         instrument lays down of itself with \"shall\" or \"may\" is `pledge`, of those who conclude it.",
    ),
    of(
        "speech_act",
        "What an undertaking of one's own could, may or potentially includes is a `pledge`, `possible` and `discretionary`, with the stage \
         and the conditions of the undertaking. `refuse` withholds one's own consent or contribution: that a third thing will not happen \
         is `predict`, or in a design `propose`.",
    ),
    of(
        "speech_act",
        "\"X's future is in Y\" is about what is to come: `predict`, with the modality `actual`. A desire that one states of oneself is \
         `offer`, `probable`. An attack as the subject of \"would be a matter of grave concern\" is `warn`.",
    ),
    of("speech_act", "(3) Who sets out its own design (layers, parts, who does what): `propose`."),
    of(
        "speech_act",
        "(4) What says what must be or is needed: `demand`. What names a bad consequence with a word of warning (warn, risk, threaten, \
         fatal, consequences) or as \"if ..., then\": `warn`; \"a threat to\" as the name of what is the case is no warning. A threatened \
         consequence beats a demand that leads up to it, and sets the modality.",
    ),
    of(
        "speech_act",
        "(5) Who welcomes, supports or commends, or who affirms, recognises or reaffirms a right or a principle by a noun: `endorse`; who \
         dismisses or opposes: `reject`. Affirms, recognises or emphasises *that* something is so: the act of what is said to be so.",
    ),
    of("speech_act", "(6) About what is to come, or could, may, might, would, will, likely, expected, plausible: `predict`."),
    of(
        "speech_act",
        "(7) What evaluates (value, importance, strength, meaning) or explains (cause, purpose): `assess`; anything else: `assert`.",
    ),
    of("modality", "The words of the proposition decide, not the reporting clause. \"Shall\" in an agreement is `certain`, and `binding`."),
    of("modality", "A noun of undertaking counts as its verb: a commitment or promise is `certain`, an intent `probable`."),
    of("modality", "After a past verb of saying, \"would\" is read as \"will\" unless a condition is stated."),
    of("modality", "What a text only lists as steps to be decided later is `possible`, and `discretionary`."),
    of(
        "stage",
        "It is that of the thing named, as the document puts it at its date, the same for every speech act; the first that fits of: \
         `not-applicable`, `ruled-out`, `lapsed`, `in-force`, `agreed`, `announced`, `idea`, `under-discussion`. What a signed text \
         undertakes is `agreed` also where it goes on with what is being done: there `agreed` beats `in-force`.",
    ),
    of("stage", "What a signed text lays down of the cooperation or of itself (principles, rules) is `agreed`, too."),
    of(
        "stage",
        "A need, a value or an outlook that signatories recognise together is `agreed`, also where others would have to act; what others \
         are said to intend is `announced`.",
    ),
    of(
        "aspect",
        "The predicate decides: a mention in a subordinate part does not count, but a clause of purpose (\"so that ...\") does where the \
         main clause names only guarantees or \"everything\".",
    ),
    of(
        "aspect",
        "Of talks and relations between leaders, what helps or hinders them is `credibility`, how they are arranged and held `delivery`, \
         who attends `participation`. A named actor with a force or an instrument as the predicate (\"will send troops\", \"no troops of \
         X\") is `capability`; `participation` picks out who is in or out of a group or an undertaking. How often something is reviewed or \
         met about is `delivery`.",
    ),
    of(
        "aspect",
        "\"Cooperate to\", \"work together to\" and \"as a means of\" name only cooperation: what follows is a clause of purpose, and the \
         aspect is `purpose`.",
    ),
    of(
        "parties",
        "Only actors that the words name or point back to; a metonym (Moscow) is the state. One actor may have two roles: a member of the \
         group that provides may be its recipient. No pair of actor and role stands twice.",
    ),
    of(
        "parties",
        "`pledge` and `offer` have a provider, `refuse` a provider or a decider; what an instrument lays down of itself has those who \
         decide it, `decider`, in place of a provider.",
    ),
    of("parties", "Partners in coordination with whom something is done are providers only where they provide, too."),
    of(
        "parties",
        "Who arranges or holds talks is `provider` of them, who is to take part or called on to move `decider`. The level at which \
         signatories meet is no party beside them. A passive undertaking in a joint text is that of all who conclude it.",
    ),
    of(
        "conditions",
        "A condition may be the grammatical subject: \"a renewed attack would ...\". A reservation at the head of a list holds for each \
         of its items.",
    ),
    of(
        "conditions",
        "A reservation that an instrument makes of all cooperation or of all undertakings in it, or in a part of it, holds for each \
         `pledge` and `offer` there, wherever the reservation stands; it is a claim of its own besides.",
    ),
    of(
        "conditions",
        "A decision or consent that is itself the predicate, or the means by which the thing is done, is no condition; one on which a noun \
         of the predicate depends (\"as may be mutually decided\") is `political-decision`.",
    ),
    of(
        "conditions",
        "It is coded whether it is to be met or is lacking: \"if allies divide\" is `allied-consensus`, \"unless it is enforced\" \
         `no-enforcement`.",
    ),
    of("legal_form", "A form that is named only to be excluded is a claim of its own, with the stage `ruled-out`."),
    of("legal_form", "A title of an instrument that says its form names it; \"this Agreement\" names none."),
    of(
        "bindingness",
        "Coded only where the words say it, whoever says them: a demand for enforceable guarantees and a report of binding pledges are \
         `binding` too.",
    ),
    of(
        "bindingness",
        "In a signed text \"shall\" is `binding`; \"intends\", \"plans\", \"may\", \"as appropriate\" are `discretionary`; \"commits\", \
         \"agrees\" and \"pledges\" alone say nothing. A part of a text that says of itself that it gives rise to no obligations makes \
         each undertaking in it `discretionary`.",
    ),
    of(
        "stated_on",
        "Relayed words have the speaker's own date where the document gives it, else the relaying occasion and its date. Words \"in a \
         previous statement\" have no occasion, the document's date, and a note, unless a record shows when they were said.",
    ),
    of("quantities", "A figure with its deadline is two quantities: 300,000 persons, and `by` 2035."),
    of(
        "quantities",
        "A bare year that is still to come is a `deadline`: `by` 2035. A past date is no quantity. \"Within 24 hours\" is a `period`, \
         `up-to` 24 `hours`; 32 allies are `participants`, 32 `items`.",
    ),
    of(
        "quantities",
        "A decade has its first year. \"Annually\" is no figure. The dead and other losses have no measure and are not coded.",
    ),
    of(
        "evidence",
        "At least one span has a quotation when the attribution is `quoted`, one may have it when `relayed` or `authored`, else none has.",
    ),
    of(
        "doubtful",
        "The coded fields in which the two independent codings differ, or in which the settled value differs from either; `unit` where \
         only one coder found the claim, or the third reader added it. A claim settled from several codings is doubtful wherever any of \
         them differ. Further independent codings never change it.",
    ),
    of("confidence", "`high` with nothing doubtful, `moderate` with one field, `low` with two or more or with `unit`."),
    of("relations", "A relation is written on the subject of the verb: this claim restates, supports, supersedes ... the target."),
];
