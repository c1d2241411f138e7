//! A text that a person wrote, and the rules that look at it by itself.

use super::{Check, OfRecord, RULES};
use crate::diagnostics::RecordKind;
use crate::model::ascii_scan::all_pairs;
use crate::model::walk::At;

/// A text that a person wrote.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prose<'a> {
    pub(crate) text: &'a str,
    /// Whether it is a speaker's own words, which are left as the document has them.
    pub(crate) is_quote: bool,
    /// Whether the export joins it with others in a cell.
    pub(crate) is_joined: bool,
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

impl<'a> Prose<'a> {
    /// The text at this place of a record.
    pub(crate) fn at(kind: RecordKind, at: &At<'_>, text: &'a str) -> Self {
        // The names of the parties of a claim stand in one cell of the wide table.
        let is_joined = at.is_item() || kind == RecordKind::Actor && at.field() == Some("name");
        Self { text, is_quote: at.field() == Some("quote"), is_joined }
    }

    /// Adds what the rules find in the text, which stands at this place in the record.
    pub(crate) fn check(&self, at: &At<'_>, findings: &mut OfRecord<'_>) {
        if is_plain(self.text) && !(self.is_joined && self.text.contains(';')) {
            return;
        }
        for rule in RULES {
            for check in rule.checks {
                if let Check::Prose(check) = check
                    && let Some(fault) = check(self)
                {
                    findings.add(rule, at.to_string(), fault.message).help = fault.help;
                }
            }
        }
    }
}

/// Whether nothing in a text can be a fault of prose: it is made of common letters and signs, which have one encoding each, with single
/// spaces inside, and starts with no sign of a formula.
fn is_plain(text: &str) -> bool {
    let printable = |byte: u8| !byte.is_ascii_control();
    let spaced = |byte, next| (byte, next) != (b' ', b' ');
    let starts = text.as_bytes().first().is_some_and(|first| !matches!(first, b' ' | b'=' | b'+' | b'-' | b'@'));
    let inside = all_pairs(text.as_bytes(), |byte, next| printable(byte) & spaced(byte, next));
    starts && inside && !text.ends_with(' ') && beyond_ascii(text).all(is_common)
}

/// Whether a character beyond ASCII is a common letter (Latin, Cyrillic, Chinese) or sign.
fn is_common(c: char) -> bool {
    matches!(
        c,
        '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{17f}' | '\u{400}'..='\u{481}' | '\u{2010}'..='\u{2027}' | '€' | '\u{4e00}'..='\u{9fff}'
    )
}

/// The characters of a text that are not ASCII; parts without any are passed over.
fn beyond_ascii(text: &str) -> impl Iterator<Item = char> {
    const PART: usize = 32;
    let parts = text.as_bytes().chunks(PART).enumerate().filter(|(_, part)| !part.is_ascii());
    let starts = parts.flat_map(|(number, part)| (number * PART..).zip(part).filter(|(_, byte)| **byte >= 0xC0));
    starts.filter_map(|(start, _)| text[start..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Findings;

    fn findings(text: &str) -> Findings {
        let mut findings = Findings::default();
        for check in RULES.iter().flat_map(|rule| rule.checks) {
            if let Check::Prose(check) = check
                && let Some(fault) = check(&Prose { text, is_quote: false, is_joined: false })
            {
                OfRecord { kind: RecordKind::Claim, index: 0, findings: &mut findings }.add(RULES[0], "", fault.message);
            }
        }
        findings
    }

    /// Every character, wherever it stands among others.
    #[test]
    fn common_characters_have_no_faults() {
        let long = "a".repeat(40);
        for c in ('\u{80}'..=char::MAX).filter(|c| is_common(*c)) {
            for text in [format!("{c}"), format!("a{c}e"), format!("{c}{c}{long}"), format!("{long}{c}")] {
                assert!(is_plain(&text), "{text:?}");
                assert!(findings(&text).0.is_empty(), "{text:?}");
            }
        }
        assert_eq!(beyond_ascii(&format!("é{long}日a€")).collect::<String>(), "é日€");
        for c in ('\u{80}'..='\u{3100}').filter(|c| !is_common(*c)) {
            assert!(!is_plain(&format!("{long}{c}")), "{c:?}");
        }
    }

    /// Every text of up to three of these characters: what the quick test lets pass, no rule finds fault with.
    #[test]
    fn plain_texts_have_no_faults() {
        let signs = [
            " ",
            "a",
            "Z",
            "=",
            "+",
            "-",
            "@",
            "\n",
            "\t",
            "\u{7f}",
            "\u{0}",
            "e\u{301}",
            "\u{e9}",
            "~",
            "\u{200b}",
            "\u{ad}",
            "\u{17f}",
            "\u{2019}",
            "\u{439}",
            "\u{306}",
            "\u{2026}",
            "\u{2028}",
            "\u{a0}",
            "\u{85}",
            "\u{212b}",
            "\u{fffd}",
            "\u{e000}",
            "\u{3164}",
            "\u{e0041}",
            "\u{301}",
            ";",
        ];
        let mut texts: Vec<String> = vec![String::new()];
        for _ in 0..3 {
            texts = texts.iter().flat_map(|text| signs.iter().map(move |sign| format!("{text}{sign}"))).chain(texts.clone()).collect();
        }
        let (mut plain, mut faulty) = (0, 0);
        for text in &texts {
            let findings = findings(text);
            plain += usize::from(is_plain(text));
            faulty += usize::from(!findings.0.is_empty());
            assert!(!is_plain(text) || findings.0.is_empty(), "{text:?}: {findings:?}");
        }
        assert!(plain > 50 && faulty > 500, "{plain} {faulty}");
    }
}
