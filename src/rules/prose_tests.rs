//! What the quick test lets pass, no rule of prose finds fault with.

use super::prose::{Prose, beyond_ascii, is_common, is_plain};
use super::{Check, Findings, OfRecord, RULES};
use crate::diagnostics::RecordKind;

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
