//! The receipt of a run: what was checked with what, and how it came out.

use std::fs;
use std::path::Path;
use std::process::Output;

use guarantee_claims::rules::RULES;
use guarantee_claims::texts::sha256;
use serde_json::{Value, json};

use super::run::{CLAIMS, broken, report};
use crate::support::{claims, edit, mini, root, stderr, stdout};

fn receipt(dataset: &Path, more: &[&str]) -> (Output, Value) {
    let file = dataset.join("receipt.json").display().to_string();
    let output = report(dataset, "concise", &[&["--receipt", &file], more].concat());
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{error}: {}", stderr(&output)));
    (output, serde_json::from_str(&text).expect("the receipt is JSON"))
}

#[test]
fn the_receipt_says_what_was_checked_with_what_and_how_it_came_out() {
    let folder = mini();
    let texts = folder.path().join("texts").display().to_string();
    let (output, receipt) = receipt(folder.path(), &["--texts", &texts]);
    assert_eq!((output.status.code(), &receipt["exitCode"]), (Some(0), &json!(0)));
    assert_eq!(receipt["program"], json!({ "name": "claims", "version": env!("CARGO_PKG_VERSION") }));
    assert_eq!(receipt["ruleSet"]["rules"], RULES.len());
    assert_eq!(receipt["ruleSet"]["sha256"].as_str().map(str::len), Some(64));
    let all = |checked: usize| json!({ "checked": checked, "failed": 0, "waived": 0, "uncheckable": 0 });
    let counts = &receipt["counts"];
    assert_eq!((&counts["claims"], &counts["spans"], &counts["quotes"]), (&all(4), &all(4), &all(1)));
    assert_eq!(counts["references"]["failed"], 0);
    assert!(counts["references"]["checked"].as_u64() > Some(20));
    let coverage = json!([{ "source": "example-2025", "sentences": 5, "coded": 4, "uncoded": 1, "neither": 0 }]);
    assert_eq!(receipt["coverage"], coverage);
    let started = receipt["startedAt"].as_str().expect("there is a time");
    assert!(started.len() == 24 && started.ends_with('Z') && started.as_bytes()[10] == b'T', "{started}");
    assert!(receipt["durationSeconds"].as_f64() > Some(0.0));
}

#[test]
fn the_receipt_has_the_hash_and_the_kind_of_every_file() {
    let folder = mini();
    fs::write(folder.path().join("data/other.bin"), [0xff, 0xfe]).expect("the file can be written");
    let texts = folder.path().join("texts").display().to_string();
    let (_, receipt) = receipt(folder.path(), &["--texts", &texts]);
    let files = receipt["files"].as_array().expect("there are files");
    let kinds: Vec<_> = files.iter().map(|file| file["kind"].as_str().unwrap_or("none")).collect();
    assert_eq!(kinds, ["actors", "claims", "dataset", "frameworks", "occasions", "none", "source", "text"]);
    for file in files {
        let path = file["path"].as_str().expect("a file has a path");
        let path = if file["kind"] == "text" { format!("texts/{path}") } else { path.to_owned() };
        assert_eq!(file["sha256"], sha256(&fs::read(folder.path().join(&path)).expect("the file can be read")), "{path}");
    }
}

