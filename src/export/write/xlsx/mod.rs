//! A workbook for Excel: a sheet for each table, and one that says what their columns mean.

mod address;
mod codebook;
mod shared;
mod sheet;
mod style;

use std::io::{self, Write};
use std::sync::Mutex;
use std::thread;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::shared::failed;
use self::sheet::Links;
use self::style::Style;
use crate::dataset::Dataset;
use crate::export::tables::Table;

/// The sheet that people see first.
const FIRST: &str = "claims";

/// Writes the tables of a dataset as a workbook for Excel (Office Open XML), the same bytes for the same dataset.
///
/// Texts are never taken for numbers, dates or formulas. Columns of days hold dates; a day before 1900-03-01, which Excel's calendar does
/// not have, is text. As in CSV, items of a list are joined with `;`, and lists of records are tables of their own.
///
/// # Errors
/// If `output` cannot be written, or a table does not fit into a sheet: 1,048,575 rows below the head, 32,767 characters in a cell. The
/// error then names the table, row and column. Also if no thread can be started for each sheet, as the library needs them.
pub fn write_workbook(dataset: &Dataset, tables: &[Table<'_>], mut output: impl Write) -> io::Result<()> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(dataset).map_err(failed)?);
    let (style, links) = (Style::new(), Links::of(dataset));
    let (first, others): (Vec<_>, Vec<_>) = tables.iter().partition(|table| table.name == FIRST);
    for table in first {
        workbook.push_worksheet(sheet::of(table, &links, &style)?);
    }
    workbook.push_worksheet(codebook::sheet(tables, &style).map_err(failed)?);
    for table in others {
        workbook.push_worksheet(sheet::of(table, &links, &style)?);
    }
    threads_for(workbook.worksheets().len())?;
    output.write_all(&workbook.save_to_buffer().map_err(failed)?)?;
    output.flush()
}

/// What the workbook says of itself. Its time is a fixed one: the version says how old the data is.
fn properties(dataset: &Dataset) -> Result<DocProperties, XlsxError> {
    let info = dataset.info();
    let properties = DocProperties::new()
        .set_title(info.title.as_str())
        .set_comment(info.description.as_str())
        .set_subject(format!("Version {}, licence {}", info.version, info.licence))
        .set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?)
        .set_custom_property("Version", info.version.as_str())
        .set_custom_property("Licence", info.licence.as_str());
    Ok(match &info.creator {
        Some(creator) => properties.set_author(creator.as_str()),
        None => properties,
    })
}

/// Whether so many threads can be started at once: the library starts one for each sheet, and panics where it cannot.
fn threads_for(sheets: usize) -> io::Result<()> {
    let may_end = Mutex::new(());
    let held = may_end.lock().expect("nobody else has it yet");
    thread::scope(|scope| {
        let wait = || drop(may_end.lock());
        let started: io::Result<Vec<_>> = (0..sheets).map(|_| thread::Builder::new().spawn_scoped(scope, wait)).collect();
        drop(held);
        started.map(drop)
    })
    .map_err(|error| io::Error::new(error.kind(), format!("a workbook needs a thread for each of its {sheets} sheets, and they cannot be started ({error}): leave xlsx out with --format")))
}
