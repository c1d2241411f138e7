//! What the generator plants in claims is what the program finds: none missed, none invented, each at its place.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use claims_gen::lot::{Lot, Urn};
use claims_gen::{Fault, Options, Planted, faults};
use guarantee_claims::{Claim, Dataset};
use serde_json::Value;

use crate::support::{claims, copy_dataset, edit, root, stdout};

const OPTIONS: Options = Options { claims: 3000, seed: 7, shuffled: false, array: false, broken: 0 };

/// A finding as far as the two sides can be compared.
type Found = (u64, u64, String, Option<String>);

fn generated(options: &Options, wanted: fn(&Fault) -> bool) -> (Vec<u8>, Vec<Planted>) {
    generated_from(guarantee_claims::dataset(), options, wanted)
}

/// Claims made of those of this dataset.
fn generated_from(dataset: &Dataset, options: &Options, wanted: fn(&Fault) -> bool) -> (Vec<u8>, Vec<Planted>) {
    let (mut file, mut planted) = (Vec::new(), Vec::new());
    let list = |found| {
        planted.push(found);
        Ok(())
    };
    claims_gen::write(options, dataset, wanted, &mut file, list).expect("claims can be generated");
    (file, planted)
}

/// The program's findings in a file with this content.
fn findings(name: &str, content: &[u8]) -> BTreeSet<Found> {
    findings_beside(&root(), name, content)
}

/// The same with the registers of the dataset in this folder.
fn findings_beside(dataset: &Path, name: &str, content: &[u8]) -> BTreeSet<Found> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("the file can be written");
    let (dataset, path) = (dataset.display().to_string(), path.display().to_string());
    let output = claims(&["validate", "--root", &dataset, &path, "--output-format", "json", "--max-findings", "100000"]);
    let report: Value = serde_json::from_str(&stdout(&output)).expect("the report is JSON");
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let found = |finding: &Value| {
        let number = |key: &str| finding[key].as_u64().expect("a finding in a file has a place");
        (number("line"), number("column"), text(&finding["rule"]).expect("a finding has a rule"), text(&finding["record"]))
    };
    report["findings"].as_array().expect("the report has findings").iter().map(found).collect()
}

/// What the program did not find, and what it found that was not planted.
fn differences(planted: &[Planted], found: &BTreeSet<Found>) -> Vec<String> {
    let expected: BTreeSet<Found> =
        planted.iter().map(|one| (one.line, one.column as u64, one.rule.to_owned(), one.record.clone())).collect();
    let what = |line: u64| planted.iter().find(|one| one.line == line).map(|one| one.what);
    let missed = expected.difference(found).map(|one| format!("missed: {one:?} ({:?})", what(one.0)));
    let invented = found.difference(&expected).map(|one| format!("invented: {one:?} ({:?})", what(one.0)));
    missed.chain(invented).collect()
}

fn assert_found(name: &str, options: &Options, wanted: fn(&Fault) -> bool) {
    let (file, planted) = generated(options, wanted);
    let differences = differences(&planted, &findings(name, &file));
    assert!(differences.is_empty(), "{} of {} planted:\n{}", differences.len(), planted.len(), differences.join("\n"));
    assert_eq!(planted.len() as u64, options.broken);
}

#[test]
fn generated_claims_are_valid() {
    assert_found("claims.ndjson", &OPTIONS, |_| true);
}

#[test]
fn seeded_errors_are_found() {
    assert_found("claims.ndjson", &Options { broken: 400, ..OPTIONS }, |_| true);
}

#[test]
fn seeded_errors_are_found_in_any_order_of_keys() {
    assert_found("claims.ndjson", &Options { broken: 400, shuffled: true, ..OPTIONS }, |_| true);
}

#[test]
fn seeded_errors_are_found_in_an_array() {
    assert_found("claims.json", &Options { broken: 400, array: true, ..OPTIONS }, |_| true);
}

