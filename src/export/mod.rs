//! The dataset as tables: one list of columns behind CSV, JSON and Parquet.

#[cfg(all(feature = "check", feature = "parquet"))]
mod batches;
#[cfg(feature = "parquet")]
mod builder;
mod claim_tables;
#[cfg(feature = "csv")]
mod csv;
#[cfg(feature = "cli")]
mod folder;
#[cfg(feature = "json")]
mod json;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "cli")]
mod row_groups;
#[cfg(feature = "cli")]
mod streamed;
mod table;
mod tables;

#[cfg(all(feature = "check", feature = "parquet"))]
pub use batches::ClaimBatches;
#[cfg(feature = "csv")]
pub use csv::write_csv;
#[cfg(feature = "cli")]
pub use folder::{Format, export};
#[cfg(feature = "json")]
pub use json::{write_claims, write_claims_ndjson, write_document, write_json};
#[cfg(feature = "parquet")]
pub use parquet::write_parquet;
#[cfg(feature = "cli")]
pub(crate) use streamed::Streamed;
pub use table::{Cell, Column, Kind, Table};
pub use tables::tables;
