//! The error for a bad value.

use std::fmt;

use crate::sanitize::excerpt;

/// The error of a value that the definition of its type forbids.
///
/// ```
/// use guarantee_claims::Layer;
/// let error = "coalitoin".parse::<Layer>().unwrap_err();
/// assert!(error.to_string().starts_with("\"coalitoin\" is not a layer: did you mean \"coalition\"?"));
/// assert_eq!(error.suggestion(), Some("coalition"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidValue {
    what: &'static str,
    found: String,
    expected: String,
    suggestion: Option<&'static str>,
}

impl InvalidValue {
    pub(crate) fn new(what: &'static str, found: &str, expected: impl Into<String>) -> Self {
        Self { what, found: excerpt(found), expected: expected.into(), suggestion: None }
    }

    pub(crate) fn with_suggestion(mut self, suggestion: Option<&'static str>) -> Self {
        self.suggestion = suggestion;
        self
    }

    /// The nearest allowed value, where one is near.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion
    }

    /// What is allowed, in words.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not {}: ", self.found, self.what)?;
        if let Some(near) = self.suggestion {
            write!(f, "did you mean \"{near}\"? ")?;
        }
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for InvalidValue {}
