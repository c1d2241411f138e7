//! A Parquet file written by several threads: each column is a stage, so that one thread encodes one column while another encodes the next.

use std::io::Write;
use std::sync::{Mutex, PoisonError};

use parquet::errors::Result;
use parquet::file::writer::SerializedFileWriter;

use super::pages::{Block, Chunk, GROUP, Squeezer};
use super::parquet::{Layout, append};
use crate::export::tables::{Column, Table};
use crate::ordered::{Cancelled, Ticket, lock};

pub(crate) struct ParquetFile<W: Write + Send> {
    layout: Layout,
    /// The rows of the row group that is being filled.
    rows: Mutex<usize>,
    /// The leaves of each column.
    columns: Vec<Mutex<Vec<Chunk>>>,
    file: Mutex<SerializedFileWriter<W>>,
    /// Memory that no thread uses now.
    blocks: Mutex<Vec<Block>>,
    squeezers: Mutex<Vec<Squeezer>>,
}

impl<W: Write + Send> ParquetFile<W> {
    pub(crate) fn new(columns: &[Column], version: Option<&str>, output: W) -> Result<Self> {
        let layout = Layout::of(columns)?;
        let file = layout.start(version, output)?;
        let columns = layout.chunks().into_iter().map(Mutex::new).collect();
        let (blocks, squeezers) = (Mutex::default(), Mutex::default());
        Ok(Self { layout, rows: Mutex::new(0), columns, file: Mutex::new(file), blocks, squeezers })
    }

    /// The rows of a table as the file takes them.
    pub(crate) fn block(&self, table: &Table<'_>) -> Block {
        let unused = lock(&self.blocks).pop();
        let mut block = unused.unwrap_or_else(|| self.layout.block(&table.columns));
        block.fill(table);
        block
    }

    /// Writes the rows of a block.
    pub(crate) fn write(&self, ticket: &mut Ticket<'_>, block: Block) -> std::result::Result<Result<()>, Cancelled> {
        let is_last = ticket.take(&self.rows, |rows| {
            *rows += block.rows();
            let is_last = *rows >= GROUP;
            if is_last {
                *rows = 0;
            }
            is_last
        })?;
        let squeezer = lock(&self.squeezers).pop();
        let mut squeezer = match squeezer.map_or_else(Squeezer::new, Ok) {
            Ok(squeezer) => squeezer,
            Err(error) => return Ok(Err(error.into())),
        };
        // The next block goes into the next row group.
        let mut fresh = is_last.then(|| self.layout.chunks()).into_iter().flatten();
        let (mut done, mut failure) = (Vec::new(), None);
        for (column, stage) in self.columns.iter().enumerate() {
            let ended = ticket.take(stage, |chunks| {
                Chunk::add_all(chunks, &block, column, &mut squeezer)?;
                Ok(fresh.next().map(|fresh| std::mem::replace(chunks, fresh)))
            })?;
            let ended = ended.and_then(|ended| {
                let ended = ended.into_iter().flatten().map(|chunk| chunk.end(&mut squeezer));
                ended.collect::<Result<Vec<_>>>()
            });
            match ended {
                Ok(ended) => done.extend(ended),
                Err(error) => failure = Some(error),
            }
        }
        lock(&self.blocks).push(block);
        lock(&self.squeezers).push(squeezer);
        let written = ticket.take(&self.file, |file| if done.is_empty() || failure.is_some() { Ok(()) } else { append(file, done) })?;
        Ok(failure.map_or(written, Err))
    }

    /// Writes what is left and the end of the file; gives the output back.
    pub(crate) fn finish(self) -> Result<W> {
        let mut file = self.file.into_inner().unwrap_or_else(PoisonError::into_inner);
        if self.rows.into_inner().unwrap_or_else(PoisonError::into_inner) > 0 {
            let mut squeezer = Squeezer::new()?;
            let chunks = self.columns.into_iter().flat_map(|stage| stage.into_inner().unwrap_or_else(PoisonError::into_inner));
            append(&mut file, chunks.map(|chunk| chunk.end(&mut squeezer)).collect::<Result<_>>()?)?;
        }
        file.into_inner()
    }
}
