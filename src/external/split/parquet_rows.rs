//! The claims of a Parquet file as lines of JSON: so they are checked as any others.

use std::fs::File;
use std::io::{self, Read};

use arrow_schema::{DataType, Fields};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::basic::Compression;
use parquet::file::metadata::ParquetMetaData;

use super::claim_columns::ClaimColumns;
use crate::model::Claim;

/// Reads as the lines of a file of claims.
pub(in crate::external) struct ParquetRows {
    batches: ParquetRecordBatchReader,
    claims: ClaimColumns,
    lines: Vec<u8>,
    read: usize,
}

impl ParquetRows {
    /// Starts to read the table `claims` from a file, whoever wrote it: it must have each field as a column that every claim has.
    pub(in crate::external) fn open(file: File) -> io::Result<Self> {
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(io::Error::other)?;
        let fields = builder.schema().fields();
        let claims = ClaimColumns::of(fields).map_err(invalid)?;
        let columns = ProjectionMask::leaves(builder.parquet_schema(), Leaves::of_claims(fields)?);
        readable(builder.metadata(), &columns)?;
        let batches = builder.with_projection(columns).with_batch_size(1024).build().map_err(io::Error::other)?;
        Ok(Self { batches, claims, lines: Vec::new(), read: 0 })
    }
}

/// The leaves of the columns that are read: those of a claim's fields, but for dictionaries without any term, in which every value is null and
/// which the reader takes for its own mistake. What is not read is null, too.
#[derive(Default)]
struct Leaves {
    read: Vec<usize>,
    /// The place of the next leaf.
    next: usize,
}

impl Leaves {
    fn of_claims(columns: &Fields) -> io::Result<Vec<usize>> {
        let mut leaves = Self::default();
        for column in columns {
            // What other columns hold is not looked at.
            let is_read = Claim::FIELDS.iter().any(|field| field.name == column.name());
            leaves.add(column.name(), column.data_type(), is_read)?;
        }
        Ok(leaves.read)
    }

    fn add(&mut self, column: &str, values: &DataType, is_read: bool) -> io::Result<()> {
        let before = self.read.len();
        match values {
            DataType::Struct(members) => {
                for member in members {
                    self.add(&format!("{column}.{}", member.name()), member.data_type(), is_read)?;
                }
            }
            DataType::List(items)
            | DataType::LargeList(items)
            | DataType::ListView(items)
            | DataType::LargeListView(items)
            | DataType::FixedSizeList(items, _)
            | DataType::Map(items, _) => self.add(column, items.data_type(), is_read)?,
            _ => {
                let has_terms = !matches!(values, DataType::Dictionary(_, terms) if **terms == DataType::Null);
                self.read.extend((is_read && has_terms).then_some(self.next));
                self.next += 1;
            }
        }
        // Of a list that is not read, not even the length would be known.
        if values.is_nested() && is_read && self.read.len() == before {
            return Err(invalid(format!("the column \"{column}\" has a dictionary without terms: expected text, or no such column")));
        }
        Ok(())
    }
}

/// Refuses a compression that this program is built without, and places that no file has, which the reader takes for its own mistake.
fn readable(file: &ParquetMetaData, columns: &ProjectionMask) -> io::Result<()> {
    let parts = file.row_groups().iter().flat_map(|group| group.columns().iter().enumerate());
    for (_, part) in parts.filter(|(leaf, _)| columns.leaf_included(*leaf)) {
        if [part.dictionary_page_offset().unwrap_or(0), part.data_page_offset(), part.compressed_size()].into_iter().any(i64::is_negative) {
            let column = part.column_path().string();
            return Err(invalid(format!("the column \"{column}\" has a negative place or size: expected a Parquet file that is whole")));
        }
        if part.compression() == Compression::LZO {
            let column = part.column_path().string();
            return Err(invalid(format!(
                "the column \"{column}\" is compressed with lzo: expected zstd, snappy, gzip, lz4, brotli or no compression"
            )));
        }
    }
    Ok(())
}

fn invalid(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

impl Read for ParquetRows {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.read == self.lines.len() {
            let Some(batch) = self.batches.next() else { return Ok(0) };
            self.lines.clear();
            self.read = 0;
            self.claims.write_lines(&batch.map_err(io::Error::other)?, &mut self.lines).map_err(io::Error::other)?;
        }
        let count = buffer.len().min(self.lines.len() - self.read);
        buffer[..count].copy_from_slice(&self.lines[self.read..self.read + count]);
        self.read += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use parquet::file::metadata::{ColumnChunkMetaData, FileMetaData, RowGroupMetaData};
    use parquet::schema::parser::parse_message_type;
    use parquet::schema::types::SchemaDescriptor;

    use super::*;

    #[test]
    fn places_and_sizes_that_no_file_has_and_an_unknown_compression_are_refused() {
        let message = parse_message_type("message claims { REQUIRED BYTE_ARRAY id (UTF8); }").expect("it is a schema");
        let schema = Arc::new(SchemaDescriptor::new(Arc::new(message)));
        let whole = || ColumnChunkMetaData::builder(schema.column(0));
        for (column, is_whole) in [
            (whole().set_data_page_offset(4).set_total_compressed_size(9), true),
            (whole().set_data_page_offset(-4), false),
            (whole().set_dictionary_page_offset(Some(-1)), false),
            (whole().set_total_compressed_size(-9), false),
            (whole().set_compression(Compression::LZ4), true),
            (whole().set_compression(Compression::LZO), false),
        ] {
            let columns = vec![column.build().expect("it is a column")];
            let rows = RowGroupMetaData::builder(Arc::clone(&schema)).set_column_metadata(columns).build().expect("these are rows");
            let file = FileMetaData::new(2, 1, None, None, Arc::clone(&schema), None);
            let file = ParquetMetaData::new(file, vec![rows]);
            assert_eq!(readable(&file, &ProjectionMask::all()).is_ok(), is_whole, "{file:?}");
        }
    }
}
