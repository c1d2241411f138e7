//! Where the program writes: mounts, folders that cannot be written, other people's files, the outputs it was given; and where it may start
//! no threads. What a machine does not let a test have is said not to be checked.

#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::Path;

use crate::support::limited_process::{Ended, Run, figures, not_checked};
use crate::support::{edit, mini};

/// An identity that no other process has, so that a limit on its processes is the program's alone.
const NOBODY: u32 = 64321;

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("the file can be read")
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be read").flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().display().to_string()).collect();
    names.sort();
    names
}

/// A folder that every user may use, with the miniature dataset in `ds` and a claim in `c.ndjson`.
fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    crate::support::copy_dataset(&crate::support::root().join("tests/fixtures/mini"), &folder.path().join("ds"));
    let claim = guarantee_claims::dataset().claims().find(|claim| claim.relations.is_empty()).expect("there is such a claim");
    fs::write(folder.path().join("c.ndjson"), serde_json::to_string(claim.get()).expect("a claim is JSON"))
        .expect("the file can be written");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).expect("the folder is ours");
    folder
}

/// The program after these commands of a shell, in a folder.
fn run(folder: &Path, commands: &str, arguments: &[&str]) -> Ended {
    Run::after(&format!("cd '{}' && {commands}", folder.display()), arguments).end()
}

/// Commands that run the program after others in a shell that was started so.
fn inside(starter: &str, commands: &str) -> String {
    format!("exec {starter} bash -c '{commands} exec \"$0\" \"$@\"' \"$0\" \"$@\";")
}

/// Commands that let the program have so many processes and threads at most.
fn with_processes(most: usize) -> String {
    let starter = if is_root() { format!("setpriv --reuid {NOBODY} --regid {NOBODY} --clear-groups") } else { String::new() };
    inside(&starter, &format!("ulimit -u {most};"))
}

#[test]
fn where_no_thread_can_be_started_one_is_enough() {
    let folder = place();
    // `timeout` must start a process, and ends with 125 where it cannot.
    let forks =
        Run::after(&format!("{} timeout 5 true;", with_processes(1).replace("exec \"$0\" \"$@\"'", "exec timeout 5 true'")), &[]).end();
    let starts = run(folder.path(), &with_processes(1), &["--version"]);
    if forks.code != Some(125) || starts.code != Some(0) {
        not_checked("threads that cannot be started, since processes cannot be limited here");
        return;
    }
    for (most, threads) in [(1, "1"), (1, "8"), (2, "2"), (3, "8")] {
        for (arguments, out) in [
            (vec!["validate", "c.ndjson", "--threads", threads], ""),
            (vec!["export", "--from", "c.ndjson", "--threads", threads, "--out", "dist"], "dist/parquet/claims.parquet"),
            (vec!["export", "--root", "ds", "--format", "csv,html,json,parquet", "--out", "whole"], "whole/SHA256SUMS"),
        ] {
            let ended = run(folder.path(), &with_processes(most), &arguments);
            assert_eq!(ended.code, Some(0), "{arguments:?} with {most}: {}{}", ended.beginning(), ended.stderr);
            assert!(out.is_empty() || folder.path().join(out).is_file(), "{arguments:?} with {most}");
        }
    }
    let ended = run(folder.path(), &with_processes(1), &["export", "--root", "ds", "--out", "all"]);
    assert_eq!(ended.code, Some(2), "a workbook needs threads: {}{}", ended.beginning(), ended.stderr);
    assert!(ended.stderr.contains("leave xlsx out with --format") && !folder.path().join("all").exists(), "{}", ended.stderr);
    figures("threads that cannot be started", &[("runs", 13)]);
}

/// A way to mount things for the program alone, if this machine has one.
fn mounter() -> Option<&'static str> {
    let starters = ["unshare --mount", "unshare --user --map-root-user --mount"];
    let found = starters.into_iter().find(|starter| {
        let commands = inside(starter, "mount --bind . . && mount -t tmpfs tmpfs . &&");
        run(place().path(), &commands, &["--version"]).code == Some(0)
    });
    if found.is_none() {
        not_checked("mounts, since none can be made here");
    }
    found
}

