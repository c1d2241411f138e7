//! Paths that lead to no file, to one that may not be read, or to one that is about to be replaced.

use std::fs;
use std::path::Path;

use guarantee_claims::limits::LONGEST_TEXT;

use super::run::{ACTORS, claim, of_dataset};
use crate::support::limited_process::{Run, not_checked};
use crate::support::mini;

#[test]
#[cfg(unix)]
fn pipes_folders_and_loops_of_links_in_place_of_files_are_named_at_once() {
    use std::os::unix::fs::symlink;
    let is_pipe = |path: &Path| std::process::Command::new("mkfifo").arg(path).status().is_ok_and(|status| status.success());
    let folder = mini();
    let (root, texts) = (folder.path().display().to_string(), folder.path().join("texts"));
    fs::create_dir(folder.path().join("seeds/folder.toml")).expect("a folder can be made");
    symlink("/dev/zero", folder.path().join("seeds/endless.toml")).expect("a link can be made");
    let mut others = 2;
    if is_pipe(&folder.path().join("seeds/pipe.toml")) {
        others += 1;
    } else {
        not_checked("pipes, since none can be made here");
    }
    let ended = of_dataset(folder.path(), "concise", &[]);
    ended.is_sound("no files");
    assert_eq!(ended.stdout.matches("error[unknown-file]").count(), others, "{}", ended.stdout);

    // A text that is a pipe or has no end.
    let text =
        fs::read_dir(&texts).expect("the folder can be read").next().expect("there is a text").expect("the folder can be read").path();
    fs::remove_file(&text).expect("the file was there");
    symlink("/dev/zero", &text).expect("a link can be made");
    let ended = of_dataset(folder.path(), "concise", &["--texts", &texts.display().to_string()]);
    assert!(ended.stdout.contains("error[missing-text]") && ended.stdout.contains("is no file"), "{}", ended.stdout);
    fs::remove_file(&text).expect("the link was there");
    fs::write(&text, "x".repeat(LONGEST_TEXT + 1)).expect("the file can be written");
    let ended = of_dataset(folder.path(), "concise", &["--texts", &texts.display().to_string()]);
    assert!(ended.stdout.contains("error[missing-text]") && ended.stdout.contains("is longer than 4 MiB"), "{}", ended.stdout);

    // A cycle of links, and a folder in place of a file of claims.
    let there = tempfile::tempdir().expect("a folder can be made");
    symlink("b.ndjson", there.path().join("a.ndjson")).expect("a link can be made");
    symlink("a.ndjson", there.path().join("b.ndjson")).expect("a link can be made");
    fs::create_dir(there.path().join("c.ndjson")).expect("a folder can be made");
    for name in ["a.ndjson", "c.ndjson"] {
        let path = there.path().join(name).display().to_string();
        for arguments in [vec!["validate", &path], vec!["export", "--out", "/nowhere/dist", "--from", &path]] {
            let ended = Run::new(&arguments).end();
            ended.is_sound(name);
            assert_eq!(ended.code, Some(2), "{name}: {}", ended.stdout);
            assert!(ended.stderr.starts_with("error: cannot "), "{name}: {}", ended.stderr);
        }
    }
    symlink(".", folder.path().join("data/around")).expect("a link can be made");
    let ended = of_dataset(folder.path(), "concise", &[]);
    assert_eq!(ended.stdout.matches("error[unknown-file]").count(), others + 1, "{}", ended.stdout);
    symlink("circle.toml", folder.path().join("data/circle.toml")).expect("a link can be made");
    let ended = Run::new(&["validate", "--root", &root]).end();
    assert_eq!((ended.code, ended.stderr.starts_with("error: cannot read ")), (Some(2), true), "{}", ended.stderr);
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = mini();
    let actors = folder.path().join(ACTORS);
    fs::set_permissions(&actors, fs::Permissions::from_mode(0o000)).expect("the file is ours");
    if fs::read(&actors).is_ok() {
        not_checked("files without permission, since this user may read every file");
        return;
    }
    let ended = of_dataset(folder.path(), "concise", &[]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.contains("cannot read ") && ended.stderr.contains(ACTORS), "{}", ended.stderr);
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_not_utf_8_is_read_as_any_other() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"c\xff.ndjson"));
    fs::write(&path, claim()).expect("the file can be written");
    let mut run = Run::new(&["validate", "--quiet"]);
    run.program.arg(&path);
    let ended = run.end();
    assert_eq!(ended.code, Some(0), "{}{}", ended.stdout, ended.stderr);
}

#[test]
fn rejects_are_not_written_where_the_export_replaces_everything() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (input, out) = (folder.path().join("c.ndjson"), folder.path().join("dist"));
    fs::write(&input, format!("{}\n{{}}\n", claim())).expect("the file can be written");
    let [input, out, rejects] = [&input, &out, &out.join("rejects.ndjson")].map(|path| path.display().to_string());
    let plain = ["export", "--from", &input, "--out", &out];
    assert_eq!(Run::new(&[&plain[..], &["--rejects", &format!("{out}.ndjson")]].concat()).end().code, Some(1));
    let ended = Run::new(&[&plain[..], &["--rejects", &rejects]].concat()).end();
    assert_eq!(ended.code, Some(2), "{}", ended.beginning());
    assert!(ended.stderr.contains("expected another file for --rejects"), "{}", ended.stderr);
}
