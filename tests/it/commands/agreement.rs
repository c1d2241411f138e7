//! `claims agreement`: the figures, and the claims held against a further coding.

use std::fs;
use std::path::Path;
use std::process::Output;

use guarantee_claims::limits::MOST_COMPARED;
use serde_json::{Value, json};

use crate::support::{claims, edit, fixture_dataset, stderr, stdout};

const CODINGS: &str = "data/codings/coded-2025.csv";
const HEADER: &str = "coding,coder,spans,statement,speaker,attribution,layer,commitment_type,speech_act,modality,polarity,stage,aspect,\
                      legal_form,bindingness,parties,conditions";

fn agreement(root: &Path, arguments: &[&str]) -> Output {
    claims(&[&["agreement", "--root", root.to_str().expect("the path is UTF-8")], arguments].concat())
}

/// The figures as JSON.
fn figures(root: &Path, arguments: &[&str]) -> Value {
    let output = agreement(root, &[arguments, &["--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    serde_json::from_str(&stdout(&output)).expect("the figures are JSON")
}

/// The value of a field in a document, or in all together.
fn value(figures: &Value, source: Option<&str>, field: &str) -> Value {
    let rows = figures["agreement"].as_array().expect("there are figures");
    let row = rows.iter().find(|row| row["source"].as_str() == source && row["field"] == field).expect("the field is measured");
    row["value"].clone()
}

fn assert_near(found: &Value, expected: f64) {
    assert!(found.as_f64().is_some_and(|found| (found - expected).abs() < 1e-9), "{found} should be {expected}");
}

/// A file of codings of `coded-2025` with these rows, in a folder of its own.
fn further(rows: &[&str]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("coded-2025.csv");
    fs::write(&file, format!("{HEADER}\n{}\n", rows.join("\n"))).expect("the file can be written");
    (folder, file.display().to_string())
}

/// What the codings of the three claims say that agree with them.
const FIRST: &str =
    "coded-minister,paraphrased,architecture,general,demand,required,affirmed,under-discussion,decision,,,coded-state:decider,";
const SECOND: &str = "coded-outlet,narrated,architecture,general,predict,probable,affirmed,under-discussion,legal-form,treaty,,,";
const THIRD: &str = "coded-outlet,narrated,architecture,general,predict,possible,affirmed,under-discussion,legal-form,treaty,binding,,";

#[test]
fn figures_are_those_that_can_be_counted_by_hand() {
    let folder = fixture_dataset("coded");
    let figures = figures(folder.path(), &[]);
    // Three pairs; of the six values of aspect, three are of one term in two pairs, and each of the others stands once.
    assert_near(&value(&figures, None, "aspect"), 1.0 - 2.0 * 2.0 * 5.0 / (36.0 - (4.0 + 1.0 + 1.0 + 1.0 + 1.0)));
    assert_near(&value(&figures, Some("coded-2025"), "aspect"), 0.4);
    assert_near(&value(&figures, Some("coded-2026"), "aspect"), 0.0);
    assert_near(&value(&figures, None, "speaker"), 1.0);
    assert_eq!(value(&figures, None, "polarity"), Value::Null, "all values are the same");
    // Two parties of b alone, two that both have.
    assert_near(&value(&figures, None, "parties"), 2.0 * 2.0 / 6.0);
    assert_eq!(value(&figures, None, "conditions"), Value::Null, "all lists are empty");
    // Three pairs, and one coding of each coder alone.
    assert_near(&value(&figures, None, "unit"), 2.0 * 3.0 / 8.0);
    let all = &figures["agreement"][0];
    assert_eq!(
        (&all["codingsA"], &all["codingsB"], &all["pairs"], &all["paired"]),
        (&json!(4), &json!(4), &json!(3), &json!([0.75, 0.75]))
    );
    for row in figures["agreement"].as_array().expect("there are figures") {
        let [low, value, high] = ["low", "value", "high"].map(|key| row[key].as_f64());
        assert!(low <= high && (value.is_none() || row["draws"].as_u64() > Some(0)), "{row}");
    }
}

#[test]
fn the_order_of_rows_does_not_matter_and_a_later_coder_plays_no_part() {
    let folder = fixture_dataset("coded");
    let before = stdout(&agreement(folder.path(), &[]));
    let file = folder.path().join(CODINGS);
    let text = fs::read_to_string(&file).expect("the file can be read");
    let (header, rows) = text.split_once('\n').expect("there is a header");
    let rows: Vec<_> = rows.lines().rev().filter(|row| !row.starts_with("c.")).collect();
    fs::write(&file, format!("{header}\n{}\n", rows.join("\n"))).expect("the file can be written");
    assert_eq!(stdout(&agreement(folder.path(), &[])), before);
}

#[test]
fn a_wrong_value_in_one_coding_is_seen() {
    let folder = fixture_dataset("coded");
    let before = figures(folder.path(), &[]);
    for (field, find, write) in [
        ("speaker", "a.001,coded-2025.001,coded-minister", "a.001,coded-2025.001,coded-outlet"),
        ("legal_form", ",treaty,,coded", ",,,coded"),
        ("parties", "coded-minister:provider", "coded-minister:decider;coded-outlet:provider"),
        (
            "unit",
            "\nb.003",
            "\nb.004,b,0-12,The outlet names itself here.,,,coded-outlet,narrated,outside,general,assert,actual,affirmed,not-applicable,significance,,,,\nb.003",
        ),
    ] {
        let folder = fixture_dataset("coded");
        edit(&folder.path().join(CODINGS), find, write);
        let after = figures(folder.path(), &[]);
        for of in guarantee_claims::CodedField::ALL {
            let [before, after] = [&before, &after].map(|figures| value(figures, None, of.as_str()).as_f64());
            assert!(if of.as_str() == field { after < before } else { after == before }, "{field}: {of} {before:?} {after:?}");
        }
    }
}

#[test]
fn figures_can_be_limited_to_documents() {
    let folder = fixture_dataset("coded");
    let sources = |paths: &[&str]| {
        let paths: Vec<_> = paths.iter().map(|path| folder.path().join(path).display().to_string()).collect();
        let figures = figures(folder.path(), &paths.iter().map(String::as_str).collect::<Vec<_>>());
        let mut sources: Vec<_> =
            figures["agreement"].as_array().into_iter().flatten().map(|row| row["source"].as_str().map(str::to_owned)).collect();
        sources.dedup();
        sources.into_iter().flatten().collect::<Vec<_>>()
    };
    assert_eq!(sources(&[]), ["coded-2025", "coded-2026"]);
    assert_eq!(sources(&["data/codings"]), ["coded-2025", "coded-2026"]);
    assert_eq!(sources(&["."]), ["coded-2025", "coded-2026"]);
    assert_eq!(sources(&["data/codings/coded-2026.csv"]), ["coded-2026"]);
    assert_eq!(sources(&["seeds/coded-2025.toml"]), ["coded-2025"]);
    let of_2026 = folder.path().join("data/codings/coded-2026.csv").display().to_string();
    assert_eq!(figures(folder.path(), &[&of_2026])["unpaired"], json!([]));
    let actors = folder.path().join("data/actors.toml").display().to_string();
    let output = agreement(folder.path(), &[&actors]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("the paths lead to no document"), "{}", stderr(&output));
}

#[test]
fn the_table_is_that_of_the_export() {
    let folder = fixture_dataset("coded");
    let dist = folder.path().join("dist");
    let output =
        claims(&["export", "--root", &folder.path().display().to_string(), "--format", "csv", "--out", &dist.display().to_string()]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let exported = fs::read_to_string(dist.join("csv/agreement.csv")).expect("the table was exported");
    assert_eq!(stdout(&agreement(folder.path(), &["--format", "csv"])), exported);
    assert_eq!(exported.lines().count(), 1 + 3 * 14, "three scopes with each field and the unit");
}

#[test]
fn people_get_a_line_for_each_field_of_each_document() {
    let folder = fixture_dataset("coded");
    let text = stdout(&agreement(folder.path(), &[]));
    assert!(text.starts_with("all documents: codings of a: 4 (75% paired); codings of b: 4 (75% paired); pairs: 3\n"), "{text}");
    for line in [
        "\ncoded-2026: codings of a: 1 (100% paired)",
        "\n  aspect           alpha       0.40  -0.50 to 0.40\n",
        "\n  polarity         alpha  undefined\n",
        "\ncodings without a pair: coded-2025 a.003, coded-2025 b.003\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let unpaired = ["a.003", "b.003"].map(|coding| json!({ "source": "coded-2025", "coding": coding }));
    assert_eq!(figures(folder.path(), &[])["unpaired"], json!(unpaired));
}

#[test]
fn nothing_to_compare_is_a_failure() {
    let folder = fixture_dataset("mini");
    let output = agreement(folder.path(), &[]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(1), String::new()));
    assert!(stderr(&output).contains("no two codings were compared"), "{}", stderr(&output));
    // Codings of both, of which no two are a pair.
    let folder = fixture_dataset("coded");
    for (file, find) in [(CODINGS, "a.001"), (CODINGS, "a.002"), (CODINGS, "b.001"), (CODINGS, "b.002")] {
        edit(&folder.path().join(file), &format!(",{find},"), ",,");
    }
    let file = folder.path().join(CODINGS).display().to_string();
    let output = agreement(folder.path(), &[&file]);
    assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
}

#[test]
fn codings_with_errors_are_not_compared_and_the_errors_are_shown() {
    let folder = fixture_dataset("coded");
    // What is wrong elsewhere is of no matter for the two codings.
    edit(&folder.path().join("data/claims/coded-2026.toml"), "confidence = \"moderate\"", "confidence = \"low\"");
    assert_eq!(agreement(folder.path(), &[]).status.code(), Some(0));
    edit(&folder.path().join(CODINGS), "affirmed,under-discussion,credibility", "affirmed,under-discussion,credible");
    let output = agreement(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = stdout(&output);
    assert!(said.contains("error[unknown-term]: aspect: \"credible\"") && !said.contains("doubtful-mismatch"), "{said}");
    assert!(stderr(&output).contains("nothing was compared"), "{}", stderr(&output));
}

#[test]
fn a_further_coding_is_matched_by_place_and_words_and_never_by_codes() {
    let folder = fixture_dataset("coded");
    // Two claims at one place, told apart by their words; the codes are those of the other.
    let second = folder.path().join("data/claims/coded-2025.toml");
    edit(
        &second,
        "start = 118, end = 136, sha256 = \"1d11da429473fb1acdba64389ee4f3529cc875308564ed0575b6afc57ad02c1d\"",
        "start = 94, end = 112, sha256 = \"SHA\"",
    );
    let text = fs::read_to_string(&second).expect("the file can be read");
    let sha = text.split("start = 94, end = 112, sha256 = \"").nth(1).and_then(|rest| rest.split('"').next()).expect("there is a hash");
    fs::write(&second, text.replace("SHA", sha)).expect("the file can be written");
    let rows = [
        &format!("c.001,c,94-113,A treaty could oblige those who sign it.,{SECOND}"),
        &format!("c.002,c,94-112,The guarantees may well take the form of a treaty.,{THIRD}"),
    ];
    let (_kept, file) = further(&rows.map(String::as_str));
    let figures = figures(folder.path(), &["--against", &file]);
    assert_near(&value(&figures, None, "modality"), -0.5);
    assert_eq!(figures["unmatched"], json!({ "claims": ["coded-2025.001"], "codings": [] }));
}

#[test]
fn claims_that_differ_or_have_no_partner_count_against_their_confidence() {
    let folder = fixture_dataset("coded");
    let first = FIRST.replace("decision", "participation");
    let rows = [
        format!("c.007,c,13-93,Coded State has to decide about the guarantees.,{first}"),
        format!("c.002,c,94-112,The guarantees are likely to be a treaty.,{SECOND}"),
        "c.004,c,0-12,The outlet calls itself by its name.,coded-outlet,narrated,outside,general,assert,actual,affirmed,not-applicable,significance,,,,".to_owned(),
    ];
    let (_kept, file) = further(&rows.each_ref().map(String::as_str));
    let figures = figures(folder.path(), &["--against", &file]);
    assert_eq!(figures["coder"], "c");
    assert_eq!(figures["unmatched"], json!({ "claims": ["coded-2025.004"], "codings": [{ "source": "coded-2025", "coding": "c.004" }] }));
    let all = &figures["agreement"][0];
    assert_eq!((&all["claims"], &all["codings"], &all["pairs"]), (&json!(3), &json!(3), &json!(2)));
    assert_near(&value(&figures, None, "unit"), 2.0 * 2.0 / 6.0);
    // One claim of high confidence, whose aspect differs; two of low confidence, of which one is the same and one was not found.
    let levels: Vec<_> = figures["confidence"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|level| (&level["confidence"], &level["claims"], &level["differing"], &level["value"]))
        .collect();
    let expected = [("high", 1, 1, json!(1.0)), ("moderate", 0, 0, Value::Null), ("low", 2, 1, json!(0.5))];
    for (found, (confidence, claims, differing, share)) in levels.iter().zip(&expected) {
        assert_eq!(*found, (&json!(confidence), &json!(claims), &json!(differing), share));
    }
    assert_near(&figures["lowToHigh"]["value"], 0.5);
    let csv = stdout(&agreement(folder.path(), &["--against", &file, "--format", "csv"]));
    assert!(csv.contains("\n*,,low,differing,2,,,,,1,0.5,") && csv.contains("\n*,,,low-to-high,,,,,,,0.5,"), "{csv}");
    let text = stdout(&agreement(folder.path(), &["--against", &file]));
    for line in [
        "\nclaims without a coding: coded-2025.004\n",
        "\ncodings without a claim: coded-2025 c.004\n",
        "\nhigh              1          1   1.00",
        "\nlow to high: 0.50",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    // Lists do not count there.
    let (_kept, file) = further(&[&format!("c.001,c,13-93,Coded State has to decide about the guarantees.,{FIRST}")
        .replace("coded-state:decider,", "coded-state:lead,other")]);
    let figures = self::figures(folder.path(), &["--against", &file]);
    assert_eq!(figures["confidence"][0]["differing"], 0);
    assert_near(&value(&figures, None, "parties"), 0.0);
}

#[test]
fn the_coder_that_is_meant_is_the_only_one_or_named() {
    let folder = fixture_dataset("coded");
    let own = |name: &str| folder.path().join(format!("data/codings/{name}.csv")).display().to_string();
    // Beside a and b, who made the claims, there is one.
    assert_eq!(figures(folder.path(), &["--against", &own("coded-2025")])["coder"], "c");
    let of_a = figures(folder.path(), &["--against", &own("coded-2025"), "--against", &own("coded-2026"), "--coder", "a"]);
    assert_eq!((&of_a["coder"], &of_a["agreement"][0]["pairs"]), (&json!("a"), &json!(4)));
    for (arguments, expected) in [
        (vec!["--against", &own("coded-2026")], "--against has codings of a, b: expected one of them as --coder"),
        (vec!["--against", &own("coded-2025"), "--coder", "x"], "--against has no codings of \"x\": expected one of a, b, c"),
        (vec!["--against", &own("coded-2025"), "--against", &own("coded-2025")], "--against has two files of coded-2025: expected one"),
        (
            vec!["--against", "coded-2052.csv"],
            "coded-2052.csv is named after no document: did you mean coded-2025.csv? expected <source id>.csv",
        ),
        (vec!["--against", &own("coded-2025"), "--coder", "ab"], "\"ab\" is not a coder"),
        (vec!["--coder", "c"], "--against <FILE>"),
    ] {
        let output = agreement(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(expected), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn faults_of_a_further_coding_are_shown_at_their_places() {
    let folder = fixture_dataset("coded");
    let (_kept, file) = further(&[
        &format!("c.001,c,13-930,Coded State has to decide about the guarantees.,{FIRST}"),
        &format!("c.001,c,94-112,The guarantees are likely to be a treaty.,{SECOND}").replace("coded-outlet", "coded-outlets"),
        &format!("c.003,c,118-136,A treaty might bind those who sign it.,{THIRD},"),
    ]);
    let output = agreement(folder.path(), &["--against", &file]);
    assert_eq!(output.status.code(), Some(1));
    for (place, expected) in [
        ("2:12", "error[empty-range]: c.001: the range ends at 930"),
        ("3:1", "error[duplicate-id]: c.001: the coding id \"c.001\" is used twice"),
        ("3:58", "error[unknown-reference]: c.001: there is no actor \"coded-outlets\": did you mean \"coded-outlet\"?"),
        ("4:1", "error[syntax]: the row has 18 cells: expected 17, as in the header"),
    ] {
        assert!(stdout(&output).contains(expected), "{expected}\n{}", stdout(&output));
        assert!(stdout(&output).contains(&format!("--> {file}:{place}\n")), "{place}\n{}", stdout(&output));
    }
    // The claims must be whole, too.
    let (_kept, file) = further(&[&format!("c.001,c,13-93,Coded State has to decide about the guarantees.,{FIRST}")]);
    edit(&folder.path().join("data/claims/coded-2025.toml"), "layer = \"architecture\"", "layer = \"architectures\"");
    assert_eq!(agreement(folder.path(), &["--against", &file]).status.code(), Some(1));
}

#[test]
fn a_coding_of_other_places_or_of_too_much_is_not_compared() {
    let folder = fixture_dataset("coded");
    let (_kept, file) = further(&[&format!("c.001,c,0-12,Coded State has to decide about the guarantees.,{FIRST}")]);
    let output = agreement(folder.path(), &["--against", &file]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no claim was compared with a coding"), "{}", stderr(&output));
    let row = |number: usize| format!("c.{number:04},c,13-93,Coded State has to decide about the guarantees.,{FIRST}");
    let rows: Vec<_> = (0..=MOST_COMPARED).map(row).collect();
    let rows: Vec<_> = rows.iter().map(String::as_str).collect();
    let (_kept, file) = further(&rows[1..]);
    assert_eq!(figures(folder.path(), &["--against", &file])["unmatched"]["codings"].as_array().map(Vec::len), Some(MOST_COMPARED - 1));
    let (_kept, file) = further(&rows);
    let output = agreement(folder.path(), &["--against", &file]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("coded-2025 has 1001 codings or claims: expected at most 1000"), "{}", stderr(&output));
}
