//! Where `github` and `sarif` say that a file is: from the top of the repository that holds it, however the call names it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::support::{edit, mini, stderr};

const CLAIMS: &str = "data/claims/example-2025.toml";
/// A record with findings at its start.
const RECORD: &str = "{}\n";

/// A folder that looks like a repository, at its path without links.
fn repository() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let top = fs::canonicalize(folder.path()).expect("the folder is there").join("repo");
    make(&top.join(".git"));
    (folder, top)
}

fn make(folder: &Path) {
    fs::create_dir_all(folder).expect("a folder can be made");
}

fn write(file: &Path, content: &str) {
    make(file.parent().expect("a file is in a folder"));
    fs::write(file, content).expect("the file can be written");
}

/// A dataset with a finding, at this place.
fn dataset(at: &Path) {
    let folder = mini().keep();
    edit(&folder.join(CLAIMS), "\"training\"\n", "\"trainings\"\n");
    make(at.parent().expect("it is in a folder"));
    fs::rename(folder, at).expect("a folder can be moved");
}

/// What is said of the file of the first finding in a call from this folder: by `github`, and by `sarif`.
fn said(from: &Path, arguments: &[&str], workspace: Option<&Path>) -> (String, Value) {
    let validate = |format| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_claims"));
        program.args(["validate", "--output-format", format]).args(arguments).current_dir(from);
        program.env_remove("CLAIMS_TEXTS").env_remove("GITHUB_WORKSPACE").envs(workspace.map(|folder| ("GITHUB_WORKSPACE", folder)));
        let output = program.output().expect("the program can be started");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", stderr(&output));
        String::from_utf8(output.stdout).expect("the report is UTF-8")
    };
    let github = validate("github");
    let file = github.split("file=").nth(1).and_then(|rest| rest.split(',').next()).unwrap_or_else(|| panic!("{github}"));
    let log: Value = serde_json::from_str(&validate("sarif")).expect("the log is JSON");
    assert!(log["runs"][0]["originalUriBaseIds"].get("ROOT").is_some());
    (file.to_owned(), log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"].clone())
}

#[track_caller]
fn assert_inside(found: &(String, Value), path: &str) {
    assert_eq!(*found, (path.to_owned(), json!({ "uri": path.replace(' ', "%20"), "uriBaseId": "ROOT" })));
}

#[track_caller]
fn assert_outside(found: &(String, Value), path: &Path) {
    let path = path.display().to_string();
    let uri = format!("file://{}", path.replace(' ', "%20"));
    assert_eq!(*found, (path, json!({ "uri": uri })));
}

#[test]
fn external_claims_are_found_from_the_top_however_they_are_named() {
    let (_guard, top) = repository();
    let file = top.join("sub/in this/x.ndjson");
    write(&file, RECORD);
    let in_sub = top.join("sub");
    let nowhere = tempfile::tempdir().expect("a folder can be made");
    for (from, path) in [
        (&top, "sub/in this/x.ndjson"),
        (&top, "./sub/./in this/../in this/x.ndjson"),
        (&in_sub, "in this/x.ndjson"),
        (&in_sub, "./../sub/in this/x.ndjson"),
        (&top.join("sub/in this"), "x.ndjson"),
        (&nowhere.path().to_owned(), file.to_str().expect("the path is UTF-8")),
    ] {
        assert_inside(&said(from, &[path], None), "sub/in this/x.ndjson");
    }
}

#[test]
fn a_dataset_is_found_from_the_top_however_it_is_named() {
    let (_guard, top) = repository();
    dataset(&top.join("my data"));
    let expected = format!("my data/{CLAIMS}");
    for (from, arguments) in [
        (top.clone(), vec!["--root", "my data"]),
        (top.join("my data"), vec![]),
        (top.join("my data/data"), vec![]),
        (top.join("my data/data"), vec!["--root", "./.."]),
        (std::env::temp_dir(), vec!["--root", top.join("my data").to_str().expect("the path is UTF-8")]),
    ] {
        assert_inside(&said(&from, &arguments, None), &expected);
    }
}

