//! Texts that are not the recorded ones: nothing is said of what they hold, and why is said first.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{claims, edit, mini, stdout};

const CLAIMS: &str = "data/claims/example-2025.toml";
const SEED: &str = "seeds/example-2025.toml";
const TEXT: &str = "texts/example.txt";
const HASH: &str = "a027f45a780ea91bc746e39a32be20b6addb8fe52a7ccd2f4ca0a324d3fcae20";
const CRLF: &str = "the text has CRLF line ends; with LF it is the recorded one";

/// Runs the program on the dataset in `folder` with its texts; the exit code, and what it said.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let [root, texts] = ["", "texts"].map(|name| folder.join(name).display().to_string());
    let mut all = arguments.to_vec();
    all.extend(["--root", &root, "--texts", &texts]);
    let output = claims(&all);
    (output.status.code(), stdout(&output))
}

/// Runs `validate` and lists the rules of the findings.
fn found(folder: &Path, arguments: &[&str]) -> (Vec<String>, String) {
    let mut all = vec!["validate", "--output-format", "concise"];
    all.extend(arguments);
    let said = run(folder, &all).1;
    let rules = said.lines().filter_map(|line| Some(line.split_once('[')?.1.split_once("]: ")?.0.to_owned())).collect();
    (rules, said)
}

/// A dataset with faults of its own before those of its text.
fn with_other_text(from: &str, to: &str) -> tempfile::TempDir {
    let folder = mini();
    edit(&folder.path().join(CLAIMS), "speaker = \"neighbour-state\"", "speaker = \"nobody\"");
    edit(&folder.path().join(TEXT), from, to);
    folder
}

#[test]
fn a_stale_text_is_the_first_finding_and_the_only_one_about_it() {
    for (from, to) in
        [("\n", "\r\n"), ("Example Outlet", "\u{feff}Example Outlet"), ("two companies", "ninety-nine companies of the same kind")]
    {
        let folder = with_other_text(from, to);
        let (rules, said) = found(folder.path(), &[]);
        assert_eq!(rules, ["stale-text", "unknown-reference"], "{to:?}: {said}");
        assert!(said.contains("4 evidence spans (0 verified, 0 failed, 4 not checked)"), "{said}");
        assert!(!said.contains("sentences coded"), "{said}");
    }
    // With its text, the dataset has findings that depend on it.
    let folder = with_other_text("two companies", "two companies");
    edit(&folder.path().join(CLAIMS), "start = 15,", "start = 16,");
    assert_eq!(found(folder.path(), &[]).0, ["stale-evidence", "unknown-reference"]);
}

#[test]
fn a_report_on_a_file_of_claims_says_why_its_evidence_was_not_checked() {
    let folder = with_other_text("\n", "\r\n");
    let path = |file: &str| folder.path().join(file).display().to_string();
    let (rules, said) = found(folder.path(), &[&path(CLAIMS)]);
    assert!(rules == ["stale-text", "unknown-reference"] && said.contains(CRLF), "{said}");
    assert_eq!(found(folder.path(), &[&path("data/actors.toml")]).0, Vec::<String>::new());
    fs::remove_file(folder.path().join(TEXT)).expect("the text was there");
    assert_eq!(found(folder.path(), &[&path(CLAIMS)]).0, ["missing-text", "unknown-reference"]);
}

