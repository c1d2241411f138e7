//! The schemas of tables for Arrow, and with them for Parquet.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields, Schema};

use crate::export::tables::{Column, Kind};
use crate::model::Vocabulary;

/// The schema of a table as it is in memory.
pub(crate) fn plain_schema(columns: &[Column]) -> Schema {
    Schema::new(plain_fields(columns))
}

pub(super) fn plain_fields(columns: &[Column]) -> Fields {
    columns.iter().map(|column| field(column, false)).collect()
}

/// The fields of a record that may be absent.
pub(super) fn nullable_fields(columns: &[Column]) -> Fields {
    plain_fields(columns).iter().map(|field| Arc::new(field.as_ref().clone().with_nullable(true))).collect()
}

/// The schema of a table as readers are told it: a vocabulary's column is a dictionary.
pub(crate) fn declared_schema(columns: &[Column]) -> Schema {
    Schema::new(columns.iter().map(|column| field(column, true)).collect::<Fields>())
}

/// The Arrow field of a column. Inside a list of structs a term is plain text: readers differ on dictionaries there.
fn field(column: &Column, declared: bool) -> Field {
    let data_type = match &column.kind {
        Kind::Term(_) if declared => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        Kind::Text | Kind::Term(_) => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Date => DataType::Date32,
        Kind::List => DataType::List(item(DataType::Utf8)),
        Kind::Records(columns) | Kind::CompactRecords(columns) => DataType::List(item(DataType::Struct(plain_fields(columns)))),
        Kind::Record(columns) => DataType::Struct(nullable_fields(columns)),
    };
    Field::new(column.name, data_type, !column.required).with_metadata(metadata(column))
}

pub(super) fn item(data_type: DataType) -> Arc<Field> {
    Arc::new(Field::new("item", data_type, false))
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
