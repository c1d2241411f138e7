//! The sheet that says what the columns of the others mean.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::shared::CODEBOOK;
use super::sheet::is_kept;
use super::style::{Style, width};
use crate::export::tables::keys::{Items, keys};
use crate::export::tables::{Column, Kind, Table};

const HEADS: [(&str, usize); 6] = [("table", 20), ("column", 20), ("type", 14), ("may be empty", 14), ("values", 40), ("description", 100)];

/// A row for each table, and below it one for each of its columns. The sheet `vocabulary` defines the terms.
pub(super) fn sheet(tables: &[Table<'_>], style: &Style) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(CODEBOOK)?;
    for (place, (head, wide)) in (0..).zip(HEADS) {
        sheet.write_string_with_format(0, place, head, &style.head)?;
        sheet.set_column_width(place, width(wide))?;
    }
    let mut row = 1;
    for table in tables {
        write(&mut sheet, &mut row, [table.name, "", "table", "", "", table.doc], style)?;
        for column in table.columns.iter().filter(|column| is_kept(column)) {
            let (kind, values) = (kind(column), values(table.name, column));
            let may_be_empty = if column.required && !matches!(column.kind, Kind::List | Kind::CompactRecords(_)) { "no" } else { "yes" };
            write(&mut sheet, &mut row, [table.name, column.name, kind, may_be_empty, &values, column.doc], style)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, row - 1, 5)?;
    Ok(sheet)
}

fn write(sheet: &mut Worksheet, row: &mut u32, texts: [&str; 6], style: &Style) -> Result<(), XlsxError> {
    for (place, text) in (0..).zip(texts).filter(|(_, text)| !text.is_empty()) {
        sheet.write_string_with_format(*row, place, text, &style.prose)?;
    }
    *row += 1;
    Ok(())
}

const fn kind(column: &Column) -> &'static str {
    match column.kind {
        Kind::Text => "text",
        Kind::Term(_) => "term",
        Kind::Integer => "whole number",
        Kind::Number => "number",
        Kind::Date => "day",
        Kind::List | Kind::Records(_) | Kind::CompactRecords(_) | Kind::Record(_) => "list, with ;",
    }
}

/// What stands in the cells, where that is a matter of another table.
fn values(table: &str, column: &Column) -> String {
    let keys = keys(table);
    let items = keys.and_then(|keys| keys.items(column.name));
    match (column.kind.clone(), items) {
        (Kind::Term(vocabulary), _) | (_, Some(Items::Terms(vocabulary))) => format!("terms of {} in vocabulary", vocabulary.name),
        (_, Some(Items::Ids(table))) => format!("ids in {table}"),
        _ => keys.and_then(|keys| keys.foreign_key(column.name)).map_or_else(String::new, |key| format!("{} in {}", key.key[0], key.table)),
    }
}
