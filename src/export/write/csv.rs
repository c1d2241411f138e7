//! CSV: UTF-8 without a byte order mark, LF, RFC 4180. An empty cell is null; lists are joined with `;`.

use std::fmt::Display;
use std::io::{self, Write};

use crate::export::tables::{Cells, Kind, Table};

/// Writes a table. Columns of records are left out: they are tables of their own.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_csv(table: &Table<'_>, mut output: impl Write) -> io::Result<()> {
    output.write_all(&head(table))?;
    output.write_all(&lines(table))?;
    output.flush()
}

/// The names of the columns as a line.
pub(crate) fn head(table: &Table<'_>) -> Vec<u8> {
    let mut lines = Lines::default();
    let kept = table.columns.iter().filter(|column| !matches!(column.kind, Kind::Records(_) | Kind::Record(_)));
    kept.for_each(|column| lines.text(column.name));
    lines.end_row();
    lines.text
}

/// The rows as lines.
pub(crate) fn lines(table: &Table<'_>) -> Vec<u8> {
    let mut lines = Lines::default();
    table.write(&mut lines);
    lines.text
}

/// Rows as they are written.
#[derive(Default)]
struct Lines {
    text: Vec<u8>,
    /// Where the last row starts.
    row: usize,
}

impl Lines {
    /// Ends the cell that starts with this byte. The comma behind it is taken away again where the row ends.
    fn end_cell(&mut self, start: usize) {
        if needs_quotes(&self.text[start..]) {
            self.quote(start);
        }
        self.text.push(b',');
    }

    /// Quotes what was written from this byte on.
    fn quote(&mut self, start: usize) {
        let plain = self.text.split_off(start);
        // At worst, each byte is a quotation mark.
        self.text.resize(start + 2 * plain.len() + 1, b'"');
        let (.., written) = csv_core::quote(&plain, &mut self.text[start + 1..], b'"', b'"', true);
        self.text.truncate(start + 1 + written);
        self.text.push(b'"');
    }
}

/// Whether a cell has a byte that ends a cell or a line. All are looked at, many at once: hardly any cell has one.
fn needs_quotes(cell: &[u8]) -> bool {
    cell.iter().fold(false, |found, byte| found | matches!(byte, b',' | b'"' | b'\r' | b'\n'))
}

impl Cells for Lines {
    fn null(&mut self) {
        self.text.push(b',');
    }

    fn text(&mut self, text: &str) {
        let start = self.text.len();
        self.text.extend_from_slice(text.as_bytes());
        self.end_cell(start);
    }

    /// Terms are slugs or single letters: none is quoted.
    fn term(&mut self, _: usize, term: &str) {
        self.text.extend_from_slice(term.as_bytes());
        self.text.push(b',');
    }

    fn shown(&mut self, text: &dyn Display) {
        let start = self.text.len();
        write!(self.text, "{text}").expect("memory can be written to");
        self.end_cell(start);
    }

    fn list(&mut self, items: &mut dyn Iterator<Item = &str>) {
        let start = self.text.len();
        for (i, item) in items.enumerate() {
            self.text.extend_from_slice(if i == 0 { b"" } else { b";" });
            self.text.extend_from_slice(item.as_bytes());
        }
        self.end_cell(start);
    }

    fn compact_records(&mut self, texts: &mut dyn Iterator<Item = String>, _: &dyn Fn(&mut dyn Cells)) {
        let texts: Vec<_> = texts.collect();
        self.list(&mut texts.iter().map(String::as_str));
    }

    /// Records are tables of their own.
    fn records(&mut self, _: &dyn Fn(&mut dyn Cells)) {}

    fn end_row(&mut self) {
        if self.text.len() <= self.row + 1 {
            // Readers skip empty lines: a row of one empty cell, or of none, must not be one.
            self.text.truncate(self.row);
            self.text.extend_from_slice(b"\"\",");
        }
        self.text.pop();
        self.text.push(b'\n');
        self.row = self.text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tables::table::Columns;

    fn written(notes: &[Option<&str>]) -> String {
        let notes = || notes.iter().copied();
        let table = Columns::<Option<&str>>::of(&[]).derived("note", "", |note| note).table("notes", "", notes);
        let mut written = Vec::new();
        write_csv(&table, &mut written).expect("memory can be written to");
        String::from_utf8(written).expect("texts are UTF-8")
    }

    #[test]
    fn a_row_of_one_empty_cell_is_no_empty_line() {
        assert_eq!(written(&[None, Some("a"), Some("")]), "note\n\"\"\na\n\"\"\n");
    }

    #[test]
    fn bytes_are_quoted_that_csv_core_quotes() {
        let core = csv_core::Writer::new();
        for byte in 0..=u8::MAX {
            for before in [0, 7, 16, 40] {
                let cell = [vec![b'a'; before], vec![byte], vec![b'a'; 3]].concat();
                assert_eq!(needs_quotes(&cell), core.should_quote(&cell), "{byte}");
            }
        }
        for vocabulary in crate::model::VOCABULARIES {
            assert!(vocabulary.terms.iter().all(|term| !core.should_quote(term.value.as_bytes())), "{}", vocabulary.name);
        }
    }

    #[test]
    fn what_ends_a_cell_or_a_line_is_quoted() {
        let notes = [Some("a, b"), Some("a \"b\""), Some("a\nb"), Some("a\rb"), Some("a; b'\u{2028}")];
        assert_eq!(written(&notes), "note\n\"a, b\"\n\"a \"\"b\"\"\"\n\"a\nb\"\n\"a\rb\"\na; b'\u{2028}\n");
    }
}
