//! A table as a sheet.

use std::collections::HashMap;
use std::fmt::Display;
use std::io;

use rust_xlsxwriter::{DataValidation, ExcelDateTime, Formula, Note, Url, Worksheet, XlsxError};

use super::address::linkable;
use super::shared::{CODEBOOK, failed};
use super::style::{Style, width};
use crate::dataset::Dataset;
use crate::export::tables::vocabulary::{TABLE, VALUE, rows_of};
use crate::export::tables::{Cells, Column, Kind, Table};
use crate::limits::{LONGEST_CELL, MOST_LINKS, MOST_ROWS};
use crate::model::{Amount, CalendarDate, Vocabulary};

/// The first day from which on Excel's days are those of the calendar: it takes 1900 for a leap year.
const FIRST_DAY: (u16, u8, u8) = (1900, 3, 1);

/// Where the cells of a column lead.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Nowhere,
    /// To the row of the document in the sheet of documents.
    Source,
    /// To the address in the cell.
    Address,
}

impl Target {
    fn of(column: &Column) -> Self {
        match column.name {
            "source" => Self::Source,
            "url" | "archived_url" | "record_url" => Self::Address,
            _ => Self::Nowhere,
        }
    }
}

/// What links lead to.
pub(super) struct Links<'d> {
    /// The row of each document in the sheet of documents, from 1.
    sources: HashMap<&'d str, usize>,
}

impl<'d> Links<'d> {
    pub(super) fn of(dataset: &'d Dataset) -> Self {
        Self { sources: dataset.sources().iter().zip(2..).map(|(source, row)| (source.id.as_str(), row)).collect() }
    }

    fn url(&self, target: Target, text: &str) -> Option<Url> {
        match target {
            Target::Nowhere => None,
            Target::Source => self.sources.get(text).map(|row| Url::new(format!("internal:sources!A{row}"))),
            Target::Address => linkable(text).map(Url::new),
        }
    }
}

/// Whether a sheet has the column. As in CSV, lists of records are tables of their own.
pub(super) const fn is_kept(column: &Column) -> bool {
    !matches!(column.kind, Kind::Records(_) | Kind::Record(_))
}

/// The sheet of a table.
pub(super) fn of(table: &Table<'_>, links: &Links<'_>, style: &Style) -> io::Result<Worksheet> {
    debug_assert_ne!(table.name, CODEBOOK, "that name is taken");
    let mut sheet = Sheet::new(table, links, style).map_err(failed)?;
    table.write(&mut sheet);
    if let Some(error) = sheet.failed {
        return Err(error);
    }
    sheet.finish().map_err(failed)
}

struct Sheet<'s> {
    table: &'s str,
    columns: &'s [Column],
    targets: Vec<Target>,
    links: &'s Links<'s>,
    style: &'s Style,
    page: Worksheet,
    /// The place of the next cell: its row, its column of the table and that of the sheet.
    row: u32,
    next: usize,
    place: u16,
    /// The length of the longest text in each column of the sheet.
    longest: Vec<usize>,
    linked: usize,
    failed: Option<io::Error>,
}

impl<'s> Sheet<'s> {
    fn new(table: &'s Table<'_>, links: &'s Links<'s>, style: &'s Style) -> Result<Self, XlsxError> {
        let mut page = Worksheet::new();
        page.set_name(table.name)?;
        let mut longest = Vec::new();
        for (place, column) in (0..).zip(table.columns.iter().filter(|column| is_kept(column))) {
            page.write_string_with_format(0, place, column.name, &style.head)?;
            page.insert_note(0, place, &note(column.doc))?;
            page.set_column_format(place, style.of(&column.kind))?;
            if let Kind::Term(vocabulary) = column.kind {
                page.add_data_validation(1, place, MOST_ROWS, place, &one_of(vocabulary)?)?;
            }
            // The sign of the filter stands in the cell too.
            longest.push(column.name.len() + 2);
        }
        page.set_freeze_panes(1, 1)?;
        let targets = table.columns.iter().map(Target::of).collect();
        let (table, columns) = (table.name, &table.columns);
        Ok(Self { table, columns, targets, links, style, page, row: 1, next: 0, place: 0, longest, linked: 0, failed: None })
    }

    fn finish(mut self) -> Result<Worksheet, XlsxError> {
        for (place, longest) in (0..).zip(&self.longest) {
            self.page.set_column_width(place, width(*longest))?;
        }
        let last = u16::try_from(self.longest.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.page.autofilter(0, 0, self.row - 1, last)?;
        Ok(self.page)
    }

    /// Writes a cell, if all went well so far, and goes on to the next.
    fn cell(&mut self, length: usize, write: impl FnOnce(&mut Self) -> Result<(), XlsxError>) {
        if self.failed.is_none() {
            let is_below = self.row > MOST_ROWS;
            let written = if is_below { Err(self.too_large("too many rows", "1,048,576 in a sheet")) } else { write(self).map_err(failed) };
            self.failed = written.err();
        }
        if let Some(longest) = self.longest.get_mut(usize::from(self.place)) {
            *longest = length.max(*longest);
        }
        self.next += 1;
        self.place += 1;
    }

    fn too_large(&self, found: &str, expected: &str) -> io::Error {
        let (table, row, column) = (self.table, self.row + 1, self.columns[self.next].name);
        let message = format!("row {row}, {column} of {table}: {found}: expected at most {expected} in Excel: leave xlsx out of --format");
        io::Error::new(io::ErrorKind::InvalidData, message)
    }

    fn string(&mut self, text: &str) {
        let length = if text.len() > LONGEST_CELL { text.encode_utf16().count() } else { 0 };
        if length > LONGEST_CELL && self.failed.is_none() {
            self.failed = Some(self.too_large(&format!("{length} characters"), "32,767 in a cell"));
        }
        let url = (self.linked < MOST_LINKS).then(|| self.links.url(self.targets[self.next], text)).flatten();
        self.cell(text.chars().count(), |at| {
            if let Some(url) = url
                && at.page.write_url_with_options(at.row, at.place, url, text, "", Some(&at.style.link)).is_ok()
            {
                at.linked += 1;
                return Ok(());
            }
            at.page.write_string_with_format(at.row, at.place, text, &at.style.text).map(|_| ())
        });
    }

    fn quantity(&mut self, number: f64) {
        self.cell(0, |at| at.page.write_number_with_format(at.row, at.place, number, &at.style.number).map(|_| ()));
    }
}

impl Cells for Sheet<'_> {
    fn null(&mut self) {
        if is_kept(&self.columns[self.next]) {
            self.cell(0, |_| Ok(()));
        } else {
            self.next += 1;
        }
    }

