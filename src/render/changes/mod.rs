//! What differs between two versions: for people, for programs, for a page, and as a draft of reasons.

mod comparison;
mod draft;
mod full;
mod json;
mod markdown;

pub(crate) use comparison::Comparison;
pub(crate) use draft::render as draft;
pub(crate) use full::render as full;
pub(crate) use json::render as json;
pub(crate) use markdown::render as markdown;
