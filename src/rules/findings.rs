//! What the rules have found so far.

use super::Rule;
use crate::diagnostics::{Diagnostic, Location, RecordKind};

/// The findings so far.
#[derive(Debug, Default)]
pub(crate) struct Findings(pub(super) Vec<Diagnostic>);

impl Findings {
    #[cfg(feature = "check")]
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a finding of `rule`; what else is known about it is set on the result.
    pub(crate) fn add(&mut self, rule: &Rule, location: Location, message: impl Into<String>) -> &mut Diagnostic {
        self.0.push(rule.diagnostic(location, message));
        self.0.last_mut().expect("a finding was just added")
    }
}

/// The findings about one record.
#[derive(Debug)]
pub(crate) struct OfRecord<'f> {
    pub(crate) kind: RecordKind,
    pub(crate) index: usize,
    pub(crate) findings: &'f mut Findings,
}

impl OfRecord<'_> {
    /// Adds a finding of `rule` at this place in the record.
    pub(crate) fn add(&mut self, rule: &Rule, pointer: impl Into<String>, message: impl Into<String>) -> &mut Diagnostic {
        self.findings.add(rule, Location::new(self.kind, self.index, pointer), message)
    }
}

impl IntoIterator for Findings {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
