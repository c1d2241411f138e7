//! What the rules have found so far.

use crate::diagnostics::{Diagnostic, RecordKind};

/// The findings so far.
#[derive(Debug, Default)]
pub(crate) struct Findings(pub(super) Vec<Diagnostic>);

impl Findings {
    #[cfg(feature = "check")]
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The findings about one record.
#[derive(Debug)]
pub(crate) struct OfRecord<'f> {
    pub(crate) kind: RecordKind,
    pub(crate) index: usize,
    pub(crate) findings: &'f mut Findings,
}

impl IntoIterator for Findings {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
