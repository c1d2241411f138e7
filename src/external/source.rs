//! Where external claims are read from: files, standard input and other pipes.

use std::fs::{self, File};
#[cfg(feature = "parquet")]
use std::io::Seek;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use sha2::{Digest, Sha256};

use super::format::ClaimsFormat;
use super::split::input::Input;
#[cfg(feature = "parquet")]
use super::split::parquet_rows::ParquetRows;
use crate::ordered::lock;

/// An input: a file, a pipe, or `-` for standard input.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    path: PathBuf,
    form: Form,
    /// Whether it can be read no more than once.
    once: bool,
    /// Where it was kept so that it can be read again.
    spool: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text(ClaimsFormat),
    /// A table of claims.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// The names of standard input.
const STANDARD_INPUT: [&str; 4] = ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];

impl Source {
    /// The input of this path: by its ending, else, of what is no file, as lines; `None` if it is neither.
    pub(crate) fn of_path(path: &Path) -> Option<Self> {
        let of_text = || ClaimsFormat::of_path(&path.to_string_lossy()).map(Form::Text);
        let by_name = of_table(path).or_else(of_text);
        let once = is_standard_input(path) || is_pipe(path);
        let form = by_name.or_else(|| once.then_some(Form::Text(ClaimsFormat::Lines)))?;
        Some(Self { path: path.to_owned(), form, once, spool: None })
    }

    /// The same input, read from the file in which it was kept.
    pub(crate) fn spooled(&self, spool: PathBuf) -> Self {
        Self { spool: Some(spool), once: false, ..self.clone() }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn is_standard_input(&self) -> bool {
        is_standard_input(&self.path)
    }

    /// Whether it can be read no more than once: standard input and other pipes, unless they were kept.
    pub(crate) const fn is_read_once(&self) -> bool {
        self.once
    }

    pub(crate) fn has_lines(&self) -> bool {
        self.form != Form::Text(ClaimsFormat::JsonArray)
    }

    pub(crate) fn is_table(&self) -> bool {
        !matches!(self.form, Form::Text(_))
    }

    /// The size in bytes, if it is known before the input is read.
    pub(crate) fn size(&self) -> Option<u64> {
        // The text of a table is longer than the table.
        let is_text = matches!(self.form, Form::Text(_));
        self.regular_file().filter(|_| is_text).and_then(|path| fs::metadata(path).ok()).map(|file| file.len())
    }

    /// What it holds, byte by byte.
    pub(crate) fn read(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self.file() {
            Some(path) => Box::new(File::open(path)?),
            None => Box::new(io::stdin()),
        })
    }

    /// The file from which it is read; `None` for standard input that was not kept.
    fn file(&self) -> Option<&Path> {
        self.spool.as_deref().or_else(|| (!self.is_standard_input()).then_some(&self.path))
    }

    /// The input from its start. What is read of it goes into the hash.
    pub(super) fn open(&self, hash: Option<Hash>) -> io::Result<Input<'static>> {
        let file = self.file().map(File::open).transpose()?;
        Ok(match (self.form, file) {
            // Without a wrapper: memory is then not cleared before it is read into.
            (Form::Text(format), Some(file)) if hash.is_none() => Input::new(file, format),
            (Form::Text(format), Some(file)) => Input::new(Hashing { read: file, hash }, format),
            (Form::Text(format), None) => Input::new(Hashing { read: io::stdin(), hash }, format),
            #[cfg(feature = "parquet")]
            (Form::Parquet, Some(file)) if file.metadata()?.is_file() => {
                let mut file = Hashing { read: file, hash };
                if file.hash.is_some() {
                    // The hash is that of the file, not of the text that is made of it.
                    io::copy(&mut file, &mut io::sink())?;
                    file.read.rewind()?;
                }
                Input::new(ParquetRows::open(file.read)?, ClaimsFormat::Lines)
            }
            #[cfg(feature = "parquet")]
            (Form::Parquet, _) => {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidInput,
                    "it is a pipe: expected Parquet in a file, which is read from its end",
                ));
            }
        })
    }

    /// The input from its start, if it can be read more than once.
    pub(crate) fn open_again(&self) -> io::Result<Option<Input<'static>>> {
        self.regular_file().map(|_| self.open(None)).transpose()
    }

    /// The lines themselves, if they can be read from any byte on.
    pub(crate) fn open_lines(&self) -> io::Result<Option<File>> {
        let has_bytes = self.form == Form::Text(ClaimsFormat::Lines);
        self.regular_file().filter(|_| has_bytes).map(File::open).transpose()
    }

    fn regular_file(&self) -> Option<&Path> {
        self.file().filter(|path| !self.once && fs::metadata(path).is_ok_and(|file| file.is_file()))
    }
}

/// The form of a table, if the ending is that of one.
#[cfg(feature = "parquet")]
fn of_table(path: &Path) -> Option<Form> {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet")).then_some(Form::Parquet)
}

#[cfg(not(feature = "parquet"))]
fn of_table(_: &Path) -> Option<Form> {
    None
}

fn is_standard_input(path: &Path) -> bool {
    STANDARD_INPUT.iter().any(|name| path.as_os_str() == *name)
}

/// Whether something is neither a file nor a folder, such as a pipe or what a shell makes of `<(...)`.
fn is_pipe(path: &Path) -> bool {
    path.starts_with("/dev/fd") || fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// The hash of an input so far.
pub(super) type Hash = Arc<Mutex<Sha256>>;

/// Hashes what is read, if that is wanted.
struct Hashing<R> {
    read: R,
    hash: Option<Hash>,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.read.read(buffer)?;
        if let Some(hash) = &self.hash {
            lock(hash).update(&buffer[..count]);
        }
        Ok(count)
    }
}