#[test]
fn an_export_to_a_mount_is_refused_before_anything_is_done() {
    let Some(starter) = mounter() else { return };
    let folder = place();
    let invalid = mini();
    edit(&invalid.path().join("data/actors.toml"), "kind = \"outlet\"", "kind = \"outlets\"");
    let invalid = invalid.path().display().to_string();
    fs::create_dir_all(folder.path().join("out/inner")).expect("a folder can be made");
    assert_eq!(run(folder.path(), "", &["export", "--root", "ds", "--out", "old"]).code, Some(0));
    let tmpfs = "mount -t tmpfs tmpfs out &&";
    let bound = "mount --bind old old &&";
    let beside = "mount -t tmpfs tmpfs out && mkdir out/inner out/room && mount -t tmpfs tmpfs out/room && mount -o remount,bind,ro out &&";
    for (commands, out, said) in [
        (tmpfs, "out", "out is mounted, so that no folder can take its place: expected a folder in it, such as --out out/dist"),
        (tmpfs, "./out/", "such as --out ./out/dist"),
        (bound, "old", "such as --out old/dist"),
        (beside, "out/room", "such as --out out/room/dist"),
        (beside, "out/inner", "error: cannot make a folder in "),
        (beside, "out/new/new", "Read-only file system"),
    ] {
        for arguments in [vec!["export", "--root", &invalid, "--out", out], vec!["export", "--from", "c.ndjson", "--out", out]] {
            let ended = run(folder.path(), &inside(starter, commands), &arguments);
            assert_eq!(ended.code, Some(2), "{arguments:?}: {}{}", ended.beginning(), ended.stderr);
            assert!(ended.stderr.contains(said), "{arguments:?}: {}", ended.stderr);
            // The findings would be there if the dataset had been checked.
            assert_eq!(ended.stdout, "", "{arguments:?}");
        }
    }
    // What is advised works.
    for arguments in [["export", "--root", "ds", "--out", "out/dist"], ["export", "--from", "c.ndjson", "--out", "out/dist"]] {
        let ended = run(folder.path(), &inside(starter, tmpfs), &arguments);
        assert_eq!(ended.code, Some(0), "{arguments:?}: {}{}", ended.beginning(), ended.stderr);
    }
    assert_eq!(names(folder.path()), ["c.ndjson", "ds", "old", "out"]);
}

#[test]
fn a_file_that_is_mounted_is_written_in_place() {
    let Some(starter) = mounter() else { return };
    let folder = place();
    let long = "an old line\n".repeat(10_000);
    let mounted = folder.path().join("mounted");
    let mount = inside(starter, "mount --bind mounted mounted && mount --bind ds/data/actors.toml ds/data/actors.toml &&");
    fs::write(folder.path().join("some.ndjson"), "{}\n".to_owned() + &read(&folder.path().join("c.ndjson")))
        .expect("the file can be written");
    for (arguments, code, start, end) in [
        (vec!["validate", "--root", "ds", "--output-format", "json", "--output-file", "mounted"], 0, "{\n", "}\n"),
        (vec!["validate", "--root", "ds", "--output-file", "mounted"], 0, "", ""),
        (vec!["validate", "--root", "ds", "--receipt", "mounted"], 0, "{\n", "}\n"),
        (vec!["validate", "c.ndjson", "--output-format", "sarif", "--output-file", "mounted"], 0, "{\n", "}\n"),
        (vec!["export", "--from", "some.ndjson", "--out", "dist", "--rejects", "mounted"], 1, "{\"path\"", "}\n"),
    ] {
        fs::write(&mounted, &long).expect("the file can be written");
        let before = fs::metadata(&mounted).expect("the file is there").ino();
        let ended = run(folder.path(), &mount, &arguments);
        assert_eq!(ended.code, Some(code), "{arguments:?}: {}{}", ended.beginning(), ended.stderr);
        let written = read(&mounted);
        assert!(written.starts_with(start) && written.ends_with(end) && !written.contains("an old line"), "{arguments:?}: {written}");
        assert_eq!(fs::metadata(&mounted).expect("the file is there").ino(), before, "{arguments:?}");
    }
    let actors = folder.path().join("ds/data/actors.toml");
    let laid_out = read(&actors);
    edit(&actors, "kind = ", "kind   = ");
    assert_eq!(run(folder.path(), &mount, &["fmt", "--root", "ds"]).code, Some(0));
    assert_eq!(read(&actors), laid_out);
    // One that may not be written at all is named before anything is checked.
    let read_only = inside(starter, "mount --bind mounted mounted && mount -o remount,bind,ro mounted &&");
    for option in ["--output-file", "--receipt"] {
        let ended = run(folder.path(), &read_only, &["validate", "--root", "ds", option, "mounted"]);
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""), "{option}: {}", ended.stderr);
        assert!(ended.stderr.contains("cannot write mounted: Read-only file system"), "{option}: {}", ended.stderr);
    }
    assert_eq!(names(folder.path()), ["c.ndjson", "dist", "ds", "mounted", "some.ndjson"], "nothing is left beside them");
}

