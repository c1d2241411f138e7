//! Files whose lines end with CRLF, as on Windows: what is said about them, and what is written into them.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::support::{claims, edit, mini, stdout};

const CLAIMS: &str = "data/claims/example-2025.toml";

fn run(dataset: &Path, arguments: &[&str]) -> Output {
    claims(&[&["--root", dataset.to_str().expect("the path is UTF-8")], arguments].concat())
}

/// The miniature dataset in canonical layout.
fn dataset() -> tempfile::TempDir {
    let folder = mini();
    assert_eq!(run(folder.path(), &["fmt"]).status.code(), Some(0));
    folder
}

fn read(dataset: &Path, file: &str) -> String {
    fs::read_to_string(dataset.join(file)).expect("the file can be read")
}

fn write(dataset: &Path, file: &str, content: &str) {
    fs::write(dataset.join(file), content).expect("the file can be written");
}

/// Gives the first lines of a file another end, all of them without a number.
fn with_crlf(dataset: &Path, file: &str, lines: Option<usize>) {
    let text = read(dataset, file);
    write(dataset, file, &text.replacen('\n', "\r\n", lines.unwrap_or(usize::MAX)));
}

/// The places that a report names must be in the file: its number of lines and the length of each.
fn assert_places(dataset: &Path, said: &str) {
    for line in said.lines().filter(|line| line.contains(": error: ")) {
        let mut parts = line.split(':');
        let (file, place) = (parts.next().expect("a file"), [parts.next(), parts.next()]);
        let [number, column] = place.map(|number| number.and_then(|number| number.parse::<usize>().ok()).expect("a number"));
        let text = read(dataset, file);
        let found = text.lines().nth(number - 1).unwrap_or_else(|| panic!("there is no line {number}: {line}"));
        assert!(column <= found.chars().count() + 1, "there is no column {column}: {line}");
    }
}

#[test]
fn a_check_says_that_lines_end_with_crlf_and_where() {
    let folder = dataset();
    let clean = "checked 6 files: 0 not in canonical layout\n";
    assert_eq!(stdout(&run(folder.path(), &["fmt", "--check"])), clean);
    with_crlf(folder.path(), "data/dataset.toml", None);
    with_crlf(folder.path(), CLAIMS, Some(2));
    let output = run(folder.path(), &["fmt", "--check"]);
    let said = stdout(&output);
    assert_eq!(output.status.code(), Some(1));
    for part in [
        "data/dataset.toml:1:53: error: the lines end with CRLF: expected LF, which `claims fmt` writes\n",
        "data/claims/example-2025.toml:1:55: error: 2 of 103 lines end with CRLF: expected LF, which `claims fmt` writes\n",
        "checked 6 files: 2 not in canonical layout\n",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert_eq!(said.matches("error:").count(), 2, "{said}");
    assert_places(folder.path(), &said);
    assert_eq!(run(folder.path(), &["fmt"]).status.code(), Some(0));
    assert_eq!(stdout(&run(folder.path(), &["fmt", "--check"])), clean);
}

#[test]
fn layout_and_line_ends_are_told_apart() {
    let folder = dataset();
    edit(&folder.path().join(CLAIMS), "layer = \"architecture\"", "layer =  \"architecture\"");
    with_crlf(folder.path(), CLAIMS, None);
    let said = stdout(&run(folder.path(), &["fmt", "--check"]));
    assert!(said.contains("example-2025.toml:89:1: error: not in canonical layout from this line on"), "{said}");
    assert!(said.contains("example-2025.toml:1:55: error: the lines end with CRLF"), "{said}");
    assert_places(folder.path(), &said);
}

#[test]
fn a_last_line_without_an_end_is_named() {
    for line_end in ["\n", "\r\n"] {
        let folder = dataset();
        let text = read(folder.path(), CLAIMS).trim_end().replace('\n', line_end);
        write(folder.path(), CLAIMS, &text);
        let said = stdout(&run(folder.path(), &["fmt", "--check"]));
        assert!(said.contains("example-2025.toml:103:1: error: not in canonical layout"), "{said}");
        assert_places(folder.path(), &said);
    }
}

#[test]
fn a_lone_carriage_return_is_no_line_end() {
    let folder = dataset();
    let text = read(folder.path(), CLAIMS).replacen("\nspeaker", "\rspeaker", 1);
    write(folder.path(), CLAIMS, &text);
    for arguments in [&["fmt", "--check"][..], &["fmt"], &["new", "--source", "example-2025"], &["validate"]] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", stdout(&output));
        assert!(stdout(&output).contains("this is not TOML"), "{arguments:?}: {}", stdout(&output));
        assert_eq!(read(folder.path(), CLAIMS), text);
    }
}

