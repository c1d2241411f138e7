//! Files of codings, withdrawn claims and changes: what is read past their faults, and what does not follow from them.

use std::fs;
use std::path::Path;

use guarantee_claims::load::{self, Loaded};

use crate::support::{claims, edit, fixture_dataset, stdout};

const CODINGS: &str = "data/codings/coded-2025.csv";

fn loaded(folder: &Path) -> Loaded {
    load::load(folder).expect("the dataset can be read")
}

/// The findings, one a line.
fn findings(folder: &Path) -> Vec<String> {
    let outcome = loaded(folder).check(None);
    outcome.findings.iter().map(|finding| finding.concise(&outcome.files)).collect()
}

#[test]
fn a_coding_is_read_cell_by_cell() {
    let folder = fixture_dataset("coded");
    let records = loaded(folder.path()).records;
    let ids: Vec<_> = records.codings.iter().map(|coding| format!("{} {}", coding.source, coding.coding)).collect();
    let of_first = ["a.001", "a.002", "a.003", "b.001", "b.002", "b.003", "c.001"].map(|id| format!("coded-2025 {id}"));
    assert_eq!(ids, [&of_first[..], &["coded-2026 a.001".to_owned(), "coded-2026 b.001".to_owned()]].concat());
    let [_, merged, later] = [&records.codings[0], &records.codings[4], &records.codings[6]];
    let shown = |items: &[guarantee_claims::Span]| items.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(shown(&later.spans), ["94-112", "118-136"]);
    assert_eq!(later.conditions.iter().map(|condition| condition.as_str()).collect::<Vec<_>>(), ["peace-settlement", "domestic-approval"]);
    assert_eq!((later.pair.as_ref(), later.claims.len(), later.coder.is_settled()), (None, 0, false));
    assert_eq!(merged.statement, "A treaty, which may be binding, is likely.");
    assert_eq!(merged.parties.iter().map(ToString::to_string).collect::<Vec<_>>(), ["coded-minister:provider", "coded-state:provider"]);
    assert_eq!(records.codings_of("coded-2026").len(), 2);
    assert_eq!(records.codings_of("coded-202").len(), 0);
    assert_eq!(records.withdrawn("coded-2025.003").map(|withdrawn| withdrawn.version.as_str()), Some("1.2.0"));
    assert_eq!(records.changes.iter().map(|change| change.version.as_str()).collect::<Vec<_>>(), ["1.2.0", "1.2.0"]);
}

#[test]
fn nothing_follows_from_a_row_that_cannot_be_read() {
    // Its pair, the claim that it was settled into, and what is doubtful there.
    for (find, write) in [
        ("a.002,a,", "a.002,"),
        ("a.002,a,94-112,A", "a.002,a,94-112,\"A"),
        ("a.002,a,94", "a.002,a,94-95-96;94"),
        ("\na.002,a,", "\na.02,a,"),
    ] {
        let folder = fixture_dataset("coded");
        edit(&folder.path().join(CODINGS), find, write);
        let findings = findings(folder.path());
        let [finding] = &findings[..] else { panic!("{write}: {findings:?}") };
        assert!(finding.starts_with("data/codings/coded-2025.csv:3:"), "{write}: {finding}");
    }
    // The pairs of others are still judged.
    let folder = fixture_dataset("coded");
    edit(&folder.path().join(CODINGS), "a.002,a,", "a.002,");
    edit(&folder.path().join(CODINGS), "the minister.\",a.001", "the minister.\",");
    let said = findings(folder.path()).join("\n");
    assert!(said.contains("a.001: the pair b.001 has no pair: expected a.001"), "{said}");
}

