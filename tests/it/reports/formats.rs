//! The forms of the report and the receipt: what they hold, and what the data cannot do to them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use guarantee_claims::rules::RULES;
use guarantee_claims::texts::sha256;
use serde_json::{Value, json};

use crate::support::{claims, edit, mini, root, stderr, stdout};

const CLAIMS: &str = "data/claims/example-2025.toml";
/// A name that would be a command, a property, a tag or a new line if it were not escaped.
const HOSTILE: &str = r#"kind = "x\r\n::error file=a,line=1::%0A\u001b[31m</failure><!--\uFFFE,title=b:c""#;

/// The miniature dataset with an unknown term and a duplicate id, which has a related place.
fn broken() -> tempfile::TempDir {
    let folder = mini();
    edit(&folder.path().join(CLAIMS), "\"training\"\n", "\"trainings\"\n");
    edit(&folder.path().join(CLAIMS), "id = \"example-2025.004\"", "id = \"example-2025.003\"");
    folder
}

fn report(dataset: &Path, format: &str, more: &[&str]) -> Output {
    let path = dataset.display().to_string();
    claims(&[&["validate", "--root", &path, "--output-format", format], more].concat())
}

fn parsed(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", stdout(output)))
}

fn receipt(dataset: &Path, more: &[&str]) -> (Output, Value) {
    let file = dataset.join("receipt.json").display().to_string();
    let output = report(dataset, "concise", &[&["--receipt", &file], more].concat());
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{error}: {}", stderr(&output)));
    (output, serde_json::from_str(&text).expect("the receipt is JSON"))
}

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
    assert_eq!((&id["rule"], place_of(id)), (&json!("duplicate-id"), place(71, 6, 24)));
    assert_eq!((&id["related"][0]["message"], place_of(&id["related"][0])), (&json!("first used here"), place(50, 6, 24)));
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
    assert_eq!((&finding["line"], &finding["column"], &finding["endColumn"]), (&json!(65), &json!(44), &json!(48)));
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
    assert!(said.contains(&format!("%0A{CLAIMS}:50:6: first used here%0Ahelp: ")), "{said}");
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
fn junit_has_a_suite_for_each_file_and_a_passed_case_for_a_clean_one() {
    let folder = broken();
    let said = stdout(&report(folder.path(), "junit", &[]));
    assert!(said.contains("<testsuites name=\"claims validate\" tests=\"7\" failures=\"2\" errors=\"0\">"), "{said}");
    assert!(said.contains("<testcase name=\"no findings in data/actors.toml\" classname=\"data/actors.toml\">"), "{said}");
    assert!(said.contains(&format!("<testcase name=\"unknown-term at {CLAIMS}:10:19\" classname=\"{CLAIMS}\">")), "{said}");
    assert!(said.contains("<failure message=\"commitment_type: &quot;trainings&quot; is"), "{said}");
}

#[test]
fn junit_does_not_pass_a_file_whose_findings_are_not_shown() {
    let folder = broken();
    let said = stdout(&report(folder.path(), "junit", &["--max-findings", "0"]));
    assert!(said.contains("<failure message=\"2 more in this file"), "{said}");
    assert!(said.contains("type=\"findings-not-shown\""), "{said}");
    assert!(!said.contains(&format!("no findings in {CLAIMS}")), "{said}");
}

/// The names of the cases of a report, each with its class: what services tell them by.
fn cases(xml: &str) -> Vec<(&str, &str)> {
    let case = |line| {
        let (name, class) = str::split_once(line, "\" classname=\"").unwrap_or_else(|| panic!("a case has a class: {line}"));
        (name, class.split('"').next().unwrap_or_default())
    };
    xml.lines().filter_map(|line| line.trim_start().strip_prefix("<testcase name=\"")).map(case).collect()
}

