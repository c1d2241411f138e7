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
        "A claim is atomic: one speaker, one speech act, one layer, one commitment type, one aspect, one stage. A sentence that lists six \
         instruments gives six claims.",
    ),
    unit(
        "A sentence is split only where each part could be a clause of its own: never into its adjectives, and never into what a noun \
         phrase presupposes.",
    ),
    unit("Instruments of one list that get the same codes in every field are one claim together, unless they carry different quantities."),
    unit(
        "Everything that is put forward is coded, by a speaker or by the outlet itself: pledges, refusals, positions, conditions, figures, \
         history, judgements, outlooks.",
    ),
    unit(
        "Not coded are lists of links, bylines, mere scene-setting (a sentence that would be true whatever anyone promised), and a headline, \
         unless it says what the body lacks.",
    ),
    unit(
        "What one speaker says several times in one document is one claim with several evidence spans, a lead that the body repeats included. \
         The fuller wording sets aspect and conditions. What another speaker says again is another claim, tied by `restates`.",
    ),
    unit(
        "A lead-in and the quotation that it introduces are one claim with two spans. The lead-in is a claim of its own only if it adds \
         something.",
    ),
    unit("A statement by several named speakers gives one claim for each of them."),
    of(
        "speaker",
        "A verb of saying (say, tell, confirm, announce, stress, insist, warn, suggest, reiterate, refuse, demand ...) makes its subject \
         the speaker, and the innermost one wins: what Rutte reports that some allies say is the claim of those allies, via Rutte.",
    ),
    of(
        "speaker",
        "A verb of state (favours, remains cautious, signals, recognises, is moving to) leaves the claim with whoever reports it.",
    ),
    of("speaker", "A trailing participle that interprets is the outlet's; one that reports a fact is the speaker's."),
    of("speaker", "A sentence that credits nobody is the outlet's, also right after one that credits somebody."),
    of("speaker", "Of a person and a group that are credited together, the named person is the speaker."),
    of("speaker", "An unnamed group that includes the named speaker (\"Russian officials\" and Lavrov) counts as that speaker."),
    of("statement", "It is the bare proposition, without \"X says\"."),
    of("speech_act", "The act beats the reporting verb: a warning that one would not accept a thing is `refuse`."),
    of("speech_act", "Among the assertive acts a modal beats an evaluation: \"would mark a historic departure\" is `predict`."),
    of("speech_act", "Laying out layers, parts or a plan is `propose`, also in the indicative."),
    of("speech_act", "What is already being done is `assert`, not `offer`."),
    of("speech_act", "Praise is `endorse`. A danger that the outlet names is `predict`, unless it cautions someone (`warn`)."),
    of(
        "stage",
        "A judgement, demand or warning about a named instrument takes that instrument's stage, `idea` if the document gives none. About \
         guarantees in general, war, peace or talks it is `not-applicable`.",
    ),
    of("aspect", "Of talks and summits: `sequencing` for when, `participation` for who, else `delivery`."),
    of("legal_form", "A form that is named only to be excluded is a claim of its own, with the stage `ruled-out`."),
    of(
        "stated_on",
        "Relayed words have the speaker's own date where the document gives it, else the relaying occasion and its date. Words \"in a \
         previous statement\" have no occasion, the document's date, and a note.",
    ),
    of("quantities", "A figure with its deadline is two quantities: 300,000 persons, and `by` 2035."),
    of("quantities", "A bare year is a `deadline`: `by` 2035, `exactly` 2026."),
    of("evidence", "At least one span has a quotation when the attribution is `quoted`, one may have it when `relayed`, else none has."),
    of(
        "inferred",
        "What a rule of this codebook gives (the outlet as speaker, `architecture` where no provider is named) is not inferred.",
    ),
    of("relations", "A relation is written on the subject of the verb: this claim restates, supports, supersedes ... the target."),
];
