//! What is said of a file with a fault in it, and what is not: the rest is read and checked as if the broken record were no fault of its own.

use std::fs;
use std::path::Path;
use std::process::Output;

use guarantee_claims::Dataset;
use guarantee_claims::diagnostics::{Outcome, Place, RecordKind};
use guarantee_claims::limits::{MOST_FAULTS, MOST_LISTED, MOST_VALUES};
use guarantee_claims::load::{Loaded, load};
use serde_json::{Value, json};

use crate::support::{claims, copy_dataset, edit, mini, root, stderr, stdout};

const CLAIMS: &str = "data/claims/example-2025.toml";
const ACTORS: &str = "data/actors.toml";
const SEED: &str = "seeds/example-2025.toml";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let root = folder.display().to_string();
    claims(&[&["--root", &root], arguments].concat())
}

/// The report on a dataset, one finding a line, and the summary.
fn report(folder: &Path) -> (Vec<String>, String) {
    let said = stdout(&run(folder, &["validate", "--output-format", "concise"]));
    let (findings, summary): (Vec<_>, Vec<_>) = said.lines().map(str::to_owned).partition(|line| line.contains(": error["));
    (findings, summary.join("\n"))
}

#[test]
fn a_broken_record_still_defines_its_id_and_nothing_follows_from_it() {
    for (path, find, write, kind, id) in [
        (CLAIMS, "id = \"example-2025.001\"", "id = \"example-2025.001", RecordKind::Claim, "example-2025.001"),
        (CLAIMS, "id = \"example-2025.001\"", "id \"example-2025.001\"", RecordKind::Claim, "example-2025.001"),
        (ACTORS, "[[actors]]\nid = \"neighbour-state\"", "[actors]]\nid = \"neighbour-state\"", RecordKind::Actor, "neighbour-state"),
        (ACTORS, "aliases = [\"The minister\"", "aliases = \"The minister\"", RecordKind::Actor, "example-minister"),
        ("data/occasions.toml", "participants = [", "participants = ", RecordKind::Occasion, "example-2025-01-02"),
        ("data/frameworks.toml", "commitment_types = [", "commitment_types = {", RecordKind::Framework, "example-plan"),
        (SEED, "id = \"example-2025\"", "id = example-2025\"", RecordKind::Source, "example-2025"),
        // A source has the id that its file is named by, whatever is left of its key.
        (SEED, "id = \"example-2025\"", "x = \"example", RecordKind::Source, "example-2025"),
        (SEED, "file = \"example.txt\"", "file = \"example.txt", RecordKind::Source, "example-2025"),
    ] {
        let folder = mini();
        edit(&folder.path().join(path), find, write);
        let loaded = load(folder.path()).expect("the dataset can be read");
        let outcome = loaded.check(None);
        assert_eq!(outcome.findings.len(), 1, "{write}: {:?}", outcome.findings);
        assert_eq!(loaded.unread.ids.iter().cloned().collect::<Vec<_>>(), [(kind, id.to_owned())], "{write}");
        assert!(loaded.unread.nameless.is_empty(), "{write}");
    }
}

#[test]
fn claims_are_read_whatever_the_head_of_their_file_has() {
    let folder = mini();
    edit(&folder.path().join(CLAIMS), "source = \"example-2025\"", "source = \"example-2025");
    let loaded = load(folder.path()).expect("the dataset can be read");
    let outcome = loaded.check(None);
    assert_eq!((outcome.findings.len(), loaded.records.claims.len()), (1, 4), "{:?}", outcome.findings);
    assert_eq!(loaded.records.claims[0].source, "example-2025");
    // What is missing and no fault of syntax is said as ever.
    edit(&folder.path().join(CLAIMS), "source = \"example-2025\n", "");
    let (findings, _) = report(folder.path());
    assert!(findings[0].contains("the key `source` is missing"), "{findings:?}");
    // Where nothing but the head is there, all claims may be in what is not read.
    fs::write(folder.path().join(CLAIMS), "source = \"example-2025\n").expect("the file can be written");
    let (findings, summary) = report(folder.path());
    assert!(findings.len() == 1 && findings[0].contains("is not closed"), "{findings:?}");
    assert!(summary.contains("1 file could not be read"), "{summary}");
    // The other files have no source at their head.
    let (loaded, outcome) =
        read_with(&[(ACTORS, "\n[[actors]]\nid = \"example-minister\"", "x = \"y\n\n[[actors]]\nid = \"example-minister\"")]);
    assert_eq!((outcome.findings.len(), loaded.records.actors.len()), (1, 4), "{:?}", outcome.findings);
}

