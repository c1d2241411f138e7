//! The program on hostile input in a dataset or in external claims.

use std::fs;
use std::path::Path;

use crate::support::limited_process::{Ended, Run, soak};
use crate::support::mini;

pub(crate) const CLAIMS: &str = "data/claims/example-2025.toml";

pub(crate) const ACTORS: &str = "data/actors.toml";

pub(crate) const FORMATS: [&str; 6] = ["full", "concise", "json", "github", "sarif", "junit"];

pub(crate) fn of_dataset(folder: &Path, format: &str, more: &[&str]) -> Ended {
    let root = folder.display().to_string();
    Run::new(&[&["validate", "--root", &root, "--output-format", format], more].concat()).end()
}

/// The report on a copy of the miniature dataset with this file in it, one finding a line.
pub(crate) fn report_on(path: &str, content: &[u8]) -> Ended {
    let folder = mini();
    fs::write(folder.path().join(path), content).expect("the file can be written");
    of_dataset(folder.path(), "concise", &[])
}

/// The report on external claims in a file of this name, one finding a line; the file is `FILE` in it.
pub(crate) fn report_on_claims(name: &str, content: &[u8]) -> Ended {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("the file can be written");
    let path = path.display().to_string();
    let mut ended = Run::new(&["validate", &path, "--output-format", "concise", "--max-findings", "20000"]).end();
    ended.stdout = ended.stdout.replace(&format!("{path}:"), "FILE:");
    ended
}

/// A real claim as one line of JSON.
pub(crate) fn claim() -> String {
    let claim = guarantee_claims::dataset().claims().next().expect("the dataset has claims");
    serde_json::to_string(claim.get()).expect("a claim can be written")
}

pub(crate) fn with(old: &str, new: &str) -> String {
    let claim = claim();
    assert!(claim.contains(old), "the claim should hold {old}");
    claim.replacen(old, new, 1)
}

/// That many bytes in the long run, a part of them else.
pub(crate) fn size(most: usize) -> usize {
    if soak() { most } else { most / 16 }
}
