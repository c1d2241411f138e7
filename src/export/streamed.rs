//! Claims from elsewhere written as they stream by: tables of claims in their order, in a folder that is swapped in when it is whole.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use arrow_array::ArrayRef;

use super::early_sync::{EarlySync, SyncedFile};
use super::folder::{Stage, Target};
use super::format::Format;
use super::tables::claims::{ClaimTable, ClaimTables};
use super::tables::{Column, Columns};
use super::write::arrow::arrays;
use super::write::csv::lines;
use super::write::parquet_parallel::ParquetFile;
use crate::error::Error;
use crate::model::ClaimView;
use crate::stream::{Ended, Turn};

type Output = BufWriter<SyncedFile>;

/// An export under construction. Dropped before it is finished, it leaves nothing.
pub(crate) struct Streamed {
    target: Target,
    stage: Stage,
    tables: Vec<ClaimTable>,
    csv: Vec<Mutex<Output>>,
    json: Option<Mutex<Output>>,
    parquet: Vec<ParquetFile<Output>>,
    sync: EarlySync,
    written: Vec<PathBuf>,
}

impl Streamed {
    /// Starts an export of these tables, in these formats, to the folder `out`. As JSON claims are always written whole.
    ///
    /// # Errors
    /// If `out` is there and is neither empty nor an export, or something cannot be written.
    pub(crate) fn create(formats: &[Format], tables: Vec<ClaimTable>, out: &Path) -> Result<Self, Error> {
        let target = Target::new(out)?;
        target.remove_leftovers();
        let stage = Stage::create(&target)?;
        let sync = EarlySync::start().map_err(|error| Error::io("start to write to", &target.path(), error))?;
        let mut streamed = Self { target, stage, tables, csv: Vec::new(), json: None, parquet: Vec::new(), sync, written: Vec::new() };
        let heads = streamed.each_table(&[], Heads(Vec::new())).0;
        for format in formats {
            match format {
                Format::Csv => {
                    for TableHead { name, head, .. } in &heads {
                        let mut output = streamed.file(&format!("csv/{name}.csv"))?;
                        output.write_all(head).map_err(|error| Error::io("write", Path::new(name), error))?;
                        streamed.csv.push(Mutex::new(output));
                    }
                }
                Format::Json => streamed.json = Some(Mutex::new(streamed.file("json/claims.ndjson")?)),
                Format::Parquet => {
                    for TableHead { name, columns, .. } in &heads {
                        let output = streamed.file(&format!("parquet/{name}.parquet"))?;
                        let file = ParquetFile::new(columns, output);
                        streamed.parquet.push(file.map_err(|error| Error::io("write", Path::new(name), io::Error::other(error)))?);
                    }
                }
            }
        }
        Ok(streamed)
    }

    fn file(&mut self, name: &str) -> Result<Output, Error> {
        let file = self.stage.create_file(name).map_err(|error| Error::io("write", Path::new(name), error))?;
        self.written.push(PathBuf::from(name));
        Ok(BufWriter::with_capacity(1 << 16, self.sync.file(file)))
    }

    /// A file beside the export's own for what cannot be read twice; it is gone when the export is finished.
    pub(crate) fn spool(&self, mut read: impl io::Read) -> Result<PathBuf, Error> {
        let path = self.stage.path().join(".input");
        let copied = File::create_new(&path).and_then(|mut file| io::copy(&mut read, &mut file));
        copied.map_err(|error| Error::io("keep standard input in", &path, error))?;
        Ok(path)
    }

    /// Writes the claims of the next block.
    pub(crate) fn write(&self, turn: &mut Turn<'_>, claims: &[&ClaimView<'_>]) -> Result<(), Ended<Error>> {
        let failed = |error| Ended::Failed(Error::io("write to", self.target.path().as_path(), error));
        if !self.csv.is_empty() {
            for (lane, lines) in self.csv.iter().zip(self.each_table(claims, Lines(Vec::new())).0) {
                turn.take(lane, |output| output.write_all(&lines))?.map_err(failed)?;
            }
        }
        if let Some(lane) = &self.json {
            let mut lines = Vec::new();
            for claim in claims {
                serde_json::to_writer(&mut lines, claim).map_err(|error| failed(error.into()))?;
                lines.push(b'\n');
            }
            turn.take(lane, |output| output.write_all(&lines))?.map_err(failed)?;
        }
        if !self.parquet.is_empty() {
            for (file, arrays) in self.parquet.iter().zip(self.each_table(claims, Arrays(Vec::new())).0) {
                file.write(turn, &arrays)?.map_err(|error| failed(io::Error::other(error)))?;
            }
        }
        Ok(())
    }

    /// Does this with each of the tables.
    fn each_table<T: ClaimTables>(&self, claims: &[&ClaimView<'_>], mut tables: T) -> T {
        self.tables.iter().for_each(|table| table.of(claims, &mut tables));
        tables
    }

    /// Ends every file: all of the export is then on the disk.
    ///
    /// # Errors
    /// If something cannot be written; the place is then as it was.
    pub(crate) fn finish(self) -> Result<Finished, Error> {
        let Self { target, stage, tables: _, csv, json, parquet, sync, written } = self;
        let failed = |error| Error::io("write to", &target.path(), error);
        let plain = csv.into_iter().chain(json).map(|lane| Ok(lane.into_inner().unwrap_or_else(PoisonError::into_inner)));
        let parquet = parquet.into_iter().map(|file| file.finish().map_err(io::Error::other));
        for output in plain.chain(parquet) {
            let file = output.and_then(|output| output.into_inner().map_err(io::IntoInnerError::into_error)).map_err(failed)?;
            file.finish().map_err(failed)?;
        }
        sync.finish().map_err(failed)?;
        match std::fs::remove_file(stage.path().join(".input")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        Ok(Finished { target, stage, written })
    }
}

/// An export that is whole and not in its place yet. Dropped before it is, it leaves nothing.
pub(crate) struct Finished {
    target: Target,
    stage: Stage,
    written: Vec<PathBuf>,
}

impl Finished {
    /// Puts the export in its place; the files written, in order.
    ///
    /// # Errors
    /// If that fails; the place is then as it was.
    pub(crate) fn put(self) -> Result<Vec<PathBuf>, Error> {
        self.stage.swap_in(&self.target)?;
        Ok(self.written)
    }
}

/// What a table is, without rows.
struct TableHead {
    name: &'static str,
    columns: Vec<Column>,
    /// The head of its CSV file.
    head: Vec<u8>,
}

struct Heads(Vec<TableHead>);

impl ClaimTables for Heads {
    fn table<R>(&mut self, name: &'static str, _: &'static str, columns: Columns<R>, rows: impl Iterator<Item = R>) {
        self.0.push(TableHead { name, columns: columns.columns(), head: lines(&columns, rows, true) });
    }
}

/// The rows of each table as lines of CSV.
struct Lines(Vec<Vec<u8>>);

impl ClaimTables for Lines {
    fn table<R>(&mut self, _: &'static str, _: &'static str, columns: Columns<R>, rows: impl Iterator<Item = R>) {
        self.0.push(lines(&columns, rows, false));
    }
}

/// The rows of each table as arrays.
struct Arrays(Vec<Vec<ArrayRef>>);

impl ClaimTables for Arrays {
    fn table<R>(&mut self, _: &'static str, _: &'static str, columns: Columns<R>, rows: impl Iterator<Item = R>) {
        self.0.push(arrays(&columns, rows));
    }
}
