//! Where a report goes, and how much of it is shown.

use std::fs;

use serde_json::json;

use super::run::{broken, parsed, report};
use crate::support::{mini, stderr, stdout};

#[test]
fn summaries_stay_out_of_the_formats_of_machines() {
    let folder = broken();
    for format in ["json", "github", "sarif", "junit"] {
        let output = report(folder.path(), format, &[]);
        assert!(!stdout(&output).contains("checked 6 files"), "{format}");
        assert!(stderr(&output).contains("checked 6 files"), "{format}: {}", stderr(&output));
        assert_eq!(stderr(&report(folder.path(), format, &["--quiet"])), "", "{format}");
    }
}

#[test]
fn a_report_goes_whole_to_a_file_and_the_summary_to_standard_output() {
    let folder = broken();
    let file = folder.path().join("report");
    for format in ["full", "concise", "json", "github", "sarif", "junit"] {
        let printed = stdout(&report(folder.path(), format, &["--quiet"]));
        let output = report(folder.path(), format, &["--output-file", &file.display().to_string()]);
        assert_eq!(fs::read_to_string(&file).expect("the report was written"), printed, "{format}");
        assert!(stdout(&output).starts_with("checked 6 files"), "{format}: {}", stdout(&output));
    }
    let names = fs::read_dir(folder.path()).expect("the folder can be read").count();
    assert_eq!(names, 4, "data, seeds, texts and the report should be there and nothing else");
}

#[test]
fn a_report_or_receipt_that_cannot_be_written_is_an_error() {
    let folder = mini();
    for option in ["--output-file", "--receipt"] {
        let output = report(folder.path(), "json", &[option, &folder.path().join("none/report").display().to_string()]);
        assert_eq!(output.status.code(), Some(2), "{option}");
        assert!(stderr(&output).contains("error: cannot write "), "{option}: {}", stderr(&output));
    }
}

#[test]
fn what_is_not_shown_is_counted() {
    let folder = broken();
    let limited = |format: &str| report(folder.path(), format, &["--max-findings", "1"]);
    let rest = "1 more finding (1 of severity error) is not shown: raise --max-findings to see more";
    for format in ["full", "concise", "github"] {
        let output = limited(format);
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(stdout(&output).contains(rest), "{format}: {}", stdout(&output));
        assert!(!stdout(&output).contains("duplicate-id"), "{format}: {}", stdout(&output));
    }
    assert!(stdout(&limited("concise")).contains("2 errors, 0 warnings"));
    assert_eq!(parsed(&limited("json"))["counts"], json!({ "errors": 2, "warnings": 0, "shown": 1 }));
    let run = &parsed(&limited("sarif"))["runs"][0];
    assert_eq!(run["results"].as_array().map(Vec::len), Some(1));
    assert_eq!(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"], rest);
}

#[test]
fn without_a_number_people_see_a_thousand_and_machines_all() {
    let folder = mini();
    let actor = |i: usize| format!("\n[[actors]]\nid = \"actor-{i}\"\nname = \"Actor {i}\"\nkind = \"robot\"\n");
    let actors = folder.path().join("data/actors.toml");
    let text = fs::read_to_string(&actors).expect("the file can be read") + &(0..1100).map(actor).collect::<String>();
    fs::write(&actors, text).expect("the file can be written");
    let shown = |format, what: &str| stdout(&report(folder.path(), format, &[])).matches(what).count();
    assert_eq!(shown("concise", "error[unknown-term]"), 1000);
    assert_eq!(shown("concise", "100 more findings (100 of severity error) are not shown"), 1);
    assert_eq!(shown("github", "::error "), 1000);
    assert_eq!(shown("json", "\"unknown-term\""), 1100);
    assert_eq!(shown("sarif", "\"ruleId\": \"unknown-term\""), 1100);
    assert_eq!(shown("junit", " type=\"unknown-term\">"), 1100);
}
