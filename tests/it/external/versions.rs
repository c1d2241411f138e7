//! Claims in the form of an earlier version, and tables without the columns of fields that a claim need not have.

use std::fs::{self, File};
use std::path::Path;
use std::process::Output;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use guarantee_claims::{Attribution, Claim};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Value, json};

use crate::support::{claims, root, stderr, stdout};

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

/// Claims of the dataset that need no field that may be left out, in a table in `folder`.
fn table(folder: &Path) -> (usize, RecordBatch) {
    let plain = |claim: &&Claim| {
        let speech_act = claim.speech_act.as_str();
        claim.attribution == Attribution::Narrated && !["pledge", "offer", "refuse"].contains(&speech_act)
    };
    let plain: Vec<_> = guarantee_claims::dataset().claims().map(guarantee_claims::ClaimRef::get).filter(plain).take(40).collect();
    let text: String = plain.iter().map(|claim| serde_json::to_string(claim).expect("a claim can be written") + "\n").collect();
    fs::write(folder.join("c.ndjson"), text).expect("the file can be written");
    let [from, out] = ["c.ndjson", "out"].map(|name| folder.join(name).display().to_string());
    let output = claims(&["export", "--from", &from, "--out", &out, "--format", "parquet", "--tables", "claims"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    let file = File::open(folder.join("out/parquet/claims.parquet")).expect("the table was written");
    let mut reader =
        ParquetRecordBatchReaderBuilder::try_new(file).and_then(ParquetRecordBatchReaderBuilder::build).expect("it is Parquet");
    let batch = reader.next().expect("there are rows").expect("they can be read");
    assert_eq!(batch.num_rows(), plain.len());
    (plain.len(), batch)
}

/// What is said of a table of claims with these rows.
fn validate(folder: &Path, batch: &RecordBatch) -> Output {
    let path = folder.join("c.parquet");
    let file = File::create(&path).expect("the file can be made");
    let mut writer = ArrowWriter::try_new(file, batch.schema(), None).expect("a table can be written");
    writer.write(batch).and_then(|()| writer.close()).expect("a table can be written");
    claims(&["validate", &path.display().to_string(), "--output-format", "concise"])
}

/// The table without some of its columns.
fn without(batch: &RecordBatch, columns: &[&str]) -> RecordBatch {
    let kept: Vec<_> = (0..batch.num_columns()).filter(|place| !columns.contains(&batch.schema().field(*place).name().as_str())).collect();
    assert_eq!(kept.len() + columns.len(), batch.num_columns(), "the table has these columns: {columns:?}");
    batch.project(&kept).expect("columns can be left out")
}

#[test]
fn a_column_of_a_field_that_a_claim_need_not_have_may_be_missing() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (count, batch) = table(folder.path());
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(root().join("schema/claim.schema.json")).expect("it can be read")).expect("JSON");
    let required: Vec<_> = schema["required"].as_array().expect("fields are required").iter().filter_map(Value::as_str).collect();
    let names: Vec<_> = Claim::FIELDS.iter().map(|field| field.name).collect();
    let (required, optional): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|name| required.contains(name));
    assert!(["parties", "bindingness", "doubtful", "confidence", "note"].iter().all(|name| optional.contains(name)), "{optional:?}");
    let output = validate(folder.path(), &without(&batch, &optional));
    let said = stdout(&output);
    assert!(output.status.code() == Some(0) && said.contains(&format!("{count} claims")) && said.contains("no findings"), "{said}");
    for name in required {
        let output = validate(folder.path(), &without(&batch, &[name]));
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(stderr(&output).contains(&format!("it has no column \"{name}\"")), "{name}: {}", stderr(&output));
    }
}

#[test]
fn a_table_of_version_1_is_refused_when_it_is_opened() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let ids = || -> ArrayRef { Arc::new(StringArray::from(vec!["t4k3-2025-08.001"])) };
    let lists = || -> ArrayRef {
        let mut lists = ListBuilder::new(StringBuilder::new());
        lists.append_value([Some("nato")]);
        Arc::new(lists.finish())
    };
    let (_, batch) = table(folder.path());
    let inferred = [("id", ids()), ("modality", ids()), ("polarity", ids()), ("inferred", lists())];
    let bare = [("id", ids()), ("parties", lists()), ("confidence", ids())];
    let no_parties = [("id", ids()), ("confidence", ids())];
    for columns in [inferred.to_vec(), bare.to_vec(), no_parties.to_vec()] {
        let output = validate(folder.path(), &RecordBatch::try_from_iter(columns).expect("it is a table"));
        let said = stderr(&output);
        assert_eq!((output.status.code(), said.matches("error: ").count()), (Some(2), 1), "{said}");
        assert!(said.contains("version 1 of the schemas") && said.contains("docs/versioning.md"), "{said}");
    }
    // A table of this version that lacks a column is told which, and something else is no claims of any version.
    let output = validate(folder.path(), &without(&batch, &["modality"]));
    assert!(stderr(&output).contains("it has no column \"modality\""), "{}", stderr(&output));
    let other = RecordBatch::try_from_iter([("name", ids()), ("confidence", ids())]).expect("it is a table");
    assert!(stderr(&validate(folder.path(), &other)).contains("it has no column \"id\""));
}