#[test]
fn what_a_broken_record_would_have_to_do_with_others_is_not_asked() {
    let folder = mini();
    let waive = "waive = [{ rule = \"unused-record\", reason = \"Mentioned soon, by others.\" }]";
    edit(&folder.path().join(ACTORS), "[[actors]]\nid = \"neighbour-state\"", &format!("[[actors]]\n{waive}\nid = \"neighbour-state\""));
    edit(&folder.path().join(CLAIMS), "id = \"example-2025.001\"", "id = \"example-2025.001");
    let said = stdout(&run(folder.path(), &["validate", "--output-format", "concise"]));
    assert!(said.contains("1 error, 0 warnings"), "whether the waiver is used cannot be told: {said}");
    // What stood after the end of a file that is cut off may be what others mention.
    let folder = mini();
    let file = folder.path().join(ACTORS);
    let text = fs::read_to_string(&file).expect("the file can be read");
    fs::write(&file, &text[..text.find("neighbour-state").expect("the actor is there")]).expect("the file can be written");
    let (findings, _) = report(folder.path());
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].contains("actors.toml:23:6: error[syntax]: this `\"` is not closed"), "{findings:?}");
    fs::write(&file, &text[..text.find(" State\"\naliases = [\"her").expect("the name is there")]).expect("the file can be written");
    let (findings, _) = report(folder.path());
    assert!(findings.len() == 1 && findings[0].contains("actors.toml:18:8: error[syntax]"), "{findings:?}");
    // One that ends with a whole line, or only lacks the end of its last one, is not cut off: a mention of what it has not is one of nothing.
    for end in ["", "\n"] {
        let text = &text[..text.find("\n\n[[actors]]\nid = \"neighbour-state\"").expect("the actor is there")];
        fs::write(&file, text.replace("kind = \"outlet\"", "kind = \"outlet") + end).expect("the file can be written");
        let (findings, _) = report(folder.path());
        assert!(findings.iter().any(|finding| finding.contains("there is no actor \"neighbour-state\"")), "{findings:?}");
    }
}

#[test]
fn findings_of_other_records_stand_where_they_stood() {
    let folder = mini();
    edit(&folder.path().join(CLAIMS), "speaker = \"neighbour-state\"", "speaker = \"nobody\"");
    let (before, _) = report(folder.path());
    edit(&folder.path().join(CLAIMS), "id = \"example-2025.001\"", "id = \"example-2025.001");
    let (after, _) = report(folder.path());
    assert_eq!((before.len(), after.len()), (1, 2), "{after:?}");
    assert_eq!(before[0], after[1]);
}

#[test]
fn the_summary_says_what_was_not_read_and_how_many_rules_were_not_checked_on_it() {
    let folder = mini();
    let (_, clean) = report(folder.path());
    assert!(!clean.contains("could not be read"), "{clean}");
    edit(&folder.path().join(CLAIMS), "id = \"example-2025.001\"", "id = \"example-2025.001");
    let (_, one) = report(folder.path());
    let said = one.lines().find(|line| line.starts_with("1 claim could not be read, so that ")).unwrap_or_else(|| panic!("{one}"));
    assert!(said.ends_with(" rules over records were not checked on it: mend it and run again"), "{said}");
    let exported = stdout(&run(folder.path(), &["export", "--out", &folder.path().join("out").display().to_string()]));
    assert!(exported.contains(said), "{exported}");
    // Whatever keeps a record from being read.
    edit(&folder.path().join(CLAIMS), "layer = \"architecture\"", "layer = \"architectur\"");
    edit(&folder.path().join(ACTORS), "kind = \"outlet\"", "kind = 7");
    fs::write(folder.path().join("data/occasions.toml"), [0xff]).expect("the file can be written");
    let (_, several) = report(folder.path());
    assert!(several.contains("2 claims, 1 actor and 1 file could not be read"), "{several}");
    let lines = folder.path().join("claims.ndjson");
    fs::write(&lines, "{}\n{\n").expect("the file can be written");
    let external = claims(&["validate", &lines.display().to_string()]);
    assert!(stdout(&external).contains("2 claims could not be read, so that "), "{}", stdout(&external));
}

/// The counts in the receipt of a check of the dataset.
fn receipt(folder: &Path) -> Value {
    let receipt = folder.join("receipt.json");
    run(folder, &["validate", "--receipt", &receipt.display().to_string()]);
    let receipt: Value = serde_json::from_slice(&fs::read(receipt).expect("there is a receipt")).expect("it is JSON");
    receipt["counts"].clone()
}

