//! What is cited, and what is said of a claim's document.

use crate::dataset::Records;
#[cfg(feature = "commands")]
use crate::model::{Claim, DatasetInfo};

#[cfg(feature = "commands")]
/// What is cited: the dataset, and a claim of it if one is meant.
#[derive(Clone, Copy)]
pub(crate) struct Cited<'a> {
    pub(crate) info: &'a DatasetInfo,
    pub(crate) claim: Option<(&'a Claim, &'a Records)>,
}

/// The document of a claim, in what is said of it.
pub(super) struct Document {
    pub(super) outlet: String,
    pub(super) title: Option<String>,
    pub(super) published_on: String,
    pub(super) url: String,
}

/// A document by its id; none if the records lack it.
pub(super) fn document(id: &str, records: &Records) -> Option<Document> {
    let source = records.source(id)?;
    // An outlet that could not be read is known by its id.
    let outlet = records.actor(source.outlet.as_str()).map_or_else(|| source.outlet.to_string(), |outlet| outlet.name.to_string());
    let title = source.title.as_ref().map(ToString::to_string);
    Some(Document { outlet, title, published_on: source.published_on.to_string(), url: source.url.to_string() })
}

/// The parts of a date as far as they are known: year, month, day.
pub(super) fn date_parts(date: &str) -> Vec<u32> {
    date.split('-').filter_map(|part| part.parse().ok()).collect()
}
