//! Hostile files of codings, of the dataset and beside it.

use std::fs;

use guarantee_claims::limits::{LONGEST_FILE, MOST_FAULTS, MOST_VALUES};

use super::run::{FORMATS, of_dataset, size};
use crate::support::limited_process::{Run, figures};
use crate::support::{edit, fixture_dataset};

const CODINGS: &str = "data/codings/coded-2025.csv";

#[test]
fn a_hostile_file_of_codings_is_a_finding_at_its_place() {
    let own = fixture_dataset("coded");
    let text = fs::read_to_string(own.path().join(CODINGS)).expect("the file can be read");
    let header = text.lines().next().expect("there is a header");
    let with = |old: &str, new: &str| text.replacen(old, new, 1).into_bytes();
    let with_rows = |rows: &str| format!("{header}\n{rows}").into_bytes();
    let binary: Vec<u8> = (0..40_000_u32).map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
    let long = size(LONGEST_FILE / 2);
    let cases: [(&str, Vec<u8>, &str); 18] = [
        ("nothing", Vec::new(), ":1:1: error[syntax]: the file has no header"),
        ("line ends alone", b"\r\n\n\r\r\n".repeat(long / 8), ":1:1: error[syntax]: the file has no header"),
        ("binary", binary, "is not UTF-8: expected UTF-8"),
        ("UTF-16", text.encode_utf16().flat_map(u16::to_le_bytes).collect(), "error[syntax]: this is no header of codings"),
        ("a byte order mark", format!("\u{feff}{text}").into_bytes(), ":1:1: error[syntax]: the file starts with a byte order mark"),
        ("NUL", with("A treaty is the likely form.", "A treaty is the\0likely form."), ":3:16: error[control-character]"),
        ("commas alone", vec![b','; long], ":1:1: error[syntax]: this is no header of codings"),
        ("quotation marks alone", vec![b'"'; long], ":1:1: error[syntax]"),
        (
            "an unclosed cell of megabytes",
            with_rows(&format!("\"{}", "a,".repeat(long / 2))),
            ":2:1: error[syntax]: the quotation mark that opens",
        ),
        ("a row of many cells", with_rows(&"a,".repeat(long / 2)), ":2:1: error[syntax]: the row has "),
        (
            "many columns",
            format!("{header},{}\n", "note,".repeat(long / 5)).into_bytes(),
            ":1:168: error[unknown-key]: the columns \"note\", \"note\", \"note\" and ",
        ),
        ("many rows of one cell", with_rows(&"a\n".repeat(long / 2)), ":2:1: error[syntax]: the row has 1 cells: expected 19"),
        ("many lines with a quotation mark", with_rows(&"a,\"b\n".repeat(long / 5)), ":2:3: error[syntax]: the quotation mark"),
        ("many spans", with("13-93", &"13-93;".repeat(MOST_VALUES)), ":2:1: error[syntax]: the coding has more than 10000 values"),
        (
            "a number with many digits",
            with("13-93", &format!("13-{}", "9".repeat(long))),
            ":2:12: error[wrong-type]: spans[0].end is the text \"9999",
        ),
        ("a long id", with("\na.001,a", &format!("\na.{},a", "1".repeat(long))), ":2:1: error[invalid-value]: coding: \"a.1111"),
        (
            "rows that are all the same",
            with_rows(&text.lines().nth(1).map(|row| format!("{row}\n")).unwrap_or_default().repeat(long / 200)),
            ":3:1: error[duplicate-id]",
        ),
        ("too long", format!("{text}{}", "\n".repeat(LONGEST_FILE)).into_bytes(), ":1:1: error[syntax]: the file is longer than 4 MiB"),
    ];
    for (what, content, expected) in &cases {
        let folder = fixture_dataset("coded");
        fs::write(folder.path().join(CODINGS), content).expect("the file can be written");
        let ended = of_dataset(folder.path(), "concise", &[]);
        ended.is_sound(what);
        let is_found = ended.stdout.lines().any(|line| line.contains(expected) && line.starts_with(CODINGS));
        assert!(
            ended.code == Some(1) && is_found,
            "{what}: expected {expected:?}, found {:?} {}{}",
            ended.code,
            ended.beginning(),
            ended.stderr
        );
        // The same beside the dataset.
        let beside = folder.path().join("coded-2025.csv");
        fs::rename(folder.path().join(CODINGS), &beside).expect("the file was there");
        let root = folder.path().display().to_string();
        let ended = Run::new(&["agreement", "--root", &root, "--against", &beside.display().to_string()]).end();
        ended.is_sound(what);
        assert_eq!(ended.code, Some(1), "{what}: {}{}", ended.beginning(), ended.stderr);
    }
    figures("hostile files of codings", &[("files", cases.len()), ("accepted", 0)]);
}

#[test]
fn only_so_many_faults_of_a_file_of_codings_are_looked_for() {
    let folder = fixture_dataset("coded");
    let text = fs::read_to_string(folder.path().join(CODINGS)).expect("the file can be read");
    let header = text.lines().next().expect("there is a header");
    fs::write(folder.path().join(CODINGS), format!("{header}\n{}", "a\n".repeat(MOST_FAULTS + 5))).expect("the file can be written");
    let outcome = guarantee_claims::load::load(folder.path()).expect("the dataset can be read").check(None);
    assert_eq!(outcome.count_of_rule("syntax"), MOST_FAULTS + 1);
    assert!(outcome.findings.iter().any(|finding| finding.message.starts_with("there are more faults than 10000")));
}

#[test]
fn control_characters_in_codings_reach_no_terminal_or_log() {
    let unfit = "\u{1b}[31m\u{202e}\u{9b}1m";
    for (find, write) in [
        ("a.001,a", format!("{unfit},a")),
        ("coded-minister,paraphrased", format!("{unfit},paraphrased")),
        ("architecture,general,demand", format!("{unfit},general,demand")),
        ("A treaty is the likely form.", format!("A treaty is the {unfit}.")),
        ("coding,coder", format!("{unfit},coder")),
        ("likely form.,b.002", format!("likely form.,{unfit}")),
    ] {
        let folder = fixture_dataset("coded");
        edit(&folder.path().join(CODINGS), find, &write);
        for format in FORMATS {
            let ended = of_dataset(folder.path(), format, &[]);
            assert_eq!(ended.code, Some(1), "{find}: {}{}", ended.stdout, ended.stderr);
            ended.is_sound(find);
        }
        let root = folder.path().display().to_string();
        Run::new(&["agreement", "--root", &root]).end().is_sound(find);
    }
}
