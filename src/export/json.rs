//! JSON: tables as arrays of objects, claims as records, the dataset as one document. Rows and claims stand in the order of the tables, but
//! for the few that come first so that readers know what each key holds.

use std::io::Write;

use serde_json::{Map, Value};

use super::first_rows;
use super::table::{Cell, Table};
use crate::dataset::{ClaimRef, Dataset};
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
    let order = first_rows::order(table.rows.iter().map(object));
    write_array(order.into_iter().map(|row| object(&table.rows[row])), output)
}

/// Writes the claims as an array of records, one a line, each exactly as the schema describes it.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_claims(dataset: &Dataset, output: impl Write) -> std::io::Result<()> {
    write_array(claims(dataset), output)
}

/// Writes the claims as newline-delimited JSON, each exactly as the schema describes it.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_claims_ndjson(dataset: &Dataset, mut output: impl Write) -> std::io::Result<()> {
    for claim in claims(dataset) {
        serde_json::to_writer(&mut output, claim)?;
        output.write_all(b"\n")?;
    }
    output.flush()
}

/// The claims in the order in which they are written.
fn claims(dataset: &Dataset) -> impl Iterator<Item = &Claim> {
    let claims: Vec<_> = dataset.claims().map(ClaimRef::get).collect();
    let values = claims.iter().map(|claim| serde_json::to_value(claim).expect("a claim has keys that are texts and finite numbers"));
    first_rows::order(values).into_iter().map(move |row| claims[row])
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
