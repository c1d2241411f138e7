//! Files and folders as the program writes them.

pub(crate) mod owner;
pub(crate) mod paths;
