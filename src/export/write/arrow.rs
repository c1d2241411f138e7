//! Arrow arrays from the values of columns, and the schemas of tables.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use arrow_array::builder::{Date32Builder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};

#[cfg(feature = "check")]
use crate::export::tables::Columns;
use crate::export::tables::{Column, Kind, Value};
use crate::model::Vocabulary;

/// The rows that there is room for from the start, which are those of a block of a stream: growing bit by bit costs more.
const ROWS: usize = 1024;

/// The array of one column under construction.
pub(crate) enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Date(Date32Builder),
    List { lengths: Vec<usize>, items: StringBuilder },
    Records { lengths: Vec<usize>, fields: Fields, columns: Vec<Builder> },
}

impl Builder {
    pub(crate) fn new(kind: &Kind) -> Self {
        match kind {
            Kind::Text | Kind::Term(_) => Self::Text(StringBuilder::with_capacity(ROWS, ROWS * 16)),
            Kind::Integer => Self::Integer(Int64Builder::new()),
            Kind::Number => Self::Number(Float64Builder::new()),
            Kind::Date => Self::Date(Date32Builder::new()),
            Kind::List => Self::List { lengths: Vec::new(), items: StringBuilder::new() },
            Kind::Records(columns) => Self::Records {
                lengths: Vec::new(),
                fields: plain_fields(columns),
                columns: columns.iter().map(|column| Self::new(&column.kind)).collect(),
            },
        }
    }

    /// Adds the value of the next row. A value of another kind than the column's is null.
    pub(crate) fn push(&mut self, value: Value<'_>) {
        match (self, value) {
            (Self::Text(builder), Value::Text(text)) => builder.append_value(text),
            (Self::Text(builder), Value::PartialDate(date)) => {
                // What is written stands in front of the value.
                let _ = write!(builder, "{date}");
                builder.append_value("");
            }
            (Self::Text(builder), _) => builder.append_null(),
            (Self::Integer(builder), Value::Integer(integer)) => builder.append_value(integer),
            (Self::Integer(builder), _) => builder.append_null(),
            (Self::Number(builder), Value::Number(number)) => builder.append_value(number.get()),
            (Self::Number(builder), _) => builder.append_null(),
            (Self::Date(builder), Value::Date(date)) => builder.append_value(date.days_since_epoch()),
            (Self::Date(builder), _) => builder.append_null(),
            (Self::List { lengths, items }, Value::List(texts)) => {
                (0..texts.count()).for_each(|i| items.append_value(texts.item(i)));
                lengths.push(texts.count());
            }
            (Self::Records { lengths, columns, .. }, Value::Records(parts)) => {
                for row in 0..parts.count() {
                    columns.iter_mut().enumerate().for_each(|(i, column)| column.push(parts.cell(row, i)));
                }
                lengths.push(parts.count());
            }
            (Self::List { lengths, .. } | Self::Records { lengths, .. }, _) => lengths.push(0),
        }
    }

    pub(crate) fn finish(self) -> ArrayRef {
        match self {
            Self::Text(mut builder) => Arc::new(builder.finish()),
            Self::Integer(mut builder) => Arc::new(builder.finish()),
            Self::Number(mut builder) => Arc::new(builder.finish()),
            Self::Date(mut builder) => Arc::new(builder.finish()),
            Self::List { lengths, mut items } => list(&lengths, Arc::new(items.finish())),
            Self::Records { lengths, fields, columns } => {
                let columns: Vec<_> = columns.into_iter().map(Self::finish).collect();
                list(&lengths, Arc::new(StructArray::new(fields, columns, None)))
            }
        }
    }
}

fn list(lengths: &[usize], items: ArrayRef) -> ArrayRef {
    let offsets = OffsetBuffer::from_lengths(lengths.iter().copied());
    Arc::new(ListArray::new(item(items.data_type().clone()), offsets, items, None))
}

/// The arrays of these rows, one for each column.
#[cfg(feature = "check")]
pub(crate) fn arrays<R>(columns: &Columns<R>, rows: impl Iterator<Item = R>) -> Vec<ArrayRef> {
    let mut builders: Vec<_> = columns.filled.iter().map(|filled| Builder::new(&filled.column.kind)).collect();
    for row in rows {
        for (builder, filled) in builders.iter_mut().zip(&columns.filled) {
            builder.push((filled.get)(&row));
        }
    }
    builders.into_iter().map(Builder::finish).collect()
}

/// A batch of arrays as they are in memory: texts are texts, also those of vocabularies.
pub(crate) fn batch(columns: &[Column], arrays: Vec<ArrayRef>) -> Result<RecordBatch, ArrowError> {
    RecordBatch::try_new(Arc::new(plain_schema(columns)), arrays)
}

/// The schema of a table as it is in memory.
pub(crate) fn plain_schema(columns: &[Column]) -> Schema {
    Schema::new(plain_fields(columns))
}

fn plain_fields(columns: &[Column]) -> Fields {
    columns.iter().map(|column| field(column, false)).collect()
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
        Kind::Records(columns) => DataType::List(item(DataType::Struct(plain_fields(columns)))),
    };
    Field::new(column.name, data_type, !column.required).with_metadata(metadata(column))
}

fn item(data_type: DataType) -> Arc<Field> {
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
