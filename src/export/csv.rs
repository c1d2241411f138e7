//! CSV: UTF-8 without a byte order mark, LF, RFC 4180. An empty cell is null; lists are joined with `;`.

use std::io::Write;

use super::table::{Cell, Kind, Table};

/// Writes a table. Columns of records are left out: they are tables of their own.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_csv(table: &Table, output: impl Write) -> std::io::Result<()> {
    let kept: Vec<_> = (0..table.columns.len()).filter(|i| !matches!(table.columns[*i].kind, Kind::Records(_))).collect();
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(kept.iter().map(|i| table.columns[*i].name))?;
    for row in &table.rows {
        writer.write_record(kept.iter().map(|i| cell(&row[*i])))?;
    }
    writer.flush()
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Null | Cell::Records(_) => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Integer(integer) => integer.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::List(items) => items.join(";"),
    }
}
