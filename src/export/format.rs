//! The formats of the export.

/// A format of the export: a folder of its own in the output, or a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values, one file per table.
    Csv,
    /// JSON: one file per table, the claims as records (also newline-delimited), and the whole dataset in one document.
    Json,
    /// Apache Parquet, one file per table.
    Parquet,
    /// A workbook for Excel, with a sheet per table.
    Xlsx,
    /// A page for reading in a browser, with all claims in it: `explorer.html`.
    Html,
}

/// The media type of a workbook.
pub(super) const WORKBOOK_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The workbook.
pub(super) const WORKBOOK: &str = concat!(env!("CARGO_PKG_NAME"), ".xlsx");

impl Format {
    /// The folder of the format, which is also the extension of its files; of a format without tables the extension of its file alone.
    pub(super) const fn folder(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Parquet => "parquet",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
        }
    }

    /// The path of a table's file in the export.
    pub(super) fn file_of(self, table: &str) -> String {
        let folder = self.folder();
        format!("{folder}/{table}.{folder}")
    }
}
