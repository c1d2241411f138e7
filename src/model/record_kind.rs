//! The kinds of record.

use std::fmt;

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RecordKind {
    /// The dataset's description.
    Dataset,
    /// A source document.
    Source,
    /// An actor.
    Actor,
    /// An occasion.
    Occasion,
    /// A framework.
    Framework,
    /// A claim.
    Claim,
    /// A coding of a document by one coder.
    Coding,
    /// A claim that is no longer in the dataset.
    Withdrawn,
    /// A reason for changes of claims.
    Change,
}

impl RecordKind {
    /// The kind in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dataset => "dataset",
            Self::Source => "source",
            Self::Actor => "actor",
            Self::Occasion => "occasion",
            Self::Framework => "framework",
            Self::Claim => "claim",
            Self::Coding => "coding",
            Self::Withdrawn => "withdrawn claim",
            Self::Change => "change",
        }
    }
}

impl fmt::Display for RecordKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
