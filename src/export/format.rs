//! The formats of the export.

/// A format of the export: a folder of its own in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values, one file a table.
    Csv,
    /// JSON: one file a table, the claims as records (also newline-delimited), and the whole dataset in one document.
    Json,
    /// Apache Parquet, one file a table.
    Parquet,
}
