//! The forms in which claims from elsewhere come.

/// How claims from elsewhere are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClaimsFormat {
    /// One claim a line.
    Lines,
    /// An array of claims, or a document with an array `claims`.
    Document,
}

impl ClaimsFormat {
    /// The format of a file by its name: `.ndjson` and `.jsonl` are lines, as is `-` (standard input); `.json` is a document.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let extension = path.rsplit_once('.').map(|(_, extension)| extension);
        match (path, extension) {
            ("-", _) | (_, Some("ndjson" | "jsonl")) => Some(Self::Lines),
            (_, Some("json")) => Some(Self::Document),
            _ => None,
        }
    }
}
