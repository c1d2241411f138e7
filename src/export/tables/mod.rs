//! The tables.

pub(crate) mod agreement;
pub(super) mod claims;
mod codings;
mod dataset;
pub(super) mod keys;
pub(super) mod table;
mod vocabulary;
mod wide;

pub use dataset::tables;
#[cfg(any(feature = "csv", feature = "json", feature = "arrow"))]
pub(super) use table::Cells;
pub use table::{Column, Kind, Table};
