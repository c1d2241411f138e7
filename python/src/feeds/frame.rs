//! Frames of any library: a column of JSON, or a column for each field.

use std::sync::Arc;

use arrow_array::builder::LargeBinaryBuilder;
use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::ArrayStreamReader;
use arrow_array::{Array, ArrayReader, ArrayRef, LargeBinaryArray, OffsetSizeTrait, RecordBatch};
use arrow_schema::{ArrowError, DataType, Fields, Schema};
use guarantee_claims::external::judge::{Feed, Records, terms};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::is_small;
use crate::capsule::import;

/// The records of a frame, or of a single column of JSON.
pub(crate) fn of_frame(source: &Bound<'_, PyAny>, column: Option<&str>) -> PyResult<Feed<'static>> {
    let stream = import(source)?;
    let found = stream.field().data_type().clone();
    match (found, column) {
        (DataType::Struct(fields), None) => of_rows(stream, fields),
        (DataType::Struct(fields), Some(name)) => {
            let Some((place, field)) = fields.find(name) else { return Err(no_column(source.py(), name, &fields)) };
            holds_text(&format!("the column \"{name}\""), field.data_type())?;
            Ok(of_texts(stream.map(move |part| part.map(|part| Arc::clone(part.as_struct().column(place))))))
        }
        (_, Some(name)) => Err(PyValueError::new_err(format!("column={name:?} was given with a single column: expected it with a frame"))),
        (of_column, None) => {
            holds_text("the column", &of_column)?;
            Ok(of_texts(stream))
        }
    }
}

fn of_rows(stream: ArrayStreamReader, fields: Fields) -> PyResult<Feed<'static>> {
    let schema = Arc::new(Schema::new(fields.clone()));
    let of_batches = Arc::clone(&schema);
    let batches = stream.map(move |part| RecordBatch::try_new(Arc::clone(&of_batches), part?.as_struct().columns().to_vec()));
    Feed::rows(&schema, batches).map_err(|fault| {
        let text = fields.iter().find(|field| is_text(field.data_type()) && field.name() != "id").filter(|_| fields.find("id").is_none());
        let hint = text.map(|field| format!("; if {0:?} holds each claim as JSON, give column={0:?}", field.name())).unwrap_or_default();
        PyValueError::new_err(format!("the frame cannot be read as claims: {fault}{hint}"))
    })
}

fn no_column(py: Python<'_>, name: &str, fields: &Fields) -> PyErr {
    let names: Vec<_> = fields.iter().map(|field| field.name().as_str()).collect();
    let near = || -> PyResult<Vec<String>> { py.import("difflib")?.call_method1("get_close_matches", (name, &names, 1))?.extract() };
    let hint = near().ok().and_then(|near| near.first().map(|near| format!("did you mean {near:?}? "))).unwrap_or_default();
    PyValueError::new_err(format!("the frame has no column {name:?}: {hint}it has {}", names.join(", ")))
}

fn is_text(found: &DataType) -> bool {
    match found {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Binary | DataType::LargeBinary | DataType::BinaryView => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

fn holds_text(column: &str, found: &DataType) -> PyResult<()> {
    if is_text(found) || *found == DataType::Null {
        return Ok(());
    }
    Err(PyValueError::new_err(format!("{column} has the type {found}: expected text, with a claim as JSON in each cell")))
}

/// Each cell is a record; a null is the record `null`, so that rows stay what they are.
fn of_texts(mut columns: impl Iterator<Item = Result<ArrayRef, ArrowError>> + Send + 'static) -> Feed<'static> {
    let mut open: Option<(Cells, usize)> = None;
    Feed::records(move |records| {
        while is_small(records) {
            let Some((cells, row)) = &mut open else {
                let Some(column) = columns.next() else { return Ok(false) };
                open = Some((Cells::new(column.map_err(std::io::Error::other)?)?, 0));
                continue;
            };
            *row = cells.push(*row, records);
            if *row == cells.array.len() {
                open = None;
            }
        }
        Ok(true)
    })
}

/// The cells of a part of a column, of which bytes can be had without a copy, whether or not they are the UTF-8 that they are said to be.
struct Cells {
    array: ArrayRef,
}

impl Cells {
    fn new(column: ArrayRef) -> std::io::Result<Self> {
        let array = match column.data_type() {
            DataType::Utf8View => Arc::new(column.as_string_view().clone().to_binary_view()) as ArrayRef,
            DataType::Dictionary(..) => unpacked(&column)?,
            DataType::Null => Arc::new(LargeBinaryArray::new_null(column.len())),
            _ => column,
        };
        Ok(Self { array })
    }

    /// Adds cells from this row on until there are enough; the next row.
    fn push(&self, from: usize, records: &mut Records) -> usize {
        push(&self.array, from, records, self.bytes())
    }

    /// The bytes of the cell in a row.
    fn bytes<'a>(&'a self) -> Box<dyn Fn(usize) -> &'a [u8] + 'a> {
        fn run<'a, O: OffsetSizeTrait>(bytes: &'a [u8], ends: &'a [O]) -> Box<dyn Fn(usize) -> &'a [u8] + 'a> {
            Box::new(|row| &bytes[ends[row].as_usize()..ends[row + 1].as_usize()])
        }
        let array = &self.array;
        match array.data_type() {
            DataType::Utf8 => run(array.as_string::<i32>().value_data(), array.as_string::<i32>().value_offsets()),
            DataType::LargeUtf8 => run(array.as_string::<i64>().value_data(), array.as_string::<i64>().value_offsets()),
            DataType::Binary => run(array.as_binary::<i32>().value_data(), array.as_binary::<i32>().value_offsets()),
            DataType::LargeBinary => run(array.as_binary::<i64>().value_data(), array.as_binary::<i64>().value_offsets()),
            _ => {
                let array = array.as_binary_view();
                Box::new(|row| array.value(row))
            }
        }
    }
}

/// The cells of a dictionary, each with its own bytes.
fn unpacked(column: &ArrayRef) -> std::io::Result<ArrayRef> {
    let (places, values) = terms(column).map_err(std::io::Error::other)?;
    let values = Cells::new(Arc::clone(values))?;
    let (bytes, mut cells) = (values.bytes(), LargeBinaryBuilder::new());
    for (row, place) in places.into_iter().enumerate() {
        let is_null = column.is_null(row) || values.array.is_null(place);
        cells.append_option((!is_null).then(|| bytes(place)));
    }
    Ok(Arc::new(cells.finish()))
}

fn push<'a>(array: &dyn Array, from: usize, records: &mut Records, cell: impl Fn(usize) -> &'a [u8]) -> usize {
    let mut row = from;
    while row < array.len() && is_small(records) {
        records.push(if array.is_null(row) { b"null" } else { cell(row) });
        row += 1;
    }
    row
}
