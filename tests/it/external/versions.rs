//! Claims in the form of an earlier version of the schemas.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{claims, root, stdout};

/// The claims of version 0.1.0 of the dataset, which has version 1 of the schemas.
fn released() -> Vec<Value> {
    let text = fs::read_to_string(root().join("data/released/0.1.0/dataset.json")).expect("the released dataset can be read");
    let dataset: Value = serde_json::from_str(&text).expect("it is JSON");
    dataset["claims"].as_array().expect("it has claims").clone()
}

fn lines(claims: &[Value]) -> String {
    claims.iter().map(|claim| claim.to_string() + "\n").collect()
}

/// The findings in a file of external claims, each as its rule, its line and its help, and the exit code.
fn findings(path: &Path) -> (Option<i32>, Vec<(String, u64, String)>) {
    let output = claims(&["validate", &path.display().to_string(), "--output-format", "json", "--max-findings", "10000"]);
    let report: Value = serde_json::from_str(&stdout(&output)).expect("the report is JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found = report["findings"].as_array().expect("the report has findings").iter();
    let found = found.map(|found| (text(&found["rule"]), found["line"].as_u64().unwrap_or_default(), text(&found["help"])));
    (output.status.code(), found.collect())
}

#[test]
fn each_claim_of_version_1_is_one_finding_that_names_the_page() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let claims = released();
    assert!(claims.len() > 200);
    let pretty = serde_json::to_string_pretty(&json!({ "version": "0.1.0", "claims": claims })).expect("it can be written");
    let starts = pretty.lines().zip(1..).filter(|(line, _)| *line == "    {").map(|(_, number)| number);
    for (name, content, places) in
        [("c.ndjson", lines(&claims), (1..=claims.len() as u64).collect::<Vec<_>>()), ("c.json", pretty.clone(), starts.collect())]
    {
        let path = folder.path().join(name);
        fs::write(&path, content).expect("the file can be written");
        let (code, found) = findings(&path);
        assert_eq!(code, Some(1), "{name}");
        assert!(found.iter().all(|(rule, _, help)| rule == "outdated-record" && help.contains("docs/versioning.md")), "{name}: {found:?}");
        assert_eq!(found.iter().map(|(_, line, _)| *line).collect::<Vec<_>>(), places, "{name}");
    }
}

#[test]
fn what_an_outdated_claim_mentions_is_no_finding_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("c.ndjson");
    let mut claim = released()[0].clone();
    (claim["speaker"], claim["parties"], claim["note"]) =
        (json!("nobody-at-all"), json!(["nobody-at-all"]), json!(9_007_199_254_740_993_u64));
    fs::write(&path, lines(&[claim])).expect("the file can be written");
    assert_eq!(findings(&path).1.into_iter().map(|(rule, ..)| rule).collect::<Vec<_>>(), ["outdated-record"]);
}
