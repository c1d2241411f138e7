//! The error of a broken world: a file that cannot be read, a folder that is no dataset. Bad data is a finding, not an error.

use std::fmt;
use std::io;
use std::path::Path;

use crate::sanitize::shown;

/// What went wrong outside the data, or, from [`crate::Dataset::load`], that the data is invalid.
///
/// ```
/// use guarantee_claims::{Dataset, ErrorKind};
///
/// let error = Dataset::load("no/such/folder").expect_err("there is no such folder");
/// assert_eq!(error.kind(), ErrorKind::Usage);
/// ```
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    source: Option<io::Error>,
}

/// The kinds of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or folder could not be read or written.
    Io,
    /// The call cannot be carried out as it was made.
    Usage,
    /// The data has errors; the message lists them.
    InvalidData,
}

impl Error {
    pub(crate) fn io(doing: &str, path: &Path, source: io::Error) -> Self {
        Self { kind: ErrorKind::Io, message: format!("cannot {doing} {}", shown(&path.display().to_string())), source: Some(source) }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        // Names of files come from others too.
        Self { kind: ErrorKind::Usage, message: shown(&message.into()).into_owned(), source: None }
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::InvalidData, message: message.into(), source: None }
    }

    /// The error of something that cannot be read, for whoever reads it for this crate.
    #[must_use]
    pub fn unreadable(what: &str, source: io::Error) -> Self {
        Self::io("read", Path::new(what), source)
    }

    /// What kind of error it is.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.source.as_ref().map_or(Ok(()), |source| write!(f, ": {}", shown(&source.to_string())))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
