//! The folder of an export: built beside the one that is there, then put in its place in one step.

use std::path::Path;

use super::describe::is_export;
use crate::error::Error;
use crate::fs::atomic_folder::AtomicFolder;
use crate::fs::marker::Marker;

/// What says that a folder is an export: only such a folder, or an empty one, is ever replaced.
pub(super) const EXPORT: Marker = Marker {
    noun: "export",
    option: "--out",
    file: ".guarantee-claims-export",
    note: "This folder is an export of guarantee-claims: `claims export` replaces it whole.\n",
    is_known: is_export,
};

/// Whether an export can be put in the folder `out`, as far as can be said before one is made.
///
/// # Errors
/// If it cannot.
pub(crate) fn probe(out: &Path) -> Result<(), Error> {
    AtomicFolder::probe(&EXPORT, out).map(drop)
}
