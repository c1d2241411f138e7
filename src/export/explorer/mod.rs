//! The explorer: one page, for reading in a browser, with all claims in it. It needs no server and asks nothing of anybody.
//!
//! `template.html` is generated from the sources in `explorer/` (`make template`): markup, style and script, with marks where the data goes.
//! Claims are in the page twice: as data for the script, and as articles for those who read without it.

mod articles;
mod claims;
mod data;
#[cfg(feature = "cli")]
mod gathered;

use std::io::{self, Write};

use claims::Claims;
#[cfg(feature = "cli")]
pub(super) use gathered::Gathered;
use serde_json::Value;

use super::tables::Table;
use crate::dataset::Dataset;
use crate::model::DatasetInfo;
use crate::model::view::Viewed;

/// The name of the page in an export.
#[cfg(feature = "cli")]
pub(super) const FILE: &str = "explorer.html";

const TEMPLATE: &str = include_str!("template.html");

/// Writes the page of the whole dataset.
///
/// ```
/// # #[cfg(feature = "data")] {
/// let mut page = Vec::new();
/// guarantee_claims::export::write_explorer(guarantee_claims::dataset(), &mut page)?;
/// assert!(page.starts_with(b"<!doctype html>"));
/// # }
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// If `output` cannot be written.
pub fn write_explorer(dataset: &Dataset, output: impl Write) -> io::Result<()> {
    write_with_tables(dataset, &super::tables(dataset), output)
}

/// Writes the page of a dataset whose tables are at hand.
pub(super) fn write_with_tables(dataset: &Dataset, tables: &[Table<'_>], output: impl Write) -> io::Result<()> {
    let mut claims = Claims::new(dataset.records());
    for claim in dataset.claims() {
        claims.add(&claim.get().view());
    }
    let facts = data::facts(dataset.records(), dataset.info(), tables)?;
    Page { info: dataset.info(), facts, claims }.write(output)
}

/// Writes the page of other claims, with the records that they may mention.
#[cfg(feature = "cli")]
pub(super) fn write_external(claims: Claims<'_>, output: impl Write) -> io::Result<()> {
    let info =
        claims.articles.records.info.clone().ok_or_else(|| io::Error::other("the records that claims mention have no description"))?;
    let facts = data::facts_of_external(claims.articles.records, &info);
    Page { info: &info, facts, claims }.write(output)
}

struct Page<'a> {
    info: &'a DatasetInfo,
    /// What the script knows beside the claims: an object.
    facts: Value,
    claims: Claims<'a>,
}

impl Page<'_> {
    fn write(&self, mut output: impl Write) -> io::Result<()> {
        let mut rest = TEMPLATE;
        for (mark, part) in [("<!--@title-->", Part::Title), ("<!--@articles-->", Part::Articles), ("<!--@data-->", Part::Data)] {
            let (before, after) = rest.split_once(mark).ok_or_else(|| io::Error::other(format!("the template has no {mark}")))?;
            output.write_all(before.as_bytes())?;
            self.write_part(part, &mut output)?;
            rest = after;
        }
        output.write_all(rest.as_bytes())?;
        output.flush()
    }

    fn write_part(&self, part: Part, output: &mut impl Write) -> io::Result<()> {
        match part {
            Part::Title => output.write_all(articles::escaped(self.info.title.as_str()).as_bytes()),
            Part::Articles => self.claims.articles.write(self.info, output),
            Part::Data => {
                let facts = data::safe(&self.facts.to_string());
                let open = facts.strip_suffix('}').ok_or_else(|| io::Error::other("the facts are an object"))?;
                writeln!(output, "{open},\"claims\":[")?;
                for (place, row) in self.claims.rows.iter().enumerate() {
                    write!(output, "{}{}", if place == 0 { "" } else { ",\n" }, data::safe(row))?;
                }
                output.write_all(b"\n]}")
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Part {
    Title,
    Articles,
    Data,
}
