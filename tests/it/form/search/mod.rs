//! The search for records on which the schema and the readers differ, or which a format loses.

mod agree;
mod change;
pub(crate) mod json;

use std::fs;
use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use agree::{Judge, Record, lines_agree};
use change::{Choices, changed};
use claims_gen::random::Random;
use guarantee_claims::model::{ActorsFile, DatasetDocument, FrameworksFile, OccasionsFile, WithdrawnFile};
use guarantee_claims::{Claim, ClaimRef, Coding, DatasetInfo, Source, load};
use json::Written;
use serde_json::{Value, json};

use crate::support::limited_process::figures;
use crate::support::{claims, root, schema, stderr, stdout};

impl Choices for Random {
    fn below(&mut self, end: usize) -> usize {
        self.index(end)
    }
}

/// The slices of the search: one in each run of the tests, all of them, a million claims, in `make soak`; the one whose number is in
/// `SEARCH_SLICE`, if it is set.
fn slices() -> Range<u64> {
    let set = |name| std::env::var(name).ok();
    match (set("SEARCH_SLICE").and_then(|number| number.parse().ok()), set("SOAK").as_deref()) {
        (Some(slice), _) => slice..slice + 1,
        (None, Some("1")) => 0..200,
        (None, _) => 0..1,
    }
}

/// How many claims are tried in a slice.
const SLICE: usize = 5000;

/// How many claims go through the checking reader at once.
const LOT: usize = 500;

fn written(record: &impl serde::Serialize) -> Written {
    Written::of(&serde_json::to_value(record).expect("a record can be written"))
}

/// The claims that are changed: those of the dataset, which between them use every field but waivers.
fn records() -> Vec<Written> {
    let mut records: Vec<Written> = guarantee_claims::dataset().claims().map(|claim| written(claim.get())).collect();
    let mut waived = serde_json::to_value(guarantee_claims::dataset().claims().next().map(ClaimRef::get)).expect("a claim is JSON");
    waived["waive"] = json!([{ "rule": "some-rule", "reason": "A reason that is long enough." }]);
    records.push(Written::of(&waived));
    records
}

#[test]
fn schema_and_readers_agree_on_randomly_generated_claims_and_nothing_accepted_is_lost() {
    let (judge, records) = (Judge::new(&schema("claim")), records());
    let next = AtomicU64::new(slices().start);
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(slices().count());
    let work = || {
        let mut counts = Counts::default();
        loop {
            let slice = next.fetch_add(1, Ordering::Relaxed);
            if !slices().contains(&slice) {
                return counts;
            }
            counts.add(&slice_of_claims(slice, &judge, &records));
        }
    };
    let counted = thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        running.into_iter().map(|worker| worker.join().expect("no difference")).reduce(|mut all, more| {
            all.add(&more);
            all
        })
    });
    let Counts { accepted, refused, survived } = counted.expect("somebody works");
    let counts =
        [("tried", accepted + refused), ("accepted", accepted), ("refused", refused), ("through Parquet", survived), ("differences", 0)];
    figures("randomly generated claims", &counts);
    assert!(accepted > SLICE / 4 && refused > SLICE / 4, "{accepted} accepted, {refused} refused");
    assert!(survived > accepted / 4, "{survived} of {accepted}");
}

#[derive(Default)]
struct Counts {
    accepted: usize,
    refused: usize,
    survived: usize,
}

impl Counts {
    const fn add(&mut self, more: &Self) {
        self.accepted += more.accepted;
        self.refused += more.refused;
        self.survived += more.survived;
    }
}

fn slice_of_claims(slice: u64, judge: &Judge, records: &[Written]) -> Counts {
    let mut random = Random::new(6, slice);
    let mut kept = Vec::new();
    for _ in 0..SLICE.div_ceil(LOT) {
        let texts: Vec<String> = (0..LOT).map(|_| changed(records, &mut random)).collect();
        let claims: Vec<Option<Claim>> = texts.iter().map(|text| judged(judge, text)).collect();
        if let Err(problem) = lines_agree(&texts, &claims) {
            panic!("slice {slice}: {problem}");
        }
        kept.extend(claims.into_iter().flatten());
    }
    Counts { accepted: kept.len(), refused: SLICE - kept.len(), survived: through_parquet(kept) }
}

fn judged<T: Record>(judge: &Judge, text: &str) -> Option<T> {
    judge.judge(text).unwrap_or_else(|problem| panic!("{problem}\n{text}"))
}

