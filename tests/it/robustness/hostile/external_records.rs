//! Hostile records of external claims, as text and as a table.

use std::fmt::Write as _;
use std::fs;

use guarantee_claims::limits::{DEEPEST, LONGEST_RECORD, MOST_VALUES};
use serde_json::{Value, json};

use super::run::{claim, report_on_claims, size, with};
use crate::support::limited_process::{Run, figures, soak};

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn a_hostile_external_record_is_a_finding_at_its_place() {
    let (claim, long) = (claim(), size(LONGEST_RECORD));
    let deep = size(1 << 24);
    let id = claim.split('"').nth(3).expect("a claim has an id").to_owned();
    let dashes = format!("\"{}!\"", "a-".repeat(long / 4));
    let cases: Vec<(&str, &str, Vec<u8>, &str)> = vec![
        ("cut off", "c.ndjson", claim.as_bytes()[..claim.len() / 2].to_vec(), "FILE:1:"),
        (
            "cut off",
            "c.json",
            format!("[{}", &claim[..claim.len() / 2]).into_bytes(),
            "FILE:1:2: error[syntax]: this is not JSON: expected more",
        ),
        (
            "a byte order mark",
            "c.ndjson",
            format!("\u{feff}{claim}").into_bytes(),
            "FILE:1:1: error[syntax]: the record starts with a byte order mark",
        ),
        ("UTF-16", "c.ndjson", claim.encode_utf16().flat_map(u16::to_le_bytes).collect(), "FILE:1:"),
        (
            "not UTF-8",
            "c.ndjson",
            [b"{\"id\":\"", &[0xff, 0xfe][..], b"\"}"].concat(),
            "FILE:1:8: error[syntax]: byte 7 of the record (0xff)",
        ),
        ("a surrogate as bytes", "c.ndjson", [b"{\"id\":\"", &[0xed, 0xa0, 0x80][..], b"\"}"].concat(), "FILE:1:8: error[syntax]"),
        ("a lone surrogate", "c.ndjson", with("\"statement\":\"", "\"statement\":\"\\ud800").into_bytes(), "FILE:1:"),
        (
            "carriage returns alone",
            "c.ndjson",
            format!("{claim}\r{claim}\r").into_bytes(),
            "error[syntax]: this is not JSON: trailing characters",
        ),
        ("NUL", "c.ndjson", vec![0; 1000], "FILE:1:1: error[syntax]"),
        ("lists in one another", "c.ndjson", vec![b'['; deep], "FILE:1:"),
        ("lists in one another, closed", "c.ndjson", [vec![b'['; deep / 2], vec![b']'; deep / 2]].concat(), "FILE:1:"),
        ("lists in one another", "c.json", vec![b'['; deep], "FILE:1:2: error[syntax]"),
        ("tables in one another", "c.json", b"{\"a\":".repeat(deep / 5), "FILE:1:6: error[syntax]"),
        (
            "a member in one another",
            "c.json",
            format!("{{\"a\":{}{},\"claims\":[1]}}", "[".repeat(deep / 4), "]".repeat(deep / 4)).into_bytes(),
            "error[wrong-type]",
        ),
        (
            "a level too many",
            "c.ndjson",
            with("\"quantities\":[", &format!("\"quantities\":{}1{},\"x\":[", "[".repeat(DEEPEST), "]".repeat(DEEPEST))).into_bytes(),
            "recursion limit",
        ),
        ("a number with many digits", "c.ndjson", with("\"start\":", &format!("\"start\":{}", "9".repeat(long))).into_bytes(), "FILE:1:"),
        (
            "a large exponent",
            "c.ndjson",
            with("\"start\":", "\"start\":1e999999999999999999").into_bytes(),
            "error[syntax]: this is not JSON: number out of range",
        ),
        ("a key twice", "c.ndjson", with("{", "{\"id\":\"x\",").into_bytes(), "error[invalid-value]: duplicate field `id`"),
        (
            "a long key twice",
            "c.ndjson",
            with("{", &format!("{{\"{0}\":1,\"{0}\":2,", "k".repeat(long / 3))).into_bytes(),
            "kkkk…`: expected",
        ),
        (
            "a key many times",
            "c.ndjson",
            with("{", &format!("{{{}", "\"id\":1,".repeat(MOST_VALUES / 2))).into_bytes(),
            "duplicate field `id`",
        ),
        (
            "too many keys",
            "c.ndjson",
            with("{", &format!("{{{}", "\"id\":1,".repeat(2 * MOST_VALUES))).into_bytes(),
            "error[syntax]: the record has more than 10000 values",
        ),
        (
            "too many items",
            "c.ndjson",
            with("\"parties\":[", &format!("\"parties\":[{}", "\"a\",".repeat(long / 8))).into_bytes(),
            "error[syntax]: the record has more than 10000 values",
        ),
        ("a long id", "c.ndjson", claim.replacen(&id, &"a".repeat(long / 2), 1).into_bytes(), "aaaa…\" is not a claim id"),
        ("a pattern's worst case", "c.ndjson", claim.replacen(&format!("\"{id}\""), &dashes, 1).into_bytes(), "a-a-…\" is not a claim id"),
        (
            "a long address",
            "c.ndjson",
            with("\"sha256\":\"", &format!("\"sha256\":\"{}", "0".repeat(long / 2))).into_bytes(),
            "0000…\" is not a SHA-256 hash",
        ),
        (
            "a long line",
            "c.ndjson",
            [b"{\"id\":\"", "x".repeat(LONGEST_RECORD + size(100 << 20)).as_bytes(), b"\"}\n{}"].concat(),
            "FILE:1:1: error[syntax]: the record is longer than 16 MiB",
        ),
    ];
    let mut wrong = Vec::new();
    for (what, name, content, expected) in &cases {
        let ended = report_on_claims(name, content);
        let what = format!("{what} in {name}");
        ended.is_sound(&what);
        let is_found = ended.stdout.lines().any(|line| line.starts_with("FILE:") && line.contains(expected));
        if ended.code != Some(1) || !is_found || ended.stdout.len() > 1_000_000 {
            wrong.push(format!("{what}: expected {expected:?}, found {:?} {}{}", ended.code, ended.beginning(), ended.stderr));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let after = report_on_claims("c.ndjson", &cases.last().expect("there are cases").2);
    assert!(after.stdout.contains("FILE:2:1: error[missing-key]"), "records after a long line are read: {}", after.beginning());
    figures("hostile external records", &[("cases", cases.len())]);
}

#[test]
fn a_cycle_of_relations_through_many_claims_is_one_finding() {
    let claims = if soak() { 200_000 } else { 3_000 };
    let mut claim: Value = serde_json::from_str(&claim()).expect("a claim is JSON");
    let source = claim["source"].as_str().expect("a claim has a source").to_owned();
    let mut lines = String::new();
    for i in 0..claims {
        claim["id"] = json!(format!("{source}.{:06}", 100_000 + i));
        claim["relations"] = json!([{ "kind": "supersedes", "target": format!("{source}.{:06}", 100_000 + (i + 1) % claims) }]);
        let _ = writeln!(lines, "{claim}");
    }
    let ended = report_on_claims("c.ndjson", lines.as_bytes());
    ended.is_sound("a cycle");
    assert_eq!(ended.stdout.matches("error[relation-cycle]").count(), 2, "the finding and its count: {}", ended.beginning());
    assert!(ended.stdout.contains(&format!("FILE:{claims}:")), "{}", ended.beginning());
    figures("relations in a cycle", &[("claims", claims)]);
}

#[test]
fn a_table_that_was_tampered_with_is_refused_and_never_a_panic() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (input, out) = (folder.path().join("c.ndjson"), folder.path().join("dist"));
    fs::write(&input, claim()).expect("the file can be written");
    let ended =
        Run::new(&["export", "--from", &input.display().to_string(), "--out", &out.display().to_string(), "--format", "parquet"]).end();
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let table = fs::read(out.join("parquet/claims.parquet")).expect("the table was written");
    let tampered = folder.path().join("t.parquet");
    let mut tried = 0;
    let mut try_one = |bytes: &[u8]| {
        fs::write(&tampered, bytes).expect("the file can be written");
        let ended = Run::new(&["validate", &tampered.display().to_string(), "--output-format", "concise"]).end();
        ended.is_sound(&format!("{tried} of a table"));
        tried += 1;
    };
    let step = if soak() { 7 } else { table.len() / 40 };
    for at in (0..table.len()).step_by(step) {
        let mut bytes = table.clone();
        bytes[at] ^= 0xff;
        try_one(&bytes);
    }
    for length in [0, 4, 8, table.len() / 2, table.len() - 1] {
        try_one(&table[..length]);
    }
    figures("tampered tables", &[("cases", tried), ("panics", 0)]);
}

/// The texts in a value, each as a JSON Pointer.
fn texts_in(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at.to_owned()),
        Value::Array(items) => items.iter().enumerate().for_each(|(i, item)| texts_in(item, &format!("{at}/{i}"), found)),
        Value::Object(members) => members.iter().for_each(|(key, value)| texts_in(value, &format!("{at}/{key}"), found)),
        _ => {}
    }
}

