//! Files as texts, whose places are told by line and column.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::finding::{Excerpt, Place, Region};

/// Up to this length in bytes, a line is kept whole as an excerpt.
const LONGEST_LINE: usize = 1 << 16;

/// Of a longer line, so many bytes on either side of a place are kept.
const AROUND: usize = 200;

/// A file: its path and its text.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SourceFile {
    /// The path relative to the root, with forward slashes.
    pub path: String,
    /// The text.
    pub text: String,
    lines: Vec<Line>,
}

/// A line of a text, or a part of a long one: its first byte, its number from 1, and the number of its first code point from 1.
#[derive(Debug, Clone, Copy)]
struct Line {
    byte: usize,
    number: usize,
    column: usize,
}

/// The lines of a text that starts at this line and column of its file, both from 1. Long ones are in parts, so that their columns need not be
/// counted from their start each time.
fn lines(text: &str, line: usize, column: usize) -> Vec<Line> {
    const STEP: usize = 4096;
    let mut lines = Vec::new();
    let mut start = Line { byte: 0, number: line, column };
    for text in text.split_inclusive('\n') {
        let end = start.byte + text.len();
        let (mut part, mut rest) = (start, text);
        lines.push(part);
        while rest.len() > STEP {
            let step = (STEP..rest.len()).find(|byte| rest.is_char_boundary(*byte)).unwrap_or(rest.len());
            part = Line { byte: part.byte + step, column: part.column + rest[..step].chars().count(), ..part };
            lines.push(part);
            rest = &rest[step..];
        }
        start = Line { byte: end, number: start.number + 1, column: 1 };
    }
    if text.is_empty() || text.ends_with('\n') {
        lines.push(start);
    }
    lines
}

fn line_column(lines: &[Line], text: &str, byte: usize) -> (usize, usize) {
    let line = &lines[lines.partition_point(|line| line.byte <= byte) - 1];
    let before = text.get(line.byte..byte).unwrap_or_default();
    (line.number, line.column + before.chars().count())
}

impl SourceFile {
    pub(crate) fn new(path: &str, text: String) -> Self {
        Self { path: path.to_owned(), lines: lines(&text, 1, 1), text }
    }

    /// The line and the column, both from 1, of a byte; columns count code points.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        line_column(&self.lines, &self.text, byte)
    }
}

/// A range of bytes in a file, which is known by its index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bytes {
    pub(crate) file: usize,
    pub(crate) span: Range<usize>,
}

/// Makes places of ranges of bytes in a text.
pub(crate) struct Placer<'t> {
    file: usize,
    text: &'t str,
    lines: Cow<'t, [Line]>,
    /// The lines that places were on, by their bytes.
    excerpts: BTreeMap<(usize, usize), Arc<str>>,
}

impl<'t> Placer<'t> {
    /// For the file of this index.
    pub(crate) fn of_file(file: usize, source: &'t SourceFile) -> Self {
        Self { file, text: &source.text, lines: source.lines.as_slice().into(), excerpts: BTreeMap::new() }
    }

    /// For a part of the file of this index, which starts at this line and column, both from 1.
    #[cfg(feature = "check")]
    pub(crate) fn of_part(file: usize, text: &'t str, line: usize, column: usize) -> Self {
        Self { file, text, lines: lines(text, line, column).into(), excerpts: BTreeMap::new() }
    }

    /// The place of these bytes of the text.
    pub(crate) fn place(&mut self, span: &Range<usize>) -> Place {
        let (line, column) = line_column(&self.lines, self.text, span.start);
        // A place that takes in the end of its last line ends on that line.
        let words = self.text.get(span.clone()).unwrap_or_default();
        let (end_line, end_column) = line_column(&self.lines, self.text, span.start + words.trim_end_matches(['\r', '\n']).len());
        Place { file: self.file, region: Region { line, column, end_line, end_column }, excerpt: self.excerpt(span) }
    }

    fn excerpt(&mut self, span: &Range<usize>) -> Excerpt {
        let before = self.text.get(..span.start).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let end = self.text[start..].find('\n').map_or(self.text.len(), |newline| start + newline);
        let place = before.len()..span.end.clamp(before.len(), end);
        let is_short = end - start <= LONGEST_LINE;
        let shown = if is_short { start..end } else { self.around(place.start, start..end) };
        let starts_line = line_column(&self.lines, self.text, shown.start).1 == 1;
        let text = self.excerpts.entry((shown.start, shown.end)).or_insert_with(|| self.text[shown.clone()].into());
        Excerpt {
            text: Arc::clone(text),
            is_whole: is_short && starts_line && !self.text.is_empty(),
            span: place.start - shown.start..place.end.min(shown.end) - shown.start,
        }
    }

    /// What stands around a byte of a long line.
    fn around(&self, byte: usize, line: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(byte.saturating_sub(AROUND)).max(line.start);
        start..self.text.floor_char_boundary(byte + AROUND).min(line.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_long_lines_are_counted_from_the_start_of_the_line() {
        let long = "aé€😀".repeat(2000);
        let text = format!("{long}\n\n{}\n{long}", "b".repeat(4096));
        let file = SourceFile::new("f", text.clone());
        let (mut line, mut column) = (1, 1);
        for (byte, c) in text.char_indices() {
            assert_eq!(file.line_column(byte), (line, column), "byte {byte}");
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        assert_eq!(file.line_column(text.len()), (line, column));
    }

    #[test]
    fn a_place_has_its_line_and_of_a_very_long_one_a_part() {
        let text = format!("one\n  two = 3\n{}é = 4\n", "x".repeat(2 * LONGEST_LINE));
        let file = SourceFile::new("f", text.clone());
        let mut placer = Placer::of_file(7, &file);
        let two = placer.place(&(6..13));
        assert_eq!((two.file, two.region), (7, Region { line: 2, column: 3, end_line: 2, end_column: 10 }));
        assert_eq!((&*two.excerpt.text, two.excerpt.span.clone(), two.excerpt.is_whole), ("  two = 3", 2..9, true));
        let over_lines = placer.place(&(4..15));
        assert_eq!((over_lines.excerpt.span.clone(), over_lines.region.end_line), (0..9, 3), "the excerpt is of the first line");
        let at = text.find('é').expect("it is there");
        let long = placer.place(&(at..at + 2));
        assert_eq!(&long.excerpt.text[long.excerpt.span.clone()], "é");
        assert!(!long.excerpt.is_whole && long.excerpt.text.len() < 3 * AROUND, "{}", long.excerpt.text.len());
        assert_eq!(long.region.column, 2 * LONGEST_LINE + 1);
    }

    #[cfg(feature = "check")]
    #[test]
    fn a_part_of_a_file_starts_at_its_place() {
        let mut placer = Placer::of_part(0, "é1\nsecond", 7, 30);
        let (first, second) = (placer.place(&(2..3)), placer.place(&(4..10)));
        assert_eq!(
            (first.region.line, first.region.column, first.excerpt.is_whole),
            (7, 31, false),
            "its line has a start that is not at hand"
        );
        assert_eq!((second.region.line, second.region.column, second.excerpt.is_whole), (8, 1, true));
        let nothing = Placer::of_part(0, "", 3, 1).place(&(0..0));
        assert_eq!((nothing.region.line, nothing.excerpt.is_whole), (3, false));
    }
}
