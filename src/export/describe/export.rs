//! What the descriptions of an export are made from.

use serde_json::Value;

use super::checksums::Sum;
use crate::dataset::Dataset;
use crate::export::format::Format;
use crate::export::tables::keys::{Keys, keys};
use crate::export::tables::table::{Column, Kind, Table};
use crate::model::{Confidence, Reliability, Vocabulary};

/// The name of the dataset for machines.
pub(super) const NAME: &str = env!("CARGO_PKG_NAME");

/// The name of the descriptor of the tables in a format.
pub(super) const DATA_PACKAGE: &str = "datapackage.json";

pub(super) const KEYWORDS: [&str; 5] = ["Ukraine", "security guarantees", "NATO", "claims", "commitments"];

/// A file that describes the others.
pub(in crate::export) struct Companion {
    /// Its path in the export.
    pub(in crate::export) name: String,
    pub(in crate::export) content: String,
}

/// What the descriptions are made from.
pub(in crate::export) struct Export<'a> {
    pub(in crate::export) dataset: &'a Dataset,
    pub(in crate::export) tables: &'a [Table<'a>],
    pub(in crate::export) formats: &'a [Format],
    /// The files with data.
    pub(in crate::export) files: Vec<Sum>,
}

impl Export<'_> {
    pub(super) fn has(&self, format: Format) -> bool {
        self.formats.contains(&format)
    }

    /// What is known about the file of a table in a format.
    pub(super) fn file(&self, table: &str, format: Format) -> &Sum {
        self.named(&format.file_of(table)).expect("each table was written in each format")
    }

    /// What is known about the file of this name, if it was written.
    pub(super) fn named(&self, name: &str) -> Option<&Sum> {
        self.files.iter().find(|file| file.name == name)
    }
}

pub(super) fn keys_of(table: &Table<'_>) -> &'static Keys {
    keys(table.name).expect("each table has keys")
}

/// The vocabulary of a column of terms.
pub(super) const fn terms(column: &Column) -> Option<&'static Vocabulary> {
    if let Kind::Term(vocabulary) = column.kind { Some(vocabulary) } else { None }
}

/// Whether the terms are a scale: each more, or less, than the one before.
pub(super) fn is_ordinal(vocabulary: &Vocabulary) -> bool {
    [Confidence::VOCABULARY, Reliability::VOCABULARY].contains(&vocabulary)
}

/// The page of a licence by its SPDX identifier.
pub(super) fn licence_url(identifier: &str) -> String {
    format!("https://spdx.org/licenses/{identifier}.html")
}

/// The text of a licence, for those whose text the program has; the identifier stands in the descriptions in any case.
pub(super) fn licence_text(identifier: &str) -> Option<&'static str> {
    (identifier == "CC-BY-4.0").then_some(include_str!("../../../LICENSE-DATA"))
}

impl Companion {
    pub(super) fn new(name: &str, content: String) -> Self {
        Self { name: name.to_owned(), content }
    }

    pub(super) fn json(name: &str, value: &Value) -> Self {
        Self::new(name, format!("{value:#}\n"))
    }
}