/// The program as a user who is not root.
fn as_nobody(folder: &Path, arguments: &[&str]) -> Ended {
    let starter = if is_root() { format!("setpriv --reuid {NOBODY} --regid {NOBODY} --clear-groups") } else { String::new() };
    run(folder, &inside(&starter, ""), arguments)
}

#[test]
fn a_file_in_a_folder_that_cannot_be_written_is_written_in_place() {
    let folder = place();
    if is_root() && as_nobody(folder.path(), &["--version"]).code != Some(0) {
        not_checked("folders without permission, since the program cannot be run as another user");
        return;
    }
    assert_eq!(run(folder.path(), "", &["fmt", "--root", "ds"]).code, Some(0));
    let closed = folder.path().join("closed");
    let sticky = folder.path().join("sticky");
    let data = folder.path().join("ds/data");
    for (folder, mode) in [(&closed, 0o555), (&sticky, 0o1777), (&data, 0o555)] {
        fs::create_dir_all(folder).expect("a folder can be made");
        for name in ["r", "frameworks.toml"] {
            let file = folder.join(name);
            fs::OpenOptions::new().append(true).create(*folder != data).open(&file).map(drop).unwrap_or_default();
            if file.is_file() {
                fs::set_permissions(&file, fs::Permissions::from_mode(0o666)).expect("the file is ours");
            }
        }
        fs::set_permissions(folder, fs::Permissions::from_mode(mode)).expect("the folder is ours");
    }
    let long = "an old line\n".repeat(100);
    for name in ["closed/r", "sticky/r"] {
        fs::write(folder.path().join(name), &long).expect("the file can be written");
        let ended = as_nobody(folder.path(), &["validate", "--root", "ds", "--output-format", "json", "--output-file", name]);
        assert_eq!(ended.code, Some(0), "{name}: {}", ended.stderr);
        let written = read(&folder.path().join(name));
        assert!(written.starts_with("{\n") && written.ends_with("}\n"), "{name}: {written}");
    }
    let laid_out = read(&data.join("frameworks.toml"));
    edit(&data.join("frameworks.toml"), "id = ", "id   = ");
    let ended = as_nobody(folder.path(), &["fmt", "--root", "ds"]);
    assert_eq!(ended.code, Some(0), "{}{}", ended.beginning(), ended.stderr);
    assert_eq!(read(&data.join("frameworks.toml")), laid_out);
    // A new file cannot be made there, which is said at once.
    let ended = as_nobody(folder.path(), &["validate", "--root", "ds", "--receipt", "closed/new"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""), "{}", ended.stderr);
    for folder in [&closed, &sticky] {
        assert_eq!(names(folder), ["frameworks.toml", "r"]);
    }
    for folder in [&closed, &data] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).expect("the folder is ours");
    }
}