#[test]
fn the_receipt_counts_the_claims_that_could_not_be_read() {
    let outside = "\n[[claims]]\nid = \"example-2025.004\"";
    let both = format!("\n<<<<<<< HEAD{outside}\n=======\n[[claims]]\nid = \"example-2025.005\"\n>>>>>>> feature{outside}");
    for (find, write, checked, unread) in [
        ("id = \"example-2025.001\"", "\"example-2025.00", 3, 1),
        // A conflict around the starts of two records, either of which may be meant.
        (outside, &both, 4, 2),
        // A record with more values than are read, and those behind more faults than are looked for.
        ("conditions = [\"peace-settlement\"]", &conditions(MOST_VALUES), 3, 1),
        ("conditions = []", &conditions(MOST_FAULTS * 3 / 5), 1, 3),
    ] {
        let folder = mini();
        edit(&folder.path().join(CLAIMS), find, write);
        let counts = receipt(folder.path());
        assert_eq!(counts["claims"], json!({ "checked": checked, "failed": 0, "waived": 0, "uncheckable": unread }), "{write}");
    }
    // Of a broken record without an id, any mention of what is not there may be.
    let folder = mini();
    edit(&folder.path().join(ACTORS), "id = \"neighbour-state\"\nname = \"Neighbour State\"", "name = \"Neighbour State");
    let references = &receipt(folder.path())["references"];
    assert_eq!((&references["failed"], &references["uncheckable"]), (&json!(0), &json!(2)));
    let all = |counts: &Value| ["checked", "uncheckable"].iter().filter_map(|key| counts[key].as_u64()).sum::<u64>();
    assert_eq!(all(references), all(&receipt(mini().path())["references"]), "{references}");
}

#[test]
fn the_receipt_of_external_claims_counts_records_that_could_not_be_read_apart_from_those_with_errors() {
    let mut claim = serde_json::to_value(guarantee_claims::dataset().claims().next().expect("there is a claim").get()).expect("it is JSON");
    let sound = claim.to_string();
    claim["id"] = "flga-2025-12.900".into();
    claim["speaker"] = "nobody".into();
    let folder = tempfile::tempdir().expect("a folder can be made");
    let lines = folder.path().join("claims.ndjson");
    fs::write(&lines, format!("{sound}\n{claim}\n{{\n[]\n")).expect("the file can be written");
    let receipt_file = folder.path().join("receipt.json");
    claims(&["validate", &lines.display().to_string(), "--receipt", &receipt_file.display().to_string()]);
    let receipt: Value = serde_json::from_slice(&fs::read(receipt_file).expect("there is a receipt")).expect("it is JSON");
    assert_eq!(receipt["counts"]["claims"], json!({ "checked": 2, "failed": 1, "waived": 0, "uncheckable": 2 }));
}

#[test]
fn the_error_of_a_dataset_lists_so_many_faults_and_counts_the_others() {
    let copy = tempfile::tempdir().expect("a folder can be made");
    copy_dataset(&root(), copy.path());
    let file = copy.path().join("data/claims/revolutions2040-2025-08.toml");
    let text = fs::read_to_string(&file).expect("the file can be read");
    // One bracket is one finding.
    let (before, _) = text.split_once("[\"peace-settlement\"]").expect("a claim depends on a settlement");
    let (line, column) = (before.lines().count(), before.lines().last().map_or(0, str::len) + 1);
    fs::write(&file, text.replacen("[\"peace-settlement\"]", "[\"peace-settlement\"", 1)).expect("the file can be written");
    let message = Dataset::load(copy.path()).expect_err("the dataset is invalid").to_string();
    assert_eq!(message.lines().count(), 2, "{message}");
    let place = format!("revolutions2040-2025-08.toml:{line}:{column}");
    assert!(message.ends_with(&format!("{place}: error[syntax]: this `[` is not closed: expected `]`")), "{message}");
    fs::write(&file, text.replace("layer = \"", "layer = \"x")).expect("the file can be written");
    let message = Dataset::load(copy.path()).expect_err("the dataset is invalid").to_string();
    let claims = text.matches("[[claims]]").count();
    assert_eq!(message.lines().count(), 1 + MOST_LISTED + 1);
    assert!(message.ends_with(&format!("\nand {} more", claims - MOST_LISTED)), "{message}");
}

const CONFLICT: &str = "<<<<<<< HEAD\nstage = \"announced\"\n=======\nstage = \"agreed\"\n>>>>>>> feature";

/// So many conditions that there are not.
fn conditions(count: usize) -> String {
    format!("conditions = [{}]", "\"a\", ".repeat(count))
}

