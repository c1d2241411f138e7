//! A run over whole inputs: blocks checked in parallel, what they come to gathered in order.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::across;
use super::block::{Checked, Checker};
use super::format::ClaimsFormat;
use super::gather::{Gathered, Start};
use super::identity::{Misfit, Spot};
use super::input::{Block, Input};
use super::turns::{Ended, Turn, in_order, lock};
use crate::error::Error;

/// An input: a file, or `-` for standard input.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    path: PathBuf,
    format: ClaimsFormat,
}

impl Source {
    /// The input of this path; `None` if its name has none of the endings of claims.
    pub(crate) fn of_path(path: &Path) -> Option<Self> {
        let format = ClaimsFormat::of_path(path.to_str()?)?;
        Some(Self { path: path.to_owned(), format })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn is_standard_input(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    pub(crate) fn has_lines(&self) -> bool {
        self.format == ClaimsFormat::Lines
    }

    /// The size in bytes, if it is known before the input is read.
    pub(crate) fn size(&self) -> Option<u64> {
        std::fs::metadata(&self.path).ok().filter(|file| file.is_file() && !self.is_standard_input()).map(|file| file.len())
    }

    fn open(&self, hash: Option<Hash>) -> io::Result<Input<'static>> {
        if self.is_standard_input() {
            return Ok(Input::new(Hashing { read: io::stdin(), hash }, self.format));
        }
        Ok(Input::new(Hashing { read: File::open(&self.path)?, hash }, self.format))
    }

    /// The input from its start, if it can be read more than once.
    pub(crate) fn open_again(&self) -> io::Result<Option<Input<'static>>> {
        self.size().map(|_| self.open(None)).transpose()
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
    /// What does not fit together across the claims.
    pub(crate) misfits: Vec<(Spot, Misfit)>,
    /// The hashes of the inputs, if they were wanted.
    pub(crate) hashes: Vec<Option<String>>,
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
        Ok(Some(match input.next(memory).map_err(failed)? {
            Some(block) => Numbered { file, block, ends: false },
            None => {
                (self.open, self.file) = (None, file + 1);
                Numbered { file, block: Block::default(), ends: true }
            }
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
    each: impl Fn(&mut Turn<'_>, &Block, &Checked<'_>, Start) -> Result<(), Ended<Error>> + Sync,
) -> Result<Outcome, Error> {
    let paths = sources.iter().map(|source| source.path.display().to_string());
    let gathered = Mutex::new(Gathered::new(paths, options.max_findings));
    let mut blocks = Blocks { sources, open: None, file: 0, hashes: options.hash.then(Vec::new) };
    let work = |turn: &mut Turn<'_>, numbered: Numbered| {
        let Numbered { file, block, ends } = numbered;
        let checked = checker.check(&block);
        let start = turn.take(&gathered, |gathered| {
            let start = gathered.add(file, &checked);
            if ends {
                gathered.end(file);
            }
            start
        })?;
        let start = start.ok_or_else(|| {
            let most = u32::MAX;
            Ended::Failed(Error::usage(format!("there are more than {most} lines in all: expected fewer, in several runs if need be")))
        })?;
        each(turn, &block, &checked, start)?;
        (options.progress)(block.bytes.len(), checked.records.len());
        drop(checked);
        Ok(block.bytes)
    };
    in_order(options.threads, |memory| blocks.next(memory), work)?;
    let mut gathered = gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
    let misfits = std::mem::take(&mut gathered.identities).compare();
    across::report(&mut gathered, &misfits, checker, sources, options.max_findings);
    gathered.sort(options.max_findings);
    let hash = |hash: Hash| Some(hex(&lock(&hash).clone().finalize()));
    let hashes = blocks.hashes.map_or_else(|| vec![None; sources.len()], |hashes| hashes.into_iter().map(hash).collect());
    Ok(Outcome { gathered, misfits, hashes })
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
