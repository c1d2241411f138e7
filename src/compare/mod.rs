//! What differs between two versions of the dataset, and why. Versions are read as JSON, so that they may be of any age.

#[cfg(feature = "cli")]
mod agreement;
#[cfg(feature = "cli")]
mod announced;
#[cfg(feature = "cli")]
mod beside;
mod changes;
#[cfg(feature = "cli")]
mod codings;
mod history;
mod kind;
#[cfg(feature = "cli")]
mod order;
mod reasons;
mod snapshot;
#[cfg(feature = "cli")]
mod words;

#[cfg(feature = "cli")]
pub(crate) use agreement::agreement;
#[cfg(feature = "cli")]
pub(crate) use announced::{Part, Required, required};
#[cfg(feature = "cli")]
pub(crate) use beside::Beside;
#[cfg(feature = "cli")]
pub(crate) use changes::{Change, cell};
#[cfg(feature = "cli")]
pub(crate) use codings::{Recoded, codings};
#[cfg(feature = "cli")]
pub(crate) use history::explained;
pub(crate) use history::{Explained, history};
pub(crate) use kind::ChangeKind;
#[cfg(feature = "cli")]
pub(crate) use order::order;
#[cfg(feature = "cli")]
pub(crate) use snapshot::edition_of;
#[cfg(feature = "cli")]
pub(crate) use words::{Words, words};
