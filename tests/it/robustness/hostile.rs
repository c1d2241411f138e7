//! Input that means harm: whatever is given, the program says what is wrong with it at its place, in bounded time and memory, and nothing
//! in it reaches a terminal, a log or a table as anything but text. With SOAK=1 everything is as large as it may come.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use guarantee_claims::limits::{DEEPEST, LONGEST_FILE, LONGEST_RECORD, LONGEST_TEXT, MOST_FAULTS, MOST_VALUES};
use guarantee_claims::load::{Finding, load};
use serde_json::{Value, json};

use crate::support::limited_process::{Ended, Run, figures, not_checked, soak};
use crate::support::{edit, mini};

const CLAIMS: &str = "data/claims/example-2025.toml";
const ACTORS: &str = "data/actors.toml";
const FORMATS: [&str; 6] = ["full", "concise", "json", "github", "sarif", "junit"];
/// Commands to a terminal (a CSI of either length, a title, a bell), marks of both directions, and a line that is a command to a log.
const CONTROL_CHARACTERS: &str = "\u{1b}[31m\u{9b}1m\u{1b}]0;title\u{7}\u{202e}\u{2066}\u{200f}\u{7f}\r\n::error file=x,line=1::injected\n";

fn of_dataset(folder: &Path, format: &str, more: &[&str]) -> Ended {
    let root = folder.display().to_string();
    Run::new(&[&["validate", "--root", &root, "--output-format", format], more].concat()).end()
}

/// The report on a copy of the miniature dataset with this file in it, one finding a line.
fn report_on(path: &str, content: &[u8]) -> Ended {
    let folder = mini();
    fs::write(folder.path().join(path), content).expect("the file can be written");
    of_dataset(folder.path(), "concise", &[])
}

/// The report on external claims in a file of this name, one finding a line; the file is `FILE` in it.
fn report_on_claims(name: &str, content: &[u8]) -> Ended {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("the file can be written");
    let path = path.display().to_string();
    let mut ended = Run::new(&["validate", &path, "--output-format", "concise", "--max-findings", "20000"]).end();
    ended.stdout = ended.stdout.replace(&format!("{path}:"), "FILE:");
    ended
}

/// A real claim as one line of JSON.
fn claim() -> String {
    let claim = guarantee_claims::dataset().claims().next().expect("the dataset has claims");
    serde_json::to_string(claim.get()).expect("a claim can be written")
}

fn with(old: &str, new: &str) -> String {
    let claim = claim();
    assert!(claim.contains(old), "the claim should hold {old}");
    claim.replacen(old, new, 1)
}

/// That many bytes in the long run, a part of them else.
fn size(most: usize) -> usize {
    if soak() { most } else { most / 16 }
}

