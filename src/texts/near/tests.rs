//! What is near, what is not, and what is said of it.

use super::*;
use crate::characters::{is_dash, is_quotation_mark};

fn find(text: &str, words: &str) -> Option<Near> {
    Folded::of(text).find(words, &(0..text.len()))
}

/// What is said of words that stand nearly so in a text.
fn compare(text: &str, words: &str) -> Comparison {
    let near = find(text, words).unwrap_or_else(|| panic!("{words:?} should be near {text:?}"));
    let code_point = |byte: usize| u32::try_from(text[..near.range.start + byte].chars().count()).expect("the text is short");
    Comparison::new(&text[near.range.clone()], words, "`find`", code_point)
}

#[test]
fn what_cannot_be_seen_is_found_and_named() {
    for (text, words, found, wanted, differences) in [
        (
            "So the minis\u{ad}ter said.",
            "minister",
            r#""minis\u00ADter""#,
            "\"minister\"",
            "at code point 12 the text has U+00AD where `find` has nothing",
        ),
        (
            "minister",
            "minis\u{200b}ter",
            "\"minister\"",
            r#""minis\u200Bter""#,
            "at code point 5 the text has nothing where `find` has U+200B",
        ),
        (
            "4\u{a0}billion",
            "4 billion",
            r#""4\u00A0billion""#,
            "\"4 billion\"",
            "at code point 1 the text has U+00A0 where `find` has U+0020",
        ),
        (
            "4 \n billion",
            "4 billion",
            r#""4 \n billion""#,
            "\"4 billion\"",
            "at code point 2 the text has U+000A U+0020 where `find` has nothing",
        ),
        (
            "Well…",
            "well...",
            r#""Well\u2026""#,
            "\"well...\"",
            "at code point 0 the text has W (U+0057) where `find` has w (U+0077), at 4 … (U+2026) where it has . (U+002E) . (U+002E) . (U+002E)",
        ),
        (
            "−5 degrees",
            "-5 degrees",
            r#""\u22125 degrees""#,
            "\"-5 degrees\"",
            "at code point 0 the text has − (U+2212) where `find` has - (U+002D)",
        ),
        (
            "‚yes‹",
            "'yes'",
            r#""\u201Ayes\u2039""#,
            "\"'yes'\"",
            "at code point 0 the text has ‚ (U+201A) where `find` has ' (U+0027), at 4 ‹ (U+2039) where it has ' (U+0027)",
        ),
        (
            "cafe\u{301} it is",
            "café it is",
            "\"cafe\\u0301 it is\"",
            "\"caf\\u00E9 it is\"",
            "at code point 3 the text has e (U+0065) U+0301 where `find` has é (U+00E9)",
        ),
        (
            "an of\u{fb01}ce",
            "office",
            r#""of\uFB01ce""#,
            "\"office\"",
            "at code point 5 the text has ﬁ (U+FB01) where `find` has f (U+0066) i (U+0069)",
        ),
        (
            "М\u{456}nister",
            "Minister",
            r#""\u041C\u0456nister""#,
            "\"Minister\"",
            "at code point 0 the text has М (U+041C) where `find` has M (U+004D), at 1 і (U+0456) where it has i (U+0069)",
        ),
        (
            "a\u{202e}b\u{2066}c",
            "abc",
            r#""a\u202Eb\u2066c""#,
            "\"abc\"",
            "at code point 1 the text has U+202E where `find` has nothing, at 3 U+2066 where it has nothing",
        ),
    ] {
        let [found, wanted, differences] = [found, wanted, differences].map(str::to_owned);
        assert_eq!(compare(text, words), Comparison { found, wanted, differences }, "{text:?}");
    }
}

/// Every mark of quotation, dash, space and every character that is not shown, on either side.
#[test]
fn every_sign_of_a_kind_is_near_the_others() {
    let is_folded = |c: &char| is_ignorable(*c) || is_quotation_mark(*c) || is_dash(*c) || c.is_whitespace();
    let mut tried = 0;
    for c in ('\u{21}'..=char::MAX).filter(is_folded) {
        let plain = match c {
            c if is_ignorable(c) => "",
            c if is_quotation_mark(c) => "'",
            c if is_dash(c) => "-",
            _ => " ",
        };
        let [text, words] = [format!("a long{c}term plan"), format!("long{plain}term")];
        let written = format!("long{c}term");
        let near = find(&text, &words).unwrap_or_else(|| panic!("{c:?} should be folded"));
        assert_eq!((&text[near.range], near.places), (written.as_str(), 1), "{c:?}");
        assert!(find(&words, &written).is_some(), "{c:?}");
        if !"'-".contains(c) {
            let Comparison { found, wanted, differences } = compare(&text, &words);
            let number = format!("U+{:04X}", u32::from(c));
            assert!(found != wanted && differences.contains(&number) && differences.matches("where").count() == 1, "{c:?}: {differences}");
        }
        tried += 1;
    }
    assert!(tried > 4000, "{tried}");
}

#[test]
fn what_can_be_seen_is_not_near() {
    let text = "The minister said so, and she meant it.";
    for words in ["The ministers said", "said so and", "", " ", "\u{ad}", "'", ", "] {
        assert_eq!(find(text, words), None, "{words:?}");
    }
    assert_eq!(find(text, "S\u{200d}ai\u{ad}d"), Some(Near { range: 13..17, places: 1 }));
    assert_eq!(find("so, So, SO", "so").map(|near| near.places), Some(3));
}

#[test]
fn words_are_looked_for_in_a_part_of_the_text() {
    let (text, folded) = ("So… he said so, so.", Folded::of("So… he said so, so."));
    let places = |within: Range<usize>| folded.find("SO", &within).map(|near| (near.range, near.places));
    assert_eq!(places(0..text.len()), Some((0..2, 3)));
    assert_eq!(places(1..text.len()), Some((14..16, 2)));
    assert_eq!(places(14..16), Some((14..16, 1)));
    for within in [1..14, 15..16, 2..2, 14..15, text.len()..text.len()] {
        assert_eq!(places(within.clone()), None, "{within:?}");
    }
}

#[test]
fn differences_far_from_the_start_are_seen() {
    let (text, words) = (format!("{}\u{a0}end", "word ".repeat(40)), format!("{} end", "word ".repeat(40).trim_end()));
    let Comparison { found, .. } = compare(&text, &words);
    assert!(found.starts_with("\"…") && found.contains("\\u00A0end\""), "{found}");
    let Comparison { differences, .. } = compare(&"a\u{a0}b".repeat(9), &"a b".repeat(9));
    assert!(differences.ends_with(", and 6 more"), "{differences}");
}