#[test]
fn the_help_says_what_to_do_about_a_stale_text() {
    let help = |folder: &Path| {
        let said = run(folder, &["validate", "--output-format", "json"]).1;
        let report: Value = serde_json::from_str(&said).expect("the report is JSON");
        let findings = report["findings"].as_array().expect("there are findings").iter();
        findings.filter(|finding| finding["rule"] == "stale-text").map(|finding| finding["help"].to_string()).collect::<String>()
    };
    let fingerprint = format!("write sha256 = \\\"{HASH}\\\" and characters = 268");
    let folder = mini();
    // The source has claims: renewing its hash would spoil their ranges.
    edit(&folder.path().join(SEED), HASH, &HASH.replace('a', "b"));
    assert!(help(folder.path()).contains("use the text that was coded"), "{}", help(folder.path()));
    // A placeholder is no hash of a text that was coded.
    edit(&folder.path().join(SEED), &HASH.replace('a', "b"), &"0".repeat(64));
    assert!(help(folder.path()).contains(&fingerprint), "{}", help(folder.path()));
    // Nothing rests on a source without claims, whatever hash it has.
    edit(&folder.path().join(SEED), &"0".repeat(64), &HASH.replace('a', "b"));
    fs::remove_file(folder.path().join(CLAIMS)).expect("the claims were there");
    assert!(help(folder.path()).contains(&fingerprint), "{}", help(folder.path()));
    assert!(help(folder.path()).contains("anchor the ranges in `uncoded` anew"), "{}", help(folder.path()));
    edit(&folder.path().join(SEED), &HASH.replace('a', "b"), HASH);
    edit(&folder.path().join(SEED), "characters = 268", "characters = 1");
    assert!(help(folder.path()).contains("write characters = 268"), "{}", help(folder.path()));
}

#[test]
fn waivers_are_not_judged_by_a_text_that_is_not_the_recorded_one() {
    let folder = mini();
    let waive =
        "note = \"Invented for tests.\"\nwaive = [\n  { rule = \"copied-statement\", reason = \"It looks at the text alone.\" },\n]";
    edit(&folder.path().join(CLAIMS), "note = \"Invented for tests.\"", waive);
    assert_eq!(found(folder.path(), &[]).0, ["unused-waiver"]);
    edit(&folder.path().join(TEXT), "\n", "\r\n");
    assert_eq!(found(folder.path(), &[]).0, ["stale-text"]);
    fs::remove_file(folder.path().join(TEXT)).expect("the text was there");
    assert_eq!(found(folder.path(), &[]).0, ["missing-text"]);
}

#[test]
fn a_receipt_counts_evidence_in_a_stale_text_as_not_checked() {
    let folder = with_other_text("\n", "\r\n");
    let receipt = folder.path().join("receipt.json");
    run(folder.path(), &["validate", "--receipt", &receipt.display().to_string()]);
    let receipt: Value = serde_json::from_slice(&fs::read(receipt).expect("there is a receipt")).expect("it is JSON");
    for what in ["spans", "quotes"] {
        let all = if what == "spans" { 4 } else { 1 };
        assert_eq!(
            ["checked", "failed", "uncheckable"].map(|kind| receipt["counts"][what][kind].clone()),
            [0, 0, all].map(Value::from),
            "{what}"
        );
    }
    assert_eq!(receipt["coverage"], Value::Array(Vec::new()));
}

#[test]
fn claims_are_shown_without_a_mark_in_another_text() {
    let folder = mini();
    let show = || run(folder.path(), &["show", "example-2025.002"]).1;
    assert!(show().contains(">>“We will be there,” she told reporters.<<"), "{}", show());
    edit(&folder.path().join(CLAIMS), "quote = \"We will be there,\"", "quote = \"We shall be there,\"");
    assert!(show().contains("the quotation does not stand in these words"), "{}", show());
    edit(&folder.path().join(CLAIMS), "start = 123, end = 162", "start = 124, end = 163");
    assert!(show().contains("(the words there do not have the recorded hash: nothing is marked)") && !show().contains(">>"), "{}", show());
    edit(&folder.path().join(TEXT), "\n", "\r\n");
    assert!(show().contains("(no evidence is marked: the text example.txt is not the recorded one, since its hash is "), "{}", show());
    assert!(show().contains(CRLF) && !show().contains(">>"), "{}", show());
    fs::remove_file(folder.path().join(TEXT)).expect("the text was there");
    assert!(show().contains("(no evidence is marked: the text example.txt is not there)"), "{}", show());
}

