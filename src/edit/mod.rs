//! Changes to the files that people edit, which keep all that they do not mean to change: comments, and every other value.

mod anchor;
mod append;
mod file;
mod format;
mod shape;
mod tree;

pub(crate) use anchor::anchor;
pub(crate) use append::append;
pub(crate) use file::{DataFile, Problem};
pub(crate) use format::format;

/// What was made of the data, or everything that keeps it from being made.
pub(crate) type Checked<T> = Result<T, Vec<Problem>>;
