//! Others at work in the same place: exports at once, inputs that change, folders of other programs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use super::commands::{external_claims, files, names, relative};
use crate::support::limited_process::{Run, figures, soak};
use crate::support::mini;

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
