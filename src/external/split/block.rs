//! Blocks of whole records, and what is no record.

use std::io::{self, Read};

use super::foreign::Foreign;

/// Records of one input that stand one after the other.
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub(crate) bytes: Vec<u8>,
    pub(crate) content: Content,
    /// The byte of the input with which it starts; of no meaning in a document.
    pub(crate) start: u64,
}

/// What the bytes of a block are.
#[derive(Debug, Default)]
pub(crate) enum Content {
    /// One record a line.
    #[default]
    Lines,
    /// Records between other parts of a document, in order; each starts and ends at these bytes.
    Parts(Vec<std::ops::Range<usize>>),
    /// Something that is no record; it starts at this byte.
    Fault(usize, Fault),
}

/// Something that is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A record that is too long to be read.
    TooLong,
    /// A document without an array of claims.
    NoClaims,
    /// What stands where the document should go on otherwise.
    Syntax(&'static str),
    /// An input that is something else altogether.
    Foreign(&'static Foreign),
    /// A line that git writes around the versions in a conflict.
    Conflict,
}

/// Reads until there are `size` bytes; whether there are.
pub(super) fn fill(read: &mut dyn Read, bytes: &mut Vec<u8>, size: usize) -> io::Result<bool> {
    let wanted = size.saturating_sub(bytes.len());
    bytes.reserve_exact(wanted);
    let got = read.take(wanted as u64).read_to_end(bytes)?;
    Ok(got == wanted)
}