#[test]
fn anchor_says_what_was_changed_in_a_text() {
    let folder = mini();
    edit(
        &folder.path().join(CLAIMS),
        "start = 15, end = 122, sha256 = \"d898da7a9fd410c055516b104dc76b0e365911b24b20513cbd98cf238006a4e9\"",
        "find = \"her\"",
    );
    edit(&folder.path().join(TEXT), "\n", "\r\n");
    let anchor = || run(folder.path(), &["anchor", &folder.path().join(CLAIMS).display().to_string()]);
    assert!(anchor().0 == Some(1) && anchor().1.contains(CRLF), "{}", anchor().1);
    edit(&folder.path().join(TEXT), "\r\n", "\n");
    edit(&folder.path().join(SEED), HASH, &"0".repeat(64));
    assert!(anchor().1.contains(&format!("write sha256 = \"{HASH}\" and characters = 268")), "{}", anchor().1);
}

#[test]
fn external_claims_are_not_checked_against_another_text_either() {
    let folder = mini();
    let dist = folder.path().join("dist").display().to_string();
    let export = claims(&["export", "--root", &folder.path().display().to_string(), "--out", &dist, "--format", "json"]);
    assert_eq!(export.status.code(), Some(0), "{}", stdout(&export));
    let lines = fs::read_to_string(folder.path().join("dist/json/claims.ndjson")).expect("the claims were exported");
    let waived =
        lines.replacen("\"waive\":[]", "\"waive\":[{\"rule\":\"copied-statement\",\"reason\":\"It looks at the text alone.\"}]", 1);
    let broken = waived.replace("\"speaker\":\"neighbour-state\"", "\"speaker\":\"nobody\"");
    let file = folder.path().join("claims.ndjson").display().to_string();
    fs::write(&file, broken).expect("the claims can be written");
    edit(&folder.path().join(TEXT), "\n", "\r\n");
    // However few findings are kept, the one that says why evidence was not checked is among them.
    for (most, expected) in [("1000", vec!["stale-text", "unknown-reference"]), ("1", vec!["stale-text"])] {
        let (rules, said) = found(folder.path(), &[&file, "--max-findings", most]);
        let first: Vec<_> = rules.iter().filter(|rule| said.contains(&format!("[{rule}]: "))).collect();
        assert_eq!(first, expected.iter().collect::<Vec<_>>(), "{said}");
        assert!(said.contains(CRLF) && said.contains("4 evidence spans (0 verified, 0 failed, 4 not checked)"), "{said}");
    }
    let full = run(folder.path(), &["validate", &file]).1;
    assert!(full.contains("help: change the file with the text, not the dataset"), "{full}");
}

/// The words of the first claim in the text in place of its range, and what `anchor` says of them.
fn anchored(text: &str, find: &str) -> (Option<i32>, String) {
    let folder = mini();
    let evidence = "start = 15, end = 122, sha256 = \"d898da7a9fd410c055516b104dc76b0e365911b24b20513cbd98cf238006a4e9\"";
    edit(&folder.path().join(TEXT), "The minister of Example State", text);
    let hash = guarantee_claims::texts::sha256(&fs::read(folder.path().join(TEXT)).expect("the text can be read"));
    edit(&folder.path().join(SEED), HASH, &hash);
    edit(&folder.path().join(CLAIMS), evidence, &format!("find = {find}"));
    run(folder.path(), &["anchor", &folder.path().join(CLAIMS).display().to_string()])
}