#[test]
fn a_hostile_file_of_a_dataset_is_a_finding_at_its_place() {
    let actors = fs::read_to_string(mini().path().join(ACTORS)).expect("the file can be read");
    let with = |old: &str, new: &str| actors.replacen(old, new, 1).into_bytes();
    let digits = "9".repeat(size(1 << 21));
    let deep = size(1 << 21);
    // Each of these levels is counted by itself by the parser: together they are its limit squared.
    let mixed = format!("{}{}a=1{}", "[a.a]\n", format!("{}={{", "a.".repeat(78) + "a").repeat(78), "}".repeat(78));
    let binary: Vec<u8> = (0..40_000_u32).map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
    let cases: [(&str, Vec<u8>, &str); 24] = [
        ("nothing", Vec::new(), ":1:1: error[missing-key]: the key `actors` is missing"),
        ("cut off", actors.as_bytes()[..actors.len() - 40].to_vec(), "error["),
        ("binary", binary, "is not UTF-8: expected UTF-8"),
        ("not UTF-8", with("kind = \"outlet\"", "kind = \"\u{fffd}\"").split(|b| *b == 0xef).collect::<Vec<_>>().concat(), "is not UTF-8"),
        ("a lone surrogate", with("kind = \"outlet\"", "kind = \"\\ud800\""), ":14:"),
        ("a byte order mark", format!("\u{feff}{actors}").into_bytes(), ":1:1: error[syntax]: the file starts with a byte order mark"),
        ("UTF-16", actors.encode_utf16().flat_map(u16::to_le_bytes).collect(), "error[syntax]"),
        ("carriage returns alone", actors.replace('\n', "\r").into_bytes(), "error[syntax]: this is not TOML: carriage return"),
        ("NUL", with("kind = \"outlet\"", "kind = \"\0\""), ":14:"),
        ("lists in one another", [b"a = ".to_vec(), vec![b'['; deep]].concat(), ":1:"),
        ("tables in one another", [b"a = ".to_vec(), b"{a=".repeat(deep / 3)].concat(), ":1:"),
        ("a long dotted key", format!("{}a = 1\n", "a.".repeat(deep / 2)).into_bytes(), ":1:1: error[syntax]"),
        ("a long heading", format!("[{}a]\n", "a.".repeat(deep / 2)).into_bytes(), ":1:1: error[syntax]"),
        ("dotted keys in tables in one another", mixed.into_bytes(), "lists and tables are in one another more than 128 deep"),
        ("a number with many digits", with("kind = \"outlet\"", &format!("kind = {digits}")), ":14:8: error[syntax]: 9999"),
        ("an exponent with many digits", with("kind = \"outlet\"", &format!("kind = 1e{digits}")), ":14:8: error[syntax]: 1e999"),
        (
            "a fraction with many digits",
            with("kind = \"outlet\"", &format!("kind = 0.{digits}")),
            ":14:8: error[wrong-type]: kind is the number",
        ),
        ("hexadecimal digits", with("kind = \"outlet\"", &format!("kind = 0x{digits}")), ":14:8: error[syntax]: 9999"),
        (
            "a key twice",
            with("kind = \"outlet\"", "kind = \"outlet\"\nkind = \"outlet\""),
            ":15:1: error[syntax]: the key `kind` stands twice",
        ),
        ("a table twice", format!("{actors}\n[a]\n[a]\n").into_bytes(), "error[syntax]: the key `a` stands twice"),
        (
            "many values in a record",
            with("kind = \"outlet\"", &format!("kind = [{}]", "1,".repeat(MOST_VALUES))),
            ":11:1: error[syntax]: the actor has more than 10000 values",
        ),
        (
            "many values beside the records",
            format!("{}{actors}", keys(MOST_VALUES)).into_bytes(),
            ":1:1: error[syntax]: the actor has more than",
        ),
        (
            "a long id",
            with("id = \"neighbour-state\"", &format!("id = \"{}\"", "a".repeat(size(LONGEST_FILE / 2)))),
            "aaaa…\" is not an actor id",
        ),
        ("too long", format!("{actors}#{}", "x".repeat(LONGEST_FILE)).into_bytes(), ":1:1: error[syntax]: the file is longer than 4 MiB"),
    ];
    let mut wrong = Vec::new();
    for (what, content, expected) in &cases {
        let ended = report_on(ACTORS, content);
        ended.is_sound(what);
        let is_found = ended.stdout.lines().any(|line| line.contains(expected) && line.starts_with(ACTORS));
        if ended.code != Some(1) || !is_found || ended.stdout.len() > 3_000_000 {
            wrong.push(format!("{what}: expected {expected:?}, found {:?} {}{}", ended.code, ended.beginning(), ended.stderr));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    figures("hostile files of a dataset", &[("cases", cases.len())]);
}

/// So many keys, one a line.
fn keys(count: usize) -> String {
    (0..count).fold(String::new(), |mut keys, i| {
        let _ = writeln!(keys, "k{i} = 1");
        keys
    })
}

/// What is said, a file of a size, the greatest one, how often it is said of a larger one.
type PastLimit<'a> = (&'static str, &'a dyn Fn(usize) -> String, usize, usize);

#[test]
fn input_is_read_up_to_each_limit_and_no_further() {
    let actors = fs::read_to_string(mini().path().join(ACTORS)).expect("the file can be read");
    let longer = |bytes: usize| format!("{actors}#{}", "x".repeat(bytes - actors.len() - 1));
    // The outlet is a table with four values, one of them the list.
    let in_a_record = |values: usize| actors.replacen("kind = \"outlet\"", &format!("kind = [{}]", "1,".repeat(values - 4)), 1);
    let beside_the_records = |values: usize| format!("{}{actors}", keys(values - 1));
    // Each is a fault of syntax alone: of a record with one, the shape is not looked at.
    let dates = |faults: usize| {
        (0..faults).fold(String::new(), |mut actors, i| {
            let _ = writeln!(actors, "[[actors]]\nid = \"a{i}\"\nname = \"x\"\nkind = 1979-05-27");
            actors
        })
    };
    // The parser takes fewer lists than that in one another, and fewer parts of a key.
    let deep = |levels: usize| format!("{}x = {}{}\n{actors}", "x.".repeat(63), "[".repeat(levels - 63), "]".repeat(levels - 63));
    let cases: [PastLimit<'_>; 5] = [
        ("more than 128 deep", &deep, DEEPEST, 1),
        ("longer than 4 MiB", &longer, LONGEST_FILE, 1),
        ("more than 10000 values", &in_a_record, MOST_VALUES, 1),
        ("more than 10000 values", &beside_the_records, MOST_VALUES, 1),
        ("more faults than 10000", &dates, MOST_FAULTS, 1),
    ];
    for (said, content, most, times) in cases {
        for (size, times) in [(most, 0), (most + 1, times)] {
            let folder = mini();
            fs::write(folder.path().join(ACTORS), content(size)).expect("the file can be written");
            let findings = findings(folder.path());
            assert_eq!(findings.iter().filter(|finding| finding.message.contains(said)).count(), times, "{size}: {said}");
            // What was not read may be what others mention.
            assert!(size == most || findings.iter().all(|finding| finding.rule != "unknown-reference"), "{said}: {findings:?}");
        }
    }
    let folder = mini();
    edit(&folder.path().join(CLAIMS), "[\"peace-settlement\"]", &format!("[{}]", "1,".repeat(MOST_VALUES)));
    let findings = findings(folder.path());
    assert_eq!(findings.len(), 1, "what stands beside a record that is passed over is read: {findings:?}");
}

fn findings(root: &Path) -> Vec<Finding> {
    let mut loaded = load(root).expect("the dataset can be read");
    loaded.check(None);
    assert!(loaded.findings.is_sorted_by_key(|finding| &finding.place), "{:?}", loaded.findings);
    loaded.findings
}

#[test]
fn input_that_grows_when_it_is_read_stays_within_the_limits() {
    let most = size(LONGEST_FILE) - 1000;
    let fill = |part: &str| part.repeat(most / part.len());
    let numbered = |part: &dyn Fn(usize) -> String| {
        let mut text = String::new();
        for i in 0..most {
            let part = part(i);
            if text.len() + part.len() > most {
                break;
            }
            text += &part;
        }
        text
    };
    let cases: [(&str, String); 14] = [
        ("empty records", fill("[[actors]]\n")),
        ("empty lists", format!("actors = [{}]", fill("[],"))),
        ("empty tables", format!("actors = [{}]", fill("{},"))),
        ("numbers for records", format!("actors = [{}]", fill("1,"))),
        ("keys", numbered(&|i| format!("k{i}=1\n"))),
        ("dotted keys", numbered(&|i| format!("a.b.c.k{i}=1\n"))),
        ("headings", numbered(&|i| format!("[a.b.c.k{i}]\n"))),
        ("records in records", fill("[[actors.a.a.a.a]]\n")),
        ("the same key", fill("k=1\n")),
        ("faults of syntax", fill("=\n")),
        ("quotation marks", fill("\"\n")),
        ("comments", fill("#\n")),
        ("dates", format!("actors = [{}]", fill("1979-05-27,"))),
        ("unknown keys in records", numbered(&|i| format!("[[actors]]\nid = \"a{i}\"\nname{i} = \"x\"\n"))),
    ];
    let mut slowest = 0;
    for (what, content) in &cases {
        let ended = report_on(ACTORS, content.as_bytes());
        ended.is_sound(what);
        assert_eq!(ended.code, Some(1), "{what}: {}{}", ended.beginning(), ended.stderr);
        assert!(ended.stdout.lines().filter(|line| line.contains("error[")).count() <= 1000, "{what}");
        slowest = slowest.max(ended.milliseconds);
    }
    // All findings are asked for: of syntax and of shape, no more than are looked for.
    let folder = mini();
    fs::write(folder.path().join(ACTORS), &cases[0].1).expect("the file can be written");
    let ended = of_dataset(folder.path(), "json", &[]);
    ended.is_sound("all findings");
    let found: Value = serde_json::from_str(&ended.stdout).expect("the report is JSON");
    let findings = found["findings"].as_array().expect("there are findings");
    assert!(findings.len() < 2 * MOST_FAULTS + 1000, "{}", findings.len());
    if soak() {
        assert!(
            findings.iter().any(|finding| finding["message"].as_str().is_some_and(|said| said.starts_with("there are more faults than")))
        );
    }
    figures("small to write, large to read", &[("cases", cases.len()), ("milliseconds at most", slowest)]);
}

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
    assert_eq!(ended.stdout.matches("error[relation-circle]").count(), 2, "the finding and its count: {}", ended.beginning());
    assert!(ended.stdout.contains(&format!("FILE:{claims}:")), "{}", ended.beginning());
    figures("relations in a cycle", &[("claims", claims)]);
}

/// Copies of the miniature dataset with control characters in every place that a report may repeat.
fn datasets_with_control_characters() -> Vec<(&'static str, tempfile::TempDir)> {
    let toml = Value::from(CONTROL_CHARACTERS).to_string().replace("\\u007f", "\u{7f}").replace('\u{7f}', "\\u007f");
    let place = |what, file: &str, old: &str, new: &str| {
        let folder = mini();
        edit(&folder.path().join(file), old, new);
        (what, folder)
    };
    let toml = toml.trim_matches('"');
    vec![
        place("a term", ACTORS, "kind = \"outlet\"", &format!("kind = \"{toml}\"")),
        place("an unknown key", ACTORS, "kind = \"outlet\"", &format!("kind = \"outlet\"\n\"{toml}\" = 1")),
        place("a key twice", ACTORS, "kind = \"outlet\"", &format!("kind = \"outlet\"\n\"{toml}\" = 1\n\"{toml}\" = 1")),
        place("the source of a file", CLAIMS, "source = \"example-2025\"", &format!("source = \"{toml}\"")),
        place("the id of a source", "seeds/example-2025.toml", "id = \"example-2025\"", &format!("id = \"{toml}\"")),
        place("a claim's id", CLAIMS, "id = \"example-2025.001\"", &format!("id = \"{toml}\"")),
        place("a party", CLAIMS, "parties = [\"neighbour-state\"]", &format!("parties = [\"{toml}\", \"{toml}\"]")),
        place("a name", ACTORS, "name = \"", &format!("name = \"{toml}")),
        place(
            "a waived rule",
            CLAIMS,
            "id = \"example-2025.001\"",
            &format!("id = \"example-2025.001\"\nwaive = [{{ rule = \"{toml}\", reason = \"{toml}\" }}]"),
        ),
        place("as it is", ACTORS, "kind = \"outlet\"", &format!("kind = \"{}\"", CONTROL_CHARACTERS.replace('\u{7f}', ""))),
        place("as a comment", ACTORS, "kind = \"outlet\"", "kind = \"outlets\" # \u{9b}31m \u{202e}"),
    ]
}

#[test]
fn control_characters_of_the_data_reach_no_terminal_or_log() {
    let datasets = datasets_with_control_characters();
    let mut reports = 0;
    for (what, folder) in &datasets {
        for format in FORMATS {
            for color in ["never", "always"] {
                let ended = of_dataset(folder.path(), format, &["--color", color]);
                let what = format!("{what} in {format}, colours {color}");
                assert_eq!(ended.code, Some(1), "{what}: {}{}", ended.stdout, ended.stderr);
                harmless(&ended, format, &what);
                reports += 1;
            }
        }
    }
    figures("reports on data with control characters", &[("reports", reports), ("control characters that got through", 0)]);
}

/// Holds a report to its format: its readers see text and nothing else.
fn harmless(ended: &Ended, format: &str, what: &str) {
    match format {
        "json" | "sarif" => drop(serde_json::from_str::<Value>(&ended.stdout).unwrap_or_else(|error| panic!("{what}: {error}"))),
        "junit" => assert!(!ended.stdout.contains(['\u{fffe}', '\u{ffff}']) && !ended.stdout.contains("<::"), "{what}"),
        _ => {}
    }
    ended.is_sound(what);
    if format == "github" {
        assert!(
            ended.stdout.lines().all(|line| line.starts_with("::error file=data/") || line.starts_with("::error file=seeds/")),
            "{what}: {}",
            ended.stdout
        );
    } else if format != "junit" {
        assert!(!ended.stdout.lines().any(|line| line.starts_with("::")), "{what}: {}", ended.stdout);
    }
    assert!(!ended.stderr.lines().any(|line| line.starts_with("::")), "{what}: {}", ended.stderr);
}

#[test]
fn control_characters_of_external_claims_reach_no_terminal_or_log() {
    let json = Value::from(CONTROL_CHARACTERS).to_string();
    let json = json.trim_matches('"');
    let raw = "\u{9b}31m\u{202e}\u{7f}";
    let mut lines = Vec::new();
    for characters in [json, raw] {
        lines.push(with("{", &format!("{{\"{characters}\":1,")));
        lines.push(with("{", &format!("{{\"{characters}\":1,\"{characters}\":1,")));
        lines.push(with("\"statement\":\"", &format!("\"statement\":\"{characters}")));
        lines.push(with("\"id\":\"", &format!("\"id\":\"{characters}")));
        lines.push(with("\"layer\":\"", &format!("\"layer\":\"{characters}")));
        lines.push(with("\"speaker\":\"", &format!("\"speaker\":\"{characters}")));
        lines.push(
            with("\"relations\":[", &format!("\"relations\":[{{\"kind\":\"{characters}\",\"target\":\"{characters}\"}},"))
                .replace("},]", "}]"),
        );
        lines.push(format!("{{\"id\":\"{characters}"));
        lines.push(characters.to_owned());
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("c.ndjson");
    fs::write(&path, lines.join("\n")).expect("the file can be written");
    for format in FORMATS {
        for color in ["never", "always"] {
            let ended = Run::new(&["validate", &path.display().to_string(), "--output-format", format, "--color", color]).end();
            assert_eq!(ended.code, Some(1), "{format}: {}", ended.stderr);
            match format {
                "github" => {
                    ended.is_sound(format);
                    assert!(ended.stdout.lines().all(|line| line.starts_with("::error file=")), "{}", ended.stdout);
                }
                _ => harmless(&ended, format, format),
            }
        }
    }
    let out = folder.path().join("dist").display().to_string();
    let ended = Run::new(&["export", "--from", &path.display().to_string(), "--out", &out, "--color", "always"]).end();
    ended.is_sound("export");
    figures("external claims with control characters", &[("records", lines.len()), ("formats", FORMATS.len())]);
}

#[test]
#[cfg(target_os = "linux")]
fn control_characters_in_file_names_are_escaped() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = mini();
    let name = std::ffi::OsStr::from_bytes(b"x\x1b[31m\n::error::y\xff\xc2\x9b.toml");
    for place in ["data", "seeds", "data/claims"] {
        fs::write(folder.path().join(place).join(name), "id = \"x\"\n").expect("the file can be written");
    }
    for format in FORMATS {
        let ended = of_dataset(folder.path(), format, &[]);
        assert_eq!(ended.code, Some(1), "{format}: {}", ended.stderr);
        if format == "github" {
            assert!(ended.stdout.lines().all(|line| line.starts_with("::error file=")), "{}", ended.stdout);
        }
        if ["full", "concise", "github"].contains(&format) {
            ended.is_sound(format);
        }
    }
    let concise = of_dataset(folder.path(), "concise", &[]).stdout;
    assert_eq!(concise.matches("error[unknown-file]: no part of the dataset has this path").count(), 3, "{concise}");
    // A command that changes files knows no file of that name either, and makes none.
    let root = folder.path().display().to_string();
    Run::new(&["fmt", "--root", &root]).end().is_sound("fmt");
    assert_eq!(fs::read_dir(folder.path().join("seeds")).expect("the folder can be read").count(), 2);
    // A broken link cannot be read: the message names it.
    std::os::unix::fs::symlink("nowhere", folder.path().join("data").join(std::ffi::OsStr::from_bytes(b"\x1b[31m\n::error::z")))
        .expect("a link can be made");
    for arguments in [vec!["validate", "--root", &root], vec!["export", "--root", &root, "--color", "always"]] {
        let ended = Run::new(&arguments).end();
        ended.is_sound("a broken link");
        assert_eq!(ended.code, Some(2), "{}", ended.stdout);
        assert!(ended.stderr.starts_with("error: cannot read "), "{}", ended.stderr);
    }
    // Names come as arguments, too.
    for argument in ["\u{1b}[31m\n::error::x.ndjson", "--\u{1b}[31m\n::error::x", "\u{9b}.toml"] {
        let ended = Run::new(&["validate", argument, "--color", "always"]).end();
        ended.is_sound(argument);
        assert_eq!(ended.code, Some(2), "{}", ended.stdout);
        assert!(!ended.stderr.contains("\n::error"), "{}", ended.stderr);
    }
}

#[test]
#[cfg(unix)]
fn pipes_folders_and_loops_of_links_in_place_of_files_are_named_at_once() {
    use std::os::unix::fs::symlink;
    let is_pipe = |path: &Path| std::process::Command::new("mkfifo").arg(path).status().is_ok_and(|status| status.success());
    let folder = mini();
    let (root, texts) = (folder.path().display().to_string(), folder.path().join("texts"));
    fs::create_dir(folder.path().join("seeds/folder.toml")).expect("a folder can be made");
    symlink("/dev/zero", folder.path().join("seeds/endless.toml")).expect("a link can be made");
    let mut others = 2;
    if is_pipe(&folder.path().join("seeds/pipe.toml")) {
        others += 1;
    } else {
        not_checked("pipes, since none can be made here");
    }
    let ended = of_dataset(folder.path(), "concise", &[]);
    ended.is_sound("no files");
    assert_eq!(ended.stdout.matches("error[unknown-file]").count(), others, "{}", ended.stdout);

    // A text that is a pipe or has no end.
    let text =
        fs::read_dir(&texts).expect("the folder can be read").next().expect("there is a text").expect("the folder can be read").path();
    fs::remove_file(&text).expect("the file was there");
    symlink("/dev/zero", &text).expect("a link can be made");
    let ended = of_dataset(folder.path(), "concise", &["--texts", &texts.display().to_string()]);
    assert!(ended.stdout.contains("error[missing-text]") && ended.stdout.contains("is no file"), "{}", ended.stdout);
    fs::remove_file(&text).expect("the link was there");
    fs::write(&text, "x".repeat(LONGEST_TEXT + 1)).expect("the file can be written");
    let ended = of_dataset(folder.path(), "concise", &["--texts", &texts.display().to_string()]);
    assert!(ended.stdout.contains("error[missing-text]") && ended.stdout.contains("is longer than 4 MiB"), "{}", ended.stdout);

    // A cycle of links, and a folder in place of a file of claims.
    let there = tempfile::tempdir().expect("a folder can be made");
    symlink("b.ndjson", there.path().join("a.ndjson")).expect("a link can be made");
    symlink("a.ndjson", there.path().join("b.ndjson")).expect("a link can be made");
    fs::create_dir(there.path().join("c.ndjson")).expect("a folder can be made");
    for name in ["a.ndjson", "c.ndjson"] {
        let path = there.path().join(name).display().to_string();
        for arguments in [vec!["validate", &path], vec!["export", "--out", "/nowhere/dist", "--from", &path]] {
            let ended = Run::new(&arguments).end();
            ended.is_sound(name);
            assert_eq!(ended.code, Some(2), "{name}: {}", ended.stdout);
            assert!(ended.stderr.starts_with("error: cannot "), "{name}: {}", ended.stderr);
        }
    }
    symlink(".", folder.path().join("data/around")).expect("a link can be made");
    let ended = of_dataset(folder.path(), "concise", &[]);
    assert_eq!(ended.stdout.matches("error[unknown-file]").count(), others + 1, "{}", ended.stdout);
    symlink("circle.toml", folder.path().join("data/circle.toml")).expect("a link can be made");
    let ended = Run::new(&["validate", "--root", &root]).end();
    assert_eq!((ended.code, ended.stderr.starts_with("error: cannot read ")), (Some(2), true), "{}", ended.stderr);
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = mini();
    let actors = folder.path().join(ACTORS);
    fs::set_permissions(&actors, fs::Permissions::from_mode(0o000)).expect("the file is ours");
    if fs::read(&actors).is_ok() {
        not_checked("files without permission, since this user may read every file");
        return;
    }
    let ended = of_dataset(folder.path(), "concise", &[]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.contains("cannot read ") && ended.stderr.contains(ACTORS), "{}", ended.stderr);
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_not_utf_8_is_read_as_any_other() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"c\xff.ndjson"));
    fs::write(&path, claim()).expect("the file can be written");
    let mut run = Run::new(&["validate", "--quiet"]);
    run.program.arg(&path);
    let ended = run.end();
    assert_eq!(ended.code, Some(0), "{}{}", ended.stdout, ended.stderr);
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

