//! Outputs that take nothing more: a full disk, a folder that cannot be written, a standard output that is full or closed.

use std::fs;
use std::path::{Path, PathBuf};

use super::commands::{external_claims, files, names, writing_commands};
use crate::support::limited_process::{Run, figures, not_checked};
use crate::support::{edit, mini, root};

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_what_was_there_and_is_said() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let commands = writing_commands(folder.path());
    let mut faults = 0;
    for (name, arguments) in &commands {
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        // A limit on the size of a file ends a write in its middle, as a full disk does: at the first byte, and at later ones.
        for blocks in [0, 1, 8, 16] {
            let before = files(folder.path());
            let ended = Run::after(&format!("ulimit -f {blocks}; trap '' XFSZ;"), &arguments).end();
            ended.is_sound(name);
            if ended.code == Some(2) {
                faults += 1;
                assert!(ended.stderr.contains("error: cannot ") && ended.stderr.contains("File too large"), "{name}: {}", ended.stderr);
                // Schemas are written one by one: those that were are whole.
                let is_whole = |(path, content): &(PathBuf, Vec<u8>)| {
                    let name = path.file_name().expect("a file has a name");
                    fs::read(root().join("schema").join(name)).is_ok_and(|whole| whole == *content)
                };
                let is_schema = |path: &Path| path.starts_with(folder.path().join("schemas"));
                let (schemas, after): (Vec<_>, Vec<_>) = files(folder.path()).into_iter().partition(|(path, _)| is_schema(path));
                assert!(schemas.iter().all(is_whole), "{name} with {blocks} blocks has left half a schema");
                let before: Vec<_> = before.into_iter().filter(|(path, _)| !is_schema(path)).collect();
                assert!(after == before, "{name} with {blocks} blocks has changed something");
            } else {
                // It had room enough, but for the schemas, of which each is written by itself.
                assert!(blocks > 0, "{name}: {:?} {}{}", ended.code, ended.beginning(), ended.stderr);
            }
        }
    }
    assert!(faults > 2 * commands.len(), "{faults}");
    figures("full disk", &[("commands", commands.len()), ("faults", faults), ("bytes lost", 0)]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_standard_output_is_said() {
    let folder = mini();
    edit(&folder.path().join("data/actors.toml"), "kind = \"outlet\"", "kind = \"outlets\"");
    let root = folder.path().display().to_string();
    let mut tried = 0;
    for format in ["full", "concise", "json", "github", "sarif", "junit"] {
        let mut run = Run::after("exec > /dev/full;", &["validate", "--root", &root, "--output-format", format]);
        run.program.env("CLAIMS_TEST", format);
        let ended = run.end();
        assert_eq!(ended.code, Some(2), "{format}: {}", ended.stderr);
        assert!(ended.stderr.contains("cannot write to standard output: No space left on device"), "{format}: {}", ended.stderr);
        tried += 1;
    }
    for arguments in [vec!["explain"], vec!["show", "example-2025.001", "--root", &root], vec!["fmt", "--check", "--root", &root]] {
        let ended = Run::after("exec > /dev/full;", &arguments).end();
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.stderr);
        tried += 1;
    }
    figures("full standard output", &[("commands", tried)]);
}

