//! Hostile files of a dataset, and how much of a file is read.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use guarantee_claims::diagnostics::Finding;
use guarantee_claims::limits::{DEEPEST, LONGEST_FILE, MOST_FAULTS, MOST_VALUES};
use guarantee_claims::load::load;
use serde_json::Value;

use super::run::{ACTORS, CLAIMS, of_dataset, report_on, size};
use crate::support::limited_process::{figures, soak};
use crate::support::{edit, mini};

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
    let outcome = load(root).expect("the dataset can be read").check(None);
    let order = |finding: &Finding| (finding.place.is_none(), finding.place.clone());
    assert!(outcome.findings.is_sorted_by_key(order), "{:?}", outcome.findings);
    outcome.findings
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
