//! Inputs cut into blocks of whole records.

#[cfg(feature = "arrow")]
mod arrow_lines;
pub(super) mod block;
#[cfg(feature = "arrow")]
pub(crate) mod claim_columns;
#[cfg(feature = "arrow")]
pub(super) mod dictionary;
pub(super) mod foreign;
pub(super) mod input;
pub(super) mod json_array;
#[cfg(all(feature = "commands", feature = "parquet"))]
pub(super) mod parquet_rows;
