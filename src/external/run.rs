//! A run over whole inputs: blocks checked in parallel, what they come to collected in order.

use std::sync::{Arc, Mutex, PoisonError};

use sha2::Digest;

use super::check::{Checked, Checker};
use super::collect::{BlockStart, Start, Summary, too_many_lines};
use super::links::locate::{LinkFaults, report};
use super::source::{Hash, Source};
use super::split::block::Block;
use super::split::input::Input;
use crate::error::Error;
use crate::ordered::{Ended, Ticket, in_order, lock};

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
    pub(crate) summary: Summary,
    pub(crate) broken_links: LinkFaults,
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
        let failed = |error| Error::io("read", source.path(), error);
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
            if self.hashes.is_some() {
                // Of an input that was given up, too, the hash is of all of it.
                input.drain().map_err(failed)?;
            }
            (self.open, self.file) = (None, file + 1);
            Numbered { file, block: Block::default(), ends: true }
        }))
    }
}

/// Checks all records of these inputs, does `each` with what each block came to, and compares the claims with one another. `each` must
/// visit the same stages with every block.
///
/// # Errors
/// If an input cannot be read, or `each` fails.
pub(crate) fn run(
    checker: &Checker<'_>,
    sources: &[Source],
    options: &Options<'_>,
    each: impl Fn(&mut Ticket<'_>, &Start<'_>, &Checked<'_>) -> Result<(), Ended<Error>> + Sync,
) -> Result<Outcome, Error> {
    let paths: Vec<_> = sources.iter().map(|source| source.path().display().to_string()).collect();
    let summary = Mutex::new(Summary::new(paths.iter().cloned(), options.max_findings));
    let mut inputs = Blocks { sources, open: None, file: 0, hashes: options.hash.then(Vec::new) };
    let work = |ticket: &mut Ticket<'_>, numbered: Numbered| {
        let Numbered { file, block, ends } = numbered;
        let found = checker.check(&block);
        let start: Option<BlockStart> = ticket.take(&summary, |summary| {
            let start = summary.add(file, &found);
            if ends {
                summary.end(file);
            }
            start
        })?;
        let start = start.ok_or_else(|| Ended::Failed(too_many_lines()))?;
        let path = &paths[file];
        each(ticket, &Start { row: start.row, position: start.position, block: &block, path }, &found)?;
        (options.progress)(block.bytes.len(), found.records.len());
        drop(found);
        Ok(block.bytes)
    };
    in_order(options.threads, |memory| inputs.next(memory), work)?;
    let mut summary = summary.into_inner().unwrap_or_else(PoisonError::into_inner);
    let broken_links = std::mem::take(&mut summary.links).compare(&checker.key, options.threads, || checker.claim_ids().to_vec());
    report(&mut summary, &broken_links, checker, sources, options.max_findings);
    summary.finish(options.max_findings);
    let hash = |hash: Hash| Some(hex(&lock(&hash).clone().finalize()));
    let hashes = inputs.hashes.map_or_else(|| vec![None; sources.len()], |hashes| hashes.into_iter().map(hash).collect());
    Ok(Outcome { summary, broken_links: LinkFaults(broken_links), hashes })
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
