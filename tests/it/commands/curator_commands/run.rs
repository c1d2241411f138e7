//! The program on a copy of the miniature dataset, and the files that it changes there.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::support::claims;

pub(crate) const CLAIMS: &str = "data/claims/example-2025.toml";

pub(crate) const SEED: &str = "seeds/example-2025.toml";

/// Runs the program on a dataset.
pub(crate) fn run(dataset: &Path, arguments: &[&str]) -> Output {
    let mut all = vec!["--root", dataset.to_str().expect("the path is UTF-8")];
    all.extend(arguments);
    claims(&all)
}

pub(crate) fn read(dataset: &Path, file: &str) -> String {
    fs::read_to_string(dataset.join(file)).expect("the file can be read")
}
