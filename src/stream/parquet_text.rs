//! The claims of a Parquet file that this program wrote, as lines of JSON: so they are checked as any others.

use std::fs::File;
use std::io::{self, Read};

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, FieldRef};
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use serde_json::{Map, Value};

use crate::model::Claim;

/// Reads as the lines of a file of claims.
pub(super) struct ParquetText {
    batches: ParquetRecordBatchReader,
    lines: Vec<u8>,
    read: usize,
}

impl ParquetText {
    pub(super) fn open(file: File) -> io::Result<Self> {
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(io::Error::other)?;
        let names: Vec<_> = builder.schema().fields().iter().map(|field| field.name().as_str()).collect();
        if let Some(missing) = Claim::FIELDS.iter().find(|field| !names.contains(&field.name)) {
            let message = format!("it has no column \"{}\": expected the table claims as this program writes it", missing.name);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        let batches = builder.with_batch_size(1024).build().map_err(io::Error::other)?;
        Ok(Self { batches, lines: Vec::new(), read: 0 })
    }
}

impl Read for ParquetText {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.read == self.lines.len() {
            let Some(batch) = self.batches.next() else { return Ok(0) };
            (self.lines, self.read) = (lines(&batch.map_err(io::Error::other)?)?, 0);
        }
        let count = buffer.len().min(self.lines.len() - self.read);
        buffer[..count].copy_from_slice(&self.lines[self.read..self.read + count]);
        self.read += count;
        Ok(count)
    }
}

/// The rows of a batch as claims.
fn lines(batch: &RecordBatch) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    for row in 0..batch.num_rows() {
        let claim: Map<String, Value> =
            Claim::FIELDS.iter().filter_map(|field| Some((field.name.to_owned(), value(batch.column_by_name(field.name)?, row)))).collect();
        serde_json::to_writer(&mut lines, &claim)?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// One value of an array. What has no form in JSON is null: the check then says that it is missing.
fn value(array: &dyn Array, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).into(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(row).into(),
        DataType::Utf8View => array.as_string_view().value(row).into(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into(),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).into(),
        DataType::Dictionary(key, _) if **key == DataType::Int32 => {
            let dictionary = array.as_dictionary::<Int32Type>();
            dictionary.key(row).map_or(Value::Null, |key| value(dictionary.values(), key))
        }
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            (0..items.len()).map(|i| value(&items, i)).collect()
        }
        DataType::Struct(fields) => {
            let columns = array.as_struct();
            let member = |(i, field): (usize, &FieldRef)| (field.name().clone(), value(columns.column(i), row));
            Value::Object(fields.iter().enumerate().map(member).collect())
        }
        _ => Value::Null,
    }
}