#[test]
#[cfg(unix)]
fn an_output_that_is_closed_changes_neither_the_work_nor_the_verdict() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (clean, faulty) = (mini(), mini());
    edit(&faulty.path().join("data/actors.toml"), "kind = \"outlet\"", "kind = \"outlets\"");
    edit(&clean.path().join("data/actors.toml"), "kind = \"outlet\"", "kind   = \"outlet\"");
    let [clean, faulty] = [&clean, &faulty].map(|folder| folder.path().display().to_string());
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(folder.path().join("c.ndjson"), external_claims(1).join("\n")).expect("the file can be written");
    fs::write(folder.path().join("f.ndjson"), "{}\n{}\n").expect("the file can be written");
    let (input, faulty_input, receipt) = (path("c.ndjson"), path("f.ndjson"), path("receipt.json"));
    let mut cases: Vec<(Vec<&str>, i32)> = Vec::new();
    for format in ["full", "concise", "json", "github", "sarif", "junit"] {
        cases.push((vec!["validate", "--root", &clean, "--output-format", format, "--receipt", &receipt], 0));
        cases.push((vec!["validate", "--root", &faulty, "--output-format", format], 1));
        cases.push((vec!["validate", &input, "--output-format", format], 0));
        cases.push((vec!["validate", &faulty_input, "--output-format", format], 1));
        cases.push((vec!["validate", "--root", &faulty, "--output-format", format, "--output-file", "/dev/stdout"], 1));
    }
    let (out, from, none, schemas) = (path("dist"), path("from"), path("none"), path("schemas"));
    cases.push((vec!["explain"], 0));
    cases.push((vec!["--help"], 0));
    cases.push((vec!["show", "example-2025.001", "--root", &clean], 0));
    cases.push((vec!["export", "--root", &clean, "--out", &out], 0));
    cases.push((vec!["export", "--root", &faulty, "--out", &none], 1));
    cases.push((vec!["export", "--from", &input, "--out", &from], 0));
    cases.push((vec!["fmt", "--root", &clean, "--check"], 1));
    cases.push((vec!["fmt", "--root", &clean], 0));
    cases.push((vec!["fmt", "--root", &clean, "--check"], 0));
    cases.push((vec!["new", "--root", &clean, "--source", "example-2025"], 0));
    cases.push((vec!["schema", "--out", &schemas], 0));
    for (arguments, code) in &cases {
        // Closed before the program starts: it may be done before this thread goes on.
        let closed = || {
            let (reader, writer) = std::io::pipe().expect("a pipe can be made");
            drop(reader);
            writer
        };
        let output = Run::new(arguments).program.stdout(closed()).output().expect("a shell can be started");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(*code), "{arguments:?}: {said}");
        assert!(!said.contains("cannot") && !said.contains("panicked"), "{arguments:?}: {said}");
        let both = Run::new(arguments).program.stdout(closed()).stderr(closed()).status().expect("a shell can be started");
        // What was written or laid out is so the second time too, but for a claim more.
        assert_eq!(both.code(), Some(*code), "{arguments:?} with standard error closed too");
    }
    assert!(["receipt.json", "dist", "from"].iter().all(|name| names(folder.path()).iter().any(|found| found == name)));
    figures("closed outputs", &[("commands", 2 * cases.len()), ("verdicts lost", 0)]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_place_that_cannot_be_written_is_said_and_nothing_is_left() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder can be made");
    let commands = writing_commands(folder.path());
    // Nobody may make files there.
    let mut tried = 0;
    let places = [("/proc/claims", "rejects"), ("/proc", "dist")];
    for (parent, name) in places {
        let place = format!("{parent}/{name}");
        let input = folder.path().join("c.ndjson").display().to_string();
        for arguments in [
            vec!["export", "--out", &place],
            vec!["export", "--from", &input, "--out", &place],
            vec!["validate", "--output-format", "json", "--output-file", &place],
            vec!["validate", "--receipt", &place],
            vec!["schema", "--out", &place],
        ] {
            let ended = Run::new(&arguments).end();
            ended.is_sound(&place);
            assert_eq!(ended.code, Some(2), "{arguments:?}: {}{}", ended.beginning(), ended.stderr);
            assert!(ended.stderr.contains("error: cannot "), "{arguments:?}: {}", ended.stderr);
            tried += 1;
        }
    }
    for below in ["", "data", "data/claims", "seeds", "anchor/data/claims"] {
        // A file that may be written itself would be.
        for file in fs::read_dir(folder.path().join(below)).expect("the folder can be read").flatten().filter(|file| file.path().is_file())
        {
            fs::set_permissions(file.path(), fs::Permissions::from_mode(0o444)).expect("the file is ours");
        }
        fs::set_permissions(folder.path().join(below), fs::Permissions::from_mode(0o555)).expect("the folder is ours");
    }
    if fs::write(folder.path().join("probe"), "").is_ok() {
        not_checked("folders without permission, since this user may write everywhere");
        figures("places that cannot be written", &[("cases", tried)]);
        return;
    }
    let before = files(folder.path());
    for (name, arguments) in &commands {
        let ended = Run::new(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).end();
        assert_eq!(ended.code, Some(2), "{name}: {}{}", ended.beginning(), ended.stderr);
        assert!(ended.stderr.contains("Permission denied"), "{name}: {}", ended.stderr);
        tried += 1;
    }
    assert!(files(folder.path()) == before);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("the folder is ours");
    figures("places that cannot be written", &[("cases", tried)]);
}
