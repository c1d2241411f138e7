//! Inputs cut into blocks of whole records. Where a block ends depends on the content alone, not on how it arrives.

use std::io::{self, Read};

use super::block::{Block, Content, Fault, fill};
use super::foreign;
use super::json_array::JsonArray;
use crate::external::format::ClaimsFormat;
use crate::limits::LONGEST_RECORD;

/// The size of a block in bytes. A record that is longer makes its block longer.
const BLOCK: usize = 1 << 20;

/// One input: where it comes from, for messages, and how it is cut.
pub(crate) struct Input<'a> {
    read: Box<dyn Read + Send + 'a>,
    cut: Cut,
    at: At,
}

/// How far an input has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Within,
    /// It was given up: the rest is not read.
    GivenUp,
}

enum Cut {
    Lines(Lines),
    JsonArray(JsonArray),
}

impl<'a> Input<'a> {
    pub(crate) fn new(read: impl Read + Send + 'a, format: ClaimsFormat) -> Self {
        let cut = match format {
            ClaimsFormat::Lines => Cut::Lines(Lines::default()),
            ClaimsFormat::JsonArray => Cut::JsonArray(JsonArray::default()),
        };
        Self { read: Box::new(read), cut, at: At::Start }
    }

    /// The next block, in this memory; `None` at the end.
    pub(crate) fn next(&mut self, memory: Vec<u8>) -> io::Result<Option<Block>> {
        if self.at == At::GivenUp {
            return Ok(None);
        }
        let (block, foreign): (_, fn(&[u8]) -> _) = match &mut self.cut {
            Cut::Lines(lines) => (lines.next(&mut self.read, memory)?, foreign::lines),
            Cut::JsonArray(document) => (document.next(&mut self.read, memory)?, foreign::document),
        };
        let is_first = std::mem::replace(&mut self.at, At::Within) == At::Start;
        if let Some(foreign) = block.as_ref().filter(|_| is_first).and_then(|block| foreign(&block.bytes)) {
            self.at = At::GivenUp;
            // What it holds is nothing to look at.
            return Ok(Some(Block { content: Content::Fault(0, Fault::Foreign(foreign)), ..Block::default() }));
        }
        Ok(block)
    }

    /// Reads what is left of the input and was given up.
    #[cfg(feature = "commands")]
    pub(crate) fn drain(&mut self) -> io::Result<()> {
        io::copy(&mut self.read, &mut io::sink()).map(drop)
    }
}

#[derive(Default)]
struct Lines {
    /// What was read behind the last whole line.
    rest: Vec<u8>,
    ended: bool,
    /// How many bytes were read.
    read: u64,
}

impl Lines {
    fn next(&mut self, read: &mut dyn Read, mut bytes: Vec<u8>) -> io::Result<Option<Block>> {
        bytes.clear();
        bytes.append(&mut self.rest);
        let start = self.read - bytes.len() as u64;
        let mut size = BLOCK.max(bytes.len() + BLOCK / 2);
        loop {
            self.ended = self.ended || !fill(read, &mut bytes, size)?;
            self.read = start + bytes.len() as u64;
            if let Some(newline) = memchr::memrchr(b'\n', &bytes).filter(|_| !self.ended) {
                self.rest.extend_from_slice(&bytes[newline + 1..]);
                bytes.truncate(newline + 1);
                break;
            }
            if self.ended {
                break;
            }
            if size >= LONGEST_RECORD {
                return self.skip_line(read, start, bytes).map(Some);
            }
            size = (size * 2).min(LONGEST_RECORD);
        }
        Ok((!bytes.is_empty()).then_some(Block { bytes, content: Content::Lines, start }))
    }

    /// Passes over the rest of a line that is too long.
    fn skip_line(&mut self, read: &mut dyn Read, start: u64, mut bytes: Vec<u8>) -> io::Result<Block> {
        let mut skipped = Vec::with_capacity(BLOCK);
        loop {
            skipped.clear();
            self.ended = !fill(read, &mut skipped, BLOCK)?;
            self.read += skipped.len() as u64;
            if let Some(newline) = memchr::memchr(b'\n', &skipped) {
                self.rest.extend_from_slice(&skipped[newline + 1..]);
                bytes.push(b'\n');
                break;
            }
            if self.ended {
                break;
            }
        }
        Ok(Block { bytes, content: Content::Fault(0, Fault::TooLong), start })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time.
    struct Dribble<'a>(&'a [u8], usize);

    impl Read for Dribble<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(buffer.len()).min(self.0.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn blocks(content: &[u8], step: usize) -> Vec<Block> {
        let mut input = Input::new(Dribble(content, step), ClaimsFormat::Lines);
        std::iter::from_fn(|| input.next(Vec::new()).expect("memory can be read")).collect()
    }

    #[test]
    fn blocks_are_whole_lines_and_do_not_depend_on_how_the_input_arrives() {
        let content: Vec<u8> = (0..60_000).flat_map(|i| format!("{:0>1$}\n", i, i % 97).into_bytes()).collect();
        let whole: Vec<Vec<u8>> = blocks(&content, usize::MAX).into_iter().map(|block| block.bytes).collect();
        assert!(whole.len() > 2 && whole.iter().all(|bytes| bytes.ends_with(b"\n")));
        assert_eq!(whole.concat(), content);
        let dribbled: Vec<_> = blocks(&content, 4099).into_iter().map(|block| block.bytes).collect();
        assert_eq!(dribbled, whole);
    }

    #[test]
    fn a_last_line_without_newline_is_a_line() {
        let found = blocks(b"{}\n{}", 1);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].bytes, b"{}\n{}");
        assert!(blocks(b"", 1).is_empty());
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let content = [b"{}\n".to_vec(), vec![b'x'; LONGEST_RECORD + 5 * BLOCK / 2], b"\n[]\n".to_vec()].concat();
        let found = blocks(&content, usize::MAX);
        let faults: Vec<_> = found.iter().map(|block| matches!(block.content, Content::Fault(0, Fault::TooLong))).collect();
        assert_eq!(faults, [false, true, false]);
        assert!(found[1].bytes.len() <= LONGEST_RECORD + BLOCK && found[1].bytes.ends_with(b"x\n"));
        assert_eq!(found[2].bytes, b"[]\n");
        let starts: Vec<_> = found.iter().map(|block| block.start).collect();
        assert_eq!(starts, [0, 3, content.len() as u64 - 3]);
    }
}
