//! A run over whole inputs: blocks checked in parallel, what they come to gathered in order.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::again::{Misfits, report};
use super::block::{Checked, Checker};
use super::format::ClaimsFormat;
use super::gather::{BlockStart, Gathered, too_many_lines};
use super::input::{Block, Input};
use super::parquet_text::ParquetText;
use super::position::Position;
use super::turns::{Ended, Turn, in_order, lock};
use crate::error::Error;

/// An input: a file, or `-` for standard input.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    path: PathBuf,
    form: Form,
    /// Where standard input was kept so that it can be read again.
    spool: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text(ClaimsFormat),
    /// A table of claims that this program wrote.
    Parquet,
}

impl Source {
    /// The input of this path; `None` if its name has none of the endings of claims.
    pub(crate) fn of_path(path: &Path) -> Option<Self> {
        let of_text = || ClaimsFormat::of_path(&path.to_string_lossy()).map(Form::Text);
        let form = if path.extension().is_some_and(|extension| extension == "parquet") { Some(Form::Parquet) } else { of_text() };
        Some(Self { path: path.to_owned(), form: form?, spool: None })
    }

    /// The same input, read from the file in which it was kept.
    pub(crate) fn spooled(&self, spool: PathBuf) -> Self {
        Self { spool: Some(spool), ..self.clone() }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn is_standard_input(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    pub(crate) fn has_lines(&self) -> bool {
        self.form != Form::Text(ClaimsFormat::Document)
    }

    /// The size in bytes, if it is known before the input is read.
    pub(crate) fn size(&self) -> Option<u64> {
        // The text of a table is longer than the table.
        let is_text = matches!(self.form, Form::Text(_));
        self.file().and_then(|path| std::fs::metadata(path).ok()).filter(|file| file.is_file() && is_text).map(|file| file.len())
    }

    /// The file from which it is read; `None` for standard input that was not kept.
    fn file(&self) -> Option<&Path> {
        self.spool.as_deref().or_else(|| (!self.is_standard_input()).then_some(&self.path))
    }

    fn open(&self, hash: Option<Hash>) -> io::Result<Input<'static>> {
        let file = self.file().map(File::open).transpose()?;
        Ok(match (self.form, file) {
            // Without a wrapper: memory is then not cleared before it is read into.
            (Form::Text(format), Some(file)) if hash.is_none() => Input::new(file, format),
            (Form::Parquet, Some(file)) => Input::new(Hashing { read: ParquetText::open(file)?, hash }, ClaimsFormat::Lines),
            (Form::Text(format), Some(file)) => Input::new(Hashing { read: file, hash }, format),
            (_, None) => Input::new(Hashing { read: io::stdin(), hash }, ClaimsFormat::Lines),
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
        self.file().filter(|path| std::fs::metadata(path).is_ok_and(|file| file.is_file()))
    }
}

/// The hash of an input so far.
type Hash = Arc<Mutex<Sha256>>;

/// Hashes what is read, if that is wanted.
struct Hashing<R> {
    read: R,
    hash: Option<Hash>,
}

impl<R: io::Read> io::Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.read.read(buffer)?;
        if let Some(hash) = &self.hash {
            lock(hash).update(&buffer[..count]);
        }
        Ok(count)
    }
}

/// How a run is made.
pub(crate) struct Options<'a> {
    pub(crate) threads: usize,
    /// How many findings are kept with their places.
    pub(crate) max_findings: usize,
    /// Whether the inputs are hashed.
    pub(crate) hash: bool,
    /// Told of each block that is done: its bytes and its records.
    pub(crate) progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// What a run came to.
pub(crate) struct Outcome {
    pub(crate) gathered: Gathered,
    pub(crate) misfits: Misfits,
    /// The hashes of the inputs, if they were wanted.
    pub(crate) hashes: Vec<Option<String>>,
}

/// A block with what is known of its place when its turn has come.
pub(crate) struct Start<'b> {
    pub(crate) row: u32,
    pub(crate) position: Position,
    pub(crate) block: &'b Block,
    /// The path of its input.
    pub(crate) path: &'b str,
}

/// A block of one of the inputs. The end of an input is an empty one.
struct Numbered {
    file: usize,
    block: Block,
    ends: bool,
}

/// The blocks of all inputs, one after the other.
struct Blocks<'a> {
    sources: &'a [Source],
    open: Option<Input<'static>>,
    file: usize,
    hashes: Option<Vec<Hash>>,
}

impl Blocks<'_> {
    fn next(&mut self, memory: Vec<u8>) -> Result<Option<Numbered>, Error> {
        let Some(source) = self.sources.get(self.file) else { return Ok(None) };
        let failed = |error| Error::io("read", &source.path, error);
        if self.open.is_none() {
            let hash = self.hashes.as_mut().map(|hashes| {
                hashes.push(Hash::default());
                Arc::clone(&hashes[self.file])
            });
            self.open = Some(source.open(hash).map_err(failed)?);
        }
        let input = self.open.as_mut().expect("the input was just opened");
        let file = self.file;
        Ok(Some(if let Some(block) = input.next(memory).map_err(failed)? {
            Numbered { file, block, ends: false }
        } else {
            (self.open, self.file) = (None, file + 1);
            Numbered { file, block: Block::default(), ends: true }
        }))
    }
}

/// Checks all records of these inputs, does `each` with what each block came to, and compares the claims with one another. `each` must
/// visit the same lanes with every block.
///
/// # Errors
/// If an input cannot be read, or `each` fails.
pub(crate) fn run(
    checker: &Checker<'_>,
    sources: &[Source],
    options: &Options<'_>,
    each: impl Fn(&mut Turn<'_>, &Start<'_>, &Checked<'_>) -> Result<(), Ended<Error>> + Sync,
) -> Result<Outcome, Error> {
    let paths: Vec<_> = sources.iter().map(|source| source.path.display().to_string()).collect();
    let gathered = Mutex::new(Gathered::new(paths.iter().cloned(), options.max_findings));
    let mut inputs = Blocks { sources, open: None, file: 0, hashes: options.hash.then(Vec::new) };
    let work = |turn: &mut Turn<'_>, numbered: Numbered| {
        let Numbered { file, block, ends } = numbered;
        let found = checker.check(&block);
        let start: Option<BlockStart> = turn.take(&gathered, |gathered| {
            let start = gathered.add(file, &found);
            if ends {
                gathered.end(file);
            }
            start
        })?;
        let start = start.ok_or_else(|| Ended::Failed(too_many_lines()))?;
        let path = &paths[file];
        each(turn, &Start { row: start.row, position: start.position, block: &block, path }, &found)?;
        (options.progress)(block.bytes.len(), found.records.len());
        drop(found);
        Ok(block.bytes)
    };
    in_order(options.threads, |memory| inputs.next(memory), work)?;
    let mut gathered = gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
    let misfits = std::mem::take(&mut gathered.identities).compare(&checker.key, options.threads, || checker.claim_ids().collect());
    report(&mut gathered, &misfits, checker, sources, options.max_findings);
    gathered.sort(options.max_findings);
    let hash = |hash: Hash| Some(hex(&lock(&hash).clone().finalize()));
    let hashes = inputs.hashes.map_or_else(|| vec![None; sources.len()], |hashes| hashes.into_iter().map(hash).collect());
    Ok(Outcome { gathered, misfits: Misfits(misfits), hashes })
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
