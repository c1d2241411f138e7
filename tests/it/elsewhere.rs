//! Claims from elsewhere: lines, arrays, documents and standard input, checked against the registers, each finding at its place.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use crate::support::{claims, mini, root, stderr, stdout};

/// Three real claims as lines of JSON.
fn lines() -> Vec<String> {
    let claims = guarantee_claims::dataset().claims().take(3);
    claims.map(|claim| serde_json::to_string(claim.get()).expect("a claim can be written")).collect()
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
    let broken = run(&lines()[0].replace("\"speaker\":\"european-states\"", "\"speaker\":\"nobody\""));
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
    let line = lines()[0].replace("\"speaker\":\"european-states\"", "\"speaker\":\"nobody\"");
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
    let dataset = guarantee_claims::Dataset::load(folder.path()).expect("the dataset is valid");
    let lines: Vec<_> = dataset.claims().map(|claim| serde_json::to_string(claim.get()).expect("a claim can be written")).collect();
    let path = folder.path().display().to_string();
    assert_eq!(report("c.ndjson", &lines.join("\n"), &["--root", &path]).0, Some(0));
    assert_eq!(report("c.ndjson", &lines.join("\n"), &[]).0, Some(1));
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
fn files_of_the_dataset_and_claims_from_elsewhere_do_not_mix() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("c.ndjson");
    fs::write(&path, "{}").expect("the file can be written");
    let output = claims(&["validate", &path.display().to_string(), "data/actors.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("data/actors.toml is neither .ndjson"), "{}", stderr(&output));
}
