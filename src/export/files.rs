//! The files of an export: written block by block, in a folder that is swapped in when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::describe::Sum;
use super::folder::EXPORT;
use super::format::Format;
use super::tables::Table;
use super::write::csv;
use super::write::parquet_parallel::ParquetFile;
use crate::error::Error;
use crate::fs::atomic_folder::AtomicFolder;
use crate::fs::background_sync::{BackgroundSync, SyncedFile};
use crate::ordered::{Ended, Ticket};
use crate::texts::hexadecimal;

/// The folder of an export under construction. Dropped before it is put in its place, it leaves nothing.
pub(super) struct Folder {
    place: AtomicFolder,
    sync: BackgroundSync,
    /// Whether the files are hashed.
    hashes: bool,
    written: Vec<PathBuf>,
    /// What was kept of inputs that cannot be read twice.
    spools: Vec<PathBuf>,
}

impl Folder {
    fn create(out: &Path, hashes: bool) -> Result<Self, Error> {
        let place = AtomicFolder::create(&EXPORT, out)?;
        Ok(Self { place, sync: BackgroundSync::start(), hashes, written: Vec::new(), spools: Vec::new() })
    }

    pub(super) fn failed(&self, error: io::Error) -> Error {
        Error::io("write to", self.place.target(), error)
    }

    pub(super) fn file(&mut self, name: &str) -> Result<Output, Error> {
        let file = self.place.create_file(name).map_err(|error| Error::io("write", Path::new(name), error))?;
        self.written.push(PathBuf::from(name));
        let (file, hash) = (self.sync.file(file), self.hashes.then(Sha256::new));
        Ok(BufWriter::with_capacity(1 << 16, OutputFile { name: name.to_owned(), file, hash, bytes: 0 }))
    }

    /// Writes a whole file; what is known about it, if files are hashed.
    pub(super) fn write(&mut self, name: &str, write: impl FnOnce(&mut Output) -> io::Result<()>) -> Result<Option<Sum>, Error> {
        let mut output = self.file(name)?;
        let written = write(&mut output).and_then(|()| finish(output));
        written.map_err(|error| Error::io("write", Path::new(name), error))
    }

    /// Keeps what cannot be read twice in a file beside the export's own, which is gone when the export is finished.
    pub(super) fn spool(&mut self, mut read: impl io::Read) -> Result<PathBuf, Error> {
        let path = self.place.path().join(format!(".input-{}", self.spools.len()));
        self.spools.push(path.clone());
        let copied = File::create_new(&path).and_then(|mut file| io::copy(&mut read, &mut file));
        copied.map_err(|error| Error::io("keep an input in", &path, error))?;
        Ok(path)
    }

    /// Waits until all files are on the disk; each must be finished before.
    pub(super) fn finish(self) -> Result<Finished, Error> {
        let Self { place, sync, written, spools, .. } = self;
        let finished = sync.finish().and_then(|()| spools.iter().try_for_each(fs::remove_file));
        finished.map_err(|error| Error::io("write to", place.target(), error))?;
        Ok(Finished { place, written })
    }
}

/// An export that is whole and not in its place yet. Dropped before it is, it leaves nothing.
pub(crate) struct Finished {
    place: AtomicFolder,
    written: Vec<PathBuf>,
}

impl Finished {
    /// Puts the export in its place; the files written, in order.
    ///
    /// # Errors
    /// If that fails; the place is then as it was.
    pub(crate) fn put(self) -> Result<Vec<PathBuf>, Error> {
        self.place.commit()?;
        Ok(self.written)
    }
}

/// A file of an export under construction.
pub(super) type Output = BufWriter<OutputFile>;

/// What it writes to: a file that is hashed as it is written, if that is wanted.
pub(super) struct OutputFile {
    name: String,
    file: SyncedFile,
    hash: Option<Sha256>,
    bytes: u64,
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        if let Some(hash) = &mut self.hash {
            hash.update(&bytes[..written]);
        }
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Brings a file to the disk; what is known about it, if it was hashed.
pub(super) fn finish(output: Output) -> io::Result<Option<Sum>> {
    let OutputFile { name, file, hash, bytes } = output.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.finish()?;
    Ok(hash.map(|hash| Sum { name, bytes, sha256: hexadecimal(&hash.finalize()) }))
}

/// The files of tables in CSV and Parquet.
pub(super) struct TableFiles {
    pub(super) folder: Folder,
    csv: Vec<Mutex<Output>>,
    parquet: Vec<ParquetFile<Output>>,
}

impl TableFiles {
    /// Starts an export of tables like these to the folder `out`. That of a dataset has its version in it, and its files are hashed.
    ///
    /// # Errors
    /// If `out` is there and is neither empty nor an export, or something cannot be written.
    pub(super) fn create(out: &Path, formats: &[Format], tables: &[Table<'_>], version: Option<&str>) -> Result<Self, Error> {
        let mut folder = Folder::create(out, version.is_some())?;
        let (mut csv, mut parquet) = (Vec::new(), Vec::new());
        for table in tables {
            let failed = |error| Error::io("write", Path::new(table.name), error);
            if formats.contains(&Format::Csv) {
                let mut output = folder.file(&Format::Csv.file_of(table.name))?;
                output.write_all(&csv::head(table)).map_err(failed)?;
                csv.push(Mutex::new(output));
            }
            if formats.contains(&Format::Parquet) {
                let output = folder.file(&Format::Parquet.file_of(table.name))?;
                let file = ParquetFile::new(&table.columns, version, output);
                parquet.push(file.map_err(|error| failed(io::Error::other(error)))?);
            }
        }
        Ok(Self { folder, csv, parquet })
    }

    /// Writes the rows of the next block of each table.
    pub(super) fn write(&self, ticket: &mut Ticket<'_>, tables: &[Table<'_>]) -> Result<(), Ended<Error>> {
        let failed = |error| Ended::Failed(self.folder.failed(error));
        let lines: Vec<_> = self.csv.iter().zip(tables).map(|(output, table)| (output, csv::lines(table))).collect();
        for (output, lines) in lines {
            ticket.take(output, |output| output.write_all(&lines))?.map_err(failed)?;
        }
        let blocks: Vec<_> = self.parquet.iter().zip(tables).map(|(file, table)| (file, file.block(table))).collect();
        for (file, block) in blocks {
            file.write(ticket, block)?.map_err(|error| failed(io::Error::other(error)))?;
        }
        Ok(())
    }

    /// Ends every file; what is known about each, if they are hashed.
    pub(super) fn finish(self) -> Result<(Folder, Vec<Sum>), Error> {
        let csv = self.csv.into_iter().map(|output| Ok(output.into_inner().unwrap_or_else(PoisonError::into_inner)));
        let parquet = self.parquet.into_iter().map(|file| file.finish().map_err(io::Error::other));
        let sums: io::Result<Vec<_>> = csv.chain(parquet).map(|output| output.and_then(finish)).collect();
        let sums = sums.map_err(|error| self.folder.failed(error))?;
        Ok((self.folder, sums.into_iter().flatten().collect()))
    }
}