#[test]
fn no_text_of_a_claim_can_be_a_formula_in_a_spreadsheet() {
    let claims: Vec<Value> =
        guarantee_claims::dataset().claims().map(|claim| serde_json::to_value(claim.get()).expect("a claim is JSON")).collect();
    let with_all = |key: &str| claims.iter().find(|claim| claim[key] != Value::Null && claim[key] != json!([])).expect("one claim has it");
    let mut claim = claims[0].clone();
    for key in ["via", "legal_form", "occasion", "note", "quantities", "evidence", "relations", "conditions", "parties", "waive"] {
        if claims.iter().any(|claim| claim[key] != Value::Null && claim[key] != json!([])) {
            claim[key] = with_all(key)[key].clone();
        }
    }
    claim["evidence"][0]["quote"] = json!("Some words that were said");
    claim["waive"] = json!([{ "rule": "refusal-stage", "reason": "A reason that is long enough to be one." }]);
    claim["note"] = json!("A note.");
    let mut places = Vec::new();
    texts_in(&claim, "", &mut places);
    let (mut lines, mut expected) = (String::new(), Vec::new());
    for place in &places {
        for start in ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\u{a0}=", "\u{feff}=", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}"]
        {
            let words = json!(format!("{start}HYPERLINK(\"http://x.example/\",A1) and so on"));
            let mut formula = claim.clone();
            *formula.pointer_mut(place).expect("the text is there") = words.clone();
            let line = formula.to_string();
            let column = line.split(&words.to_string()).next().expect("the text is there").chars().count() + 1;
            lines += &line;
            lines.push('\n');
            expected.push((format!("FILE:{}:{column}: error[", expected.len() + 1), place, start));
        }
    }
    let ended = report_on_claims("c.ndjson", lines.as_bytes());
    let passed: Vec<_> = expected.iter().filter(|(finding, ..)| !ended.stdout.contains(finding)).collect();
    assert!(passed.is_empty(), "these could be formulas: {passed:?}");
    figures("formulas for spreadsheets", &[("texts", places.len()), ("cases", expected.len()), ("passed", 0)]);
}
