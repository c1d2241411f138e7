//! The JSON Schemas (2020-12) of the types, and what they refuse.

#[cfg(feature = "check")]
pub(crate) mod explain;
mod generate;
#[cfg(feature = "check")]
pub(crate) mod outdated;

#[cfg(any(feature = "commands", all(feature = "check", feature = "arrow")))]
pub(crate) use generate::of_kind;
pub use generate::{NamedSchema, SCHEMA_VERSION, schemas};
