//! The forms of the report: what they hold, and what the data cannot do to them.

use std::fs;
use std::path::Path;
use std::process::Command;

use guarantee_claims::rules::RULES;
use serde_json::{Value, json};

use super::run::{CLAIMS, broken, parsed, report};
use crate::support::{edit, mini, stdout};

/// A name that would be a command, a property, a tag or a new line if it were not escaped.
const HOSTILE: &str = r#"kind = "x\r\n::error file=a,line=1::%0A\u001b[31m</failure><!--\uFFFE,title=b:c""#;

#[test]
fn json_has_the_place_and_the_related_places_of_each_finding() {
    let folder = broken();
    let output = report(folder.path(), "json", &[]);
    let found = parsed(&output);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(found["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(found["counts"], json!({ "errors": 2, "warnings": 0, "shown": 2 }));
    let place = |line, column, end: usize| json!([CLAIMS, line, column, line, end]);
    let place_of = |of: &Value| json!([of["path"], of["line"], of["column"], of["endLine"], of["endColumn"]]);
    let (term, id) = (&found["findings"][0], &found["findings"][1]);
    assert_eq!((&term["rule"], &term["severity"], &term["record"]), (&json!("unknown-term"), &json!("error"), &json!("example-2025.001")));
    assert_eq!((place_of(term), &term["help"]), (place(10, 19, 30), &json!("write \"training\"")));
    assert_eq!((&id["rule"], place_of(id)), (&json!("duplicate-id"), place(85, 6, 24)));
    assert_eq!((&id["related"][0]["message"], place_of(&id["related"][0])), (&json!("first used here"), place(59, 6, 24)));
    let folder = mini();
    edit(&folder.path().join("seeds/example-2025.toml"), "start = 0, end = 14", "start = 0, end = 16");
    edit(&folder.path().join(CLAIMS), "attribution = \"narrated\"", "attribution = \"narrate\"");
    let found = &parsed(&report(folder.path(), "json", &[]))["findings"];
    assert_eq!((&found[0]["rule"], &found[0]["record"]), (&json!("unknown-term"), &json!("example-2025.004")));
    let related = &found[1]["related"][0];
    assert_eq!((&related["message"], place_of(related)), (&json!("the claim"), place(5, 6, 24)));
}

#[test]
fn columns_count_code_points() {
    let folder = mini();
    edit(&folder.path().join(CLAIMS), "sha256 = \"00442a7e", "quote = \"\u{1f1fa}\u{1f1e6}\u{e9}\", note = 1, sha256 = \"00442a7e");
    let finding = &parsed(&report(folder.path(), "json", &[]))["findings"][0];
    assert_eq!((&finding["line"], &finding["column"], &finding["endColumn"]), (&json!(78), &json!(44), &json!(48)));
}

#[test]
fn github_gets_a_command_for_each_finding() {
    let folder = broken();
    let output = report(folder.path(), "github", &[]);
    let said = stdout(&output);
    assert_eq!(said.lines().count(), 2, "{said}");
    let first = format!("::error file={CLAIMS},line=10,endLine=10,col=19,endColumn=30,title=unknown-term::commitment_type: \"trainings\"");
    assert!(said.starts_with(&first) && said.contains("%0Ahelp: write \"training\"\n"), "{said}");
    assert!(said.contains("title=duplicate-id::example-2025.003: the claim id \"example-2025.003\" is used twice"), "{said}");
    assert!(said.contains(&format!("%0A{CLAIMS}:59:6: first used here%0Ahelp: ")), "{said}");
}

#[test]
fn without_a_repository_a_checkout_is_the_folder_of_the_workflow() {
    let checkout = tempfile::tempdir().expect("a folder can be made");
    fs::rename(broken().keep(), checkout.path().join("my data")).expect("a folder can be moved");
    let validate = |format| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_claims"));
        program.args(["validate", "--output-format", format]).env_remove("CLAIMS_TEXTS").env("GITHUB_WORKSPACE", checkout.path());
        stdout(&program.current_dir(checkout.path().join("my data")).output().expect("the program can be started"))
    };
    assert!(validate("github").starts_with(&format!("::error file=my data/{CLAIMS},")), "{}", validate("github"));
    assert!(validate("sarif").contains(&format!("\"uri\": \"my%20data/{CLAIMS}\"")), "{}", validate("sarif"));
}

#[test]
fn sarif_has_every_rule_and_points_at_the_places() {
    let folder = broken();
    let log = parsed(&report(folder.path(), "sarif", &[]));
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("there are rules");
    assert_eq!(rules.len(), RULES.len());
    let term = &run["results"][0];
    let index = usize::try_from(term["ruleIndex"].as_u64().expect("the rule is in the list")).expect("an index");
    assert_eq!((&rules[index]["id"], &rules[index]["name"]), (&json!("unknown-term"), &json!("UnknownTerm")));
    let renamed = rules.iter().find(|rule| rule["id"] == "doubtful-mismatch").expect("the rule is in the list");
    assert_eq!((&renamed["deprecatedIds"], rules[index].get("deprecatedIds")), (&json!(["confidence-mismatch"]), None));
    assert!(rules[index]["help"]["markdown"].as_str().is_some_and(|page| page.contains("\n\n")));
    let place = &term["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"], json!({ "uri": CLAIMS, "uriBaseId": "ROOT" }));
    assert_eq!(place["region"], json!({ "startLine": 10, "startColumn": 19, "endLine": 10, "endColumn": 30 }));
    assert_eq!(run["results"][1]["relatedLocations"][0]["message"]["text"], "first used here");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
}