#[test]
fn files_with_a_conflict_or_a_fault_are_left_alone() {
    let many = conditions(MOST_VALUES);
    for (find, write, said) in [
        ("stage = \"announced\"", CONFLICT, "14:1: error: lines 14 to 18 are a conflict of git"),
        ("conditions = [\"peace-settlement\"]", "conditions = [\"peace-settlement\"", ": error: this `[` is not closed: expected `]`"),
        ("confidence = \"high\"\nnote", "confidence = \"high\"#note", ": error: this comment reads like data"),
        ("value = 2,", "value = 9007199254740993.0,", ": error: 9007199254740993 is no double"),
        ("conditions = [\"peace-settlement\"]", &many, ": error: the claim has more than 10000 values"),
    ] {
        let folder = mini();
        let (file, texts) = (folder.path().join(CLAIMS), folder.path().join("texts"));
        let text = fs::read_to_string(&file).expect("the file can be read").replacen(find, write, 1);
        fs::write(&file, &text).expect("the file can be written");
        let (file_shown, texts_shown) = (file.display().to_string(), texts.display().to_string());
        for command in
            [&["fmt"][..], &["fmt", "--check"], &["new", "--source", "example-2025"], &["anchor", &file_shown, "--texts", &texts_shown]]
        {
            let output = run(folder.path(), command);
            assert_eq!(output.status.code(), Some(1), "{command:?}: {}", stderr(&output));
            assert!(stdout(&output).contains(said), "{command:?}: {}", stdout(&output));
            assert_eq!(stdout(&output).matches(": error: ").count(), 1, "{command:?}: {}", stdout(&output));
            assert_eq!(fs::read_to_string(&file).expect("the file can be read"), text, "{command:?}");
        }
    }
}

/// The miniature dataset with these edits, read and checked.
fn read_with(edits: &[(&str, &str, &str)]) -> (Loaded, Outcome) {
    let folder = mini();
    for (path, find, write) in edits {
        edit(&folder.path().join(path), find, write);
    }
    let loaded = load(folder.path()).expect("the dataset can be read");
    let outcome = loaded.check(None);
    (loaded, outcome)
}

/// The findings, each as its line, its rule, and the start of its message.
fn said(outcome: &Outcome) -> Vec<String> {
    let line = |place: &Place| place.region.line;
    let said = outcome.findings.iter().map(|finding| (finding.place.as_ref().map_or(0, line), finding.rule, &finding.message));
    said.map(|(line, rule, message)| format!("{line} {rule}: {message}")).collect()
}

/// The numbers of the claims that were read.
fn numbers(loaded: &Loaded) -> Vec<&str> {
    loaded.records.claims.iter().map(|claim| &claim.id.as_str()["example-2025.".len()..]).collect()
}

#[test]
fn a_conflict_is_one_finding_and_costs_the_records_that_it_stands_in() {
    let outside = "\n[[claims]]\nid = \"example-2025.004\"";
    let (ours, theirs) = ("<<<<<<< HEAD", ">>>>>>> feature\n");
    for (write, line, read) in [
        // Every version has a record of its own, with or without a comment above it: the one before is whole.
        (
            format!("{ours}{outside}\nkind = 1\n=======\n# why\n{outside}\nkind = 2\n{theirs}{outside}"),
            83,
            &["001", "002", "003", "004"][..],
        ),
        (format!("\n{ours}\n=======\n[[claims]]\nid = \"x.001\"\n{theirs}{outside}"), 84, &["001", "002", "003", "004"]),
        // The lines above the first heading belong to the one before.
        (format!("{ours}\nwaive = []\n{outside}\n=======\n{theirs}{outside}"), 83, &["001", "002", "004"]),
    ] {
        let (loaded, outcome) = read_with(&[(CLAIMS, outside, &write)]);
        let found = said(&outcome);
        assert!(found.len() == 1 && found[0].starts_with(&format!("{line} conflict-marker: lines {line} to ")), "{write}: {found:?}");
        assert_eq!(numbers(&loaded), read, "{write}");
    }
    for (find, write, line) in [
        // In a list, where the bracket is open, and in a text on several lines.
        ("conditions = [\"peace-settlement\"]", format!("conditions = [\n{ours}\n\"a\",\n=======\n\"b\",\n{theirs}]"), 20),
        (
            "stated_on = \"2025-01-02\"\nquantities",
            format!("stated_on = \"2025-01-02\"\nnote = \"\"\"\n{ours}\na\n=======\nb\n{theirs}\"\"\"\nquantities"),
            23,
        ),
        // What else is wrong in the same record may follow from it.
        ("layer = \"coalition\"\ncommitment_type = \"training\"", format!("layer = \"coalition\"#stage = \"agreed\"\n{CONFLICT}"), 10),
    ] {
        let (loaded, outcome) = read_with(&[(CLAIMS, find, &write)]);
        let found = said(&outcome);
        assert!(found.len() == 1 && found[0].starts_with(&format!("{line} conflict-marker: lines {line} to ")), "{write}: {found:?}");
        assert_eq!(numbers(&loaded), ["002", "003", "004"], "{write}");
    }
    // A text on several lines may quote a marker, whatever else is wrong with the file: a date is TOML, a key without a value is none.
    let quoting = "note = \"\"\"\nA heading\n=======\nand its text.\"\"\"";
    for (write, expected) in
        [("stated_on = 2025-01-02\n", "2025-01-02 is a TOML date"), ("stated_on =\n", "the key `stated_on` has no value")]
    {
        let (loaded, outcome) =
            read_with(&[(CLAIMS, "note = \"Invented for tests.\"", quoting), (CLAIMS, "stated_on = \"2025-01\"\n", write)]);
        let found = said(&outcome);
        // That the text is prose and has a line break is another matter.
        assert!(found.len() == 2 && found[0].contains("stray-white-space") && found[1].contains(expected), "{found:?}");
        assert_eq!(numbers(&loaded), ["001", "002", "003"]);
    }
}

