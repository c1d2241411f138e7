//! What external claims are checked against, and with how many threads.

use super::global::Global;
use crate::dataset::{Dataset, Records};
use crate::error::Error;

/// What claims are checked against: the dataset of `--root`, else the embedded one.
pub(super) struct Register(Option<Dataset>);

impl Register {
    pub(super) fn new(global: &Global) -> Result<Self, Error> {
        global.root.as_ref().map(Dataset::load).transpose().map(Self)
    }

    /// The records that claims may mention, claims apart.
    pub(super) fn records(&self) -> &Records {
        match &self.0 {
            Some(dataset) => dataset.records(),
            None => crate::data::register(),
        }
    }

    /// The ids of the claims.
    pub(super) fn claim_ids(&self) -> Vec<&str> {
        match &self.0 {
            Some(dataset) => dataset.records().claims.iter().map(|claim| claim.id.as_str()).collect(),
            None => crate::data::claim_ids().collect(),
        }
    }

    pub(super) fn dataset(&self) -> &Dataset {
        self.0.as_ref().unwrap_or_else(|| crate::data::dataset())
    }
}

/// As many threads as there are processors for this program.
pub(super) fn threads(wanted: Option<u16>) -> usize {
    wanted.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}
