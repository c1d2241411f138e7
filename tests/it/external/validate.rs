//! External claims: lines, arrays, documents and standard input, checked against the registers, each finding at its place.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::support::{claims, edit, mini, root, stderr, stdout};

/// Three real claims as lines of JSON.
fn lines() -> Vec<String> {
    let claims = guarantee_claims::dataset().claims().take(3);
    claims.map(|claim| serde_json::to_string(claim.get()).expect("a claim can be written")).collect()
}

/// The claims of the dataset in this folder as lines of JSON.
fn lines_of(folder: &Path) -> Vec<String> {
    let dataset = guarantee_claims::Dataset::load(folder).expect("the dataset is valid");
    dataset.claims().map(|claim| serde_json::to_string(claim.get()).expect("a claim can be written")).collect()
}

/// The program's report on a file with this name and content, one finding a line.
fn report(name: &str, content: &str, more: &[&str]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("the file can be written");
    let path = path.display().to_string();
    let output = claims(&[&["validate", path.as_str(), "--output-format", "concise"], more].concat());
    (output.status.code(), stdout(&output).replace(&format!("{path}:"), "FILE:"))
}

#[test]
fn exported_claims_are_clean_in_every_form() {
    let lines = lines();
    for (name, content) in [
        ("claims.ndjson", lines.join("\n")),
        ("claims.jsonl", lines.join("\r\n") + "\n\n"),
        ("claims.json", format!("[\n{}\n]", lines.join(",\n"))),
        ("dataset.json", format!("{{\"version\": \"1.0.0\", \"claims\": [{}]}}", lines.join(","))),
    ] {
        let (code, said) = report(name, &content, &[]);
        assert_eq!(code, Some(0), "{name}: {said}");
        assert!(said.contains("3 claims") && said.contains("no findings"), "{name}: {said}");
    }
}

#[test]
fn standard_input_is_read_as_lines() {
    let run = |input: &str| -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_claims"))
            .args(["validate", "-", "--output-format", "concise"])
            .current_dir(root())
            .env_remove("CLAIMS_TEXTS")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        child.stdin.take().expect("the input is piped").write_all(input.as_bytes()).expect("the program reads its input");
        child.wait_with_output().expect("the program ends")
    };
    let clean = run(&lines().join("\n"));
    assert_eq!(clean.status.code(), Some(0), "{}", stdout(&clean));
    let broken = run(&lines()[0].replace("\"speaker\":\"mark-rutte\"", "\"speaker\":\"nobody\""));
    assert_eq!(broken.status.code(), Some(1));
    assert!(stdout(&broken).starts_with("-:1:60: error[unknown-reference]: "), "{}", stdout(&broken));
}

#[test]
fn each_finding_points_at_its_value() {
    let lines = lines();
    let term = lines[0].replace("\"layer\":\"coalition\"", "\"layer\":\"coalitio\"");
    let column = term.chars().collect::<String>().split("\"coalitio\"").next().expect("the term is there").chars().count() + 1;
    let twice = lines[1].replacen('{', "{\"id\":\"x.001\",", 1);
    let cut = &lines[2][..100];
    let (code, said) = report("claims.ndjson", &[term.as_str(), &twice, cut, "{}"].join("\n"), &[]);
    assert_eq!(code, Some(1));
    assert!(said.contains(&format!("FILE:1:{column}: error[unknown-term]: layer: \"coalitio\" is not a layer")), "{said}");
    assert!(said.contains("FILE:2:15: error[invalid-value]: duplicate field `id`"), "{said}");
    assert!(said.contains("FILE:3:"), "{said}");
    assert!(said.contains("FILE:4:1: error[missing-key]: the key `id` is missing"), "{said}");
}

#[test]
fn positions_in_a_document_are_lines_and_columns_of_the_file() {
    let claim: serde_json::Value = serde_json::from_str(&lines()[0]).expect("the claim is JSON");
    let text = serde_json::to_string_pretty(&serde_json::json!([claim])).expect("a value can be written");
    let text = text.replace("\"stage\": \"announced\"", "\"stage\": \"anounced\"");
    let line = text.lines().position(|line| line.contains("anounced")).expect("the stage is there") + 1;
    let (_, said) = report("claims.json", &text, &[]);
    assert!(
        said.contains(&format!("FILE:{line}:14: error[unknown-term]: stage: \"anounced\" is not a stage: did you mean \"announced\"?")),
        "{said}"
    );
}

#[test]
fn claims_that_stand_twice_are_found_across_files_of_a_run() {
    let (code, said) = report("claims.ndjson", &[lines()[0].clone(), lines()[0].clone()].join("\n"), &[]);
    assert_eq!(code, Some(1));
    assert!(said.contains("FILE:2:7: error[duplicate-id]"), "{said}");
}

