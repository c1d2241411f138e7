//! One damaged sign anywhere in a file of the dataset is a few findings, one of them at its place: one of the signs that TOML is made of is
//! deleted, doubled or swapped for another. A place is found by Python's `tomllib`, too, or nobody need find it.
//!
//! `DAMAGE_SLICE=7` tries slice 7 again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};

use claims_gen::random::Random;
use guarantee_claims::diagnostics::Finding;
use guarantee_claims::load::load;
use serde_json::json;

use crate::support::limited_process::{figures, not_checked, soak};
use crate::support::{copy_dataset, root};

const SIGNS: [char; 9] = ['[', ']', '{', '}', '"', ',', '=', '#', '\n'];
/// How many findings may follow from one damaged place.
const MOST: usize = 5;
/// How many lines from it one of them must stand at most.
const NEAR: usize = 2;
/// How many places are tried in a slice.
const SLICE: usize = 50;

/// The slices: four in each run of the tests, forty in `make soak`; the one whose number is in `DAMAGE_SLICE`, if it is set.
fn slices() -> Range<u64> {
    let set = std::env::var("DAMAGE_SLICE").ok().and_then(|number| number.parse().ok());
    set.map_or(0..if soak() { 40 } else { 4 }, |slice: u64| slice..slice + 1)
}

/// A damage to a file.
struct Damage {
    slice: u64,
    path: String,
    line: usize,
    /// What stands where.
    what: String,
    before: String,
    after: String,
}

/// The files of a dataset, by path.
fn files(root: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for folder in ["data", "data/claims", "seeds"] {
        for entry in fs::read_dir(root.join(folder)).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let name = path.file_name().expect("a file has a name").to_string_lossy();
                files.insert(format!("{folder}/{name}"), fs::read_to_string(&path).expect("the file can be read"));
            }
        }
    }
    files
}

fn damage(slice: u64, number: usize, files: &BTreeMap<String, String>) -> Damage {
    let mut random = Random::new(9, slice * SLICE as u64 + number as u64);
    let paths: Vec<_> = files.keys().collect();
    let path = *random.one(&paths);
    let before = &files[path];
    let places: Vec<_> = before.char_indices().filter(|(_, sign)| SIGNS.contains(sign)).collect();
    let (at, sign) = *random.one(&places);
    let others: Vec<_> = SIGNS.into_iter().filter(|other| *other != sign).collect();
    let instead = match random.index(3) {
        0 => String::new(),
        1 => format!("{sign}{sign}"),
        _ => random.one(&others).to_string(),
    };
    let after = format!("{}{instead}{}", &before[..at], &before[at + 1..]);
    let line = before[..at].matches('\n').count() + 1;
    Damage { slice, path: path.clone(), line, what: format!("{sign:?} at byte {at} as {instead:?}"), before: before.clone(), after }
}

/// Reads pairs of texts, one a line, and says of each whether the second is not read, or has fewer keys than the first.
const JUDGE: &str = r"
import json, sys, tomllib

def keys(value, path=()):
    if isinstance(value, dict):
        return {path + (key,) for key in value}.union(*(keys(inner, path + (key,)) for key, inner in value.items()))
    if isinstance(value, list):
        return set().union(*(keys(inner, path + (place,)) for place, inner in enumerate(value)))
    return set()

for line in sys.stdin:
    before, after = json.loads(line)
    try:
        lost = bool(keys(tomllib.loads(before)) - keys(tomllib.loads(after)))
    except tomllib.TOMLDecodeError:
        lost = True
    print(int(lost))
";