fn fingerprints(dataset: &Path) -> Vec<Value> {
    let log = parsed(&report(dataset, "sarif", &[]));
    let results = log["runs"][0]["results"].as_array().expect("there are results").clone();
    results.iter().map(|result| result["partialFingerprints"]["claimsFinding/v1"].clone()).collect()
}

#[test]
fn fingerprints_stay_when_lines_shift_and_differ_between_findings() {
    let folder = broken();
    edit(&folder.path().join(CLAIMS), "stage = \"announced\"", "stage = \"announcing\"");
    let before = fingerprints(folder.path());
    edit(&folder.path().join(CLAIMS), "[[claims]]", "\n# a comment\n\n[[claims]]");
    assert_eq!(fingerprints(folder.path()), before);
    let mut distinct = before.iter().map(Value::to_string).collect::<Vec<_>>();
    distinct.sort();
    distinct.dedup();
    assert!(distinct.len() == before.len() && before.len() >= 4, "{before:?}");
    edit(&folder.path().join(CLAIMS), "\"trainings\"", "\"trainers\"");
    assert_ne!(fingerprints(folder.path()), before);
}

#[test]
fn words_of_the_data_are_no_commands_tags_or_lines() {
    let folder = mini();
    edit(&folder.path().join("data/actors.toml"), "kind = \"outlet\"", HOSTILE);
    // The message shows what the data holds in escaped form already; a file's name reaches the report as it is.
    let name = "a,b:c%25::error::<x>&\"\n::warning::d.toml";
    fs::write(folder.path().join("data").join(name), "").expect("the file can be written");

    let commands = stdout(&report(folder.path(), "github", &[]));
    assert!(commands.lines().all(|line| line.starts_with("::error file=data/")), "{commands}");
    assert!(commands.contains("file=data/a%2Cb%3Ac%2525%3A%3Aerror%3A%3A<x>&\"%0A%3A%3Awarning%3A%3Ad.toml,line=1,"), "{commands}");
    assert!(!commands.contains('\u{1b}'), "{commands}");

    let xml = stdout(&report(folder.path(), "junit", &[]));
    assert!(xml.contains("<testsuite name=\"data/a,b:c%25::error::&lt;x&gt;&amp;&quot;\\n::warning::d.toml\""), "{xml}");
    assert_eq!(xml.matches("</failure>").count(), 2, "{xml}");

    let found = parsed(&report(folder.path(), "json", &[]));
    assert_eq!(found["findings"][0]["path"], format!("data/{name}"));
    let log = parsed(&report(folder.path(), "sarif", &[]));
    let uri = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "data/a%2Cb%3Ac%2525%3A%3Aerror%3A%3A%3Cx%3E%26%22%0A%3A%3Awarning%3A%3Ad.toml");
}

#[test]
fn a_clean_dataset_gives_an_empty_report_in_each_format() {
    let folder = mini();
    assert_eq!(stdout(&report(folder.path(), "github", &[])), "");
    assert_eq!(parsed(&report(folder.path(), "json", &[]))["findings"], json!([]));
    assert_eq!(parsed(&report(folder.path(), "sarif", &[]))["runs"][0]["results"], json!([]));
    assert!(stdout(&report(folder.path(), "junit", &[])).contains("tests=\"6\" failures=\"0\""));
}

#[test]
fn a_finding_about_the_dataset_as_a_whole_is_in_each_format() {
    let folder = mini();
    fs::remove_file(folder.path().join("data/dataset.toml")).expect("the file was there");
    let said = "data/dataset.toml was not found: expected it in every dataset";
    assert_eq!(stdout(&report(folder.path(), "github", &[])), format!("::error title=missing-file::{said}\n"));
    let finding = &parsed(&report(folder.path(), "json", &[]))["findings"][0];
    assert_eq!((&finding["message"], &finding["path"], &finding["line"]), (&json!(said), &Value::Null, &Value::Null));
    let log = parsed(&report(folder.path(), "sarif", &[]));
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!((&place["artifactLocation"]["uri"], &place["region"]["startLine"]), (&json!("data/dataset.toml"), &json!(1)));
    let xml = stdout(&report(folder.path(), "junit", &[]));
    assert!(xml.contains("<testcase name=\"missing-file\" classname=\"the dataset as a whole\">"), "{xml}");
}
