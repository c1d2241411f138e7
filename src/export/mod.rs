//! The dataset as tables: one list of columns behind CSV, JSON and Parquet.
//!
//! ```
//! # #[cfg(all(feature = "data", feature = "csv", feature = "json"))] {
//! use guarantee_claims::export::{tables, write_csv, write_json};
//!
//! let tables = tables(guarantee_claims::dataset());
//! let actors = tables.iter().find(|table| table.name == "actors").expect("actors are a table");
//! assert_eq!(actors.columns[0].name, "id");
//!
//! let (mut csv, mut json) = (Vec::new(), Vec::new());
//! write_csv(actors, &mut csv)?;
//! write_json(actors, &mut json)?;
//! assert!(csv.starts_with(b"id,name,aliases,kind,"));
//! assert!(json.starts_with(b"[\n{\"id\":"));
//! # }
//! # Ok::<(), std::io::Error>(())
//! ```

#[cfg(all(feature = "check", feature = "parquet"))]
mod batches;
#[cfg(feature = "parquet")]
mod builder;
mod claim_tables;
#[cfg(feature = "csv")]
mod csv;
#[cfg(feature = "cli")]
mod describe;
#[cfg(feature = "cli")]
#[cfg(feature = "json")]
mod first_rows;
#[cfg(feature = "cli")]
mod folder;
#[cfg(feature = "json")]
mod json;
mod keys;
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
#[cfg(feature = "cli")]
pub(crate) use claim_tables::ClaimTable;
#[cfg(feature = "csv")]
pub use csv::write_csv;
#[cfg(feature = "cli")]
pub(crate) use folder::probe;
#[cfg(feature = "cli")]
pub use folder::{Format, export};
#[cfg(feature = "json")]
pub use json::{write_claims, write_claims_ndjson, write_document, write_json};
pub use keys::{ForeignKey, Items, Keys, List, keys};
#[cfg(feature = "parquet")]
pub use parquet::write_parquet;
#[cfg(feature = "cli")]
pub(crate) use streamed::Streamed;
pub use table::{Cell, Column, Kind, Table};
pub use tables::tables;