#[test]
fn toml_1_1_is_found_and_mended_by_laying_the_file_out() {
    for (path, find, write) in [
        (CLAIMS, "{ measure = \"contingent\", value = 2,", "{\n    measure = \"contingent\", # why\n    value = 2,"),
        (CLAIMS, "comparator = \"exactly\" }", "comparator = \"exactly\", }"),
        (CLAIMS, "comparator = \"exactly\" }", "comparator = \"exactly\",\n  }"),
        (CLAIMS, "Invented for tests.", "Invented\\x20for\\x20tests."),
        (CLAIMS, "\"Invented for tests.\"", "\"\"\"\nInvented\\x20for \\\n  tests.\"\"\""),
        (SEED, "[text]\nfile = \"example.txt\"\n", "[text]\n\"\\x66ile\" = \"example.txt\"\n"),
        (
            ACTORS,
            "aliases = [\"her country\"]",
            "aliases = [\"her country\"]\nwaive = [{ rule = \"unused-record\",\n reason = \"Written on two lines.\" }]",
        ),
    ] {
        let folder = mini();
        edit(&folder.path().join(path), find, write);
        let (findings, _) = report(folder.path());
        let of_version: Vec<_> = findings.iter().filter(|finding| finding.contains("error[toml-1-1]")).collect();
        assert_eq!((of_version.len(), findings.len()), (1, 1), "{write}: {findings:?}");
        let full = stdout(&run(folder.path(), &["validate"]));
        assert!(full.contains("help: run `claims fmt`"), "{full}");
        assert_eq!(run(folder.path(), &["fmt"]).status.code(), Some(0), "{write}");
        let (findings, _) = report(folder.path());
        assert!(findings.is_empty(), "{write}: {findings:?}");
    }
}

#[test]
fn whole_numbers_that_no_double_holds_are_found_in_every_format() {
    let claim = guarantee_claims::dataset().claims().find(|claim| !claim.quantities.is_empty()).expect("a claim has a quantity");
    let mut claim = serde_json::to_value(claim.get()).expect("a claim is JSON");
    for (number, is_held) in [("9007199254740993", false), ("9007199254740992", true), ("18446744073709551617", false), ("1e23", true)] {
        claim["quantities"][0]["value"] = 77_777.into();
        let compact = claim.to_string().replace("77777", number);
        let pretty = format!("[{}]", format!("{claim:#}").replace("77777", number));
        let folder = mini();
        edit(&folder.path().join(CLAIMS), "value = 2,", &format!("value = {number},"));
        let mut reports = vec![stdout(&run(folder.path(), &["validate", "--output-format", "concise"]))];
        for (name, text) in [("a.ndjson", &compact), ("b.json", &pretty)] {
            let path = folder.path().join(name);
            fs::write(&path, text).expect("the file can be written");
            reports.push(stdout(&claims(&["validate", &path.display().to_string(), "--output-format", "concise"])));
        }
        for report in reports {
            let said = report.matches(&format!("error[invalid-value]: {number} is no double")).count();
            assert_eq!(said, usize::from(!is_held), "{number}: {report}");
        }
    }
}
