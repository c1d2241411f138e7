//! Changes to the files that people edit, which keep all that they do not mean to change: comments, and every other value.

mod anchor;
mod append;
mod document;
mod file;
mod format;
mod layout;
mod passages;
mod shape;
mod stop;
mod tree;

pub(crate) use anchor::anchor;
pub(crate) use append::append;
pub(crate) use file::{DataFile, Problem};
pub(crate) use format::format;
pub(crate) use layout::differences;
pub(crate) use stop::Stop;
