//! Sizes and hashes of the files of an export.

/// What is known about a file.
pub(crate) struct Sum {
    /// Its path in the export.
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
}

/// The list that `sha256sum --check` reads, sorted by name.
pub(crate) fn list(mut files: Vec<Sum>) -> String {
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files.iter().map(|file| format!("{}  {}\n", file.sha256, file.name)).collect::<Vec<_>>().concat()
}