#[test]
fn every_fault_of_a_file_is_found_in_one_run() {
    let folder = fixture_dataset("coded");
    let file = folder.path().join(CODINGS);
    edit(&file, "a.001,a,13-93", "a.001,a,93-13");
    edit(&file, ",treaty,,,\na.003", ",treatise,,,\na.003");
    edit(&file, "b.001,b,", "b.001,b,,");
    edit(&file, "The outlet is called Coded Outlet.", "The outlet is called\u{a0}Coded Outlet.");
    edit(&file, "c.001,c", "c.001,d");
    let findings = findings(folder.path()).join("\n");
    for expected in [
        ":2:12: error[empty-range]: a.001: ",
        ":3:163: error[unknown-term]: legal_form: \"treatise\" is not a legal form",
        ":5:1: error[syntax]: the row has 20 cells: expected 19",
        ":7:14: error[stray-white-space]: b.003: ",
        ":8:7: error[coder-mismatch]: c.001: the coder is d: expected c, as in the id",
    ] {
        assert!(findings.contains(&format!("data/codings/coded-2025.csv{expected}")), "{expected}\n{findings}");
    }
}

#[test]
fn a_header_in_another_order_gives_the_same_codings() {
    let folder = fixture_dataset("coded");
    let before = loaded(folder.path()).records.codings;
    let file = folder.path().join(CODINGS);
    let mut rows = csv::Reader::from_path(&file).expect("the file can be read");
    let mut lines = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let header = rows.headers().expect("there is a header").clone();
    lines.write_record(header.iter().rev()).expect("memory can be written to");
    for row in rows.records() {
        lines.write_record(row.expect("the row can be read").iter().rev()).expect("memory can be written to");
    }
    fs::write(&file, lines.into_inner().expect("memory can be written to")).expect("the file can be written");
    assert_eq!(loaded(folder.path()).records.codings, before);
    assert_eq!(findings(folder.path()), Vec::<String>::new());
}

#[test]
fn a_report_can_be_limited_to_a_file_of_codings() {
    let folder = fixture_dataset("coded");
    edit(&folder.path().join(CODINGS), "a.001,a,13-93", "a.001,a,93-13");
    edit(&folder.path().join("data/claims/coded-2026.toml"), "confidence = \"moderate\"", "confidence = \"low\"");
    let root = folder.path().display().to_string();
    let output = claims(&["validate", "--root", &root, &format!("{root}/{CODINGS}"), "--output-format", "concise"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).starts_with("data/codings/coded-2025.csv:2:12: error[empty-range]"), "{}", stdout(&output));
    assert!(!stdout(&output).contains("doubtful-mismatch"), "{}", stdout(&output));
}

#[test]
fn earlier_versions_are_not_read() {
    let folder = fixture_dataset("coded");
    let before = findings(folder.path());
    let earlier = folder.path().join("data/released/1.0.0");
    fs::create_dir_all(&earlier).expect("a folder can be made");
    fs::copy(folder.path().join("data/actors.toml"), earlier.join("actors.toml")).expect("a file can be copied");
    fs::write(earlier.join("codings.csv"), [0xff]).expect("a file can be written");
    assert_eq!(findings(folder.path()), before);
}

#[test]
fn one_damaged_sign_is_few_findings_and_one_at_its_place() {
    let folder = fixture_dataset("coded");
    let file = folder.path().join(CODINGS);
    let before = fs::read_to_string(&file).expect("the file can be read");
    let mut damaged = 0;
    for (at, sign) in before.char_indices().filter(|(_, sign)| matches!(sign, ',' | '"' | ';' | ':' | '\n')) {
        let line = before[..at].matches('\n').count() + 1;
        for instead in [String::new(), format!("{sign}{sign}"), if sign == ',' { ";" } else { "," }.to_owned()] {
            fs::write(&file, format!("{}{instead}{}", &before[..at], &before[at + 1..])).expect("the file can be written");
            let findings = findings(folder.path());
            let what = || format!("line {line}, {sign:?} at byte {at} as {instead:?}: {findings:#?}");
            assert!(findings.len() <= 5, "{}", what());
            // An empty line more, and another comma in a statement in quotation marks, are no faults.
            let place = |finding: &String| finding.strip_prefix(&format!("{CODINGS}:"))?.split(':').next()?.parse::<usize>().ok();
            assert!(findings.is_empty() || findings.iter().filter_map(place).any(|found| found.abs_diff(line) <= 1), "{}", what());
            damaged += 1;
        }
    }
    assert!(damaged > 400, "{damaged}");
}
