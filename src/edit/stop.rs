//! Why a file was not changed.

use super::file::Problem;
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