#[test]
fn rejects_are_not_written_where_the_export_replaces_everything() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (input, out) = (folder.path().join("c.ndjson"), folder.path().join("dist"));
    fs::write(&input, format!("{}\n{{}}\n", claim())).expect("the file can be written");
    let [input, out, rejects] = [&input, &out, &out.join("rejects.ndjson")].map(|path| path.display().to_string());
    let plain = ["export", "--from", &input, "--out", &out];
    assert_eq!(Run::new(&[&plain[..], &["--rejects", &format!("{out}.ndjson")]].concat()).end().code, Some(1));
    let ended = Run::new(&[&plain[..], &["--rejects", &rejects]].concat()).end();
    assert_eq!(ended.code, Some(2), "{}", ended.beginning());
    assert!(ended.stderr.contains("expected another file for --rejects"), "{}", ended.stderr);
}

#[test]
fn the_page_of_limits_is_that_of_the_program() {
    use guarantee_claims::limits::LIMITS;
    let row = |limit: &guarantee_claims::limits::Limit| {
        let most = match limit.unit {
            "bytes" => format!("{} MiB", limit.most >> 20),
            unit => format!("{} {unit}", grouped(limit.most)),
        };
        format!("| {} | {most} | {} |\n", limit.what, limit.beyond)
    };
    let table = format!("| what | most | past it |\n|---|---|---|\n{}", LIMITS.iter().map(row).collect::<String>());
    crate::support::assert_part_fresh(&crate::support::root().join("docs/limits.md"), "limits", &table);
}

/// `1,000,000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join(",")
}
