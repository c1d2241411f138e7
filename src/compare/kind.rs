//! How a record changed.

use std::fmt;

/// How a record changed between two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ChangeKind {
    Added,
    Removed,
    /// A field of it has another value.
    Changed,
}

impl ChangeKind {
    #[cfg(feature = "cli")]
    pub(crate) const ALL: [Self; 3] = [Self::Added, Self::Removed, Self::Changed];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