/// Which of the second texts another reader does not read, or finds fewer keys in than in the first; `None` without one.
fn refused(pairs: &[(&str, &str)]) -> Option<Vec<bool>> {
    let own = root().join(".venv/bin/python");
    let python = if own.exists() { own } else { "python3".into() };
    let mut judge =
        Command::new(python).args(["-c", JUDGE]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let lines = pairs.iter().fold(String::new(), |mut lines, pair| {
        let _ = writeln!(lines, "{}", json!(pair));
        lines
    });
    let mut stdin = judge.stdin.take()?;
    let writing = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = judge.wait_with_output().ok()?;
    let _ = writing.join();
    let verdicts: Vec<_> = String::from_utf8(output.stdout).ok()?.lines().map(|line| line == "1").collect();
    (verdicts.len() == pairs.len()).then_some(verdicts)
}

/// The findings in a copy of the dataset with this damage: file, line and words of each.
fn findings(copy: &Path, damage: &Damage) -> Vec<(String, usize, String)> {
    fs::write(copy.join(&damage.path), &damage.after).expect("the file can be written");
    let outcome = load(copy).expect("the dataset can be read").check(None);
    fs::write(copy.join(&damage.path), &damage.before).expect("the file can be written");
    let place = |finding: &Finding| finding.place.as_ref().map(|place| (outcome.files[place.file].clone(), place.region.line));
    outcome
        .findings
        .iter()
        .map(|finding| (finding, place(finding).unwrap_or_default()))
        .map(|(finding, (path, line))| (path, line, finding.message.clone()))
        .collect()
}

/// What is wrong with the findings about a damage, if something is.
fn problem(findings: &[(String, usize, String)], path: &str, line: usize, must_be_found: bool) -> Option<String> {
    let is_near = |(file, found, _): &(String, usize, String)| file == path && found.abs_diff(line) <= NEAR;
    if findings.len() > MOST {
        return Some(format!("{} findings", findings.len()));
    }
    (must_be_found && !findings.iter().any(is_near)).then(|| format!("no finding near it: {findings:?}"))
}

#[test]
fn one_damaged_sign_is_few_findings_and_one_at_its_place() {
    let files = files(&root());
    let damages: Vec<_> = slices()
        .flat_map(|slice| (0..SLICE).map(move |number| (slice, number)))
        .map(|(slice, number)| damage(slice, number, &files))
        .collect();
    let pairs: Vec<_> = damages.iter().map(|damage| (damage.before.as_str(), damage.after.as_str())).collect();
    let verdicts = refused(&pairs);
    if verdicts.is_none() {
        not_checked("damages against tomllib: Python 3.11 or later is needed");
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (mut wrong, mut most) = (Vec::new(), 0);
    std::thread::scope(|scope| {
        let (damages, verdicts) = (&damages, verdicts.as_ref());
        let work = |first: usize| {
            move || {
                let copy = tempfile::tempdir().expect("a folder can be made");
                copy_dataset(&root(), copy.path());
                let of_thread = damages.iter().enumerate().skip(first).step_by(threads);
                let judged = of_thread.map(|(place, damage)| {
                    let found = findings(copy.path(), damage);
                    let said = problem(&found, &damage.path, damage.line, verdicts.is_some_and(|verdicts| verdicts[place]));
                    (
                        found.len(),
                        said.map(|said| format!("slice {}: {}:{}: {}: {said}", damage.slice, damage.path, damage.line, damage.what)),
                    )
                });
                judged.collect::<Vec<_>>()
            }
        };
        let running: Vec<_> = (0..threads).map(|first| scope.spawn(work(first))).collect();
        for (count, said) in running.into_iter().flat_map(|thread| thread.join().expect("a damage was too much")) {
            most = most.max(count);
            wrong.extend(said);
        }
    });
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    let to_be_found = verdicts.map_or(0, |verdicts| verdicts.iter().filter(|refused| **refused).count());
    figures("damaged signs", &[("tried", damages.len()), ("refused or less to tomllib", to_be_found), ("findings at most", most)]);
}

#[test]
fn the_check_of_damages_can_fail() {
    let finding = |path: &str, line| (path.to_owned(), line, String::new());
    let said = |findings: &[_], must_be_found| problem(findings, "a.toml", 10, must_be_found).is_some();
    assert!(said(&vec![finding("a.toml", 10); 6], false));
    assert!(said(&[], true) && said(&[finding("a.toml", 13)], true) && said(&[finding("b.toml", 10)], true));
    assert!(!said(&[], false) && !said(&[finding("b.toml", 1), finding("a.toml", 12)], true));
    if let Some(verdicts) = refused(&[("a = 1\nb = 2\n", "a = 1#b = 2\n"), ("a = 1\n", "a 1\n"), ("a = [1, 2]\n", "a = [1,\n2]\n")]) {
        assert_eq!(verdicts, [true, true, false]);
    }
}

/// The first, a middle and the last place of a sign in a file.
fn places(text: &str, sign: char) -> Vec<usize> {
    let all: Vec<_> = text.match_indices(sign).map(|(at, _)| at).collect();
    let chosen: BTreeSet<_> =
        [0, all.len() / 2, all.len().saturating_sub(1)].into_iter().filter_map(|place| all.get(place)).copied().collect();
    chosen.into_iter().collect()
}

/// Takes each sign out at the start, in the middle and at the end of the files whose path contains `of`; how often.
fn take_out(dataset: &Path, of: &str) -> usize {
    let copy = tempfile::tempdir().expect("a folder can be made");
    copy_dataset(dataset, copy.path());
    let mut tried = 0;
    for (path, before) in files(dataset).into_iter().filter(|(path, _)| path.contains(of)) {
        for (sign, at) in ['[', ']', '{', '}', '"'].into_iter().flat_map(|sign| places(&before, sign).into_iter().map(move |at| (sign, at)))
        {
            let after = format!("{}{}", &before[..at], &before[at + 1..]);
            let line = before[..at].matches('\n').count() + 1;
            let what = format!("{path}:{line}: {sign} taken out");
            let damage = Damage { slice: 0, path: path.clone(), line, what, before: before.clone(), after };
            let found = findings(copy.path(), &damage);
            assert!(found.len() == 1 && problem(&found, &path, line, true).is_none(), "{}: {found:?}", damage.what);
            tried += 1;
        }
    }
    tried
}

#[test]
fn one_sign_missing_is_one_finding_in_every_kind_of_file_and_in_the_largest() {
    let tried = take_out(&root().join("tests/fixtures/mini"), "") + take_out(&root(), "claims/revolutions2040-2025-08");
    figures("signs taken out", &[("tried", tried)]);
    assert!(tried > 60, "{tried}");
}
