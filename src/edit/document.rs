//! A file of a dataset as a document that can be changed, and the spots in it.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike, Value};

use super::file::DataFile;
use super::stop::Stop;

/// A `find`, where it stands, and what stands beside it.
pub(super) struct Spot {
    pub(super) words: String,
    pub(super) quote: Option<String>,
    /// From the key to the end of its value.
    pub(super) span: Range<usize>,
    /// What parts one key from the next here.
    pub(super) separator: &'static str,
    /// Whether the range is recorded with its hash.
    pub(super) hashed: bool,
}

pub(super) fn parse(file: &DataFile) -> Result<Document<&str>, Stop> {
    let faults = file.faults();
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let unreadable = |error: toml_edit::TomlError| file.problem(0, format!("this is not TOML: {}", error.message()), None);
    Ok(Document::parse(file.source.text.as_str()).map_err(unreadable)?)
}

/// The tables of a list, however it is written, and what parts their keys.
pub(super) fn tables(item: &Item) -> Vec<(&dyn TableLike, &'static str)> {
    match item {
        Item::ArrayOfTables(tables) => tables.iter().map(|table| (table as &dyn TableLike, "\n")).collect(),
        Item::Value(Value::Array(array)) => {
            array.iter().filter_map(Value::as_inline_table).map(|table| (table as &dyn TableLike, ", ")).collect()
        }
        _ => Vec::new(),
    }
}
