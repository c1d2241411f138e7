//! JSON: tables as arrays of objects, claims as records, the dataset as one document. Rows and claims stand in the order of the tables, but
//! for the few that come first so that readers know what each key holds.

use std::fmt::Display;
use std::io::{self, Write};

use serde::Serialize;

use crate::dataset::{ClaimRef, Dataset};
use crate::export::first_rows;
use crate::export::tables::{Cells, Column, Kind, Table};
use crate::model::{Amount, Claim, DatasetDocument};

/// Writes a table as an array of objects, one a line.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_json(table: &Table<'_>, output: impl Write) -> io::Result<()> {
    let mut objects = Objects::new(&table.columns, "\n", Vec::new());
    table.write(&mut objects);
    let text = String::from_utf8(objects.end()).expect("JSON is written as UTF-8");
    // The first line and the last one hold the brackets.
    let rows: Vec<_> = text.lines().skip(1).filter_map(|line| line.strip_suffix(',').or((line != "]").then_some(line))).collect();
    let order = first_rows::order(rows.iter().map(|row| serde_json::from_str(row).expect("each row is an object")));
    write_lines(order.into_iter().map(|row| rows[row].as_bytes()), output)
}

/// Writes the claims as an array of records, one a line, each exactly as the schema describes it.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_claims(dataset: &Dataset, output: impl Write) -> io::Result<()> {
    write_lines(claims(dataset).map(|claim| serde_json::to_vec(claim).expect("a claim has keys that are texts")), output)
}

/// Writes the claims as newline-delimited JSON, each exactly as the schema describes it.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_claims_ndjson(dataset: &Dataset, mut output: impl Write) -> io::Result<()> {
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
pub fn write_document(dataset: &Dataset, mut output: impl Write) -> io::Result<()> {
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
        withdrawn: dataset.records().withdrawn.clone(),
        changes: dataset.records().changes.clone(),
    }
}

/// An array with one of these values on each line.
fn write_lines(items: impl Iterator<Item = impl AsRef<[u8]>>, mut output: impl Write) -> io::Result<()> {
    let mut before = "[\n";
    for item in items {
        output.write_all(before.as_bytes())?;
        output.write_all(item.as_ref())?;
        before = ",\n";
    }
    output.write_all(if before == "[\n" { b"[]\n" } else { b"\n]\n" })?;
    output.flush()
}

/// Rows as an array of objects with these columns as keys.
struct Objects<'c> {
    columns: &'c [Column],
    text: Vec<u8>,
    /// What stands between the objects beside the comma.
    space: &'static str,
    rows: usize,
    /// The place of the next cell in its row.
    next: usize,
}

impl<'c> Objects<'c> {
    /// An array behind `text`.
    fn new(columns: &'c [Column], space: &'static str, mut text: Vec<u8>) -> Self {
        text.push(b'[');
        Self { columns, text, space, rows: 0, next: 0 }
    }

    /// The text with the end of the array.
    fn end(mut self) -> Vec<u8> {
        self.text.extend_from_slice(if self.rows == 0 { b"" } else { self.space.as_bytes() });
        self.text.push(b']');
        self.text
    }

    /// The key of the next cell.
    fn key(&mut self) -> &'c Column {
        let column = &self.columns[self.next];
        if self.next == 0 {
            self.text.extend_from_slice(if self.rows == 0 { b"" } else { b"," });
            self.text.extend_from_slice(self.space.as_bytes());
        }
        self.text.push(if self.next == 0 { b'{' } else { b',' });
        self.next += 1;
        write(&mut self.text, column.name);
        self.text.push(b':');
        column
    }

    fn value(&mut self, value: impl Serialize) {
        self.key();
        write(&mut self.text, value);
    }
}

fn write(text: &mut Vec<u8>, value: impl Serialize) {
    serde_json::to_writer(text, &value).expect("memory can be written to");
}

impl Cells for Objects<'_> {
    fn null(&mut self) {
        self.value(());
    }

    fn text(&mut self, text: &str) {
        self.value(text);
    }

    fn shown(&mut self, text: &dyn Display) {
        self.value(text.to_string());
    }

    fn integer(&mut self, integer: i64) {
        self.value(integer);
    }

    fn number(&mut self, number: Amount) {
        self.value(number);
    }

    fn figure(&mut self, figure: f64) {
        self.value(figure);
    }

    fn list(&mut self, items: &mut dyn Iterator<Item = &str>) {
        self.value(items.collect::<Vec<_>>());
    }

    fn records(&mut self, rows: &dyn Fn(&mut dyn Cells)) {
        let (Kind::Records(columns) | Kind::CompactRecords(columns)) = &self.key().kind else {
            unreachable!("only a column of records is filled with them")
        };
        let mut objects = Objects::new(columns, "", std::mem::take(&mut self.text));
        rows(&mut objects);
        self.text = objects.end();
    }

    fn record(&mut self, row: &dyn Fn(&mut dyn Cells)) {
        let Kind::Record(columns) = &self.key().kind else { unreachable!("only a column of a record is filled with one") };
        let mut object = Objects { columns, text: std::mem::take(&mut self.text), space: "", rows: 0, next: 0 };
        row(&mut object);
        self.text = object.text;
    }

    fn end_row(&mut self) {
        self.text.push(b'}');
        self.rows += 1;
        self.next = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tables::table::Columns;

    fn written(rows: &[&[&str]]) -> String {
        let of_record = Columns::<&&str>::of(&[]).derived("measure", "", |measure| *measure);
        let columns = Columns::<&[&str]>::of(Claim::FIELDS).records("quantities", of_record, |row| row);
        let mut written = Vec::new();
        write_json(&columns.table("claims", "", || rows.iter().copied()), &mut written).expect("memory can be written to");
        String::from_utf8(written).expect("texts are UTF-8")
    }

    #[test]
    fn a_list_of_records_is_an_array_of_objects() {
        let expected = r#"[
{"quantities":[]},
{"quantities":[{"measure":"share"},{"measure":"\"money\""}]}
]
"#;
        assert_eq!(written(&[&[], &["share", "\"money\""]]), expected);
        assert_eq!(written(&[]), "[]\n");
    }
}
