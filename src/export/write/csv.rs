//! CSV: UTF-8 without a byte order mark, LF, RFC 4180. An empty cell is null; lists are joined with `;`.

use std::io::Write;

#[cfg(feature = "cli")]
use crate::export::tables::Columns;
use crate::export::tables::{Column, Kind, Table, Value};

/// Writes a table. Columns of records are left out: they are tables of their own.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_csv(table: &Table, mut output: impl Write) -> std::io::Result<()> {
    let mut lines = Lines::default();
    lines.head(&table.columns);
    for row in &table.rows {
        let kept = table.columns.iter().zip(row).filter(|(column, _)| is_kept(column));
        kept.for_each(|(_, cell)| lines.cell(cell.value()));
        lines.end_row();
    }
    output.write_all(&lines.text)?;
    output.flush()
}

/// The lines of these rows, after the head of the table if that is wanted.
#[cfg(feature = "cli")]
pub(crate) fn lines<R>(columns: &Columns<R>, rows: impl Iterator<Item = R>, head: bool) -> Vec<u8> {
    let mut lines = Lines::default();
    if head {
        lines.head(&columns.columns());
    }
    let kept: Vec<_> = columns.filled.iter().filter(|filled| is_kept(&filled.column)).collect();
    for row in rows {
        for filled in &kept {
            lines.cell((filled.get)(&row));
        }
        lines.end_row();
    }
    lines.text
}

/// Rows as they are written.
#[derive(Default)]
struct Lines {
    text: Vec<u8>,
    /// Where the last row starts.
    row: usize,
    /// Knows what must be quoted.
    core: csv_core::Writer,
}

impl Lines {
    fn head(&mut self, columns: &[Column]) {
        let kept = columns.iter().filter(|column| is_kept(column));
        kept.for_each(|column| self.cell(Value::Text(column.name)));
        self.end_row();
    }

    /// Adds a cell and a comma behind it.
    fn cell(&mut self, value: Value<'_>) {
        let start = self.text.len();
        match value {
            Value::Null | Value::Records(_) => {}
            Value::Text(text) => self.text.extend_from_slice(text.as_bytes()),
            Value::PartialDate(date) => self.show(date),
            Value::Integer(integer) => self.show(integer),
            Value::Number(number) => self.show(number),
            Value::Date(date) => self.show(date),
            Value::List(texts) => {
                for i in 0..texts.count() {
                    self.text.extend_from_slice(if i == 0 { b"" } else { b";" });
                    self.text.extend_from_slice(texts.item(i).as_bytes());
                }
            }
        }
        if self.core.should_quote(&self.text[start..]) {
            self.quote(start);
        }
        self.text.push(b',');
    }

    fn show(&mut self, value: impl std::fmt::Display) {
        write!(self.text, "{value}").expect("memory can be written to");
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

    /// Ends the row: its last cell has no comma behind it.
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

/// Records are tables of their own.
const fn is_kept(column: &Column) -> bool {
    !matches!(column.kind, Kind::Records(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Cell;

    #[test]
    fn a_row_of_one_empty_cell_is_no_empty_line() {
        let columns = vec![Column { name: "note", doc: "", kind: Kind::Text, required: false }];
        let rows = vec![vec![Cell::Null], vec![Cell::Text("a, \"b\"".to_owned())], vec![Cell::Text(String::new())]];
        let mut written = Vec::new();
        write_csv(&Table { name: "notes", doc: "", columns, rows }, &mut written).expect("memory can be written to");
        assert_eq!(String::from_utf8_lossy(&written), "note\n\"\"\n\"a, \"\"b\"\"\"\n\"\"\n");
    }
}
