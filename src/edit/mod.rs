//! Changes to the files that people edit, which keep all that they do not mean to change: comments, and every other value.

mod anchor;
mod append;
mod file;
mod format;
mod layout;
mod passages;
mod shape;
mod tree;

pub(crate) use anchor::anchor;
pub(crate) use append::append;
pub(crate) use file::{DataFile, Problem};
pub(crate) use format::format;
pub(crate) use layout::differences;

use crate::error::Error;

/// Why a file was not changed.
#[derive(Debug)]
pub(crate) enum Stop {
    /// What is wrong with the data.
    Data(Vec<Problem>),
    /// What is wrong with the world.
    World(Error),
}

impl From<Vec<Problem>> for Stop {
    fn from(problems: Vec<Problem>) -> Self {
        Self::Data(problems)
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Data(vec![problem])
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::World(error)
    }
}
