//! The claims of a page, as they are gathered: as rows for the script, and as articles.

use super::articles::Articles;
use super::data;
use crate::dataset::Records;
use crate::model::ClaimView;

/// The claims of a page.
pub(in crate::export) struct Claims<'r> {
    pub(super) rows: Vec<String>,
    pub(super) articles: Articles<'r>,
}

impl<'r> Claims<'r> {
    pub(super) const fn new(records: &'r Records) -> Self {
        Self { rows: Vec::new(), articles: Articles::new(records) }
    }

    pub(super) fn add(&mut self, claim: &ClaimView<'_>) {
        self.rows.push(data::row(claim));
        self.articles.add(claim);
    }
}
