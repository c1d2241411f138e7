//! CSV: UTF-8 without a byte order mark, LF, RFC 4180. An empty cell is null; lists are joined with `;`.

use std::fmt::Write as _;
use std::io::Write;

#[cfg(feature = "cli")]
use super::table::Columns;
use super::table::{Column, Kind, Table, Value};

/// Writes a table. Columns of records are left out: they are tables of their own.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_csv(table: &Table, output: impl Write) -> std::io::Result<()> {
    let mut writer = Writer::new(output);
    writer.head(&table.columns)?;
    for row in &table.rows {
        let kept = table.columns.iter().zip(row).filter(|(column, _)| is_kept(column));
        kept.map(|(_, cell)| cell.value()).try_for_each(|value| writer.cell(&value))?;
        writer.end_row()?;
    }
    writer.output.flush()
}

/// The lines of these rows, after the head of the table if that is wanted.
#[cfg(feature = "cli")]
pub(super) fn lines<R>(columns: &Columns<R>, rows: impl Iterator<Item = R>, head: bool) -> std::io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    if head {
        writer.head(&columns.columns())?;
    }
    for row in rows {
        let kept = columns.filled.iter().filter(|filled| is_kept(&filled.column));
        kept.map(|filled| (filled.get)(&row)).try_for_each(|value| writer.cell(&value))?;
        writer.end_row()?;
    }
    writer.output.into_inner().map_err(|error| std::io::Error::other(error.to_string()))
}

struct Writer<W: Write> {
    output: csv::Writer<W>,
    scratch: String,
}

impl<W: Write> Writer<W> {
    fn new(output: W) -> Self {
        Self { output: csv::Writer::from_writer(output), scratch: String::new() }
    }

    fn head(&mut self, columns: &[Column]) -> std::io::Result<()> {
        let kept = columns.iter().filter(|column| is_kept(column));
        kept.map(|column| column.name).try_for_each(|name| self.output.write_field(name))?;
        self.end_row()
    }

    fn cell(&mut self, value: &Value<'_>) -> std::io::Result<()> {
        self.scratch.clear();
        let text = match value {
            Value::Text(text) => text.as_ref(),
            Value::List(items) => {
                for (i, item) in items.iter().enumerate() {
                    self.scratch.push_str(if i == 0 { "" } else { ";" });
                    self.scratch.push_str(item);
                }
                &self.scratch
            }
            Value::Null | Value::Records(_) => "",
            other => {
                let _ = match other {
                    Value::Integer(integer) => write!(self.scratch, "{integer}"),
                    Value::Number(number) => write!(self.scratch, "{number}"),
                    Value::Date(date) => write!(self.scratch, "{date}"),
                    _ => Ok(()),
                };
                &self.scratch
            }
        };
        Ok(self.output.write_field(text)?)
    }

    fn end_row(&mut self) -> std::io::Result<()> {
        Ok(self.output.write_record(None::<&[u8]>)?)
    }
}

/// Records are tables of their own.
const fn is_kept(column: &Column) -> bool {
    !matches!(column.kind, Kind::Records(_))
}
