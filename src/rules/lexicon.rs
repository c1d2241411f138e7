//! The words by which a text shows how a proposition is put and what is done by it, by language.

use crate::model::{Modality, SpeechAct};

/// The words of a language. A phrase is made of words in lower case; `*` stands for any end of a word, or at its head for any beginning.
pub(super) struct Lexicon {
    /// The code of the language, with which its tags start (BCP 47).
    code: &'static str,
    /// The modalities that words show. Those that need no word are not listed.
    modalities: &'static [(Modality, Phrases)],
    /// The speech acts that words show. Those that need no word are not listed.
    acts: &'static [(SpeechAct, Phrases)],
    /// What else a speaker may pledge with in a text of his own: a right that he grants.
    pub(super) granting: Phrases,
    /// What is said of somebody else's refusal.
    pub(super) excluding: Phrases,
    /// Verbs of saying in the past, and what may go on after one, behind which the word for what would be stands for what will be.
    pub(super) said: Phrases,
    /// The word for what would be.
    pub(super) would: Phrases,
}

/// Phrases with commas between them.
type Phrases = &'static str;

/// The words of the language of this tag (BCP 47), if they are known.
pub(super) fn of_language(tag: &str) -> Option<&'static Lexicon> {
    let code = tag.split('-').next().unwrap_or_default();
    LEXICONS.iter().find(|lexicon| lexicon.code.eq_ignore_ascii_case(code))
}

impl Lexicon {
    /// The phrases of which one shows the modality; none for a modality that needs no word.
    pub(super) fn of_modality(&self, modality: Modality) -> Option<Phrases> {
        self.modalities.iter().find(|(other, _)| *other == modality).map(|(_, phrases)| *phrases)
    }

    /// Whether the words say what will be: "would" after a past verb of saying, if no condition is stated.
    pub(super) fn says_what_will_be(&self, words: &[String]) -> bool {
        holds(words, self.said) && holds(words, self.would)
    }

    /// The phrases of which one shows the speech act; none for an act that needs no word.
    pub(super) fn of_act(&self, act: SpeechAct) -> Option<Phrases> {
        self.acts.iter().find(|(other, _)| *other == act).map(|(_, phrases)| *phrases)
    }
}

/// The words of a text, with one apostrophe for all.
pub(super) fn words(text: &str) -> Vec<String> {
    crate::words::words(text).into_iter().map(|word| word.replace('\u{2019}', "'")).collect()
}

/// Whether one of the phrases stands among the words.
pub(super) fn holds(words: &[String], phrases: &str) -> bool {
    phrases.split(", ").any(|phrase| {
        let parts: Vec<_> = phrase.split(' ').collect();
        words.windows(parts.len()).any(|run| run.iter().zip(&parts).all(|(word, part)| is_form_of(word, part)))
    })
}

fn is_form_of(word: &str, pattern: &str) -> bool {
    match (pattern.strip_suffix('*'), pattern.strip_prefix('*')) {
        (Some(stem), _) => word.starts_with(stem),
        (_, Some(end)) => word.ends_with(end),
        _ => word == pattern,
    }
}

const LEXICONS: &[Lexicon] = &[Lexicon {
    code: "en",
    modalities: &[
        (
            Modality::Certain,
            "will, won't, *'ll, shall, shan't, going to, is to, are to, bound to, about to, pledg*, promis*, undertak*, vow*, agree, agrees, \
             agreed, agreeing, commit, commits, committed, committing, commitment*, assurance*, guarantees that, guaranteed",
        ),
        (
            Modality::Probable,
            "likel*, unlikely, probabl*, expect*, anticipat*, plans, planned, planning, plan to, intend*, intention*, intent on, aim*, objective*, goal*, want, \
             wants, wanted, hope*, hoping, seek*, sought, try, tries, tried, trying, with a view to, desire*, it is the policy of, set to, \
             poised, appear*, seem*",
        ),
        (
            Modality::Possible,
            "could, couldn't, may, might, can, can't, cannot, risk*, possib*, potential*, perhaps, maybe, plausibl*, conceivabl*, able to, \
             allowed to, permitted to, option*, consider*, whether, determine",
        ),
        (
            Modality::Required,
            "must, mustn't, need*, has to, have to, had to, having to, is to, are to, should, shouldn't, ought, essential*, requir*, necess*, \
             crucial*, vital*, imperative*, indispensabl*, oblig*, bound to, time has come, what remains, let's, let us, call for, calls for, \
             called for, calling for, precondition*",
        ),
        (Modality::Hypothetical, "would, wouldn't, *'d, ready, readiness, willing, willingness, prepared, preparedness, open to, were to"),
    ],
    acts: &[
        (
            SpeechAct::Declare,
            "announc*, declar*, proclaim*, hereby, launch*, establish*, creat*, found, founds, founded, form, forms, formed, set up, sets up, \
             open, opens, opened, sign, signs, signed, signing, signator*, conclud*, adopt*, endors*, approv*, ratif*, enact*, confirm*, \
             affirm*, reaffirm*, recogni*, accept*, decid*, decision*, agree, agrees, agreed, authoris*, authoriz*, commission*, appoint*, \
             conven*, issu*, grant*, award*, impos*, lift, lifts, lifted, invok*, activat*, suspend*, terminat*, withdr*, join, joins, joined",
        ),
        (
            SpeechAct::Pledge,
            "will, won't, *'ll, shall, shan't, going to, is to, are to, bound to, pledg*, promis*, undertak*, vow*, agree, agrees, agreed, \
             agreeing, commit, commits, committed, committing, commitment*, guarantees that, guaranteed, intend*, intention*, intent on, \
             plans, planned, planning, plan to, it is the policy of",
        ),
        (SpeechAct::Offer, "would, *'d, ready, readiness, willing, willingness, prepared, want, wants, wanted, desire*, offer*, open to"),
        (
            SpeechAct::Predict,
            "could, couldn't, may, might, can, can't, cannot, would, wouldn't, *'d, will, won't, *'ll, going to, is to, are to, about to, set to, \
             poised, likel*, unlikely, probabl*, possib*, potential*, plausibl*, perhaps, expect*, anticipat*, predict*, forecast*, prospect*, \
             risk*, hope*, plans, planned, planning, plan to, intend*, aim*, seek*, appear*, if, whether, depend*",
        ),
        (
            SpeechAct::Warn,
            "warn*, risk*, threat*, fatal*, consequence*, danger*, caution*, fear*, alarm*, peril*, jeopard*, escalat*, undermin*, expos*, \
             vulnerab*, mistake, if, unless, without, otherwise, or else",
        ),
        (
            SpeechAct::Refuse,
            "refus*, reject*, declin*, rule out, rules out, ruled out, ruling out, exclud*, oppos*, veto*, withh*, avoid*, short of, not, *n't, \
             cannot, no, never, without, neither, nor, nobody, none, nothing, out",
        ),
    ],
    granting: "may",
    excluding: "ruled out, refused, refuses, rejected",
    said: "said, saying, told, telling, announced, announcing, stated, stating, added, adding, declared, declaring, confirmed, confirming, \
           promised, promising, pledged, pledging, vowed, vowing, stressed, stressing, noted, noting, explained, explaining, reported, wrote, \
           argued, arguing, suggested, suggesting, insisted, insisting, emphasised, emphasized, indicated, indicating, reiterated, revealed, \
           claimed, claiming, assured, assuring, warned, warning, signalled, signaled, predicted, predicting, hinted, agreed, decided, described",
    would: "would, wouldn't, *'d",
}];