#[test]
fn anchor_shows_what_cannot_be_seen() {
    let words = "\"The minister of Example State\"";
    for (text, find, message, help) in [
        (
            "The minis\u{ad}ter of Example State",
            words,
            "the words \"The minister of Example State\" do not occur",
            "at code points 15 to 45 (2:1) as they stand: \"The minis\\u00ADter of Example State\"; \
             at code point 24 the text has U+00AD where `find` has nothing",
        ),
        (
            "The minister of Example State",
            "\"The\\u00A0minister of Example\\u200B State\"",
            "the words \"The\\u00A0minister of Example\\u200B State\" do not occur",
            "as they stand: \"The minister of Example State\"; at code point 18 the text has U+0020 where `find` has U+00A0, \
             at 38 nothing where it has U+200B",
        ),
        (
            "The ‚minister‘ of Example State−",
            "\"The 'minister' of Example State-\"",
            "the words \"The 'minister' of Example State-\" do not occur",
            "as they stand: \"The \\u201Aminister\\u2018 of Example State\\u2212\"; \
             at code point 19 the text has ‚ (U+201A) where `find` has ' (U+0027), at 28 ‘ (U+2018) where it has ' (U+0027), \
             at 46 − (U+2212) where it has - (U+002D)",
        ),
        ("The e\u{301}mi\u{fb01}nister of Example State", "\"The émifinister of\"", "do not occur", "\"The e\\u0301mi\\uFB01nister of\""),
        ("The minister… of Example State", "\"The minister... of\"", "do not occur", "\"The minister\\u2026 of\""),
    ] {
        let (code, said) = anchored(text, find);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(message) && said.contains(help), "{message}\n{help}\n{said}");
        let quoted = |after: &str| said.split_once(after).and_then(|(_, rest)| Some(rest.split_once("\" ")?.0.to_owned()));
        assert_ne!(
            quoted("the words "),
            quoted("as they stand: "),
            "what was found and what was expected should not look the same: {said}"
        );
    }
    let (_, said) = anchored("The minister of Example State, the minis\u{ad}ter", "\"Minister\"");
    assert!(said.contains("code points 19 to 27 (2:5), the first of 2 places as they stand: \"minister\""), "{said}");
    let (_, said) = anchored("The minister of Example State", "\"Nowhere\\u00A0else\"");
    assert!(said.contains("the words \"Nowhere\\u00A0else\" do not occur") && said.contains("character for character"), "{said}");
    // What the help shows can be copied into the file.
    assert_eq!(anchored("The minis\u{ad}ter of Example State", "\"The minis\\u00ADter of Example State\"").0, Some(0));
    let (_, said) = anchored("The minister of Example State", "\"The minister of\", quote = \"minister\\u00A0of\"");
    assert!(said.contains("the quotation \"minister\\u00A0of\" does not stand in the words \"The minister of\""), "{said}");
    assert!(said.contains("\"minister of\"; at code point 12 the text has U+0020 where the quotation has U+00A0"), "{said}");
}

#[test]
fn a_stale_quotation_is_shown_where_it_nearly_stands() {
    let help = |quote: &str| {
        let folder = mini();
        edit(&folder.path().join(CLAIMS), "quote = \"We will be there,\"", &format!("quote = \"{quote}\""));
        run(folder.path(), &["validate"]).1
    };
    for (quote, expected) in [
        (
            "We will\\u00A0be there,",
            "copy the words at code points 124 to 141 as they stand: \"We will be there,\"; \
             at code point 131 the text has U+0020 where the quotation has U+00A0",
        ),
        (
            "we will be there",
            "copy the words at code points 124 to 140 as they stand: \"We will be there\"; at code point 124 the text has W",
        ),
        ("it will not take part", "the quotation stands at code points 197 to 218: take other words of the evidence, or correct its range"),
        ("it will\\u200Bnot take part", "copy the words anew, character for character"),
        (
            "it will\\u2003not take part",
            "nearly the same words stand at code points 197 to 218, outside the evidence: \"it will not take part\"; \
             at code point 204 the text has U+0020 where the quotation has U+2003",
        ),
    ] {
        assert!(help(quote).contains(expected), "{expected}\n{}", help(quote));
    }
}