    fn text(&mut self, text: &str) {
        self.string(text);
    }

    fn shown(&mut self, text: &dyn Display) {
        self.string(&text.to_string());
    }

    fn integer(&mut self, integer: i64) {
        // Whole numbers of the tables are counts and places, far below those that a double cannot hold.
        #[allow(clippy::cast_precision_loss, reason = "see above")]
        self.quantity(integer as f64);
    }

    fn number(&mut self, number: Amount) {
        self.quantity(number.get());
    }

    fn figure(&mut self, figure: f64) {
        self.quantity(figure);
    }

    fn date(&mut self, date: CalendarDate) {
        let (year, month, day) = (date.year(), date.month(), date.day());
        if (year, month, day) < FIRST_DAY {
            return self.shown(&date);
        }
        self.cell("2025-08-22".len(), |at| {
            let date = ExcelDateTime::from_ymd(year, month, day)?;
            at.page.write_datetime_with_format(at.row, at.place, &date, &at.style.date).map(|_| ())
        });
    }

    fn list(&mut self, items: &mut dyn Iterator<Item = &str>) {
        let joined = items.collect::<Vec<_>>().join(";");
        if joined.is_empty() { self.null() } else { self.string(&joined) }
    }

    fn compact_records(&mut self, texts: &mut dyn Iterator<Item = String>, _: &dyn Fn(&mut dyn Cells)) {
        let texts: Vec<_> = texts.collect();
        self.list(&mut texts.iter().map(String::as_str));
    }

    /// Records are tables of their own.
    fn records(&mut self, _: &dyn Fn(&mut dyn Cells)) {
        self.next += 1;
    }

    fn end_row(&mut self) {
        self.row += 1;
        (self.next, self.place) = (0, 0);
    }
}

/// A description as it pops up at a head.
fn note(doc: &str) -> Note {
    // About forty characters a line.
    let lines = u32::try_from(doc.len() / 40 + 2).unwrap_or(u32::MAX);
    Note::new(doc).add_author_prefix(false).set_width(280).set_height(lines.saturating_mul(18))
}

/// What may stand in a cell of terms: those in a range of the sheet of vocabularies, since a list in the rule itself has a short limit.
fn one_of(vocabulary: &Vocabulary) -> Result<DataValidation, XlsxError> {
    let (first, last) = rows_of(vocabulary);
    let letter = VALUE;
    let range = Formula::new(format!("={TABLE}!${letter}${}:${letter}${}", first + 2, last + 2));
    let message = format!("Expected {}: the sheet {TABLE} lists them.", vocabulary.what);
    DataValidation::new().allow_list_formula(range).set_error_title("Not a term of the codebook")?.set_error_message(message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tables::table::Columns;

    /// What is left of a sheet with so many rows of this cell.
    fn written(rows: u32, cell: fn(u32) -> Option<String>) -> (usize, Option<String>) {
        let table = Columns::<u32>::of(&[]).derived("url", "", cell).table("pages", "", || 0..rows);
        let (links, style) = (Links { sources: HashMap::new() }, Style::new());
        let mut sheet = Sheet::new(&table, &links, &style).expect("the sheet is one of Excel's");
        table.write(&mut sheet);
        (sheet.linked, sheet.failed.map(|error| error.to_string()))
    }

    #[test]
    fn texts_stand_without_links_where_a_sheet_holds_no_more() {
        let page = |row| Some(format!("https://example.org/{row}"));
        assert_eq!(written(3, page), (3, None));
        assert_eq!(written(65_600, page), (MOST_LINKS, None));
    }

    #[test]
    fn what_does_not_fit_is_named() {
        assert_eq!(written(MOST_ROWS, |_| None), (0, None));
        let said = "row 1048577, url of pages: too many rows: expected at most 1,048,576 in a sheet in Excel: leave xlsx out of --format";
        assert_eq!(written(MOST_ROWS + 1, |_| None), (0, Some(said.to_owned())));
        let said = "row 2, url of pages: 32768 characters: expected at most 32,767 in a cell in Excel: leave xlsx out of --format";
        assert_eq!(written(2, |_| Some("é".repeat(32_768))), (0, Some(said.to_owned())));
        assert_eq!(written(1, |_| Some("é".repeat(32_767))), (0, None));
    }
}
