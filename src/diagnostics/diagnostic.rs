//! What a rule says of a record.

use std::fmt;

use crate::model::RecordKind;

/// How much a finding matters.
///
/// ```
/// use guarantee_claims::diagnostics::Severity;
///
/// assert!(Severity::Error > Severity::Warning);
/// assert_eq!(Severity::Error.to_string(), "error");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The data may stay as it is, but somebody should look.
    Warning,
    /// The data is wrong: it is not exported.
    Error,
}

impl Severity {
    /// The severity as it is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A place in the data: a record by its kind and its index among the sorted records of that kind, and a JSON Pointer inside it.
///
/// ```
/// use guarantee_claims::diagnostics::{Location, RecordKind};
///
/// let place = Location::new(RecordKind::Claim, 3, "/evidence/0/start");
/// assert_eq!((place.kind.as_str(), place.pointer.as_str()), ("claim", "/evidence/0/start"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The kind of the record.
    pub kind: RecordKind,
    /// The index among the records of that kind, which are sorted by id.
    pub index: usize,
    /// The place inside the record as a JSON Pointer (RFC 6901): `/evidence/0/start`; empty for the record itself.
    pub pointer: String,
}

impl Location {
    /// The place `pointer` in the record number `index` of `kind`.
    pub fn new(kind: RecordKind, index: usize, pointer: impl Into<String>) -> Self {
        Self { kind, index, pointer: pointer.into() }
    }
}

/// A finding of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The name of the rule.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What was found and what was expected.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where.
    pub location: Location,
    /// Other places that explain it, each with what it shows.
    pub related: Vec<(Location, String)>,
}
