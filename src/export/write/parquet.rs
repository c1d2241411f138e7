//! Parquet with zstd: dates are `DATE`, lists are lists, parts of a claim lists of structs. Columns of vocabularies are written as texts and
//! declared as dictionaries: that costs nothing, and readers make categories of them.

use std::io::Write;
use std::sync::Arc;

use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::arrow::{ARROW_SCHEMA_META_KEY, ArrowWriter, encode_arrow_schema};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder};
use parquet::schema::types::ColumnPath;

use super::arrow::{batch, declared_schema, plain_schema};
use crate::export::tables::{Column, Kind, Table};

/// Columns whose values hardly repeat: a dictionary would only cost.
const DISTINCT: [&str; 7] = ["id", "claim", "statement", "note", "sha256", "quote", "target"];

/// Columns of texts whose least and greatest values tell where to look, since rows are in their order or that of the documents.
const ORDERED: [&str; 5] = ["id", "claim", "source", "stated_on", "published_on"];

/// The size in bytes of a page before it is compressed. Larger ones leave the processor's cache.
const PAGE: usize = 1 << 18;

/// Writes a table; `version` is the dataset's.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_parquet(table: &Table<'_>, version: &str, output: impl Write + Send) -> std::io::Result<()> {
    write(table, version, output).map_err(std::io::Error::other)
}

fn write(table: &Table<'_>, version: &str, output: impl Write + Send) -> Result<()> {
    let mut writer = writer(&table.columns, Some(version), output)?;
    writer.write(&batch(table)?)?;
    writer.close().map(drop)
}

/// The writer of a table with these columns; `version` is the dataset's, if it is of one.
pub(crate) fn writer<W: Write + Send>(columns: &[Column], version: Option<&str>, output: W) -> Result<ArrowWriter<W>> {
    let declared = KeyValue::new(ARROW_SCHEMA_META_KEY.to_owned(), encode_arrow_schema(&declared_schema(columns)));
    let version = version.map(|version| KeyValue::new("dataset_version".to_owned(), version.to_owned()));
    let builder = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_created_by(CREATED_BY.to_owned())
        .set_key_value_metadata(Some([declared].into_iter().chain(version).collect()))
        .set_data_page_size_limit(PAGE)
        .set_column_bloom_filter_enabled(ColumnPath::from("id"), true);
    let properties = leaves(columns).into_iter().fold(builder, tune).build();
    // What is declared is said above: the writer would declare what it is given.
    let options = ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
    ArrowWriter::try_new_with_options(output, Arc::new(plain_schema(columns)), options)
}

/// The columns of values of a table, those inside records too, with their paths.
fn leaves(columns: &[Column]) -> Vec<(ColumnPath, &Column)> {
    let mut leaves = Vec::new();
    add_leaves(&mut Vec::new(), columns, &mut leaves);
    leaves
}

fn add_leaves<'c>(path: &mut Vec<String>, columns: &'c [Column], leaves: &mut Vec<(ColumnPath, &'c Column)>) {
    for column in columns {
        let (inside, parts): (&[&str], _) = match &column.kind {
            Kind::Records(parts) | Kind::CompactRecords(parts) => (&["list", "item"], Some(parts)),
            Kind::Record(parts) => (&[], Some(parts)),
            Kind::List => (&["list", "item"], None),
            _ => (&[], None),
        };
        let length = path.len();
        path.extend([column.name].iter().chain(inside).map(|part| (*part).to_owned()));
        match parts {
            Some(parts) => add_leaves(path, parts, leaves),
            None => leaves.push((ColumnPath::new(path.clone()), column)),
        }
        path.truncate(length);
    }
}

/// Leaves out what costs time and helps no reader.
fn tune(builder: WriterPropertiesBuilder, (path, column): (ColumnPath, &Column)) -> WriterPropertiesBuilder {
    let is_text = matches!(column.kind, Kind::Text | Kind::Term(_) | Kind::List);
    let builder = if DISTINCT.contains(&column.name) { builder.set_column_dictionary_enabled(path.clone(), false) } else { builder };
    if is_text && !ORDERED.contains(&column.name) { builder.set_column_statistics_enabled(path, EnabledStatistics::None) } else { builder }
}

/// What a Parquet file says it was written by.
pub(crate) const CREATED_BY: &str = concat!("guarantee-claims version ", env!("CARGO_PKG_VERSION"));
