//! Claims from elsewhere as they stream by: checked against the registers of a dataset, in memory that does not grow with the input.

mod across;
mod block;
mod document;
mod format;
mod gather;
mod identity;
mod input;
#[cfg(feature = "parquet")]
mod parquet_text;
mod position;
mod record;
mod run;
mod turns;

#[cfg(feature = "cli")]
pub(crate) use across::Misfits;
#[cfg(feature = "cli")]
pub(crate) use block::{Checked, Checker, Faulty};
pub use format::ClaimsFormat;
#[cfg(feature = "cli")]
pub(crate) use gather::Gathered;
pub use input::LONGEST_RECORD;
pub use record::References;
#[cfg(feature = "cli")]
pub(crate) use run::{Options, Outcome, Source, Start, run};
#[cfg(feature = "cli")]
pub(crate) use turns::{Ended, Stopped, Turn};
