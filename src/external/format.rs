//! The forms in which external claims come.

/// How external claims are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClaimsFormat {
    /// One claim a line.
    Lines,
    /// An array of claims, or a document with an array `claims`.
    JsonArray,
}

impl ClaimsFormat {
    /// The format of a file by its name, in letters of either case: `.ndjson` and `.jsonl` are lines, as is `-` (standard input); `.json`
    /// is a document.
    ///
    /// ```
    /// use guarantee_claims::external::ClaimsFormat;
    ///
    /// assert_eq!(ClaimsFormat::of_path("CLAIMS.JSON"), Some(ClaimsFormat::JsonArray));
    /// assert_eq!(ClaimsFormat::of_path("claims.csv"), None);
    /// ```
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match (path, extension.as_deref()) {
            ("-", _) | (_, Some("ndjson" | "jsonl")) => Some(Self::Lines),
            (_, Some("json")) => Some(Self::JsonArray),
            _ => None,
        }
    }
}
