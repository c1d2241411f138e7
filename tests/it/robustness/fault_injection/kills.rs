//! Runs that are killed: at any moment, and in the middle of a file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::commands::{external_claims, files, first_words, is_under_construction, names, untidy_actors, writing_commands};
use crate::support::limited_process::{Run, figures, soak};
use crate::support::{copy_dataset, mini, root};

/// A command that changes a place, killed at many moments.
struct Killed<'a> {
    name: &'a str,
    arguments: Vec<String>,
    /// The folder in which it writes.
    folder: &'a Path,
    /// Puts the folder as it was before the command.
    reset: &'a dyn Fn(),
}

impl Killed<'_> {
    fn run(&self) -> Run {
        Run::new(&self.arguments.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// What is to be seen of the folder: a kill may leave hidden names that the program gives to what is under construction.
    fn seen(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files(self.folder).into_iter().filter(|(path, _)| !is_under_construction(path)).collect()
    }

    /// Kills so many runs, spread over the time of one, and looks after each.
    fn prove(&self, kills: u32) {
        (self.reset)();
        let before = self.seen();
        let start = Instant::now();
        let ended = self.run().end();
        let time = start.elapsed();
        assert!(ended.code == Some(0), "{}: {:?} {}{}", self.name, ended.code, ended.beginning(), ended.stderr);
        let after = self.seen();
        assert!(before != after, "{} should change something", self.name);
        let (mut killed, mut old) = (0, 0);
        for i in 0..kills {
            (self.reset)();
            let mut child = self.run().start();
            std::thread::sleep(time.mul_f64(f64::from(i) / f64::from(kills) * 1.1));
            child.kill().expect("the program can be killed");
            killed += usize::from(!child.wait().expect("the program ends").success());
            let now = self.seen();
            assert!(now == before || now == after, "{} killed after {i}/{kills} of its time left a mixture", self.name);
            old += usize::from(now == before);
            // The next run removes what was left, whether it has to do it all again or nothing.
            let ended = self.run().end();
            assert!(ended.code == Some(0), "{}: {}{}", self.name, ended.beginning(), ended.stderr);
            assert!(self.seen() == after, "{} after a kill should come to the same", self.name);
            if now == before {
                assert!(files(self.folder) == after, "{}: something was left: {:?}", self.name, names(self.folder));
            }
        }
        assert!(killed > 0 && old > 0, "{}: no run was killed in the middle", self.name);
        figures(&format!("{} killed", self.name), &[("kills", killed), ("times the old was whole", old), ("bytes lost", 0)]);
    }
}

fn kills() -> u32 {
    if soak() { 400 } else { 12 }
}

#[test]
fn an_export_of_external_claims_killed_at_any_moment_leaves_the_previous_one_or_the_new_one() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (input, place, kept) = (folder.path().join("c.ndjson"), folder.path().join("place"), folder.path().join("kept"));
    let lines = external_claims(if soak() { 10 } else { 2 });
    fs::create_dir(&place).expect("a folder can be made");
    let export = |lines: &[String]| {
        fs::write(&input, lines.join("\n")).expect("the file can be written");
        let arguments =
            ["export", "--threads", "2", "--out", &place.join("dist").display().to_string(), "--from", &input.display().to_string()];
        arguments.map(str::to_owned).to_vec()
    };
    assert_eq!(Run::new(&export(&lines[..7]).iter().map(String::as_str).collect::<Vec<_>>()).end().code, Some(0));
    copy_folder(&place.join("dist"), &kept);
    let arguments = export(&lines);
    let reset = || {
        let _ = fs::remove_dir_all(place.join("dist"));
        copy_folder(&kept, &place.join("dist"));
    };
    Killed { name: "export --from", arguments, folder: &place, reset: &reset }.prove(kills());
}

#[test]
fn fmt_killed_at_any_moment_leaves_each_file_as_it_was_or_laid_out() {
    let folder = mini();
    let actors = folder.path().join("data/actors.toml");
    let text = fs::read_to_string(&actors).expect("the file can be read");
    let more = untidy_actors(200);
    let reset = || fs::write(&actors, format!("{text}{more}")).expect("the file can be written");
    let arguments = ["fmt", "--root", &folder.path().display().to_string()].map(str::to_owned).to_vec();
    // The other files stay as they are then.
    assert_eq!(Run::new(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).end().code, Some(0));
    Killed { name: "fmt", arguments, folder: folder.path(), reset: &reset }.prove(kills());
}

#[test]
fn anchor_killed_at_any_moment_leaves_the_file_as_it_was_or_anchored() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy_dataset(&root().join("tests/fixtures/mini"), folder.path());
    let claims = folder.path().join("data/claims/example-2025.toml");
    let text = fs::read_to_string(&claims).expect("the file can be read");
    let line = text.lines().find(|line| line.trim_start().starts_with("{ start = ")).expect("there is evidence");
    let words = first_words(&folder.path().join("texts"));
    let reset = || fs::write(&claims, text.replacen(line, &format!("  {{ find = \"{words}\" }},"), 1)).expect("the file can be written");
    let [file, texts, root] = [&claims, &folder.path().join("texts"), &folder.path().to_owned()].map(|path| path.display().to_string());
    let arguments = ["anchor", &file, "--texts", &texts, "--root", &root].map(str::to_owned).to_vec();
    Killed { name: "anchor", arguments, folder: folder.path(), reset: &reset }.prove(kills());
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be read").flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copy_folder(&path, &to) } else { fs::copy(&path, &to).map(drop).expect("a file can be copied") }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_run_killed_in_the_middle_of_a_file_changes_nothing_and_the_next_one_removes_what_it_left() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let commands = writing_commands(folder.path());
    let (mut killed, mut left) = (0, 0);
    for (name, arguments) in commands.iter().filter(|(name, _)| *name != "schema") {
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        for blocks in [0, 1, 8] {
            let seen = || files(folder.path()).into_iter().filter(|(path, _)| !is_under_construction(path)).collect::<Vec<_>>();
            let before = seen();
            // The signal of a file that grows too long ends the program where it stands, as a kill does.
            let ended = Run::after(&format!("ulimit -c 0 -f {blocks};"), &arguments).end();
            if ended.code.is_some() {
                continue;
            }
            killed += 1;
            assert!(seen() == before, "{name} killed in a file of {blocks} blocks has changed something");
            left += usize::from(files(folder.path()).keys().any(|path| is_under_construction(path)));
        }
        let ended = Run::new(&arguments).end();
        assert!(matches!(ended.code, Some(0 | 1)), "{name}: {}{}", ended.beginning(), ended.stderr);
        let still: Vec<_> = files(folder.path()).into_keys().filter(|path| is_under_construction(path)).collect();
        assert_eq!(still, Vec::<PathBuf>::new(), "{name} should remove what a killed one left");
    }
    assert!(killed > commands.len() && left > commands.len(), "{killed} {left}");
    figures("killed in the middle of a file", &[("kills", killed), ("times something was left", left), ("bytes lost", 0)]);
}