#[test]
fn a_finding_about_the_dataset_as_a_whole_is_at_the_file_that_describes_it() {
    let (_guard, top) = repository();
    dataset(&top.join("sub"));
    fs::remove_file(top.join("sub/data/dataset.toml")).expect("the file was there");
    let program = Command::new(env!("CARGO_BIN_EXE_claims"))
        .env_remove("CLAIMS_TEXTS")
        .args(["validate", "--root", "sub", "--output-format", "sarif"])
        .current_dir(&top)
        .output();
    let log: Value = serde_json::from_slice(&program.expect("the program can be started").stdout).expect("the log is JSON");
    let results = log["runs"][0]["results"].as_array().expect("there are results");
    let whole = results.iter().find(|result| result["ruleId"] == "missing-file").expect("the file is missing");
    assert_eq!(whole["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "sub/data/dataset.toml");
}

#[test]
fn a_worktree_and_a_checkout_in_a_folder_of_the_workflow_are_repositories() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let workspace = fs::canonicalize(folder.path()).expect("the folder is there");
    let sub = workspace.join("sub");
    write(&sub.join(".git"), "gitdir: /elsewhere/.git/worktrees/sub\n");
    write(&sub.join("claims/x.ndjson"), RECORD);
    dataset(&sub.join("set"));
    for workspace in [None, Some(workspace.as_path())] {
        assert_inside(&said(&folder.path().join("sub"), &["claims/x.ndjson"], workspace), "claims/x.ndjson");
        assert_inside(&said(folder.path(), &["sub/claims/x.ndjson"], workspace), "claims/x.ndjson");
        assert_inside(&said(folder.path(), &["--root", "sub/set"], workspace), &format!("set/{CLAIMS}"));
    }
    // Nor does a repository around the workflow's folder matter where that folder has none.
    make(&workspace.join(".git"));
    let inner = workspace.join("work");
    write(&inner.join("x.ndjson"), RECORD);
    assert_inside(&said(&inner, &["x.ndjson"], Some(&inner)), "x.ndjson");
    assert_inside(&said(&inner, &["x.ndjson"], None), "work/x.ndjson");
}

#[test]
fn without_a_repository_claims_are_found_from_the_current_folder() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let here = fs::canonicalize(folder.path()).expect("the folder is there");
    let beside = here.join("be side/x.ndjson");
    write(&beside, RECORD);
    make(&here.join("sub"));
    assert_inside(&said(&here, &["./be side/x.ndjson"], None), "be side/x.ndjson");
    assert_inside(&said(&here, &[beside.to_str().expect("the path is UTF-8")], None), "be side/x.ndjson");
    assert_outside(&said(&here.join("sub"), &["../be side/x.ndjson"], None), &beside);
    dataset(&here.join("set"));
    assert_inside(&said(&here, &["--root", "set"], None), CLAIMS);
}

#[test]
fn what_is_outside_the_repository_has_an_absolute_address() {
    let (_guard, top) = repository();
    let folder = tempfile::tempdir().expect("a folder can be made");
    let outside = fs::canonicalize(folder.path()).expect("the folder is there").join("a b/x.ndjson");
    write(&outside, RECORD);
    write(&top.join("sub/clean.ndjson"), RECORD);
    let arguments = [outside.to_str().expect("the path is UTF-8"), "sub/clean.ndjson"];
    assert_outside(&said(&top, &arguments, None), &outside);
    assert_inside(&said(&top, &["sub/clean.ndjson", arguments[0]], None), "sub/clean.ndjson");
}

#[test]
fn standard_input_has_no_place_in_the_repository() {
    let (_guard, top) = repository();
    write(&top.join("sub/x.ndjson"), RECORD);
    for (path, expected) in [("-", "-"), ("/dev/stdin", "/dev/stdin")] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_claims"));
        program.env_remove("CLAIMS_TEXTS");
        program.args(["validate", "--output-format", "github", path]).current_dir(top.join("sub"));
        let input = fs::File::open(top.join("sub/x.ndjson")).expect("the file can be read");
        let output = program.stdin(input).output().expect("the program can be started");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.starts_with(&format!("::error file={expected},line=1,")), "{said}{}", stderr(&output));
    }
}

#[cfg(unix)]
#[test]
fn links_lead_to_the_file_that_the_repository_has() {
    use std::os::unix::fs::symlink;
    let (guard, top) = repository();
    write(&top.join("real/x.ndjson"), RECORD);
    symlink("real", top.join("linked")).expect("a link can be made");
    assert_inside(&said(&top, &["linked/x.ndjson"], None), "real/x.ndjson");
    symlink(&top, guard.path().join("way")).expect("a link can be made");
    assert_inside(&said(guard.path(), &["way/real/x.ndjson"], None), "real/x.ndjson");
    // What a link of the repository leads out to is known there by the link alone.
    let outside = tempfile::tempdir().expect("a folder can be made");
    write(&outside.path().join("y.ndjson"), RECORD);
    symlink(outside.path(), top.join("out")).expect("a link can be made");
    assert_inside(&said(&top, &["out/y.ndjson"], None), "out/y.ndjson");
    dataset(&outside.path().join("set"));
    assert_inside(&said(&top, &["--root", "out/set"], None), &format!("out/set/{CLAIMS}"));
    dataset(&top.join("own"));
    fs::rename(top.join("own/data/claims"), top.join("claims")).expect("a folder can be moved");
    symlink("../../claims", top.join("own/data/claims")).expect("a link can be made");
    assert_inside(&said(&top, &["--root", "own"], None), "claims/example-2025.toml");
}

#[test]
fn fingerprints_do_not_depend_on_how_the_call_names_a_file() {
    let (_guard, top) = repository();
    write(&top.join("sub/x.ndjson"), RECORD);
    let prints = |from: &Path, path: &str| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_claims"));
        program.env_remove("CLAIMS_TEXTS");
        program.args(["validate", "--output-format", "sarif", path]).current_dir(from);
        let output = program.output().expect("the program can be started");
        let log: Value = serde_json::from_slice(&output.stdout).expect("the log is JSON");
        let results = log["runs"][0]["results"].as_array().expect("there are results").clone();
        results.into_iter().map(|result| result["partialFingerprints"].clone()).collect::<Vec<_>>()
    };
    let from_top = prints(&top, "sub/x.ndjson");
    assert!(from_top.len() > 2);
    assert_eq!(from_top, prints(&top.join("sub"), "./x.ndjson"));
}
