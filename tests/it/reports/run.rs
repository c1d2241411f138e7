//! A report on a dataset with faults, in any format.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::support::{claims, edit, mini, stdout};

pub(crate) const CLAIMS: &str = "data/claims/example-2025.toml";

/// The miniature dataset with an unknown term and a duplicate id, which has a related place.
pub(crate) fn broken() -> tempfile::TempDir {
    let folder = mini();
    edit(&folder.path().join(CLAIMS), "\"training\"\n", "\"trainings\"\n");
    edit(&folder.path().join(CLAIMS), "id = \"example-2025.004\"", "id = \"example-2025.003\"");
    folder
}

pub(crate) fn report(dataset: &Path, format: &str, more: &[&str]) -> Output {
    let path = dataset.display().to_string();
    claims(&[&["validate", "--root", &path, "--output-format", format], more].concat())
}

pub(crate) fn parsed(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", stdout(output)))
}
