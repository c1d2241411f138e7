//! JSON: tables as arrays of objects, claims as records, the dataset as one document.

use std::io::Write;

use serde_json::{Map, Value};

use crate::dataset::{ClaimRef, Dataset};
use crate::export::tables::{Cell, Table};
use crate::model::{Claim, DatasetDocument};

/// Writes a table as an array of objects, one a line.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_json(table: &Table, output: impl Write) -> std::io::Result<()> {
    let object = |row: &Vec<Cell>| {
        let members = table.columns.iter().zip(row).map(|(column, cell)| (column.name.to_owned(), value(cell)));
        Value::Object(members.collect())
    };
    write_array(table.rows.iter().map(object), output)
}

/// Writes the claims as an array of records, one a line, each exactly as the schema describes it.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_claims(dataset: &Dataset, output: impl Write) -> std::io::Result<()> {
    write_array(dataset.claims().map(ClaimRef::get), output)
}

/// Writes the claims as newline-delimited JSON, each exactly as the schema describes it.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_claims_ndjson(dataset: &Dataset, mut output: impl Write) -> std::io::Result<()> {
    for claim in dataset.claims() {
        serde_json::to_writer(&mut output, claim.get())?;
        output.write_all(b"\n")?;
    }
    output.flush()
}

/// Writes the whole dataset as one nested document.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_document(dataset: &Dataset, mut output: impl Write) -> std::io::Result<()> {
    serde_json::to_writer_pretty(&mut output, &document(dataset))?;
    output.write_all(b"\n")?;
    output.flush()
}

fn document(dataset: &Dataset) -> DatasetDocument {
    let info = dataset.info();
    DatasetDocument {
        version: info.version.clone(),
        title: info.title.clone(),
        licence: info.licence.clone(),
        sources: dataset.sources().to_vec(),
        actors: dataset.actors().to_vec(),
        occasions: dataset.occasions().to_vec(),
        frameworks: dataset.frameworks().to_vec(),
        claims: dataset.claims().map(|claim| Claim::clone(claim.get())).collect(),
    }
}

fn write_array<T: serde::Serialize>(items: impl Iterator<Item = T>, mut output: impl Write) -> std::io::Result<()> {
    let mut before = "[\n";
    for item in items {
        output.write_all(before.as_bytes())?;
        serde_json::to_writer(&mut output, &item)?;
        before = ",\n";
    }
    output.write_all(if before == "[\n" { b"[]\n" } else { b"\n]\n" })?;
    output.flush()
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Text(text) => text.as_str().into(),
        Cell::Integer(integer) => (*integer).into(),
        Cell::Number(number) => number.as_integer().map_or_else(|| number.get().into(), Value::from),
        Cell::Date(date) => date.to_string().into(),
        Cell::List(items) => items.as_slice().into(),
        Cell::Records(_) => Value::Object(Map::new()),
    }
}
