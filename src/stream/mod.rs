//! Claims from elsewhere as they stream by: checked against the registers of a dataset, in memory that does not grow with the input.

mod across;
#[cfg(feature = "cli")]
mod again;
#[cfg(feature = "cli")]
mod arrow_values;
mod block;
mod document;
mod fast_json;
mod foreign;
mod format;
mod gather;
mod identity;
mod input;
#[cfg(feature = "cli")]
mod parquet_text;
mod position;
mod reader;
mod record;
#[cfg(feature = "cli")]
mod run;
#[cfg(feature = "cli")]
mod source;
#[cfg(feature = "cli")]
mod turns;

pub use crate::limits::LONGEST_RECORD;
#[cfg(feature = "cli")]
pub(crate) use again::Misfits;
#[cfg(any(feature = "cli", feature = "parquet"))]
pub(crate) use block::Checker;
#[cfg(feature = "cli")]
pub(crate) use block::{Checked, Faulty};
pub use format::ClaimsFormat;
#[cfg(any(feature = "cli", feature = "parquet"))]
pub(crate) use gather::Gathered;
#[cfg(feature = "parquet")]
pub(crate) use input::Block;
#[cfg(feature = "parquet")]
pub(crate) use reader::{Blocks, add, checker, compare, placed};
pub use reader::{CheckedRecord, ClaimReader};
pub use record::References;
#[cfg(feature = "cli")]
pub(crate) use run::{Options, Outcome, Start, run};
#[cfg(feature = "cli")]
pub(crate) use source::Source;
#[cfg(feature = "cli")]
pub(crate) use turns::{Ended, Stopped, Turn, in_order};