#[test]
fn the_receipt_counts_what_failed_and_what_could_not_be_checked() {
    let folder = broken();
    edit(&folder.path().join(CLAIMS), "We will be there,", "We shall be there,");
    edit(&folder.path().join("data/frameworks.toml"), "example-minister", "nobody");
    let texts = folder.path().join("texts").display().to_string();
    let (output, with_texts) = receipt(folder.path(), &["--texts", &texts]);
    assert_eq!((output.status.code(), &with_texts["exitCode"]), (Some(1), &json!(1)));
    let counts = &with_texts["counts"];
    assert_eq!(counts["claims"], json!({ "checked": 3, "failed": 3, "waived": 0, "uncheckable": 1 }));
    assert_eq!(counts["spans"], json!({ "checked": 3, "failed": 1, "waived": 0, "uncheckable": 0 }));
    assert_eq!(counts["quotes"], json!({ "checked": 1, "failed": 1, "waived": 0, "uncheckable": 0 }));
    assert_eq!((&counts["references"]["failed"], &counts["references"]["uncheckable"]), (&json!(1), &json!(2)));
    assert_eq!(with_texts["findings"]["byRule"]["unknown-term"], 1);
    let (_, without) = receipt(folder.path(), &[]);
    assert_eq!(without["counts"]["spans"], json!({ "checked": 0, "failed": 0, "waived": 0, "uncheckable": 3 }));
    assert_eq!(without["coverage"], Value::Null);
}

#[test]
fn the_receipt_of_some_files_counts_the_claims_that_failed_in_them() {
    let folder = mini();
    edit(&folder.path().join(CLAIMS), "speaker = \"example-minister\"", "speaker = \"nobody\"");
    let failed = |file: &str| {
        let (_, receipt) = receipt(folder.path(), &[&folder.path().join(file).display().to_string()]);
        assert_eq!(receipt["counts"]["claims"]["checked"], 4);
        (receipt["counts"]["claims"]["failed"].clone(), receipt["findings"]["errors"].clone())
    };
    let (claims, errors) = failed(CLAIMS);
    assert!(claims.as_u64() > Some(0) && errors.as_u64() > Some(0), "{claims} {errors}");
    assert_eq!(failed("data/actors.toml"), (json!(0), json!(0)));
}

#[test]
fn zero_claims_are_an_error() {
    let folder = mini();
    fs::remove_dir_all(folder.path().join("data/claims")).expect("the folder was there");
    fs::remove_file(folder.path().join("data/frameworks.toml")).expect("the file was there");
    let actors = folder.path().join("data/actors.toml").display().to_string();
    let (output, receipt) = receipt(folder.path(), &[&actors]);
    assert_eq!((output.status.code(), &receipt["exitCode"]), (Some(1), &json!(1)));
    assert_eq!((&receipt["counts"]["claims"]["checked"], &receipt["findings"]["limitedTo"]), (&json!(0), &json!(["data/actors.toml"])));
    assert!(stderr(&output).contains("error: no claim was checked: expected one or more"), "{}", stderr(&output));
}

#[test]
fn the_dataset_itself_gives_a_clean_receipt() {
    let (output, receipt) = receipt_of_the_dataset();
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert_eq!((&receipt["findings"]["errors"], &receipt["counts"]["references"]["failed"]), (&json!(0), &json!(0)));
    assert!(receipt["counts"]["claims"]["checked"].as_u64() > Some(250));
}

fn receipt_of_the_dataset() -> (Output, Value) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("receipt.json");
    let output = claims(&["validate", "--root", &root().display().to_string(), "--receipt", &file.display().to_string()]);
    let text = fs::read_to_string(file).expect("the receipt was written");
    (output, serde_json::from_str(&text).expect("the receipt is JSON"))
}

#[test]
fn the_receipt_counts_what_waivers_accept_by_what_it_is_about() {
    let folder = mini();
    let claims = folder.path().join(CLAIMS);
    edit(&claims, "stage = \"ruled-out\"", "stage = \"agreed\"");
    let waive = "waive = [\n  { rule = \"refusal-stage\", reason = \"Invented for the tests of receipts.\" },\n]\nnote = \"Invented";
    edit(&claims, "note = \"Invented", waive);
    let (output, receipt) = receipt(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    // The document has no second coding, which is accepted too.
    assert_eq!(receipt["findings"]["waived"], 2);
    let waived = |thing: &str| receipt["counts"][thing]["waived"].clone();
    assert_eq!(["claims", "spans", "quotes", "references"].map(waived), [json!(1), json!(0), json!(0), json!(0)]);
}
