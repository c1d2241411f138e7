//! External claims, as many as there are: checked against the registers of a dataset, in memory that does not grow with the input.

mod check;
mod collect;
mod fast_json;
mod format;
pub mod judge;
mod links;
mod position;
mod reader;
mod record;
#[cfg(feature = "commands")]
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "an export needs all of it"))]
mod run;
#[cfg(feature = "commands")]
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "an export needs all of it"))]
mod source;
mod split;

pub use crate::limits::LONGEST_RECORD;
#[cfg(any(feature = "commands", feature = "arrow"))]
pub(crate) use check::Checker;
#[cfg(feature = "cli")]
pub(crate) use check::{Checked, Faulty};
#[cfg(feature = "cli")]
pub(crate) use collect::Start;
#[cfg(any(feature = "commands", feature = "arrow"))]
pub(crate) use collect::Summary;
pub use format::ClaimsFormat;
#[cfg(feature = "cli")]
pub(crate) use links::locate::LinkFaults;
#[cfg(feature = "arrow")]
pub(crate) use reader::{Blocks, add, checker, compare, placed};
pub use reader::{CheckedRecord, ClaimReader};
pub use record::References;
#[cfg(feature = "cli")]
pub(crate) use run::Outcome;
#[cfg(feature = "commands")]
pub(crate) use run::{Options, run};
#[cfg(feature = "commands")]
pub(crate) use source::Source;
#[cfg(feature = "arrow")]
pub(crate) use split::block::Block;
