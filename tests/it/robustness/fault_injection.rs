//! Whatever goes wrong while the program writes: what was there before is whole, or what is new is, never a mixture; what a kill leaves
//! beside it the next run removes; what is not ours is never touched; the exit code and a message say so. With SOAK=1 there are many more
//! faults.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::support::limited_process::{Run, figures, not_checked, soak};
use crate::support::{copy_dataset, edit, mini, root};

/// Every file below a folder with its content, hidden ones too.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).expect("the file can be read"));
        }
    }
    found
}

/// The entries of a folder by name.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("the folder can be read").file_name().display().to_string())
        .collect();
    names.sort();
    names
}

/// Real claims as lines, each so many times with another number.
fn external_claims(times: usize) -> Vec<String> {
    let claims = guarantee_claims::dataset().claims();
    let numbered = |(i, claim): (usize, guarantee_claims::ClaimRef<'_>)| {
        let mut claim = serde_json::to_value(claim.get()).expect("a claim is JSON");
        claim["id"] = serde_json::json!(format!("{}.{:07}", claim["source"].as_str().expect("a claim has a source"), i + 1_000_000));
        claim["relations"] = serde_json::json!([]);
        claim.to_string()
    };
    let all: Vec<_> = claims.collect();
    all.iter().cycle().take(all.len() * times).copied().enumerate().map(numbered).collect()
}

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

/// The first words of the text in a folder.
fn first_words(texts: &Path) -> String {
    let text = fs::read_to_string(texts.join(&names(texts)[0])).expect("the text can be read");
    text.lines().next().expect("the text has a line").to_owned()
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be read").flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copy_folder(&path, &to) } else { fs::copy(&path, &to).map(drop).expect("a file can be copied") }
    }
}

#[test]
fn exports_into_one_folder_at_once_leave_one_of_them_whole() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (small, large) = (folder.path().join("small.ndjson"), folder.path().join("large.ndjson"));
    let lines = external_claims(1);
    fs::write(&small, lines[..20].join("\n")).expect("the file can be written");
    fs::write(&large, lines.join("\n")).expect("the file can be written");
    let place = folder.path().join("place");
    fs::create_dir(&place).expect("a folder can be made");
    let export = |input: &Path, out: &Path| {
        Run::new(&["export", "--threads", "1", "--out", &out.display().to_string(), "--from", &input.display().to_string()])
    };
    let mut whole = Vec::new();
    for input in [&small, &large] {
        let out = folder.path().join("alone");
        assert_eq!(export(input, &out).end().code, Some(0));
        whole.push(relative(&out));
    }
    let rounds = if soak() { 60 } else { 4 };
    for round in 0..rounds {
        // In half of the rounds there is no folder yet.
        if round % 2 == 0 {
            let _ = fs::remove_dir_all(place.join("dist"));
        }
        let runs: Vec<_> = [&small, &large, &small, &large].map(|input| export(input, &place.join("dist")).start()).into();
        for mut run in runs {
            assert_eq!(run.wait().expect("the program ends").code(), Some(0));
        }
        assert!(whole.contains(&relative(&place.join("dist"))), "a mixture in round {round}");
        assert_eq!(names(&place), ["dist"], "in round {round}");
    }
    figures("exports at once", &[("exports", 4 * rounds), ("mixtures", 0)]);
}

/// The files of a folder by their paths in it.
fn relative(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let below = |path: PathBuf| path.strip_prefix(folder).expect("the file is below the folder").to_owned();
    files(folder).into_iter().map(|(path, content)| (below(path), content)).collect()
}

/// So many actors with their keys in another order than the canonical one.
fn untidy_actors(count: usize) -> String {
    (0..count).fold(String::new(), |mut actors, i| {
        let _ = write!(actors, "\n[[actors]]\nid   = \"actor-{i}\"\nkind = \"person\"\nname = \"Actor {i}\"\n");
        actors
    })
}