#[test]
fn a_new_claim_ends_its_lines_as_the_file_does() {
    for (lines, line_end) in [(None, "\r\n"), (Some(0), "\n"), (Some(3), "\n")] {
        let folder = dataset();
        with_crlf(folder.path(), CLAIMS, lines);
        let before = read(folder.path(), CLAIMS);
        let output = run(folder.path(), &["new", "--source", "example-2025"]);
        assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
        let after = read(folder.path(), CLAIMS);
        let added = after.strip_prefix(&before).expect("what was there stays");
        assert!(added.starts_with(&format!("{line_end}[[claims]]{line_end}id = ")), "{added:?}");
        assert_eq!(added.matches('\n').count(), added.matches(line_end).count());
        assert_eq!(added.contains('\r'), line_end == "\r\n");
        assert!(stdout(&output).starts_with("data/claims/example-2025.toml:105: added"), "{}", stdout(&output));
        assert!(after.lines().nth(104) == Some("[[claims]]"));
    }
}

#[test]
fn a_new_file_ends_its_lines_as_those_beside_it() {
    for (lines, line_end) in [(None, "\r\n"), (Some(0), "\n")] {
        let folder = dataset();
        let seed = read(folder.path(), "seeds/example-2025.toml").replace("id = \"example-2025\"", "id = \"example-2026\"");
        write(folder.path(), "seeds/example-2026.toml", &seed);
        with_crlf(folder.path(), CLAIMS, lines);
        assert_eq!(run(folder.path(), &["new", "--source", "example-2026"]).status.code(), Some(0));
        let text = read(folder.path(), "data/claims/example-2026.toml");
        assert!(text.starts_with(&format!("#:schema ../../../../../schema/claims-file.schema.json{line_end}source")), "{text:?}");
        assert_eq!(text.matches('\n').count(), text.matches(line_end).count());
        assert_eq!(text.contains('\r'), line_end == "\r\n");
    }
}

#[test]
fn a_range_that_is_anchored_ends_its_lines_as_the_file_does() {
    const RANGE: &str = "start = 231\nend = 267\nsha256 = \"d0e835122cd60c09b8d2d8bd17760acc9497e0f9190f331f3c1c316defe4acf9\"\n";
    for lines in [None, Some(0)] {
        let folder = dataset();
        let file = folder.path().join(CLAIMS);
        let inline = RANGE.trim_end().replace('\n', ", ");
        edit(&file, &format!("evidence = [\n  {{ {inline} }},\n]\n"), "");
        let headed = read(folder.path(), CLAIMS) + "[[claims.evidence]]\n" + RANGE;
        write(folder.path(), CLAIMS, &headed);
        with_crlf(folder.path(), CLAIMS, lines);
        let before = read(folder.path(), CLAIMS);
        let texts = folder.path().join("texts");
        let words: String = fs::read_to_string(texts.join("example.txt")).expect("the text is there").chars().skip(231).take(36).collect();
        let line_end = if lines.is_none() { "\r\n" } else { "\n" };
        edit(&file, &RANGE.replace('\n', line_end), &format!("find = \"{words}\"{line_end}"));
        let arguments = ["anchor", file.to_str().expect("UTF-8"), "--texts", texts.to_str().expect("UTF-8")];
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
        assert_eq!(read(folder.path(), CLAIMS), before);
    }
}
