//! Files and folders: read up to a bound, and written whole or not at all.

#[cfg(feature = "cli")]
pub(crate) mod atomic_file;
#[cfg(feature = "cli")]
pub(crate) mod atomic_folder;
#[cfg(feature = "cli")]
pub(crate) mod background_sync;
#[cfg(feature = "cli")]
mod draft;
#[cfg(feature = "cli")]
mod lock;
#[cfg(feature = "cli")]
pub(crate) mod marker;
#[cfg(feature = "cli")]
pub(crate) mod owner;
#[cfg(feature = "cli")]
pub(crate) mod paths;
pub(crate) mod read;
