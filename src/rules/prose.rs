//! A text that a person wrote, and the rules that look at it by itself.

use super::{Check, OfRecord, RULES};
use crate::model::bytes::{Word, all_words};

/// A text that a person wrote.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prose<'a> {
    pub(crate) text: &'a str,
    /// Whether it is a speaker's own words, which are left as the document has them.
    pub(crate) is_quote: bool,
}

/// What is wrong with a text, and what to do about it.
pub(crate) struct Fault {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl From<String> for Fault {
    fn from(message: String) -> Self {
        Self { message, help: None }
    }
}

impl Prose<'_> {
    /// Adds what the rules find in the text, which stands at this place in the record.
    pub(crate) fn check(&self, pointer: impl Fn() -> String, findings: &mut OfRecord<'_>) {
        if is_plain(self.text) {
            return;
        }
        for rule in RULES {
            for check in rule.checks {
                if let Check::Prose(check) = check
                    && let Some(fault) = check(self)
                {
                    findings.add(rule, pointer(), fault.message).help = fault.help;
                }
            }
        }
    }
}

/// Whether nothing in a text can be a fault of prose: it is made of common letters and signs, which have one encoding each, with single
/// spaces inside, and starts with no sign of a formula.
fn is_plain(text: &str) -> bool {
    let common = |c: char| matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{17f}' | '\u{2010}'..='\u{2027}' | '€');
    let printable = |word: Word| word.is_ascii() && word.is_among(b' ', b'~') == Word::EACH;
    let spaced = |word: Word| word.is(b' ') & (word.is(b' ') >> 8) == 0;
    let starts = text.as_bytes().first().is_some_and(|first| !matches!(first, b' ' | b'=' | b'+' | b'-' | b'@'));
    let inside = all_words(text.as_bytes(), |word| printable(word) && spaced(word)) || text.chars().all(common) && !text.contains("  ");
    starts && inside && !text.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::RecordKind;
    use crate::rules::Findings;

    /// Every text of up to three of these characters: what the quick test lets pass, no rule finds fault with.
    #[test]
    fn plain_texts_have_no_faults() {
        let signs = [
            " ", "a", "Z", "=", "+", "-", "@", "\n", "\t", "\u{7f}", "\u{0}", "e\u{301}", "\u{e9}", "~", "\u{200b}", "\u{ad}", "\u{17f}",
            "\u{2019}", "\u{2026}", "\u{2028}", "\u{a0}", "\u{85}", "\u{212b}",
        ];
        let mut texts: Vec<String> = vec![String::new()];
        for _ in 0..3 {
            texts = texts.iter().flat_map(|text| signs.iter().map(move |sign| format!("{text}{sign}"))).chain(texts.clone()).collect();
        }
        let (mut plain, mut faulty) = (0, 0);
        for text in &texts {
            let mut findings = Findings::default();
            for check in RULES.iter().flat_map(|rule| rule.checks) {
                if let Check::Prose(check) = check
                    && let Some(fault) = check(&Prose { text, is_quote: false })
                {
                    OfRecord { kind: RecordKind::Claim, index: 0, findings: &mut findings }.add(RULES[0], "", fault.message);
                }
            }
            plain += usize::from(is_plain(text));
            faulty += usize::from(!findings.0.is_empty());
            assert!(!is_plain(text) || findings.0.is_empty(), "{text:?}: {findings:?}");
        }
        assert!(plain > 50 && faulty > 500, "{plain} {faulty}");
    }
}
