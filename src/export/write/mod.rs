//! The tables in each format.

#[cfg(all(test, feature = "cli"))]
mod against_arrow;
#[cfg(feature = "json")]
pub(super) mod annotations;
#[cfg(feature = "arrow")]
pub(super) mod arrow;
#[cfg(feature = "arrow")]
pub(super) mod arrow_table;
#[cfg(feature = "csv")]
pub(super) mod csv;
#[cfg(feature = "json")]
pub(super) mod json;
#[cfg(feature = "parquet")]
mod pages;
#[cfg(feature = "parquet")]
pub(super) mod parquet;
#[cfg(feature = "cli")]
pub(super) mod parquet_parallel;
#[cfg(feature = "arrow")]
pub(super) mod schema;
#[cfg(feature = "xlsx")]
pub(super) mod xlsx;
