//! Tables of claims that others wrote: without the columns of fields that a claim need not have, of another version, without any value.

use std::fs::{self, File};
use std::path::Path;
use std::process::Output;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, ListArray, RecordBatch, StringArray, new_null_array};
use arrow_schema::{DataType, Field, Schema};
use guarantee_claims::{Attribution, Claim, Condition};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;

use crate::support::{claims, root, stderr, stdout};

/// Claims of the dataset that need no field that may be left out, in a table in `folder`.
fn table(folder: &Path) -> (usize, RecordBatch) {
    let plain = |claim: &&Claim| {
        let speech_act = claim.speech_act.as_str();
        let needs_note = claim.conditions.contains(&Condition::Other);
        claim.attribution == Attribution::Narrated && !needs_note && !["pledge", "offer", "refuse"].contains(&speech_act)
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
    assert!(stderr(&validate(folder.path(), &other)).contains("it has no columns \"id\", \"source\""));
}

/// The table with another column in the place of one.
fn with(batch: &RecordBatch, name: &str, column: ArrayRef) -> RecordBatch {
    let place = batch.schema().index_of(name).expect("the table has the column");
    let mut fields: Vec<_> = batch.schema().fields().iter().map(|field| field.as_ref().clone()).collect();
    fields[place] = Field::new(name, column.data_type().clone(), true);
    let mut columns = batch.columns().to_vec();
    columns[place] = column;
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).expect("it is a table")
}

#[test]
fn a_column_without_a_value_is_null_in_every_claim() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (count, batch) = table(folder.path());
    // What pandas makes of categories that no row has.
    let no_terms = DataType::Dictionary(Box::new(DataType::Int8), Box::new(DataType::Null));
    for (name, values) in [("bindingness", no_terms.clone()), ("legal_form", DataType::Null), ("note", DataType::Utf8)] {
        let output = validate(folder.path(), &with(&batch, name, new_null_array(&values, count)));
        let said = stdout(&output);
        assert!(output.status.code() == Some(0) && said.contains("no findings"), "{name}: {said}{}", stderr(&output));
    }
    let output = validate(folder.path(), &with(&batch, "layer", new_null_array(&no_terms, count)));
    assert_eq!((output.status.code(), stdout(&output).matches("[missing-key]: the key `layer`").count()), (Some(1), count));
    let items: ArrayRef = new_null_array(&no_terms, count);
    let field = Arc::new(Field::new("item", no_terms, true));
    let offsets = arrow_buffer::OffsetBuffer::from_lengths(vec![1; count]);
    let lists = ListArray::new(field, offsets, items, None);
    let output = validate(folder.path(), &with(&batch, "conditions", Arc::new(lists)));
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("the column \"conditions\" has a dictionary without terms"), "{}", stderr(&output));
}