#[test]
fn junit_has_no_two_cases_of_one_name() {
    let folder = mini();
    for line in ["layer = \"coalition\"\ncommitment_type = \"training\"\n", "stage = \"announced\"\naspect = \"capability\"\n"] {
        edit(&folder.path().join(CLAIMS), line, "");
    }
    // Two findings about the dataset as a whole, and inputs that are the same.
    fs::remove_file(folder.path().join("data/dataset.toml")).expect("the file was there");
    fs::remove_file(folder.path().join("data/actors.toml")).expect("the file was there");
    let said = stdout(&report(folder.path(), "junit", &[]));
    for name in [&format!("missing-key at {CLAIMS}:4:1"), &format!("missing-key at {CLAIMS}:4:1 (4)"), "missing-file", "missing-file (2)"] {
        assert_eq!(cases(&said).iter().filter(|(found, _)| *found == name).count(), 1, "{name}: {said}");
    }
    let input = folder.path().join("c.ndjson");
    fs::write(&input, "{}\n").expect("the file can be written");
    let input = input.display().to_string();
    let twice = stdout(&claims(&["validate", &input, &input, "--output-format", "junit"]));
    for xml in [&said, &twice] {
        let mut names = cases(xml);
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert!(all >= 8 && names.len() == all, "{xml}");
    }
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

#[test]
fn the_receipt_says_what_was_checked_with_what_and_how_it_came_out() {
    let folder = mini();
    let texts = folder.path().join("texts").display().to_string();
    let (output, receipt) = receipt(folder.path(), &["--texts", &texts]);
    assert_eq!((output.status.code(), &receipt["exitCode"]), (Some(0), &json!(0)));
    assert_eq!(receipt["program"], json!({ "name": "claims", "version": env!("CARGO_PKG_VERSION") }));
    assert_eq!(receipt["ruleSet"]["rules"], RULES.len());
    assert_eq!(receipt["ruleSet"]["sha256"].as_str().map(str::len), Some(64));
    let all = |checked: usize| json!({ "checked": checked, "failed": 0, "waived": 0, "uncheckable": 0 });
    let counts = &receipt["counts"];
    assert_eq!((&counts["claims"], &counts["spans"], &counts["quotes"]), (&all(4), &all(4), &all(1)));
    assert_eq!(counts["references"]["failed"], 0);
    assert!(counts["references"]["checked"].as_u64() > Some(20));
    let coverage = json!([{ "source": "example-2025", "sentences": 5, "coded": 4, "uncoded": 1, "neither": 0 }]);
    assert_eq!(receipt["coverage"], coverage);
    let started = receipt["startedAt"].as_str().expect("there is a time");
    assert!(started.len() == 24 && started.ends_with('Z') && started.as_bytes()[10] == b'T', "{started}");
    assert!(receipt["durationSeconds"].as_f64() > Some(0.0));
}

#[test]
fn the_receipt_has_the_hash_and_the_kind_of_every_file() {
    let folder = mini();
    fs::write(folder.path().join("data/other.bin"), [0xff, 0xfe]).expect("the file can be written");
    let texts = folder.path().join("texts").display().to_string();
    let (_, receipt) = receipt(folder.path(), &["--texts", &texts]);
    let files = receipt["files"].as_array().expect("there are files");
    let kinds: Vec<_> = files.iter().map(|file| file["kind"].as_str().unwrap_or("none")).collect();
    assert_eq!(kinds, ["actors", "claims", "dataset", "frameworks", "occasions", "none", "source", "text"]);
    for file in files {
        let path = file["path"].as_str().expect("a file has a path");
        let path = if file["kind"] == "text" { format!("texts/{path}") } else { path.to_owned() };
        assert_eq!(file["sha256"], sha256(&fs::read(folder.path().join(&path)).expect("the file can be read")), "{path}");
    }
}

#[test]
fn the_receipt_counts_what_failed_and_what_could_not_be_checked() {
    let folder = broken();
    edit(&folder.path().join(CLAIMS), "We will be there,", "We shall be there,");
    edit(&folder.path().join("data/frameworks.toml"), "example-minister", "nobody");
    let texts = folder.path().join("texts").display().to_string();
    let (output, with_texts) = receipt(folder.path(), &["--texts", &texts]);
    assert_eq!((output.status.code(), &with_texts["exitCode"]), (Some(1), &json!(1)));
    let counts = &with_texts["counts"];
    assert_eq!(counts["claims"], json!({ "checked": 3, "failed": 3, "waived": 0, "uncheckable": 1 }));
    assert_eq!(counts["spans"], json!({ "checked": 3, "failed": 1, "waived": 0, "uncheckable": 0 }));
    assert_eq!(counts["quotes"], json!({ "checked": 1, "failed": 1, "waived": 0, "uncheckable": 0 }));
    assert_eq!((&counts["references"]["failed"], &counts["references"]["uncheckable"]), (&json!(1), &json!(2)));
    assert_eq!(with_texts["findings"]["byRule"]["unknown-term"], 1);
    let (_, without) = receipt(folder.path(), &[]);
    assert_eq!(without["counts"]["spans"], json!({ "checked": 0, "failed": 0, "waived": 0, "uncheckable": 3 }));
    assert_eq!(without["coverage"], Value::Null);
}

#[test]
fn zero_claims_are_an_error() {
    let folder = mini();
    fs::remove_dir_all(folder.path().join("data/claims")).expect("the folder was there");
    fs::remove_file(folder.path().join("data/frameworks.toml")).expect("the file was there");
    let actors = folder.path().join("data/actors.toml").display().to_string();
    let (output, receipt) = receipt(folder.path(), &[&actors]);
    assert_eq!((output.status.code(), &receipt["exitCode"]), (Some(1), &json!(1)));
    assert_eq!((&receipt["counts"]["claims"]["checked"], &receipt["findings"]["limitedTo"]), (&json!(0), &json!(["data/actors.toml"])));
    assert!(stderr(&output).contains("error: no claim was checked: expected one or more"), "{}", stderr(&output));
}

#[test]
fn the_dataset_itself_gives_a_clean_receipt() {
    let (output, receipt) = receipt_of_the_dataset();
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert_eq!((&receipt["findings"]["errors"], &receipt["counts"]["references"]["failed"]), (&json!(0), &json!(0)));
    assert!(receipt["counts"]["claims"]["checked"].as_u64() > Some(250));
}

fn receipt_of_the_dataset() -> (Output, Value) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("receipt.json");
    let output = claims(&["validate", "--root", &root().display().to_string(), "--receipt", &file.display().to_string()]);
    let text = fs::read_to_string(file).expect("the receipt was written");
    (output, serde_json::from_str(&text).expect("the receipt is JSON"))
}

#[test]
fn the_receipt_counts_what_waivers_accept_by_what_it_is_about() {
    let folder = mini();
    let claims = folder.path().join(CLAIMS);
    edit(&claims, "stage = \"ruled-out\"", "stage = \"agreed\"");
    let waive = "waive = [\n  { rule = \"refusal-stage\", reason = \"Invented for the tests of receipts.\" },\n]\nnote = \"Invented";
    edit(&claims, "note = \"Invented", waive);
    let (output, receipt) = receipt(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert_eq!(receipt["findings"]["waived"], 1);
    let waived = |thing: &str| receipt["counts"][thing]["waived"].clone();
    assert_eq!(["claims", "spans", "quotes", "references"].map(waived), [json!(1), json!(0), json!(0), json!(0)]);
}
