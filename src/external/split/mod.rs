//! Inputs cut into blocks of whole records.

#[cfg(feature = "cli")]
mod arrow_lines;
pub(super) mod block;
#[cfg(feature = "cli")]
pub(crate) mod claim_columns;
pub(super) mod foreign;
pub(super) mod input;
pub(super) mod json_array;
#[cfg(feature = "cli")]
pub(super) mod parquet_rows;
