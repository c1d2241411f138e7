//! Parquet with zstd: vocabulary columns are Arrow dictionaries, dates are `DATE`, lists are lists, parts of a claim lists of structs.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use arrow::array::{
    ArrayRef, Date32Array, Float64Array, Int64Array, ListArray, RecordBatch, StringArray, StringBuilder, StringDictionaryBuilder,
    StructArray,
};
use arrow::buffer::{NullBuffer, OffsetBuffer};
use arrow::datatypes::{DataType, Field, Fields, Int32Type, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::schema::types::ColumnPath;

use super::table::{Cell, Column, Kind, Table};
use crate::model::Vocabulary;

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
    let fields: Fields = table.columns.iter().map(|column| field(column, true)).collect();
    let arrays = (0..table.columns.len())
        .map(|i| {
            let cells: Vec<_> = table.rows.iter().map(|row| &row[i]).collect();
            array(&table.columns[i].kind, &cells, true)
        })
        .collect();
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)?;
    let options = ArrowWriterOptions::new().with_properties(properties(version)?);
    let mut writer = ArrowWriter::try_new_with_options(output, batch.schema(), options)?;
    writer.write(&batch)?;
    writer.close().map(drop)
}

fn properties(version: &str) -> Result<WriterProperties> {
    let builder = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_created_by(concat!("guarantee-claims version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(vec![KeyValue::new("dataset_version".to_owned(), version.to_owned())]))
        .set_column_bloom_filter_enabled(ColumnPath::from("id"), true);
    Ok(DISTINCT.iter().fold(builder, |builder, name| builder.set_column_dictionary_enabled(ColumnPath::from(*name), false)).build())
}

/// The Arrow field of a column. Inside a list of structs a term is plain text: readers differ on dictionaries there.
fn field(column: &Column, top: bool) -> Field {
    let data_type = match &column.kind {
        Kind::Term(_) if top => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        Kind::Text | Kind::Term(_) => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Date => DataType::Date32,
        Kind::List => DataType::List(item(DataType::Utf8)),
        Kind::Records(columns) => DataType::List(item(DataType::Struct(inner_fields(columns)))),
    };
    Field::new(column.name, data_type, !column.required).with_metadata(metadata(column))
}

fn item(data_type: DataType) -> Arc<Field> {
    Arc::new(Field::new("item", data_type, false))
}

fn inner_fields(columns: &[Column]) -> Fields {
    columns.iter().map(|column| field(column, false)).collect()
}

fn metadata(column: &Column) -> HashMap<String, String> {
    let mut metadata: HashMap<_, _> = ["description", "comment"].map(|key| (key.to_owned(), column.doc.to_owned())).into();
    if let Kind::Term(vocabulary) = column.kind {
        metadata.insert("terms".to_owned(), terms(vocabulary));
    }
    metadata
}

/// The terms in codebook order as a JSON list. Terms are slugs or single letters, so that nothing needs escaping.
fn terms(vocabulary: &Vocabulary) -> String {
    let quoted: Vec<_> = vocabulary.terms.iter().map(|term| format!("\"{}\"", term.value)).collect();
    format!("[{}]", quoted.join(", "))
}

fn array(kind: &Kind, cells: &[&Cell], top: bool) -> ArrayRef {
    match kind {
        Kind::Term(_) if top => {
            let mut builder = StringDictionaryBuilder::<Int32Type>::new();
            for cell in cells {
                builder.append_option(text(cell));
            }
            Arc::new(builder.finish())
        }
        Kind::Text | Kind::Term(_) => Arc::new(cells.iter().copied().map(text).collect::<StringArray>()),
        Kind::Integer => Arc::new(cells.iter().copied().map(integer).collect::<Int64Array>()),
        Kind::Number => Arc::new(cells.iter().copied().map(number).collect::<Float64Array>()),
        Kind::Date => Arc::new(cells.iter().copied().map(day).collect::<Date32Array>()),
        Kind::List => list_of_texts(cells),
        Kind::Records(columns) => list_of_structs(columns, cells),
    }
}

fn text(cell: &Cell) -> Option<&str> {
    if let Cell::Text(text) = cell { Some(text) } else { None }
}

fn integer(cell: &Cell) -> Option<i64> {
    if let Cell::Integer(integer) = cell { Some(*integer) } else { None }
}

fn number(cell: &Cell) -> Option<f64> {
    if let Cell::Number(number) = cell { Some(number.get()) } else { None }
}

fn day(cell: &Cell) -> Option<i32> {
    if let Cell::Date(date) = cell { Some(date.days_since_epoch()) } else { None }
}

fn list_of_texts(cells: &[&Cell]) -> ArrayRef {
    let lists: Vec<&[String]> = cells.iter().map(|cell| if let Cell::List(items) = cell { items.as_slice() } else { &[] }).collect();
    let mut values = StringBuilder::new();
    lists.iter().copied().flatten().for_each(|value| values.append_value(value));
    let offsets = OffsetBuffer::from_lengths(lists.iter().map(|list| list.len()));
    Arc::new(ListArray::new(item(DataType::Utf8), offsets, Arc::new(values.finish()), None::<NullBuffer>))
}

fn list_of_structs(columns: &[Column], cells: &[&Cell]) -> ArrayRef {
    let lists: Vec<&[Vec<Cell>]> = cells.iter().map(|cell| if let Cell::Records(rows) = cell { rows.as_slice() } else { &[] }).collect();
    let rows: Vec<&Vec<Cell>> = lists.iter().copied().flatten().collect();
    let arrays = (0..columns.len())
        .map(|i| {
            let cells: Vec<_> = rows.iter().map(|row| &row[i]).collect();
            array(&columns[i].kind, &cells, false)
        })
        .collect();
    let fields = inner_fields(columns);
    let structs = StructArray::new(fields.clone(), arrays, None);
    let offsets = OffsetBuffer::from_lengths(lists.iter().map(|list| list.len()));
    Arc::new(ListArray::new(item(DataType::Struct(fields)), offsets, Arc::new(structs), None::<NullBuffer>))
}
