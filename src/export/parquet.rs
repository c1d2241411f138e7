//! Parquet with zstd: dates are `DATE`, lists are lists, parts of a claim lists of structs. Columns of vocabularies are written as texts and
//! declared as dictionaries: that costs nothing, and readers make categories of them.

use std::io::Write;
use std::sync::Arc;

use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::arrow::{ARROW_SCHEMA_META_KEY, ArrowWriter, encode_arrow_schema};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::schema::types::ColumnPath;

use super::builder::{Builder, batch, declared_schema, plain_schema};
use super::table::{Column, Table};

/// Columns whose values hardly repeat: a dictionary would only cost.
const DISTINCT: [&str; 4] = ["id", "statement", "sha256", "quote"];

/// Writes a table; `version` is the dataset's.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_parquet(table: &Table, version: &str, output: impl Write + Send) -> std::io::Result<()> {
    write(table, version, output).map_err(std::io::Error::other)
}

fn write(table: &Table, version: &str, output: impl Write + Send) -> Result<()> {
    let mut builders: Vec<_> = table.columns.iter().map(|column| Builder::new(&column.kind)).collect();
    for row in &table.rows {
        builders.iter_mut().zip(row).for_each(|(builder, cell)| builder.push(&cell.value()));
    }
    let mut writer = writer(&table.columns, Some(version), output)?;
    writer.write(&batch(&table.columns, builders.into_iter().map(Builder::finish).collect())?)?;
    writer.close().map(drop)
}

/// The writer of a table with these columns; `version` is the dataset's, if it is of one.
pub(super) fn writer<W: Write + Send>(columns: &[Column], version: Option<&str>, output: W) -> Result<ArrowWriter<W>> {
    let declared = KeyValue::new(ARROW_SCHEMA_META_KEY.to_owned(), encode_arrow_schema(&declared_schema(columns)));
    let version = version.map(|version| KeyValue::new("dataset_version".to_owned(), version.to_owned()));
    let builder = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_created_by(CREATED_BY.to_owned())
        .set_key_value_metadata(Some([declared].into_iter().chain(version).collect()))
        .set_column_bloom_filter_enabled(ColumnPath::from("id"), true);
    let plain = DISTINCT.iter().map(|name| ColumnPath::from(*name));
    let nested = ["sha256", "quote"].map(|name| ColumnPath::from(["evidence", "list", "item", name].map(str::to_owned).to_vec()));
    let properties = plain.chain(nested).fold(builder, |builder, column| builder.set_column_dictionary_enabled(column, false)).build();
    // What is declared is said above: the writer would declare what it is given.
    let options = ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
    ArrowWriter::try_new_with_options(output, Arc::new(plain_schema(columns)), options)
}

/// What a Parquet file says it was written by.
pub(super) const CREATED_BY: &str = concat!("guarantee-claims version ", env!("CARGO_PKG_VERSION"));
