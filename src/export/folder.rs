//! The export as a folder: built beside the one that is there, then put in its place in one step.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::describe::companions;
use super::table::Table;
use crate::dataset::Dataset;
use crate::error::Error;

/// A format of the export: a folder of its own in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values, one file a table.
    Csv,
    /// JSON: one file a table, the claims as records (also newline-delimited), and the whole dataset in one document.
    Json,
    /// Apache Parquet, one file a table.
    Parquet,
}

/// The file that says that a folder is an export: only such a folder, or an empty one, is ever replaced.
const MARKER: &str = ".guarantee-claims-export";

/// Writes the dataset in these formats to the folder `out`, whose old content is replaced whole; the files written, in order.
///
/// The new folder is built beside `out` and swapped in when it is complete, so that whatever stops the export leaves `out` as it was.
/// What an earlier export that was killed left beside `out` is removed.
///
/// # Errors
/// If `out` is there and is neither empty nor an export, or something cannot be written.
pub fn export(dataset: &Dataset, formats: &[Format], out: &Path) -> Result<Vec<PathBuf>, Error> {
    let target = Target::new(out)?;
    target.remove_leftovers();
    let stage = Stage::create(&target)?;
    let mut writer = Writer { folder: stage.path.clone(), written: Vec::new() };
    writer.formats(dataset, formats)?;
    writer.companions(dataset, formats)?;
    stage.swap_in(&target)?;
    Ok(writer.written)
}

/// Where the export goes.
pub(super) struct Target {
    parent: PathBuf,
    name: String,
}

impl Target {
    pub(super) fn new(out: &Path) -> Result<Self, Error> {
        let out = if out.exists() { fs::canonicalize(out).map_err(|error| Error::io("find", out, error))? } else { out.to_owned() };
        let name = out.file_name().and_then(|name| name.to_str());
        let name = name.ok_or_else(|| Error::usage(format!("{} is no name for a folder: give one with --out", out.display())))?.to_owned();
        let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
        if out.exists() && !is_replaceable(&out).map_err(|error| Error::io("read the folder", &out, error))? {
            return Err(Error::usage(format!(
                "{} is not an export of this program and not empty: nothing was written; choose another folder with --out, or empty this one",
                out.display()
            )));
        }
        fs::create_dir_all(&parent).map_err(|error| Error::io("make the folder", &parent, error))?;
        Ok(Self { parent, name })
    }

    pub(super) fn path(&self) -> PathBuf {
        self.parent.join(&self.name)
    }

    /// The start of the names of folders under construction.
    fn stage_prefix(&self) -> String {
        format!(".{}.claims-export-", self.name)
    }

    /// Removes what killed exports left. A folder that is being built is locked and stays. Failure is no harm: the next run tries again.
    pub(super) fn remove_leftovers(&self) {
        for entry in fs::read_dir(&self.parent).into_iter().flatten().flatten() {
            let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(&self.stage_prefix()));
            if ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                let path = entry.path();
                if is_replaceable(&path).unwrap_or(false) && lock(&path).is_ok() {
                    let _ = fs::remove_dir_all(path);
                }
            }
        }
    }
}

/// Whether a folder is empty or an export.
fn is_replaceable(folder: &Path) -> io::Result<bool> {
    Ok(folder.is_dir() && (folder.join(MARKER).is_file() || fs::read_dir(folder)?.next().is_none()))
}

/// Takes the lock of a folder for as long as the result lives; an error if another process has it.
#[cfg(unix)]
fn lock(folder: &Path) -> io::Result<File> {
    let handle = File::open(folder)?;
    rustix::fs::flock(&handle, rustix::fs::FlockOperation::NonBlockingLockExclusive)?;
    Ok(handle)
}

/// Elsewhere a folder cannot be locked: one that is being built is never taken for a leftover, and leftovers stay.
#[cfg(not(unix))]
fn lock(_: &Path) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A folder under construction. Dropped before it is swapped in, it is removed.
pub(super) struct Stage {
    path: PathBuf,
    _lock: Option<File>,
}

impl Stage {
    pub(super) fn create(target: &Target) -> Result<Self, Error> {
        for attempt in 0_u32.. {
            let path = target.parent.join(format!("{}{}-{attempt}", target.stage_prefix(), std::process::id()));
            match fs::create_dir(&path) {
                Ok(()) => {
                    let stage = Self { _lock: lock(&path).ok(), path };
                    let note = "This folder is an export of guarantee-claims: `claims export` replaces it whole.\n";
                    let marker = stage.path.join(MARKER);
                    fs::write(&marker, note).map_err(|error| Error::io("write", &marker, error))?;
                    return Ok(stage);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Error::io("make the folder", &path, error)),
            }
        }
        unreachable!("a free name is found before the numbers end")
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// A new file in the folder.
    pub(super) fn create_file(&self, name: &str) -> io::Result<File> {
        let path = self.path.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&self.path))?;
        File::create_new(path)
    }

    /// Puts the folder in the target's place; what was there is removed afterwards.
    pub(super) fn swap_in(self, target: &Target) -> Result<(), Error> {
        let out = target.path();
        let failed = |error| Error::io("put the new export in the place of", &out, error);
        File::open(&self.path).and_then(|folder| folder.sync_all()).map_err(failed)?;
        if !out.exists() {
            fs::rename(&self.path, &out).map_err(failed)?;
        } else if exchange(&self.path, &out).is_err() {
            // Not every file system can exchange: between these two steps there is no folder, but each of the two is whole.
            let old = self.path.with_extension("old");
            fs::rename(&out, &old).map_err(failed)?;
            if let Err(error) = fs::rename(&self.path, &out) {
                let _ = fs::rename(&old, &out);
                return Err(failed(error));
            }
            let _ = fs::remove_dir_all(old);
        }
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Writes files under a folder and remembers which.
struct Writer {
    folder: PathBuf,
    written: Vec<PathBuf>,
}

impl Writer {
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
        let companions = companions(dataset, formats, &self.folder, &self.written);
        let companions = companions.map_err(|error| Error::io("read what was written to", &self.folder, error))?;
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
        let path = self.folder.join(name);
        let write_to = |path: &Path| {
            fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
            let mut output = BufWriter::new(File::create_new(path)?);
            write(&mut output)?;
            output.flush()?;
            output.get_ref().sync_all()
        };
        write_to(&path).map_err(|error| Error::io("write", Path::new(name), error))?;
        self.written.push(PathBuf::from(name));
        Ok(())
    }
}
