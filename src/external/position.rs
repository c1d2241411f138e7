//! Places in an input that is never in memory as a whole.

use std::ops::Add;

/// A place: lines and code points of the line that come before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl Position {
    /// How far a text in UTF-8 leads.
    pub(crate) fn behind(text: &[u8]) -> Self {
        let last = memchr::memrchr(b'\n', text).map_or(0, |newline| newline + 1);
        let line = memchr::memchr_iter(b'\n', &text[..last]).count();
        Self { line: short(line), column: columns(&text[last..]) }
    }
}

/// The code points of a part of a line in UTF-8: every byte but those that continue one.
pub(crate) fn columns(text: &[u8]) -> u32 {
    if text.is_ascii() {
        return short(text.len());
    }
    // Added up in bytes, many at a time; a sum of 255 fits.
    let ends = |part: &[u8]| part.iter().fold(0_u8, |ends, byte| ends.wrapping_add(u8::from(byte & 0xC0 != 0x80)));
    short(text.chunks(255).map(|part| usize::from(ends(part))).sum())
}

/// A text of more than four thousand million lines or columns is not met: its blocks are counted before.
pub(crate) fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Add for Position {
    type Output = Self;

    /// The place that is `way` further.
    fn add(self, way: Self) -> Self {
        let column = if way.line == 0 { self.column.saturating_add(way.column) } else { way.column };
        Self { line: self.line.saturating_add(way.line), column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_leads_over_lines_and_code_points() {
        let (a, b) = ("x\né".as_bytes(), "ü\nyz".as_bytes());
        assert_eq!(Position::behind(a), Position { line: 1, column: 1 });
        assert_eq!(Position::behind(a) + Position::behind("ü".as_bytes()), Position { line: 1, column: 2 });
        assert_eq!(Position::behind(a) + Position::behind(b), Position::behind(&[a, b].concat()));
    }
}
