//! How to cite the dataset, or one claim of it: with the version, and for a claim with its source.

mod apa;
mod bibtex;
mod csl;

pub(crate) use apa::{line_of_claim, line_of_dataset};

use serde_json::Value;

use crate::dataset::Records;
use crate::model::{Claim, DatasetInfo};

/// What is cited: the dataset, and a claim of it if one is meant.
#[derive(Clone, Copy)]
pub(crate) struct Cited<'a> {
    pub(crate) info: &'a DatasetInfo,
    pub(crate) claim: Option<(&'a Claim, &'a Records)>,
}

impl Cited<'_> {
    /// As a line by the style of the APA.
    pub(crate) fn apa(&self) -> String {
        self.claim.map_or_else(|| line_of_dataset(self.info), |(claim, records)| line_of_claim(claim, records, self.info))
    }

    /// As an entry of BibTeX, which BibLaTeX reads too.
    pub(crate) fn bibtex(&self) -> String {
        bibtex::entry(self)
    }

    /// As a list with one item of CSL-JSON, which reference managers read.
    pub(crate) fn csl(&self) -> Value {
        csl::items(self)
    }
}

/// The document of a claim, in what is said of it.
struct Document {
    outlet: String,
    title: Option<String>,
    published_on: String,
    url: String,
}

/// The document of a claim; none if the records lack it.
fn document(claim: &Claim, records: &Records) -> Option<Document> {
    let source = records.source(claim.source.as_str())?;
    // An outlet that could not be read is known by its id.
    let outlet = records.actor(source.outlet.as_str()).map_or_else(|| source.outlet.to_string(), |outlet| outlet.name.to_string());
    let title = source.title.as_ref().map(ToString::to_string);
    Some(Document { outlet, title, published_on: source.published_on.to_string(), url: source.url.to_string() })
}

/// The parts of a date as far as they are known: year, month, day.
fn date_parts(date: &str) -> Vec<u32> {
    date.split('-').filter_map(|part| part.parse().ok()).collect()
}