/// Sends claims, with ids of their own, to Parquet and back through the program; how many of them the rules let through.
fn through_parquet(claims: Vec<Claim>) -> usize {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let mut lines = String::new();
    for (number, mut claim) in claims.into_iter().enumerate() {
        claim.id = format!("{}.{number:07}", claim.source).parse().unwrap_or(claim.id);
        claim.relations = serde_json::from_value(json!([])).expect("a claim may have no relations");
        lines += &(serde_json::to_string(&claim).expect("a claim is JSON") + "\n");
    }
    fs::write(path("all.ndjson"), &lines).expect("the file can be written");
    let there = ["export", "--from", &path("all.ndjson"), "--out", &path("there"), "--format", "parquet", "--rejects", &path("rejects")];
    run(&[&there[..], &["--quiet"]].concat());
    let rejects = fs::read_to_string(path("rejects")).expect("there are rejects");
    let rejected: std::collections::HashSet<String> = rejects.lines().map(record_of_reject).collect();
    let back = path("there/parquet/claims.parquet");
    run(&["export", "--from", &back, "--out", &path("back"), "--format", "json", "--quiet"]);
    let expected: Vec<&str> = lines.lines().filter(|line| !rejected.contains(*line)).collect();
    let found = fs::read_to_string(path("back/json/claims.ndjson")).expect("the claims came back");
    for (expected, found) in expected.iter().zip(found.lines()) {
        assert_eq!(*expected, found, "Parquet loses something");
    }
    assert_eq!(expected.len(), found.lines().count());
    expected.len()
}

/// The record in a line of rejects, as it was written.
fn record_of_reject(line: &str) -> String {
    let reject: Value = serde_json::from_str(line).expect("a reject is JSON");
    reject["text"].as_str().expect("a reject has its text").to_owned()
}

fn run(arguments: &[&str]) {
    let output = claims(arguments);
    assert!(output.status.code().is_some_and(|code| code <= 1), "{arguments:?}: {}{}", stdout(&output), stderr(&output));
}

#[test]
fn schema_and_reader_agree_on_other_randomly_generated_records() {
    let dataset = guarantee_claims::dataset();
    let list = |key: &str, record: Value| json!({ key: [record] });
    let value = |record: Result<Value, serde_json::Error>| record.expect("a record can be written");
    let first = |records: Option<Value>| records.expect("there is a record");
    let actor = value(serde_json::to_value(dataset.actor("mark-rutte")));
    let occasion = first(dataset.occasions().first().map(|record| value(serde_json::to_value(record))));
    let framework = first(dataset.frameworks().first().map(|record| value(serde_json::to_value(record))));
    let source = first(dataset.sources().first().map(|record| value(serde_json::to_value(record))));
    let info = value(serde_json::to_value(dataset.info()));
    let coded = load::load(&root().join("tests/fixtures/coded")).expect("the dataset with codings can be read").records;
    let coding = first(coded.codings.last().map(|record| value(serde_json::to_value(record))));
    let withdrawn = first(coded.withdrawn.first().map(|record| value(serde_json::to_value(record))));
    let document = json!({ "version": "1.0.0", "title": "x", "licence": "CC-BY-4.0", "sources": [source], "actors": [actor],
        "occasions": [occasion], "frameworks": [framework], "claims": [], "withdrawn": [withdrawn], "changes": [] });
    let mut random = Random::new(7, 0);
    let found = [
        search::<Source>("source", &source, &mut random),
        search::<ActorsFile>("actors-file", &list("actors", actor), &mut random),
        search::<OccasionsFile>("occasions-file", &list("occasions", occasion), &mut random),
        search::<FrameworksFile>("frameworks-file", &list("frameworks", framework), &mut random),
        search::<DatasetInfo>("dataset-file", &info, &mut random),
        search::<DatasetDocument>("dataset", &document, &mut random),
        search::<Coding>("coding", &coding, &mut random),
        search::<WithdrawnFile>("withdrawn-file", &list("withdrawn", withdrawn), &mut random),
    ];
    for (name, accepted, refused) in found {
        let counts = [("tried", accepted + refused), ("accepted", accepted), ("refused", refused), ("differences", 0)];
        figures(&format!("randomly generated: {name}"), &counts);
        assert!(accepted > 20 && refused > 20, "{name}: {accepted} accepted, {refused} refused");
    }
}

/// Tries one kind of record; its name, how many were accepted and refused.
fn search<T: Record>(name: &'static str, record: &Value, random: &mut Random) -> (&'static str, usize, usize) {
    let (judge, records) = (Judge::new(&schema(name)), [Written::of(record)]);
    let cases = SLICE / 20 * slices().count();
    let accepted = (0..cases).filter(|_| judged::<T>(&judge, &changed(&records, random)).is_some()).count();
    (name, accepted, cases - accepted)
}

/// What was ever found, and the texts that readers are known to differ on.
#[test]
fn the_corpus_is_agreed_on() {
    let judge = Judge::new(&schema("claim"));
    let mut tried = 0;
    for entry in fs::read_dir(root().join("tests/corpus")).expect("there is a corpus") {
        let path = entry.expect("the corpus can be read").path();
        let text = fs::read_to_string(&path).expect("the corpus is text").trim_end_matches('\n').to_owned();
        let name = path.file_name().and_then(|name| name.to_str()).expect("the name is text");
        let claim = judged::<Claim>(&judge, &text);
        let expected = name.starts_with("accepted-");
        assert!(expected || name.starts_with("refused-"), "{name} should start with accepted- or refused-");
        assert_eq!(claim.is_some(), expected, "{name}");
        if let Err(problem) = lines_agree(&[text], &[claim]) {
            panic!("{name}: {problem}");
        }
        tried += 1;
    }
    figures("the corpus", &[("tried", tried), ("differences", 0)]);
    assert!(tried > 10, "{tried}");
}
