//! The program as its users meet it: exit codes, messages, streams.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::{claims, edit, mini, root, stderr, stdout};

#[test]
fn a_clean_dataset_exits_with_0_and_says_what_was_checked() {
    let output = claims(&["validate"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let said = stdout(&output);
    for counted in [" files, ", " claims", " evidence spans", " references", "no findings"] {
        assert!(said.contains(counted), "{said}");
    }
    assert_eq!(stdout(&claims(&["validate", "--quiet"])), "");
}

#[test]
fn an_error_exits_with_1_a_warning_only_when_it_is_denied() {
    let folder = mini();
    let (path, texts) = (folder.path().display().to_string(), folder.path().join("texts").display().to_string());
    edit(&folder.path().join("seeds/example-2025.toml"), "start = 0, end = 14", "start = 14, end = 15");
    let warned = claims(&["validate", "--root", &path, "--texts", &texts]);
    assert_eq!(warned.status.code(), Some(0));
    assert!(stdout(&warned).contains("0 errors, 1 warning"), "{}", stdout(&warned));
    assert_eq!(claims(&["validate", "--root", &path, "--texts", &texts, "--deny-warnings"]).status.code(), Some(1));
    edit(&folder.path().join("data/actors.toml"), "kind = \"outlet\"", "kind = \"outlets\"");
    assert_eq!(claims(&["validate", "--root", &path]).status.code(), Some(1));
}

#[test]
fn what_cannot_be_read_or_written_exits_with_2_and_says_why_on_standard_error() {
    for (arguments, why) in [
        (vec!["validate", "--root", "no-such-folder"], "no-such-folder has no folder data"),
        (vec!["validate", "--texts", "no-such-folder"], "no-such-folder is not a folder"),
        (vec!["validate", "Cargo.toml"], "Cargo.toml is no file of the dataset"),
        (vec!["validate", "no-such-file.toml"], "cannot find no-such-file.toml"),
        (vec!["validate", "--no-such-flag"], "--no-such-flag"),
        (vec!["export", "--format", "xml"], "xml"),
    ] {
        let output = claims(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(why), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn a_report_can_be_limited_to_a_file() {
    let folder = mini();
    let path = folder.path().display().to_string();
    edit(&folder.path().join("data/actors.toml"), "kind = \"outlet\"", "kind = \"outlets\"");
    edit(&folder.path().join("data/occasions.toml"), "held_on = \"2025-01-02\"", "held_on = \"2025-01-32\"");
    let file = folder.path().join("data/occasions.toml").display().to_string();
    let output = claims(&["validate", "--root", &path, "--output-format", "concise", &file]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("data/occasions.toml:6:11: error[invalid-value]: held_on: \"2025-01-32\" is not a date"));
    assert!(!stdout(&output).contains("data/actors.toml"));
}

#[test]
fn the_full_report_shows_the_place_and_what_to_do() {
    let folder = mini();
    edit(&folder.path().join("data/claims/example-2025.toml"), "\"training\"", "\"trainings\"");
    edit(&folder.path().join("data/occasions.toml"), "\"example-minister\"", "\"nobody\"");
    let path = folder.path().display().to_string();
    let plain = stdout(&claims(&["validate", "--root", &path]));
    assert!(plain.contains("--> data/claims/example-2025.toml:10:19"), "{plain}");
    assert!(plain.contains("10 | commitment_type = \"trainings\""), "{plain}");
    assert!(plain.contains("help: write \"training\""), "{plain}");
    assert!(plain.contains("help: correct the id, or add the actor"), "{plain}");
    assert!(!plain.contains('\u{1b}'));
    assert!(stdout(&claims(&["validate", "--root", &path, "--color", "always"])).contains('\u{1b}'));
}

#[test]
fn escape_sequences_in_the_data_do_not_reach_the_terminal() {
    let folder = mini();
    edit(&folder.path().join("data/actors.toml"), "kind = \"outlet\"", "kind = \"\\u001b[31moutlet\"");
    let path = folder.path().display().to_string();
    let said = stdout(&claims(&["validate", "--root", &path, "--color", "always", "--output-format", "concise"]));
    assert!(said.contains("\\u{1b}[31moutlet") && !said.contains('\u{1b}'), "{said}");
}

#[test]
fn the_nearest_dataset_upward_is_found() {
    let output = validate_in(&root().join("data/claims"));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let nowhere = tempfile::tempdir().expect("a folder can be made");
    let output = validate_in(nowhere.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no dataset was found"), "{}", stderr(&output));
}

#[test]
fn a_dataset_without_its_last_seed_or_a_register_is_found_and_what_is_missing_is_said() {
    for (gone, missing) in
        [("seeds", "seeds/<source id>.toml"), ("data/actors.toml", "data/actors.toml"), ("data/dataset.toml", "data/dataset.toml")]
    {
        let folder = mini();
        let path = folder.path().join(gone);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("it was there");
        let output = validate_in(&folder.path().join("data/claims"));
        assert_eq!(output.status.code(), Some(1), "{gone}: {}", stderr(&output));
        let said = format!("error[missing-file]: {missing} was not found");
        assert!(stdout(&output).contains(&said), "{gone}: {}", stdout(&output));
        assert!(stdout(&output).contains("1 error, 0 warnings"), "nothing should follow from it: {}", stdout(&output));
    }
    let folder = mini();
    for register in ["data/actors.toml", "data/dataset.toml"] {
        fs::remove_file(folder.path().join(register)).expect("it was there");
    }
    assert_eq!(validate_in(folder.path()).status.code(), Some(1));
    // A folder that happens to hold data of another kind is none.
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::create_dir_all(folder.path().join("data/claims")).expect("a folder can be made");
    assert_eq!(validate_in(&folder.path().join("data/claims")).status.code(), Some(2));
}

fn validate_in(folder: &Path) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_claims"));
    program.arg("validate").env_remove("CLAIMS_TEXTS").current_dir(folder).output().expect("the program can be started")
}

#[test]
fn an_unreadable_dataset_leaves_zero_claims_an_error() {
    let folder = mini();
    fs::write(folder.path().join("data/claims/example-2025.toml"), "").expect("the file can be written");
    let path = folder.path().display().to_string();
    let output = claims(&["validate", "--root", &path]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("0 claims"), "{}", stdout(&output));
    // Which claims the source has is not known: that it has none is not said.
    assert!(!stdout(&output).contains("[missing-file]"), "{}", stdout(&output));
}

#[test]
fn a_waiver_does_not_accept_what_the_export_relies_on() {
    let folder = mini();
    let file = folder.path().join("data/claims/example-2025.toml");
    let waive = "speaker = \"nobody\"\nwaive = [\n  { rule = \"unknown-reference\", reason = \"It is not meant to be waived.\" },\n]";
    edit(&file, "speaker = \"neighbour-state\"", waive);
    let path = folder.path().display().to_string();
    let out = folder.path().join("dist").display().to_string();
    assert_eq!(claims(&["validate", "--root", &path]).status.code(), Some(1));
    let output = claims(&["export", "--root", &path, "--out", &out]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
}

#[test]
fn a_waiver_is_unused_only_where_its_rule_was_asked() {
    let folder = mini();
    let waive = ["modality-mismatch", "via-mismatch"].map(|rule| format!("{{ rule = \"{rule}\", reason = \"It is not found here.\" }}"));
    let waive = format!("speaker = \"neighbour-state\"\nwaive = [{}]", waive.join(", "));
    edit(&folder.path().join("data/claims/example-2025.toml"), "speaker = \"neighbour-state\"", &waive);
    let [path, texts] = ["", "texts"].map(|name| folder.path().join(name).display().to_string());
    let unused = |more: &[&str]| {
        let said = stdout(&claims(&[&["validate", "--root", &path, "--output-format", "concise"], more].concat()));
        let is_unused = |rule: &str| said.contains(&format!("nothing is found by \"{rule}\" here"));
        [is_unused("modality-mismatch"), is_unused("via-mismatch")]
    };
    assert_eq!(unused(&[]), [false, true], "modality is a matter of the texts");
    assert_eq!(unused(&["--texts", &texts]), [true, true]);
}

#[test]
fn a_report_is_never_written_over_what_is_checked() {
    let folder = mini();
    let path = folder.path().display().to_string();
    let actors = folder.path().join("data/actors.toml");
    let before = fs::read_to_string(&actors).expect("the file can be read");
    for flag in ["--receipt", "--output-file"] {
        let output = claims(&["validate", "--root", &path, flag, &actors.display().to_string()]);
        assert_eq!(output.status.code(), Some(2), "{flag}");
        assert!(stderr(&output).contains("is one of the files that are checked"), "{}", stderr(&output));
    }
    assert_eq!(fs::read_to_string(&actors).expect("the file can be read"), before);
}

#[test]
fn one_wrong_file_header_is_one_finding() {
    let folder = mini();
    edit(&folder.path().join("data/claims/example-2025.toml"), "source = \"example-2025\"", "source = \"nope\"");
    let path = folder.path().display().to_string();
    let said = stdout(&claims(&["validate", "--root", &path, "--output-format", "concise"]));
    assert_eq!(said.matches("[unknown-reference]").count(), 1, "{said}");
    assert!(!said.contains("[foreign-claim-id]"), "{said}");
    edit(&folder.path().join("data/claims/example-2025.toml"), "source = \"nope\"", "source = \"No Id\"");
    let said = stdout(&claims(&["validate", "--root", &path, "--output-format", "concise"]));
    assert_eq!(said.matches("[invalid-value]").count(), 1, "{said}");
    assert!(!said.contains("[unknown-reference]"), "{said}");
}

#[test]
fn references_are_graded_for_external_claims_only() {
    let output = claims(&["validate", "--references", "off"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--references goes with external claims"), "{}", stderr(&output));
}
