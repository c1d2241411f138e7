//! The three kinds of definition that the model is written in: closed vocabularies, texts with a form, and records; and what they are
//! read by.

#[macro_use]
mod record;
pub(super) mod strict_serde;
#[macro_use]
mod string_type;
#[cfg(feature = "load")]
pub(crate) mod role;
#[cfg(feature = "load")]
pub(crate) mod view;
#[macro_use]
mod vocabulary;
#[cfg(feature = "load")]
pub(crate) mod walk;
