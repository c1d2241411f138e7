//! The dataset as tables: one list of columns behind CSV, JSON and Parquet. The page for reading stands beside them.
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

#[cfg(all(feature = "check", feature = "arrow"))]
mod batches;
#[cfg(feature = "cli")]
mod dataset;
#[cfg(feature = "cli")]
mod describe;
#[cfg(feature = "html")]
mod explorer;
#[cfg(feature = "cli")]
mod external;
#[cfg(feature = "cli")]
mod files;
#[cfg(feature = "json")]
mod first_rows;
#[cfg(feature = "cli")]
mod folder;
#[cfg(feature = "cli")]
mod format;
mod tables;
mod write;

#[cfg(all(feature = "check", feature = "arrow"))]
pub use batches::ClaimBatches;
#[cfg(feature = "cli")]
pub use dataset::export;
#[cfg(feature = "html")]
pub use explorer::write_explorer;
#[cfg(feature = "cli")]
pub(crate) use external::Streamed;
#[cfg(feature = "cli")]
pub(crate) use folder::probe;
#[cfg(feature = "cli")]
pub use format::Format;
#[cfg(feature = "cli")]
pub(crate) use tables::agreement::{against_table, table as agreement_table};
#[cfg(feature = "cli")]
pub(crate) use tables::changes::changes_table;
#[cfg(feature = "cli")]
pub(crate) use tables::claims::ClaimTable;
pub use tables::keys::{ForeignKey, Items, Keys, List, keys};
pub use tables::{Column, Kind, Table, tables};
#[cfg(feature = "json")]
pub use write::annotations::write_annotations;
#[cfg(feature = "arrow")]
pub use write::arrow_table::arrow_table;
#[cfg(feature = "csv")]
pub use write::csv::write_csv;
#[cfg(feature = "json")]
pub use write::json::{write_claims, write_claims_ndjson, write_document, write_json};
#[cfg(feature = "parquet")]
pub use write::parquet::write_parquet;
#[cfg(feature = "arrow")]
pub(crate) use write::schema::declared_schema;
#[cfg(feature = "xlsx")]
pub use write::xlsx::write_workbook;