/// The real dataset with one of its reports in the place of an agreement, in a folder. Nobody has coded that one twice.
fn with_an_agreement() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy_dataset(&root(), folder.path());
    let name = "phoenix24-2025-08";
    let (seed, claims) = (folder.path().join(format!("seeds/{name}.toml")), folder.path().join(format!("data/claims/{name}.toml")));
    edit(&seed, "genre = \"analysis\"", "genre = \"agreement\"");
    edit(&claims, "attribution = \"narrated\"", "attribution = \"authored\"");
    let text = fs::read_to_string(&claims).expect("the file can be read");
    let is_of_codings = |line: &&str| line.starts_with("doubtful = ") || line.starts_with("confidence = ");
    fs::write(&claims, text.lines().filter(|line| !is_of_codings(line)).collect::<Vec<_>>().join("\n") + "\n").expect("it can be written");
    let codings = folder.path().join(format!("data/codings/{name}.csv"));
    if codings.is_file() {
        fs::remove_file(codings).expect("the file was there");
    }
    folder
}

#[test]
fn claims_of_a_text_of_the_speakers_own_are_valid_and_errors_among_them_are_found() {
    let folder = with_an_agreement();
    let dataset = Dataset::load(folder.path()).expect("the dataset is valid");
    for broken in [0, 400] {
        let (file, planted) = generated_from(&dataset, &Options { broken, ..OPTIONS }, |_| true);
        assert!(String::from_utf8_lossy(&file).contains("\"authored\""), "some are authored");
        let differences = differences(&planted, &findings_beside(folder.path(), "claims.ndjson", &file));
        assert!(differences.is_empty(), "{} of {} planted:\n{}", differences.len(), planted.len(), differences.join("\n"));
    }
}

#[test]
fn a_wrong_list_of_errors_is_noticed() {
    let (file, planted) = generated(&Options { broken: 20, ..OPTIONS }, |fault| fault.rule == "unknown-term");
    let found = findings("claims.ndjson", &file);
    assert_eq!(differences(&planted, &found), [""; 0]);
    let mut moved = planted.clone();
    moved[3].column += 1;
    assert_eq!(differences(&moved, &found).len(), 2, "one missed, one invented");
    assert_eq!(differences(&planted[1..], &found).len(), 1, "one invented");
    let mut unbroken = found;
    unbroken.pop_first();
    assert_eq!(differences(&planted, &unbroken).len(), 1, "one missed");
}

/// Every rule that can be broken by external claims one at a time, or by their ids and relations, is broken in some way.
#[test]
fn every_rule_has_a_seeded_error() {
    // What compares the codes of claims, what is about other records, and what is about files.
    const OTHERS: &[&str] = &[
        "coded-and-uncoded",
        "coder-mismatch",
        "contradicts-agreement",
        "duplicate-claim",
        "list-separator",
        "member-mismatch",
        "missing-file",
        "missing-second-coding",
        "not-an-outlet",
        "restates-mismatch",
        "retrieved-before-publication",
        "stale-text",
        "supersedes-later",
        "toml-1-1",
        "unexplained-change",
        "unknown-file",
        "unpaired-coding",
        "unused-record",
    ];
    let planted: BTreeSet<_> = faults::all().map(|fault| fault.rule).collect();
    let others = |name: &str| OTHERS.contains(&name);
    let rules = guarantee_claims::rules::RULES.iter().filter(|rule| !rule.needs_texts && !others(rule.name));
    assert_eq!(planted, rules.map(|rule| rule.name).collect());
}

#[test]
fn the_same_seed_gives_the_same_canonical_file() {
    let (file, _) = generated(&OPTIONS, |_| true);
    assert!(file == generated(&OPTIONS, |_| true).0);
    assert!(file != generated(&Options { seed: 8, ..OPTIONS }, |_| true).0);
    for line in file.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let claim: Claim = serde_json::from_slice(line).expect("a generated claim can be read");
        assert!(serde_json::to_vec(&claim).expect("a claim can be written") == line);
    }
}

#[test]
fn choices_have_their_shares_and_the_same_ones_have_ordinals_of_their_own() {
    let (letters, digits) = (Urn::of(['a', 'b', 'a', 'a']), Urn::of([1, 2, 3, 3]));
    let choices = |at| {
        let mut lot = Lot::new(at, 1000);
        (*lot.choose(&letters), *lot.choose(&digits), lot.ordinal())
    };
    let chosen: BTreeSet<_> = (0..1000).map(choices).collect();
    assert_eq!(chosen.len(), 1000);
    assert_eq!(chosen.iter().filter(|(letter, ..)| *letter == 'a').count(), 750);
    assert!((374..=376).contains(&chosen.iter().filter(|(letter, digit, _)| (*letter, *digit) == ('a', 3)).count()));
}