/// The mode and owner of a file or folder.
fn owner(path: &Path) -> (u32, u32, u32) {
    let found = fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    (found.mode() & 0o7777, found.uid(), found.gid())
}

/// All files and folders below a folder, itself too.
fn below(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = vec![folder.to_owned()];
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        found.extend(if entry.path().is_dir() { below(&entry.path()) } else { vec![entry.path()] });
    }
    found
}

/// A user and a group that files may be given to: others if this is root, else its own.
fn others() -> (u32, u32) {
    let own = fs::metadata("/proc/self").expect("there are processes");
    if is_root() {
        return (NOBODY, NOBODY + 1);
    }
    not_checked("owners, since only root may give files away");
    (own.uid(), own.gid())
}

#[test]
fn a_file_keeps_its_owner_and_mode() {
    let (user, group) = others();
    let folder = place();
    let (ds, report) = (folder.path().join("ds"), folder.path().join("report"));
    fs::write(&report, "").expect("the file can be written");
    let (actors, claims) = (ds.join("data/actors.toml"), ds.join("data/claims/example-2025.toml"));
    for (path, mode) in [(&actors, 0o664), (&claims, 0o640), (&report, 0o600)] {
        chown(path, Some(user), Some(group)).expect("root may do so");
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("the file is ours");
    }
    edit(&actors, "kind = ", "kind   = ");
    let line = read(&claims).lines().find(|line| line.trim_start().starts_with("{ start = ")).expect("there is evidence").to_owned();
    let text = fs::read_dir(ds.join("texts")).expect("the folder can be read").flatten().next().expect("there is a text").path();
    edit(&claims, &line, &format!("  {{ find = \"{}\" }},", read(&text).lines().next().expect("there is a line")));
    for arguments in [
        vec!["fmt", "--root", "ds", "ds/data/actors.toml"],
        vec!["anchor", "--root", "ds", "ds/data/claims/example-2025.toml", "--texts", "ds/texts"],
        vec!["new", "--root", "ds", "--source", "example-2025"],
        vec!["validate", "c.ndjson", "--output-file", "report"],
    ] {
        let (before, ended) =
            ([&actors, &claims, &report].map(|path| fs::metadata(path).expect("it is there").ino()), run(folder.path(), "", &arguments));
        assert_eq!(ended.code, Some(0), "{arguments:?}: {}{}", ended.beginning(), ended.stderr);
        let after = [&actors, &claims, &report].map(|path| fs::metadata(path).expect("it is there").ino());
        assert_ne!(before, after, "{arguments:?} should replace a file");
    }
    assert_eq!(owner(&actors), (0o664, user, group));
    assert_eq!(owner(&claims), (0o640, user, group));
    assert_eq!(owner(&report), (0o600, user, group));
}

#[test]
fn what_is_new_belongs_to_whoever_has_the_folder() {
    let (user, group) = others();
    let folder = place();
    let theirs = folder.path().join("theirs");
    crate::support::copy_dataset(&folder.path().join("ds"), &theirs);
    fs::remove_dir_all(theirs.join("data/claims")).expect("the folder is ours");
    for path in below(&theirs) {
        chown(path, Some(user), Some(group)).expect("root may do so");
    }
    for arguments in [
        vec!["new", "--root", "theirs", "--source", "example-2025"],
        vec!["schema", "--out", "theirs/a/schemas"],
        vec!["validate", "c.ndjson", "--output-file", "theirs/report", "--receipt", "theirs/receipt"],
        vec!["export", "--root", "ds", "--out", "theirs/b/dist"],
        vec!["export", "--from", "c.ndjson", "--out", "theirs/from"],
    ] {
        let ended = run(folder.path(), "", &arguments);
        assert_eq!(ended.code, Some(0), "{arguments:?}: {}{}", ended.beginning(), ended.stderr);
    }
    let all = below(&theirs);
    assert!(all.len() > 80 && all.iter().any(|path| path.ends_with("data/claims/example-2025.toml")), "{all:?}");
    assert_eq!(all.iter().map(|path| (owner(path).1, owner(path).2)).collect::<BTreeSet<_>>(), [(user, group)].into(), "{all:?}");
}

