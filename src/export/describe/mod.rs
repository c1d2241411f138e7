//! What stands beside the tables in an export: descriptions for the tools that load them, a page for people, the schemas, the licence,
//! and the checksums of it all.

mod card;
pub(super) mod checksums;
mod croissant;
mod datapackage;
mod duckdb;
mod export;
mod recognise;
mod sql;
mod views;

use super::format::Format;
pub(super) use checksums::{SUMS, Sum};
pub(super) use export::{Companion, Export};
use export::{DATA_PACKAGE, licence_text};
pub(super) use recognise::is_export;

/// The files that describe an export, but for the checksums.
pub(super) fn companions(export: &Export<'_>) -> Vec<Companion> {
    let mut companions = descriptors(export);
    companions.push(Companion::new("README.md", card::page(export)));
    let licence = licence_text(export.dataset.info().licence.as_str());
    companions.extend(licence.map(|text| Companion::new("LICENSE", text.to_owned())));
    let schemas = crate::schema::schemas();
    companions.extend(schemas.iter().map(|schema| Companion::new(&format!("schema/{}", schema.file_name()), schema.to_json())));
    companions
}

/// The descriptions for machines, each of the formats that it speaks of.
fn descriptors(export: &Export<'_>) -> Vec<Companion> {
    let mut companions = Vec::new();
    for format in [Format::Csv, Format::Parquet].into_iter().filter(|format| export.has(*format)) {
        companions.push(Companion::json(&format!("{}/{DATA_PACKAGE}", format.folder()), &datapackage::package(export, format)));
    }
    if export.has(Format::Parquet) {
        companions.push(Companion::json("croissant.json", &croissant::dataset(export)));
        companions.push(Companion::new("load.sql", duckdb::script(export)));
    }
    companions
}
