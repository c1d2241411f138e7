//! Files and folders: read up to a bound, and written whole or not at all.

#[cfg(feature = "commands")]
pub(crate) mod atomic_file;
#[cfg(feature = "cli")]
pub(crate) mod atomic_folder;
#[cfg(feature = "cli")]
pub(crate) mod background_sync;
#[cfg(feature = "commands")]
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "an export needs all of it"))]
mod draft;
#[cfg(feature = "commands")]
mod lock;
#[cfg(feature = "commands")]
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "an export needs all of it"))]
pub(crate) mod marker;
#[cfg(feature = "commands")]
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "an export needs all of it"))]
pub(crate) mod owner;
#[cfg(feature = "commands")]
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "an export needs all of it"))]
pub(crate) mod paths;
pub(crate) mod read;
