//! Where the files of a report stand in the repository that holds them: what services that show one want to know.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::external::Source;
use crate::render::{Address, Report};

/// A report on the files of the dataset in the folder `root` with their addresses.
pub(super) fn with_addresses_in_dataset<'a>(report: Report<'a>, root: &Path) -> Report<'a> {
    let Some((top, place)) = places(root).into_iter().find_map(|place| Some((top_of(&place)?, place))) else { return report };
    let way = place.strip_prefix(&top).unwrap_or(&place);
    let file = |path: &str| {
        // A link to a file that is in the repository is not the file that is shown there.
        let real = fs::canonicalize(root.join(path)).ok().and_then(|real| Some(real.strip_prefix(&top).ok()?.to_owned()));
        Address::Inside(real.unwrap_or_else(|| way.join(path)))
    };
    let addresses = report.outcome.files.iter().map(|path| file(path)).collect();
    Report { addresses, dataset: file("data/dataset.toml"), ..report }
}

/// A report on external claims with the addresses of the inputs: from the top of the first repository that holds one of them, else
/// from the current folder.
pub(super) fn with_addresses_of_inputs<'a>(report: Report<'a>, sources: &[Source]) -> Report<'a> {
    let places: Vec<_> = sources.iter().map(|source| if source.is_read_once() { Vec::new() } else { places(source.path()) }).collect();
    let top = places.iter().flatten().find_map(|place| top_of(place)).or_else(|| fs::canonicalize(".").ok());
    let address = |source: &Source, places: &[PathBuf]| {
        let inside = places.iter().find_map(|place| Some(place.strip_prefix(top.as_deref()?).ok()?.to_owned()));
        match (inside, places.first()) {
            (Some(inside), _) => Address::Inside(inside),
            (None, Some(outside)) => Address::Outside(outside.clone()),
            (None, None) if source.path().is_absolute() => Address::Outside(source.path().to_owned()),
            (None, None) => Address::Inside(source.path().to_owned()),
        }
    };
    let addresses = sources.iter().zip(&places).map(|(source, places)| address(source, places)).collect();
    Report { addresses, ..report }
}

/// Where something is: with all links followed, and as it was named.
fn places(path: &Path) -> Vec<PathBuf> {
    [fs::canonicalize(path).ok(), std::path::absolute(path).ok().map(|path| without_dots(&path))].into_iter().flatten().collect()
}

/// An absolute path without `..`.
fn without_dots(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut plain, part| {
        match part {
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
        plain
    })
}

/// The top of the repository that holds a place: the nearest folder upward with `.git`, which is a file in a worktree or submodule. What a
/// workflow has checked out may come without one; its folder is known.
fn top_of(place: &Path) -> Option<PathBuf> {
    let workspace = std::env::var_os("GITHUB_WORKSPACE").and_then(|folder| fs::canonicalize(folder).ok());
    let is_top = |folder: &&Path| folder.join(".git").exists() || workspace.as_deref() == Some(*folder);
    place.ancestors().find(is_top).map(Path::to_owned)
}
