//! The export of external claims: tables of claims in their order, written as they stream by.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::explorer;
use super::files::{Finished, Output, TableFiles, finish};
use super::format::Format;
use super::tables::claims::ClaimTable;
use crate::dataset::Records;
use crate::error::Error;
use crate::model::ClaimView;
use crate::ordered::{Ended, Ticket};

/// An export under construction. Dropped before it is finished, it leaves nothing.
pub(crate) struct Streamed<'r> {
    tables: Vec<ClaimTable>,
    files: TableFiles,
    json: Option<Mutex<Output>>,
    page: Option<Mutex<explorer::Gathered<'r>>>,
}

impl<'r> Streamed<'r> {
    /// Starts an export of these tables, in these formats, to the folder `out`. As JSON claims are always written whole; the page says of
    /// what they mention what these records do.
    ///
    /// # Errors
    /// If `out` is there and is neither empty nor an export, or something cannot be written.
    pub(crate) fn create(formats: &[Format], tables: Vec<ClaimTable>, records: &'r Records, out: &Path) -> Result<Self, Error> {
        let heads: Vec<_> = tables.iter().map(|table| table.of(&[])).collect();
        let mut files = TableFiles::create(out, formats, &heads, None)?;
        let json = formats.contains(&Format::Json).then(|| files.folder.file("json/claims.ndjson")).transpose()?;
        let page = formats.contains(&Format::Html).then(|| Mutex::new(explorer::Gathered::new(records)));
        Ok(Self { tables, files, json: json.map(Mutex::new), page })
    }

    /// A file beside the export's own for what cannot be read twice; it is gone when the export is finished.
    pub(crate) fn spool(&mut self, read: impl io::Read) -> Result<PathBuf, Error> {
        self.files.folder.spool(read)
    }

    /// Writes the claims of the next block.
    pub(crate) fn write(&self, ticket: &mut Ticket<'_>, claims: &[&ClaimView<'_>]) -> Result<(), Ended<Error>> {
        if let Some(output) = &self.json {
            let failed = |error| Ended::Failed(self.files.folder.failed(error));
            let mut lines = Vec::new();
            for claim in claims {
                serde_json::to_writer(&mut lines, claim).map_err(|error| failed(error.into()))?;
                lines.push(b'\n');
            }
            ticket.take(output, |output| output.write_all(&lines))?.map_err(failed)?;
        }
        if let Some(page) = &self.page {
            ticket.take(page, |page| page.add(claims))?;
        }
        let tables: Vec<_> = self.tables.iter().map(|table| table.of(claims)).collect();
        self.files.write(ticket, &tables)
    }

    /// Whether there are more claims than the page can bear: it is not written then.
    pub(crate) fn is_without_page(&self) -> bool {
        self.page.as_ref().is_some_and(|page| page.lock().unwrap_or_else(PoisonError::into_inner).is_too_large())
    }

    /// Ends every file: all of the export is then on the disk.
    ///
    /// # Errors
    /// If something cannot be written; the place is then as it was.
    pub(crate) fn finish(self) -> Result<Finished, Error> {
        let (mut folder, _) = self.files.finish()?;
        if let Some(claims) = self.page.and_then(|page| page.into_inner().unwrap_or_else(PoisonError::into_inner).whole()) {
            folder.write(explorer::FILE, |output| explorer::write_external(claims, output))?;
        }
        let json = self.json.map(|output| finish(output.into_inner().unwrap_or_else(PoisonError::into_inner)));
        json.transpose().map_err(|error| folder.failed(error))?;
        folder.finish()
    }
}
