//! What records are judged against.

use crate::dataset::{Dataset, Records as Registers};

/// What records are judged against.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Register<'a> {
    /// The embedded dataset, of which no more is read than is needed.
    #[cfg(feature = "data")]
    Embedded,
    /// This dataset.
    Of(&'a Dataset),
}

impl<'a> Register<'a> {
    /// The records that claims may mention, claims apart.
    #[must_use]
    pub fn records(self) -> &'a Registers {
        match self {
            #[cfg(feature = "data")]
            Self::Embedded => crate::data::register(),
            Self::Of(dataset) => dataset.records(),
        }
    }

    pub(super) fn claim_ids(self) -> Vec<&'a str> {
        match self {
            #[cfg(feature = "data")]
            Self::Embedded => crate::data::claim_ids().collect(),
            Self::Of(dataset) => dataset.records().claims.iter().map(|claim| claim.id.as_str()).collect(),
        }
    }
}