#[test]
fn unknown_references_are_graded_as_the_user_wants() {
    let line = lines()[0].replace("\"speaker\":\"mark-rutte\"", "\"speaker\":\"nobody\"");
    assert!(report("c.ndjson", &line, &[]).1.contains("error[unknown-reference]"));
    let (code, said) = report("c.ndjson", &line, &["--references", "warn"]);
    assert_eq!(code, Some(0));
    assert!(said.contains("warning[unknown-reference]"), "{said}");
    let (code, said) = report("c.ndjson", &line, &["--references", "off"]);
    assert_eq!(code, Some(0));
    assert!(said.contains("(1 not checked)") && !said.contains("[unknown-reference]"), "{said}");
}

#[test]
fn the_registers_are_those_of_the_given_dataset() {
    let folder = mini();
    let lines = lines_of(folder.path());
    let path = folder.path().display().to_string();
    assert_eq!(report("c.ndjson", &lines.join("\n"), &["--root", &path]).0, Some(0));
    assert_eq!(report("c.ndjson", &lines.join("\n"), &[]).0, Some(1));
}

#[test]
fn the_evidence_of_external_claims_is_checked_against_the_texts() {
    let folder = mini();
    let [root, texts, receipt] = ["", "texts", "receipt.json"].map(|name| folder.path().join(name).display().to_string());
    let check = |lines: &[String]| {
        let (code, said) = report("c.ndjson", &lines.join("\n"), &["--root", &root, "--texts", &texts, "--receipt", &receipt]);
        let receipt: Value = serde_json::from_slice(&fs::read(&receipt).expect("there is a receipt")).expect("it is JSON");
        let count = |what: &str| ["checked", "failed", "uncheckable"].map(|kind| receipt["counts"][what][kind].clone());
        (code, said, count("spans"), count("quotes"))
    };
    let mut lines = lines_of(folder.path());
    // What others left out is no sentence without claim.
    let (code, said, spans, quotes) = check(&lines[1..]);
    assert_eq!((code, spans, quotes), (Some(0), [3, 0, 0].map(Value::from), [1, 0, 0].map(Value::from)), "{said}");
    assert!(said.contains("no findings"), "{said}");
    lines[1] = lines[1].replace("We will be there,", "We shall be there,");
    let (code, said, spans, quotes) = check(&lines);
    assert_eq!((code, spans, quotes), (Some(1), [4, 1, 0].map(Value::from), [1, 1, 0].map(Value::from)), "{said}");
    assert!(said.starts_with("FILE:2:635: error[stale-quote]: example-2025.002: ") && said.matches("error[").count() == 2, "{said}");
    assert!(said.contains("4 claims, 4 evidence spans (3 verified, 1 failed, 0 not checked), 16 references: 1 error"), "{said}");
    edit(&folder.path().join("texts/example.txt"), "*", "*delete*");
    let (code, said, spans, quotes) = check(&lines);
    assert_eq!((code, spans, quotes), (Some(1), [0, 0, 4].map(Value::from), [0, 0, 1].map(Value::from)), "{said}");
    assert!(said.starts_with("error[missing-text]: the text example.txt is not there: "), "{said}");
}

#[test]
fn a_waiver_is_unused_only_where_its_rule_was_asked() {
    for (rule, is_said) in [("via-mismatch", true), ("stray-white-space", true), ("duplicate-claim", false), ("modality-mismatch", false)] {
        let waive = format!("\"waive\":[{{\"rule\":\"{rule}\",\"reason\":\"It is not found in this claim.\"}}]");
        let (code, said) = report("c.ndjson", &lines()[0].replace("\"waive\":[]", &waive), &[]);
        assert_eq!((code, said.contains("warning[unused-waiver]")), (Some(0), is_said), "{rule}: {said}");
    }
    let waive = "\"waive\":[{\"rule\":\"statement-form\",\"reason\":\"It is found in this claim.\"}]";
    let line = lines()[0].replace(".\",\"layer\"", "\",\"layer\"").replace("\"waive\":[]", waive);
    let (code, said) = report("c.ndjson", &line, &[]);
    assert!(code == Some(0) && said.contains("1 finding waived: no findings"), "{said}");
}

#[test]
fn no_claims_is_a_failure() {
    for (name, content) in [("c.ndjson", ""), ("c.ndjson", "\n\n"), ("c.json", "[]"), ("c.json", "{\"claims\": []}")] {
        let (code, said) = report(name, content, &[]);
        assert_eq!(code, Some(1), "{name} {content:?}");
        assert!(said.contains("FILE:1:1: error[missing-file]: the file has no claims"), "{said}");
    }
}

#[test]
fn hostile_input_is_a_finding() {
    let deep = "[".repeat(100_000);
    for content in ["{", "nul", "\u{feff}{}", "[1,2]", "\"x\"", "{\"id\":\"\\ud800\"}", "\u{0}", deep.as_str()] {
        let (code, said) = report("c.ndjson", content, &[]);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.starts_with("FILE:1:"), "{said}");
    }
}

#[test]
fn files_of_the_dataset_and_external_claims_do_not_mix() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("c.ndjson");
    fs::write(&path, "{}").expect("the file can be written");
    let output = claims(&["validate", &path.display().to_string(), "data/actors.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("data/actors.toml is neither .ndjson"), "{}", stderr(&output));
}
