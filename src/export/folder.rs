//! The export as a folder: built beside the one that is there, then put in its place in one step.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::describe::{companions, is_export};
use super::table::Table;
use crate::dataset::Dataset;
use crate::error::Error;
use crate::fs::atomic_folder::AtomicFolder;
use crate::fs::marker::Marker;

/// A format of the export: a folder of its own in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values, one file per table.
    Csv,
    /// JSON: one file per table, the claims as records (also newline-delimited), and the whole dataset in one document.
    Json,
    /// Apache Parquet, one file per table.
    Parquet,
}

/// What says that a folder is an export: only such a folder, or an empty one, is ever replaced.
pub(super) const EXPORT: Marker = Marker {
    noun: "export",
    option: "--out",
    file: ".guarantee-claims-export",
    note: "This folder is an export of guarantee-claims: `claims export` replaces it whole.\n",
    is_known: is_export,
};

/// Writes the dataset in these formats to the folder `out`, whose old content is replaced whole; the files written, in order.
///
/// The new folder is built beside `out` and swapped in when it is complete, so that whatever stops the export leaves `out` as it was.
/// What an earlier export that was killed left beside `out` is removed.
///
/// # Errors
/// If `out` is there and is neither empty nor an export, or something cannot be written.
pub fn export(dataset: &Dataset, formats: &[Format], out: &Path) -> Result<Vec<PathBuf>, Error> {
    let folder = AtomicFolder::create(&EXPORT, out)?;
    let mut writer = Writer { folder: &folder, written: Vec::new() };
    writer.formats(dataset, formats)?;
    writer.companions(dataset, formats)?;
    let written = writer.written;
    folder.commit()?;
    Ok(written)
}

/// Whether an export can be put in the folder `out`, as far as can be said before one is made.
///
/// # Errors
/// If it cannot.
pub(crate) fn probe(out: &Path) -> Result<(), Error> {
    AtomicFolder::probe(&EXPORT, out).map(drop)
}

/// Writes files under a folder and remembers which.
struct Writer<'a> {
    folder: &'a AtomicFolder,
    written: Vec<PathBuf>,
}

impl Writer<'_> {
    fn formats(&mut self, dataset: &Dataset, formats: &[Format]) -> Result<(), Error> {
        let tables = super::tables(dataset);
        let version = dataset.info().version.as_str();
        for format in formats {
            match format {
                Format::Csv => self.tables("csv", "csv", &tables, |table, output| super::write_csv(table, output))?,
                Format::Parquet => {
                    self.tables("parquet", "parquet", &tables, |table, output| super::write_parquet(table, version, output))?;
                }
                Format::Json => self.json(dataset, &tables)?,
            }
        }
        Ok(())
    }

    /// What describes the files that were written.
    fn companions(&mut self, dataset: &Dataset, formats: &[Format]) -> Result<(), Error> {
        let companions = companions(dataset, formats, self.folder.path(), &self.written);
        let companions = companions.map_err(|error| Error::io("read what was written to", self.folder.path(), error))?;
        companions.iter().try_for_each(|file| self.file(&file.name, |output| output.write_all(file.content.as_bytes())))
    }

    fn tables(
        &mut self,
        folder: &str,
        extension: &str,
        tables: &[Table],
        write: impl Fn(&Table, &mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<(), Error> {
        tables.iter().try_for_each(|table| self.file(&format!("{folder}/{}.{extension}", table.name), |output| write(table, output)))
    }

    fn json(&mut self, dataset: &Dataset, tables: &[Table]) -> Result<(), Error> {
        for table in tables.iter().filter(|table| !matches!(table.name, "claims" | "claims_wide")) {
            self.file(&format!("json/{}.json", table.name), |output| super::write_json(table, output))?;
        }
        self.file("json/claims.json", |output| super::write_claims(dataset, output))?;
        self.file("json/claims.ndjson", |output| super::write_claims_ndjson(dataset, output))?;
        self.file("json/dataset.json", |output| super::write_document(dataset, output))
    }

    fn file(&mut self, name: &str, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<(), Error> {
        let write = || {
            let mut output = BufWriter::new(self.folder.create_file(name)?);
            write(&mut output)?;
            output.flush()?;
            output.get_ref().sync_all()
        };
        write().map_err(|error| Error::io("write", Path::new(name), error))?;
        self.written.push(PathBuf::from(name));
        Ok(())
    }
}
