//! External claims, as many as there are: checked against the registers of a dataset, in memory that does not grow with the input.

mod check;
mod collect;
mod fast_json;
mod format;
mod links;
mod position;
mod reader;
mod record;
#[cfg(feature = "cli")]
mod run;
#[cfg(feature = "cli")]
mod source;
mod split;

pub use crate::limits::LONGEST_RECORD;
#[cfg(any(feature = "cli", feature = "parquet"))]
pub(crate) use check::Checker;
#[cfg(feature = "cli")]
pub(crate) use check::{Checked, Faulty};
#[cfg(feature = "cli")]
pub(crate) use collect::Start;
#[cfg(any(feature = "cli", feature = "parquet"))]
pub(crate) use collect::Summary;
pub use format::ClaimsFormat;
#[cfg(feature = "cli")]
pub(crate) use links::locate::LinkFaults;
#[cfg(feature = "parquet")]
pub(crate) use reader::{Blocks, add, checker, compare, placed};
pub use reader::{CheckedRecord, ClaimReader};
pub use record::References;
#[cfg(feature = "cli")]
pub(crate) use run::{Options, Outcome, run};
#[cfg(feature = "cli")]
pub(crate) use source::Source;
#[cfg(feature = "parquet")]
pub(crate) use split::block::Block;