/// The commands that write, in a folder made for them, each with the paths that it may change.
fn writing_commands(folder: &Path) -> Vec<(&'static str, Vec<String>)> {
    copy_dataset(&root().join("tests/fixtures/mini"), folder);
    let actors = folder.join("data/actors.toml");
    let more = untidy_actors(900);
    fs::write(&actors, fs::read_to_string(&actors).expect("the file can be read") + &more).expect("the file can be written");
    let claims = folder.join("data/claims/example-2025.toml");
    let words = first_words(&folder.join("texts"));
    let padding = format!("# {}\n", "a comment ".repeat(4000));
    edit(&claims, "[[claims]]", &format!("{padding}[[claims]]"));
    let text = fs::read_to_string(&claims).expect("the file can be read");
    let line = text.lines().find(|line| line.trim_start().starts_with("{ start = ")).expect("there is evidence").to_owned();
    let anchored = folder.join("anchor");
    copy_dataset(folder, &anchored);
    edit(&anchored.join("data/claims/example-2025.toml"), &line, &format!("  {{ find = \"{words}\" }},"));
    let mut lines = external_claims(1);
    lines.push("{}".repeat(3));
    fs::write(folder.join("c.ndjson"), lines.join("\n")).expect("the file can be written");
    fs::write(folder.join("rejected.ndjson"), "{}\n".repeat(200) + &lines[0]).expect("the file can be written");
    let path = |name: &str| folder.join(name).display().to_string();
    let anchored_path = |name: &str| anchored.join(name).display().to_string();
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    vec![
        ("export", words(&["export", "--out", &path("dist")])),
        ("export --from", words(&["export", "--from", &path("c.ndjson"), "--rejects", &path("rejects.ndjson"), "--out", &path("from")])),
        ("--rejects", words(&["export", "--from", &path("rejected.ndjson"), "--rejects", &path("many.ndjson"), "--out", &path("from")])),
        ("fmt", words(&["fmt", "--root", &path("")])),
        (
            "anchor",
            words(&["anchor", &anchored_path("data/claims/example-2025.toml"), "--texts", &path("texts"), "--root", &anchored_path("")]),
        ),
        ("--output-file", words(&["validate", "--output-format", "sarif", "--output-file", &path("report.sarif")])),
        ("schema", words(&["schema", "--out", &path("schemas")])),
    ]
}

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

/// Whether a path has a part with a name of something under construction.
fn is_under_construction(path: &Path) -> bool {
    path.iter().any(|part| part.to_string_lossy().starts_with('.') && part.to_string_lossy().contains(".claims-"))
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

#[test]
fn inputs_that_change_while_they_are_read_are_exported_right_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (input, rejects, out) = (folder.path().join("c.ndjson"), folder.path().join("r.ndjson"), folder.path().join("dist"));
    let mut lines = external_claims(1);
    // An id that stands twice asks for a second way through the file.
    lines.push(lines[0].clone());
    let contents = [lines.join("\n"), lines[1..].join("\n"), lines.iter().rev().cloned().collect::<Vec<_>>().join("\n"), "{}\n".repeat(9)];
    let ids = |path: &Path| -> Vec<String> {
        let text = fs::read_to_string(path).unwrap_or_default();
        text.lines().map(|line| line.split('"').nth(3).unwrap_or_default().to_owned()).collect()
    };
    let rounds = if soak() { 200 } else { 8 };
    let (mut refused, mut written) = (0, 0);
    for round in 0..rounds {
        let _ = fs::remove_dir_all(&out);
        fs::write(&input, &contents[0]).expect("the file can be written");
        let [input, rejects, out] = [&input, &rejects, &out].map(|path| path.display().to_string());
        let run = Run::new(&["export", "--from", &input, "--rejects", &rejects, "--out", &out, "--format", "json"]);
        let ended = std::thread::scope(|scope| {
            let running = scope.spawn(|| run.end());
            let mut next = 0;
            while !running.is_finished() {
                std::thread::sleep(Duration::from_millis(3 + round % 13));
                next += 1;
                fs::write(&input, &contents[next % contents.len()]).expect("the file can be written");
            }
            running.join().expect("the run is held to its bounds")
        });
        ended.is_sound("a changing input");
        let exported = Path::new(&out).join("json/claims.ndjson");
        if ended.code == Some(2) {
            assert!(ended.stderr.contains("error: an input changed while it was read"), "{}", ended.stderr);
            assert!(!Path::new(&out).exists(), "nothing should be written");
            refused += 1;
        } else if exported.exists() {
            let found = ids(&exported);
            let mut distinct = found.clone();
            distinct.sort();
            distinct.dedup();
            assert_eq!(found.len(), distinct.len(), "an id was exported twice: {}", ended.beginning());
            written += 1;
        }
    }
    figures(
        "inputs that change",
        &[("runs", usize::try_from(rounds).unwrap_or_default()), ("refused", refused), ("written right", written)],
    );
}

#[test]
fn a_folder_of_somebody_else_beside_the_export_is_never_touched() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let foreign =
        [".dist.claims-export-mine", ".dist.claims-export-1-0", ".dist.claims-export-1", ".dist.claims-export-", "dist.old", ".dist.old"];
    for name in foreign {
        fs::create_dir(folder.path().join(name)).expect("a folder can be made");
        fs::write(folder.path().join(name).join("thesis.txt"), "years of work").expect("the file can be written");
    }
    fs::write(folder.path().join(".dist.claims-export-2-0"), "a file").expect("the file can be written");
    let before = files(folder.path());
    let out = folder.path().join("dist").display().to_string();
    let root = mini();
    for _ in 0..2 {
        let ended = Run::new(&["export", "--root", &root.path().display().to_string(), "--out", &out]).end();
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    }
    let after: BTreeMap<_, _> = files(folder.path()).into_iter().filter(|(path, _)| !path.starts_with(&out)).collect();
    assert!(after == before);
}
