//! External claims exported as they stream by: every form, any number of threads, what has an error set aside whole.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{claims, root, stderr, stdout};

/// The real claims, again and again under new ids, as lines: several blocks.
fn many() -> Vec<String> {
    let real: Vec<_> = guarantee_claims::dataset().claims().collect();
    let again = |number: usize| {
        let claim = real[number % real.len()].get();
        let line = serde_json::to_string(claim).expect("a claim can be written");
        line.replacen(claim.id.as_str(), &format!("{}.{number:07}", claim.source), 1)
    };
    (0..real.len() * 20).map(again).collect()
}

/// Every file of a folder with its content.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the folder can be read").map(|entry| entry.expect("the folder can be read").path()) {
        let name = entry.file_name().expect("a file has a name").to_string_lossy().into_owned();
        if entry.is_dir() {
            files.extend(tree(&entry).into_iter().map(|(below, content)| (format!("{name}/{below}"), content)));
        } else {
            files.insert(name, fs::read(&entry).expect("the file can be read"));
        }
    }
    files
}

struct Case {
    folder: tempfile::TempDir,
}

impl Case {
    fn new(name: &str, content: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        fs::write(folder.path().join(name), content).expect("the file can be written");
        Self { folder }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Exports `name` to `out`; the exit code and what was said.
    fn export(&self, name: &str, out: &str, more: &[&str]) -> (Option<i32>, String) {
        let (from, out) = (self.path(name), self.path(out));
        let output = claims(&[&["export", "--from", from.as_str(), "--out", out.as_str()], more].concat());
        (output.status.code(), stdout(&output) + &stderr(&output))
    }
}

#[test]
fn the_export_does_not_depend_on_the_number_of_threads_and_loses_nothing() {
    let content = many().join("\n") + "\n";
    assert!(content.len() > 3 << 20, "there should be several blocks: {} bytes", content.len());
    let case = Case::new("c.ndjson", &content);
    let (code, said) = case.export("c.ndjson", "one", &["--threads", "1"]);
    assert_eq!(code, Some(0), "{said}");
    let one = tree(&case.folder.path().join("one"));
    assert_eq!(one.len(), 6 + 1 + 6 + 1, "{:?}", one.keys());
    for threads in ["2", "5"] {
        assert_eq!(case.export("c.ndjson", "more", &["--threads", threads]).0, Some(0));
        assert!(tree(&case.folder.path().join("more")) == one, "{threads} threads write other bytes");
    }
    assert!(one["json/claims.ndjson"] == content.as_bytes(), "the claims should be written as they were read");
    // From its own Parquet, with all that is nested in it. Pages of Parquet end where the blocks of the input do, which are others here.
    assert_eq!(case.export("one/parquet/claims.parquet", "again", &[]).0, Some(0));
    assert_eq!(case.export("again/parquet/claims.parquet", "third", &[]).0, Some(0));
    let rows = |out: &str| {
        let mut files = tree(&case.folder.path().join(out));
        files.retain(|name, _| !name.starts_with("parquet/"));
        files
    };
    assert_eq!(rows("one").len(), 6 + 1 + 1);
    assert!(rows("again") == rows("one") && rows("third") == rows("one"), "Parquet should hold all of each claim");
}

#[test]
fn the_tables_asked_for_are_those_of_the_whole_export() {
    let case = Case::new("c.ndjson", &many()[..300].join("\n"));
    assert_eq!(case.export("c.ndjson", "all", &[]).0, Some(0));
    let (code, said) = case.export("c.ndjson", "some", &["--tables", "evidence,claims,evidence"]);
    assert_eq!(code, Some(0), "{said}");
    let mut all = tree(&case.folder.path().join("all"));
    let wanted =
        ["csv/claims.csv", "csv/evidence.csv", "parquet/claims.parquet", "parquet/evidence.parquet", "json/claims.ndjson", "explorer.html"];
    all.retain(|name, _| wanted.contains(&name.as_str()) || name.starts_with('.'));
    let some = tree(&case.folder.path().join("some"));
    assert_eq!(some.len(), wanted.len() + 1, "{:?}", some.keys());
    assert!(some == all);

    let (code, said) = case.export("c.ndjson", "none", &["--tables", "sources"]);
    assert_eq!((code, said.contains("claims, claim_parties, claim_conditions")), (Some(2), true), "{said}");
}

#[test]
fn a_document_gives_what_its_claims_as_lines_give() {
    let lines = &many()[..300];
    let case = Case::new("c.ndjson", &lines.join("\n"));
    fs::write(case.path("c.json"), format!("{{\"more\": [1], \"claims\": [\n{}\n]}}", lines.join(",\n"))).expect("the file can be written");
    assert_eq!(case.export("c.ndjson", "a", &[]).0, Some(0));
    assert_eq!(case.export("c.json", "b", &[]).0, Some(0));
    assert!(tree(&case.folder.path().join("a")) == tree(&case.folder.path().join("b")));
}

/// Lines with faults of each sort: the bad ones by number.
fn damaged() -> (Vec<String>, Vec<usize>) {
    let mut lines = many()[..400].to_vec();
    lines[3] = lines[3].replace("\"stage\":", "\"stag\":");
    lines[10].truncate(1);
    lines[20] = lines[20].replacen("\"speaker\":\"", "\"speaker\":\"no-", 1);
    let twice = lines[5].clone();
    lines[30] = twice;
    lines[40] =
        lines[40].replace("\"relations\":[", "\"relations\":[{\"kind\":\"supports\",\"target\":\"nowhere.001\"},").replace("},]", "}]");
    (lines, vec![3, 10, 20, 30, 40])
}

fn assert_rejected(case: &Case, said: &str, lines: &[String], bad: &[usize]) {
    let rejects = fs::read_to_string(case.path("rejects.ndjson")).expect("there are rejects");
    let rejects: Vec<Value> = rejects.lines().map(|line| serde_json::from_str(line).expect("a reject is JSON")).collect();
    let texts: Vec<_> = rejects.iter().map(|reject| reject["text"].as_str().expect("a reject has its text")).collect();
    assert_eq!(texts, bad.iter().map(|number| lines[*number].as_str()).collect::<Vec<_>>());
    for (reject, number) in rejects.iter().zip(bad) {
        assert_eq!(reject["line"], *number + 1, "{reject}");
        let findings = reject["findings"].as_array().expect("a reject has findings");
        assert!(findings.iter().any(|finding| finding["severity"] == "error" && finding["line"] == *number + 1), "{reject}");
    }
    let good: Vec<_> = lines.iter().enumerate().filter(|(number, _)| !bad.contains(number)).map(|(_, line)| line.as_str()).collect();
    let exported = fs::read_to_string(case.path("out/json/claims.ndjson")).expect("the good ones were exported");
    assert!(exported.lines().eq(good.iter().copied()), "the good ones should be exported, all and alone");
    assert!(said.contains(&format!("400 records: {} exported, {} rejected", good.len(), bad.len())), "{said}");
}

#[test]
fn records_with_errors_are_set_aside_whole_with_their_findings() {
    let (lines, bad) = damaged();
    let case = Case::new("c.ndjson", &lines.join("\n"));
    let rejects = case.path("rejects.ndjson");
    let (code, said) = case.export("c.ndjson", "out", &["--rejects", &rejects]);
    assert_eq!(code, Some(1), "{said}");
    assert_rejected(&case, &said, &lines, &bad);
    for rule in ["unknown-key", "syntax", "unknown-reference", "duplicate-id"] {
        assert!(said.contains(&format!("error[{rule}]")), "{rule}: {said}");
    }
}

#[test]
fn standard_input_is_set_aside_like_a_file() {
    let (lines, bad) = damaged();
    let case = Case::new("unused", "");
    let mut child = Command::new(env!("CARGO_BIN_EXE_claims"))
        .args(["export", "--from", "-", "--out", &case.path("out"), "--rejects", &case.path("rejects.ndjson")])
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be started");
    child.stdin.take().expect("the input is piped").write_all(lines.join("\n").as_bytes()).expect("the program reads its input");
    let output = child.wait_with_output().expect("the program ends");
    assert_rejected(&case, &(stdout(&output) + &stderr(&output)), &lines, &bad);
    let left: Vec<_> = tree(case.folder.path()).into_keys().filter(|name| name.contains(".input")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn an_error_stops_the_export_and_leaves_what_was_there() {
    let (lines, _) = damaged();
    let case = Case::new("c.ndjson", &lines.join("\n"));
    fs::write(case.path("good.ndjson"), many()[..5].join("\n")).expect("the file can be written");
    assert_eq!(case.export("good.ndjson", "out", &[]).0, Some(0));
    let before = tree(case.folder.path());
    let (code, said) = case.export("c.ndjson", "out", &[]);
    assert_eq!(code, Some(1));
    assert!(said.contains("nothing was written to"), "{said}");
    assert!(tree(case.folder.path()) == before, "nothing should have changed");
}

#[test]
fn nothing_that_is_read_is_written_over() {
    let case = Case::new("c.ndjson", &many()[..5].join("\n"));
    assert_eq!(case.export("c.ndjson", "out", &[]).0, Some(0));
    let before = tree(case.folder.path());
    let (code, said) = case.export("out/json/claims.ndjson", "out", &[]);
    assert_eq!((code, said.contains("which is replaced whole")), (Some(2), true), "{said}");
    let (code, said) = case.export("c.ndjson", "other", &["--rejects", &case.path("c.ndjson")]);
    assert_eq!((code, said.contains("is one of the inputs")), (Some(2), true), "{said}");
    assert!(tree(case.folder.path()) == before);
}

#[test]
fn a_parquet_file_of_something_else_is_refused() {
    let case = Case::new("c.ndjson", &many()[..5].join("\n"));
    assert_eq!(case.export("c.ndjson", "out", &[]).0, Some(0));
    let (code, said) = case.export("out/parquet/evidence.parquet", "other", &[]);
    assert_eq!((code, said.contains("expected the table claims")), (Some(2), true), "{said}");
}

#[test]
fn claims_that_do_not_fit_together_are_found_at_their_places_in_any_form() {
    let lines = many();
    let tie = |line: &str, kind: &str, to: &str| {
        line.replace("\"relations\":[", &format!("\"relations\":[{{\"kind\":\"{kind}\",\"target\":\"{to}\"}},")).replace("},]", "}]")
    };
    let id = |line: &str| line.split('"').nth(3).expect("a line starts with the id").to_owned();
    let (a, b, c) = (id(&lines[0]), id(&lines[1]), id(&lines[2]));
    let content =
        [tie(&lines[0], "answers", &b), tie(&lines[1], "answers", &a), tie(&lines[2], "supports", "nowhere.001"), lines[2].clone()];
    for (name, text) in [("c.ndjson", content.join("\n")), ("c.json", format!("[\n{}\n]", content.join(",\n")))] {
        let case = Case::new(name, &text);
        let line = |number: usize| if name == "c.json" { number + 1 } else { number };
        let column = |number: usize, value: &str| content[number - 1].find(&format!("\"{value}\"")).expect("the value is there") + 1;
        let path = case.path(name);
        let output = claims(&["validate", &path, "--output-format", "concise"]);
        let said = stdout(&output).replace(&path, "FILE");
        for (number, value, rule) in
            [(2, a.as_str(), "relation-cycle"), (3, "nowhere.001", "unknown-reference"), (4, c.as_str(), "duplicate-id")]
        {
            let at = content[number - 1].char_indices().take_while(|(at, _)| *at + 1 < column(number, value)).count() + 1;
            let expected = format!("FILE:{}:{at}: error[{rule}]: ", line(number));
            assert!(said.contains(&expected), "{name}: {expected} is not in {said}");
        }
        assert!(said.contains("3 errors, 0 warnings"), "{said}");
    }
}
