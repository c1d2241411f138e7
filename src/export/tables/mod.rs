//! The tables.

pub(crate) mod agreement;
pub(crate) mod changes;
pub(super) mod claims;
mod codings;
mod dataset;
pub(super) mod keys;
pub(super) mod table;
mod units;
pub(super) mod vocabulary;
mod wide;

pub use dataset::tables;
#[cfg(any(feature = "csv", feature = "json", feature = "arrow", feature = "xlsx"))]
pub(super) use table::Cells;
pub use table::{Column, Kind, Table};
