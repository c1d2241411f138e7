//! The export of a dataset: every table in every format, and what describes them.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum as _;

use super::describe::{self, Sum, checksums};
use super::explorer;
use super::files::{Folder, TableFiles};
use super::format::{Format, WORKBOOK};
use super::tables::{Table, tables};
use super::write::annotations::write_annotations;
use super::write::json::{write_claims, write_claims_ndjson, write_document, write_json};
use super::write::xlsx::write_workbook;
use crate::dataset::Dataset;
use crate::error::Error;
use crate::ordered::in_order;

/// Writes the dataset in these formats to the folder `out`, whose old content is replaced whole; the files written, in order.
///
/// The new folder is built beside `out` and swapped in when it is complete, so that whatever stops the export leaves `out` as it was.
/// What an earlier export that was killed left beside `out` is removed.
///
/// # Errors
/// If `out` is there and is neither empty nor an export, or something cannot be written.
pub fn export(dataset: &Dataset, formats: &[Format], out: &Path) -> Result<Vec<PathBuf>, Error> {
    let tables = tables(dataset);
    let files = TableFiles::create(out, formats, &tables, Some(dataset.info().version.as_str()))?;
    let mut blocks = std::iter::once(&tables);
    in_order(1, |()| Ok(blocks.next()), |turn, tables| files.write(turn, tables))?;
    let (mut folder, mut files) = files.finish()?;
    for format in Format::value_variants().iter().filter(|format| formats.contains(format)) {
        match format {
            // A file for each table, which is there.
            Format::Csv | Format::Parquet => {}
            Format::Json => files.extend(write_json_files(dataset, &tables, &mut folder)?),
            Format::Xlsx => files.extend(folder.write(WORKBOOK, |output| write_workbook(dataset, &tables, output))?),
            Format::Html => files.extend(folder.write(explorer::FILE, |output| explorer::write_with_tables(dataset, &tables, output))?),
        }
    }
    let export = describe::Export { dataset, tables: &tables, formats, files };
    let companions = describe::companions(&export);
    let mut files = export.files;
    for file in companions {
        files.extend(folder.write(&file.name, |output| output.write_all(file.content.as_bytes()))?);
    }
    folder.write(describe::SUMS, |output| output.write_all(checksums::list(files).as_bytes()))?;
    folder.finish()?.put()
}

fn write_json_files(dataset: &Dataset, tables: &[Table<'_>], folder: &mut Folder) -> Result<Vec<Sum>, Error> {
    let mut files = Vec::new();
    for table in tables.iter().filter(|table| !matches!(table.name, "claims" | "claims_wide")) {
        files.extend(folder.write(&Format::Json.file_of(table.name), |output| write_json(table, output))?);
    }
    files.extend(folder.write("json/claims.json", |output| write_claims(dataset, output))?);
    files.extend(folder.write("json/claims.ndjson", |output| write_claims_ndjson(dataset, output))?);
    files.extend(folder.write("json/dataset.json", |output| write_document(dataset, output))?);
    files.extend(folder.write("json/annotations.jsonld", |output| write_annotations(dataset, output))?);
    Ok(files)
}
