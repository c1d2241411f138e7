//! Control characters in data and in names of files, which reach a terminal or a log as text only.

use std::fs;

use serde_json::Value;

use super::run::{ACTORS, CLAIMS, FORMATS, of_dataset, with};
use crate::support::limited_process::{Ended, Run, figures};
use crate::support::{edit, mini};

/// Commands to a terminal (a CSI of either length, a title, a bell), marks of both directions, and a line that is a command to a log.
const CONTROL_CHARACTERS: &str = "\u{1b}[31m\u{9b}1m\u{1b}]0;title\u{7}\u{202e}\u{2066}\u{200f}\u{7f}\r\n::error file=x,line=1::injected\n";

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
        place(
            "a party",
            CLAIMS,
            "{ actor = \"neighbour-state\", role = \"provider\" }",
            &format!("{{ actor = \"{toml}\", role = \"{toml}\" }}, \"{toml}\""),
        ),
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
