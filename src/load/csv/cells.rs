//! The rows of a CSV text (RFC 4180), each cell with its place, and where the quotation marks are broken.

use std::ops::Range;

use csv_core::{ReadFieldResult, Reader};

/// A cell.
#[derive(Debug, PartialEq)]
pub(super) struct Cell {
    /// What it holds.
    pub(super) text: String,
    /// Where it is written, its quotation marks included.
    pub(super) span: Range<usize>,
}

impl Cell {
    /// Where a part of what the cell holds is written; where it is written otherwise than it reads, the whole cell.
    pub(super) fn part(&self, part: Range<usize>) -> Range<usize> {
        let Range { start, end } = self.span.clone();
        match (end - start).checked_sub(self.text.len()) {
            Some(0) => start + part.start..start + part.end,
            Some(2) => start + 1 + part.start..start + 1 + part.end,
            _ => start..end,
        }
    }
}

/// Where cells that stand side by side are written.
pub(super) fn span(cells: &[Cell]) -> Range<usize> {
    match (cells.first(), cells.last()) {
        (Some(first), Some(last)) => first.span.start..last.span.end,
        _ => 0..0,
    }
}

/// A row with a cell whose quotation marks are broken.
#[derive(Debug, PartialEq)]
pub(super) struct Broken {
    /// The cells before it.
    pub(super) before: Vec<Cell>,
    /// Where it starts, up to the end of the line.
    pub(super) place: Range<usize>,
    /// Whether it starts with a quotation mark.
    pub(super) is_quoted: bool,
}

/// The rows of a text; empty lines are none.
pub(super) struct Rows<'t> {
    text: &'t str,
    /// Where the next row is looked for.
    at: usize,
    /// Where the last row starts.
    pub(super) row: usize,
    core: Reader,
    cell: Vec<u8>,
}

impl<'t> Rows<'t> {
    /// The rows from this byte on.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        // No cell holds more than the text.
        Self { text, at, row: at, core: Reader::new(), cell: vec![0; text.len() + 1] }
    }

    /// Looks for the next row from this byte on.
    pub(super) const fn go_to(&mut self, byte: usize) {
        self.at = byte;
    }

    /// The next cell of the row, as it is written, and whether it is the last one.
    fn cell(&mut self) -> (Cell, bool) {
        let (start, mut written) = (self.at, 0);
        let is_last = loop {
            let input = &self.text.as_bytes()[self.at..];
            let (result, read, more) = self.core.read_field(input, &mut self.cell[written..]);
            (self.at, written) = (self.at + read, written + more);
            match result {
                ReadFieldResult::Field { record_end } => break record_end,
                ReadFieldResult::End => break true,
                // The end of the text is asked for what it ends.
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            }
        };
        let raw = &self.text[start..self.at];
        let raw = if is_last { raw.strip_suffix(['\r', '\n']) } else { raw.strip_suffix(',') }.unwrap_or(raw);
        let text = String::from_utf8_lossy(&self.cell[..written]).into_owned();
        (Cell { text, span: start..start + raw.len() }, is_last)
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Vec<Cell>, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        self.row = self.at;
        if self.at == self.text.len() {
            return None;
        }
        self.core.reset();
        let mut cells = Vec::new();
        loop {
            let (cell, is_last) = self.cell();
            let raw = &self.text[cell.span.clone()];
            if !is_sound(raw) {
                // What follows on the line may have been taken for a part of the cell, and the lines after it too.
                let start = cell.span.start;
                let line = self.text[start..].split(['\r', '\n']).next().unwrap_or_default();
                self.at = start + line.len();
                return Some(Err(Broken { before: cells, place: start..self.at, is_quoted: raw.starts_with('"') }));
            }
            cells.push(cell);
            if is_last {
                return Some(Ok(cells));
            }
        }
    }
}

/// Whether the quotation marks of a cell, as it is written, are in order: around it and doubled inside it, or none at all.
fn is_sound(raw: &str) -> bool {
    match raw.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').is_some_and(|inside| !inside.replace("\"\"", "").contains('"')),
        None => !raw.contains('"'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<Vec<String>, String>> {
        let texts = |cells: Vec<Cell>| cells.into_iter().map(|cell| cell.text).collect();
        Rows::new(text, 0).map(|row| row.map(texts).map_err(|broken| text[broken.place].to_owned())).collect()
    }

    /// The cells of rows; of a broken one what is broken.
    fn assert_rows(text: &str, expected: &[Result<&[&str], &str>]) {
        let found = read(text);
        let found: Vec<Result<Vec<&str>, &str>> =
            found.iter().map(|row| row.as_ref().map(|cells| cells.iter().map(String::as_str).collect()).map_err(String::as_str)).collect();
        let expected: Vec<_> = expected.iter().map(|row| row.map(<[_]>::to_vec)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn rows_are_read_as_the_standard_says() {
        for text in ["a,b\nc,\n", "a,b\r\nc,\r\n", "a,b\r\n\r\nc,", "\n\"a\",b\n\n\"c\",\"\"\n"] {
            assert_rows(text, &[Ok(&["a", "b"]), Ok(&["c", ""])]);
        }
        assert_rows("\"a, \"\"b\"\"\",\"c\nd\",é\n", &[Ok(&["a, \"b\"", "c\nd", "é"])]);
        assert_rows("\"\"\n,\n", &[Ok(&[""]), Ok(&["", ""])]);
        assert_rows("", &[]);
        assert_rows("\r\n\n", &[]);
    }

    #[test]
    fn a_broken_quotation_mark_costs_its_row() {
        assert_rows("a,\"b,c\nd,e,f\n", &[Err("\"b,c"), Ok(&["d", "e", "f"])]);
        assert_rows("a,\"b\nc,\"d\"\n", &[Err("\"b"), Ok(&["c", "d"])]);
        assert_rows("a,b \"c\" d\ne\n", &[Err("b \"c\" d"), Ok(&["e"])]);
        assert_rows("\"a\"b,c\nd\n", &[Err("\"a\"b,c"), Ok(&["d"])]);
        assert_rows("a\n\"", &[Ok(&["a"]), Err("\"")]);
        assert_rows("a\n\"\"\"", &[Ok(&["a"]), Err("\"\"\"")]);
    }

    #[test]
    fn cells_and_their_parts_have_places() {
        let text = "ü,\"a;bc\",\"d\"\"\"\r\nx;y";
        let rows: Vec<_> = Rows::new(text, 0).map(|row| row.expect("the rows are sound")).collect();
        let places: Vec<_> = rows.iter().flatten().map(|cell| &text[cell.span.clone()]).collect();
        assert_eq!(places, ["ü", "\"a;bc\"", "\"d\"\"\"", "x;y"]);
        assert_eq!(&text[rows[0][1].part(2..4)], "bc");
        assert_eq!(&text[rows[0][2].part(0..1)], "\"d\"\"\"", "what is written otherwise has one place");
        assert_eq!(&text[rows[1][0].part(2..3)], "y");
        assert_eq!(&text[span(&rows[0])], "ü,\"a;bc\",\"d\"\"\"");
    }
}
