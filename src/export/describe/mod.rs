//! What stands beside the tables in an export: descriptions for the tools that load them, a page for people, the schemas, the licence,
//! and the checksums of it all.

mod card;
pub(super) mod checksums;
mod croissant;
mod datapackage;
mod duckdb;
mod recognise;

use serde_json::Value;

use super::format::Format;
use super::tables::keys::{Keys, keys};
use super::tables::{Column, Kind, Table};
use crate::dataset::Dataset;
use crate::model::{Confidence, Reliability, Vocabulary};
pub(super) use checksums::{SUMS, Sum};
pub(super) use recognise::is_export;

/// The name of the dataset for machines.
const NAME: &str = env!("CARGO_PKG_NAME");

/// The name of the descriptor of the tables in a format.
const DATA_PACKAGE: &str = "datapackage.json";

const KEYWORDS: [&str; 5] = ["Ukraine", "security guarantees", "NATO", "claims", "commitments"];

/// A file that describes the others.
pub(super) struct Companion {
    /// Its path in the export.
    pub(super) name: String,
    pub(super) content: String,
}

/// What the descriptions are made from.
pub(super) struct Export<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) tables: &'a [Table<'a>],
    pub(super) formats: &'a [Format],
    /// The files with data.
    pub(super) files: Vec<Sum>,
}

/// The files that describe an export, but for the checksums.
pub(super) fn companions(export: &Export<'_>) -> Vec<Companion> {
    let mut companions = export.descriptors();
    companions.push(Companion::new("README.md", card::page(export)));
    let licence = licence_text(export.dataset.info().licence.as_str());
    companions.extend(licence.map(|text| Companion::new("LICENSE", text.to_owned())));
    let schemas = crate::schema::schemas();
    companions.extend(schemas.iter().map(|schema| Companion::new(&format!("schema/{}", schema.file_name()), schema.to_json())));
    companions
}

impl Companion {
    fn new(name: &str, content: String) -> Self {
        Self { name: name.to_owned(), content }
    }

    fn json(name: &str, value: &Value) -> Self {
        Self::new(name, format!("{value:#}\n"))
    }
}

impl Export<'_> {
    fn has(&self, format: Format) -> bool {
        self.formats.contains(&format)
    }

    /// The descriptions for machines, each of the formats that it speaks of.
    fn descriptors(&self) -> Vec<Companion> {
        let mut companions = Vec::new();
        for format in [Format::Csv, Format::Parquet].into_iter().filter(|format| self.has(*format)) {
            companions.push(Companion::json(&format!("{}/{DATA_PACKAGE}", format.folder()), &datapackage::package(self, format)));
        }
        if self.has(Format::Parquet) {
            companions.push(Companion::json("croissant.json", &croissant::dataset(self)));
            companions.push(Companion::new("load.sql", duckdb::script(self)));
        }
        companions
    }

    /// What is known about the file of a table in a format.
    fn file(&self, table: &str, format: Format) -> &Sum {
        let name = format.file_of(table);
        self.files.iter().find(|file| file.name == name).expect("each table was written in each format")
    }
}

fn keys_of(table: &Table<'_>) -> &'static Keys {
    keys(table.name).expect("each table has keys")
}

/// The vocabulary of a column of terms.
const fn terms(column: &Column) -> Option<&'static Vocabulary> {
    if let Kind::Term(vocabulary) = column.kind { Some(vocabulary) } else { None }
}

/// Whether the terms are a scale: each more, or less, than the one before.
fn is_ordinal(vocabulary: &Vocabulary) -> bool {
    [Confidence::VOCABULARY, Reliability::VOCABULARY].contains(&vocabulary)
}

/// The page of a licence by its SPDX identifier.
fn licence_url(identifier: &str) -> String {
    format!("https://spdx.org/licenses/{identifier}.html")
}

/// The text of a licence, for those whose text the program has; the identifier stands in the descriptions in any case.
fn licence_text(identifier: &str) -> Option<&'static str> {
    (identifier == "CC-BY-4.0").then_some(include_str!("../../../LICENSE-DATA"))
}