#[test]
fn an_export_keeps_the_owner_and_mode_of_the_one_it_replaces() {
    let (user, group) = others();
    for arguments in [["export", "--root", "ds", "--out", "dist"], ["export", "--from", "c.ndjson", "--out", "dist"]] {
        let folder = place();
        let dist = folder.path().join("dist");
        assert_eq!(run(folder.path(), "", &arguments).code, Some(0));
        for (path, mode) in [("", 0o2775), ("csv", 0o2770), ("csv/claims.csv", 0o640), ("json/claims.ndjson", 0o664)] {
            chown(dist.join(path), Some(user), Some(group)).expect("root may do so");
            fs::set_permissions(dist.join(path), fs::Permissions::from_mode(mode)).expect("the file is ours");
        }
        fs::remove_dir_all(dist.join("parquet")).expect("the folder is ours");
        assert_eq!(run(folder.path(), "", &arguments).code, Some(0));
        assert_eq!(owner(&dist), (0o2775, user, group));
        assert_eq!(owner(&dist.join("csv")), (0o2770, user, group));
        assert_eq!(owner(&dist.join("csv/claims.csv")), (0o640, user, group));
        assert_eq!(owner(&dist.join("json/claims.ndjson")), (0o664, user, group));
        assert_eq!(owner(&dist.join("parquet")).0 & 0o2000, 0o2000, "a new folder is for the group too");
        for path in below(&dist) {
            assert_eq!((owner(&path).1, owner(&path).2), (user, group), "{}", path.display());
        }
        // One that nobody may change is replaced as well, and nothing is left of it.
        for path in below(&dist) {
            fs::set_permissions(&path, fs::Permissions::from_mode(owner(&path).0 & !0o222)).expect("the file is ours");
        }
        if !is_root() || as_nobody(folder.path(), &["--version"]).code == Some(0) {
            let ended = as_nobody(folder.path(), &arguments);
            assert_eq!(ended.code, Some(0), "{}{}", ended.beginning(), ended.stderr);
            assert_eq!(names(folder.path()), ["c.ndjson", "dist", "ds"]);
        }
    }
}

#[test]
fn an_output_that_others_write_to_as_well_is_not_replaced() {
    let folder = place();
    let log = folder.path().join("log");
    for (redirect, output) in [
        (">> log", "/dev/stdout"),
        ("2>> log", "/dev/stderr"),
        (">> log", "/dev/fd/1"),
        ("3>> log", "/dev/fd/3"),
        ("3>> log", "/proc/self/fd/3"),
    ] {
        fs::write(&log, "kept\n").expect("the file can be written");
        let arguments = ["validate", "--root", "ds", "--output-format", "json", "--output-file", output];
        let ended = run(folder.path(), &format!("exec {redirect};"), &arguments);
        assert_eq!(ended.code, Some(0), "{output}: {}", ended.stderr);
        let written = read(&log);
        assert!(written.starts_with("kept\n{\n") && written.contains("\n}\n"), "{output}: {written}");
        // The summary goes to standard output, after the report.
        assert_eq!(redirect.starts_with(">>"), written.contains("}\nchecked 6 files"), "{output}: {written}");
    }
    assert_eq!(names(folder.path()), ["c.ndjson", "ds", "log"]);
    // What leads nowhere is no place to write, and stays.
    std::os::unix::fs::symlink("gone", folder.path().join("link")).expect("a link can be made");
    for arguments in [
        vec!["validate", "--root", "ds", "--output-file", "link"],
        vec!["export", "--root", "ds", "--out", "link"],
        vec!["validate", "--root", "ds", "--receipt", "ds"],
    ] {
        let ended = run(folder.path(), "", &arguments);
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ended.stderr.contains("is a link to gone, which is not there") || ended.stderr.contains("directory"), "{}", ended.stderr);
    }
    assert!(folder.path().join("link").is_symlink());
}
