//! Findings as a table.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, FieldRef, Schema};
use guarantee_claims::diagnostics::Finding;
use guarantee_claims::external::judge::RecordPlace;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

type Text = Option<String>;

/// A row: row, id, line, column, pointer, rule, severity, message, help.
pub(crate) type Row = (Option<i64>, Text, Option<i64>, Option<i64>, Text, String, String, String, Text);

/// The columns, with what they mean and whether they may be null.
const COLUMNS: [(&str, DataType, bool, &str); 9] = [
    (
        "row",
        DataType::Int64,
        true,
        "The record, from 0: the row of a frame, the item of an iterable, the line of a file of lines, the claim of a document. Null for a finding about no record.",
    ),
    ("id", DataType::Utf8, true, "The id of the claim, if that is known."),
    (
        "line",
        DataType::Int64,
        true,
        "The line, from 1: of the file, or inside the record where records came one by one. Null in frames with a column for each field.",
    ),
    ("column", DataType::Int64, true, "The code point of the line, from 1."),
    (
        "pointer",
        DataType::Utf8,
        true,
        "The value inside the record as a JSON Pointer: /evidence/0/start. Null for the record as a whole, and where it is no JSON.",
    ),
    ("rule", DataType::Utf8, false, "The rule: `python -m guarantee_claims explain RULE` says what it is for."),
    ("severity", DataType::Utf8, false, "How much it matters: error or warning."),
    ("message", DataType::Utf8, false, "What was found and what was expected."),
    ("help", DataType::Utf8, true, "What to do about it."),
];

/// The row of a finding; `row` says which row of the caller's a record is.
pub(crate) fn row_of(finding: &Finding<RecordPlace>, row: impl Fn(u32) -> i64) -> Row {
    let place = finding.place.as_ref();
    let region = place.and_then(|place| place.region);
    let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    (
        place.map(|place| row(place.row)),
        finding.record.clone(),
        region.map(|region| whole(region.line)),
        region.map(|region| whole(region.column)),
        place.and_then(|place| place.pointer.clone()),
        finding.rule.to_owned(),
        finding.severity.to_string(),
        finding.message.clone(),
        finding.help.clone(),
    )
}

/// The table of these rows.
pub(crate) fn batch_of(rows: &[Row]) -> PyResult<RecordBatch> {
    let (fields, columns) = columns_of(rows);
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// The columns of these rows.
pub(crate) fn columns_of(rows: &[Row]) -> (Vec<FieldRef>, Vec<ArrayRef>) {
    let fields = COLUMNS.map(|(name, data_type, nullable, doc)| {
        let metadata = HashMap::from([("description".to_owned(), doc.to_owned())]);
        Arc::new(Field::new(name, data_type, nullable).with_metadata(metadata))
    });
    let integers = |get: fn(&Row) -> Option<i64>| Arc::new(rows.iter().map(get).collect::<Int64Array>()) as ArrayRef;
    let texts = |get: fn(&Row) -> Option<&str>| Arc::new(rows.iter().map(get).collect::<StringArray>()) as ArrayRef;
    let columns = vec![
        integers(|row| row.0),
        texts(|row| row.1.as_deref()),
        integers(|row| row.2),
        integers(|row| row.3),
        texts(|row| row.4.as_deref()),
        texts(|row| Some(&row.5)),
        texts(|row| Some(&row.6)),
        texts(|row| Some(&row.7)),
        texts(|row| row.8.as_deref()),
    ];
    (fields.to_vec(), columns)
}
