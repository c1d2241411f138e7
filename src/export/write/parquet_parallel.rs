//! A Parquet file written by several threads: each column is a stage, so that one thread encodes one column while another encodes the next.

use std::io::Write;
use std::sync::{Mutex, PoisonError};

use arrow_array::ArrayRef;
use arrow_schema::{DataType, Fields};
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowColumnWriter, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::errors::{ParquetError, Result};
use parquet::file::writer::SerializedFileWriter;

use super::arrow::plain_schema;
use super::parquet::writer;
use crate::export::tables::Column;
use crate::ordered::{Cancelled, Ticket};

/// The rows from which on a row group is written out. It ends with a block, so that it does not depend on the number of threads.
const ROWS: usize = 100_000;

pub(crate) struct ParquetFile<W: Write + Send> {
    fields: Fields,
    factory: ArrowRowGroupWriterFactory,
    group: Mutex<Group>,
    /// The writers of the leaves of each field.
    columns: Vec<Mutex<Vec<ArrowColumnWriter>>>,
    file: Mutex<SerializedFileWriter<W>>,
}

/// The row group that is being filled.
#[derive(Debug, Default)]
struct Group {
    number: usize,
    rows: usize,
}

impl<W: Write + Send> ParquetFile<W> {
    pub(crate) fn new(columns: &[Column], version: Option<&str>, output: W) -> Result<Self> {
        let (file, factory) = writer(columns, version, output)?.into_serialized_writer()?;
        let fields = plain_schema(columns).fields;
        let columns = by_field(&fields, factory.create_column_writers(0)?).into_iter().map(Mutex::new).collect();
        Ok(Self { fields, factory, group: Mutex::default(), columns, file: Mutex::new(file) })
    }

    /// Writes the rows of a block: an array for each column.
    pub(crate) fn write(&self, ticket: &mut Ticket<'_>, arrays: &[ArrayRef]) -> std::result::Result<Result<()>, Cancelled> {
        let rows = arrays.first().map_or(0, |array| array.len());
        let next = ticket.take(&self.group, |group| group.add(rows))?;
        let fresh = next.map(|number| self.factory.create_column_writers(number)).transpose();
        let (fresh, mut failure) = match fresh {
            Ok(writers) => (writers.map(|writers| by_field(&self.fields, writers)), None),
            Err(error) => (None, Some(error)),
        };
        let mut fresh = fresh.into_iter().flatten();
        let mut chunks = Vec::new();
        for ((field, stage), array) in self.fields.iter().zip(&self.columns).zip(arrays) {
            let leaves = compute_leaves(field, array);
            let done = ticket.take(stage, |writers| {
                for (writer, leaf) in writers.iter_mut().zip(leaves?) {
                    writer.write(&leaf)?;
                }
                // The next block goes into the next row group.
                fresh.next().map(|fresh| close(std::mem::replace(writers, fresh))).transpose()
            })?;
            match done {
                Ok(closed) => chunks.extend(closed.into_iter().flatten()),
                Err(error) => failure = Some(error),
            }
        }
        let written = ticket.take(&self.file, |file| if chunks.is_empty() { Ok(()) } else { append(file, chunks) })?;
        Ok(failure.map_or(written, Err))
    }

    /// Writes what is left and the end of the file; gives the output back.
    pub(crate) fn finish(self) -> Result<W> {
        let mut file = self.file.into_inner().unwrap_or_else(PoisonError::into_inner);
        if self.group.into_inner().unwrap_or_else(PoisonError::into_inner).rows > 0 {
            let writers = self.columns.into_iter().flat_map(|stage| stage.into_inner().unwrap_or_else(PoisonError::into_inner));
            append(&mut file, close(writers.collect())?)?;
        }
        file.into_inner()
    }
}

impl Group {
    /// Adds rows; the number of the next row group if this one is full.
    const fn add(&mut self, rows: usize) -> Option<usize> {
        self.rows += rows;
        if self.rows < ROWS {
            return None;
        }
        self.rows = 0;
        self.number += 1;
        Some(self.number)
    }
}

/// The writers of the leaves, by the field that they belong to.
fn by_field(fields: &Fields, writers: Vec<ArrowColumnWriter>) -> Vec<Vec<ArrowColumnWriter>> {
    let mut writers = writers.into_iter();
    fields.iter().map(|field| writers.by_ref().take(leaves(field.data_type())).collect()).collect()
}

fn leaves(data_type: &DataType) -> usize {
    match data_type {
        DataType::List(item) => leaves(item.data_type()),
        DataType::Struct(fields) => fields.iter().map(|field| leaves(field.data_type())).sum(),
        _ => 1,
    }
}

fn close(writers: Vec<ArrowColumnWriter>) -> Result<Vec<ArrowColumnChunk>> {
    writers.into_iter().map(ArrowColumnWriter::close).collect::<std::result::Result<_, ParquetError>>()
}

/// Writes a row group.
fn append<W: Write + Send>(file: &mut SerializedFileWriter<W>, chunks: Vec<ArrowColumnChunk>) -> Result<()> {
    let mut group = file.next_row_group()?;
    for chunk in chunks {
        chunk.append_to_row_group(&mut group)?;
    }
    group.close().map(drop)
}
