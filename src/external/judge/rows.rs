//! The rows of tables in memory as records.

use std::io;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, GenericListArray, OffsetSizeTrait, RecordBatch};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, SchemaRef};

use crate::external::split::block::{Block, Content};
use crate::external::split::claim_columns::ClaimColumns;

/// So many rows are one part of the work: their text is about a mebibyte.
const ROWS: usize = 1024;

/// The rows of a table, a part at a time.
pub(super) struct Rows<'a> {
    claims: Arc<ClaimColumns>,
    batches: Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'a>,
    /// The batch that is being cut, and how many of its rows are done.
    open: Option<(RecordBatch, usize)>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(
        schema: &SchemaRef,
        batches: impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'a,
    ) -> Result<Self, String> {
        Ok(Self { claims: Arc::new(ClaimColumns::of(schema.fields())?), batches: Box::new(batches), open: None })
    }

    pub(super) fn claims(&self) -> Arc<ClaimColumns> {
        Arc::clone(&self.claims)
    }

    pub(super) fn next(&mut self) -> io::Result<Option<RecordBatch>> {
        loop {
            if let Some((batch, done)) = self.open.take()
                && done < batch.num_rows()
            {
                let part = batch.slice(done, ROWS.min(batch.num_rows() - done));
                self.open = Some((batch, done + part.num_rows()));
                return Ok(Some(part));
            }
            let Some(batch) = self.batches.next() else { return Ok(None) };
            self.open = Some((batch.map_err(io::Error::other)?, 0));
        }
    }
}

/// The records of some rows.
pub(super) fn block(claims: &ClaimColumns, rows: &RecordBatch) -> io::Result<Block> {
    let columns = rows.columns().iter().map(trimmed).collect();
    let rows = RecordBatch::try_new(rows.schema(), columns).map_err(io::Error::other)?;
    let mut bytes = Vec::new();
    claims.write_lines(&rows, &mut bytes).map_err(io::Error::other)?;
    let mut parts = Vec::with_capacity(rows.num_rows());
    for end in memchr::memchr_iter(b'\n', &bytes) {
        let start = parts.last().map_or(0, |last: &std::ops::Range<usize>| last.end + 1);
        parts.push(start..end);
    }
    Ok(Block { bytes, content: Content::Parts(parts), start: 0 })
}

/// A column without the items of lists in other rows: kernels bring all items of a list's array, however few rows there are.
fn trimmed(column: &ArrayRef) -> ArrayRef {
    match column.data_type() {
        DataType::List(_) => Arc::new(trimmed_list(column.as_list::<i32>())),
        DataType::LargeList(_) => Arc::new(trimmed_list(column.as_list::<i64>())),
        _ => Arc::clone(column),
    }
}

fn trimmed_list<O: OffsetSizeTrait>(list: &GenericListArray<O>) -> GenericListArray<O> {
    let (DataType::List(item) | DataType::LargeList(item)) = list.data_type() else { return list.clone() };
    let offsets = list.value_offsets();
    let (start, end) = (offsets[0], offsets[offsets.len() - 1]);
    let items = list.values().slice(start.as_usize(), (end - start).as_usize());
    let offsets: ScalarBuffer<O> = offsets.iter().map(|offset| *offset - start).collect();
    GenericListArray::new(Arc::clone(item), OffsetBuffer::new(offsets), items, list.nulls().cloned())
}
