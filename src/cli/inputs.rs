//! What the paths of a call lead to: files and folders of the dataset, external claims, or neither.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostics::SourceFile;
use crate::error::Error;
use crate::external::Source;
use crate::fs::read::is_dataset;
use crate::load::Loaded;

/// In what external claims come.
#[cfg(not(feature = "parquet"))]
const TAKEN: &str = ".ndjson or .jsonl (one claim a line), .json (an array of claims), or - (standard input, one claim a line)";
#[cfg(feature = "parquet")]
const TAKEN: &str = ".ndjson or .jsonl (one claim a line), .json (an array of claims), .parquet (the table claims), or - (standard input, one \
                     claim a line)";

/// Programs that unpack to standard output, by the endings of what they unpack.
const UNPACKING: &[(&[&str], &str)] = &[
    (&["gz", "tgz"], "gunzip -c"),
    (&["zst", "zstd"], "zstd -dc"),
    (&["xz"], "xz -dc"),
    (&["bz2"], "bunzip2 -c"),
    (&["lz4"], "lz4 -dc"),
    (&["zip"], "unzip -p"),
];

/// What tables without lists and records in their cells end in.
const TABLES: &[&str] = &["csv", "tsv", "xlsx", "xlsm", "xls", "ods"];

/// The external claims of these paths.
///
/// # Errors
/// If one of them is something else; of a file that is none by its ending, the error is the caller's.
pub(super) fn sources(paths: &[PathBuf], other: impl Fn(&Path) -> Error) -> Result<Vec<Source>, Error> {
    let source = |path: &PathBuf| match Source::of_path(path) {
        Some(_) if path.is_dir() => Err(folder(path, None)),
        Some(source) => Ok(source),
        None => Err(unreadable(path, None).unwrap_or_else(|| other(path))),
    };
    let sources = paths.iter().map(source).collect::<Result<Vec<_>, _>>()?;
    if sources.iter().filter(|source| source.is_standard_input()).count() > 1 {
        return Err(Error::usage("standard input is given twice: expected it once"));
    }
    Ok(sources)
}

/// The error of a path that leads to no external claims.
pub(super) fn no_claims(path: &Path) -> Error {
    unreadable(path, None)
        .unwrap_or_else(|| Error::usage(format!("{} has none of the endings of claims: expected {TAKEN}", path.display())))
}

/// The error of paths where there is no dataset for them to be in, if it lies with one of them.
pub(super) fn without_dataset(paths: &[PathBuf]) -> Option<Error> {
    // A file in TOML is meant to be the dataset's.
    let is_other = |path: &&PathBuf| path.extension().is_none_or(|extension| extension != "toml") || !path.exists();
    paths.iter().find(is_other).map(|path| no_claims(path))
}

/// The indexes of the files of the dataset to which these paths lead; `None` if one of them is the folder of the dataset.
pub(super) fn files(loaded: &Loaded, root: &Path, paths: &[PathBuf]) -> Result<Option<BTreeSet<usize>>, Error> {
    let whole = fs::canonicalize(root).map_err(|error| Error::io("find", root, error))?;
    let places: Vec<_> = loaded.files.iter().map(|file| places(file, &whole)).collect();
    let mut found = BTreeSet::new();
    for path in paths {
        let wanted = fs::canonicalize(path).map_err(|error| Error::io("find", path, error))?;
        if whole.starts_with(&wanted) {
            return Ok(None);
        }
        // A folder leads to all files below it.
        let leads = |places: &[PathBuf]| places.iter().any(|place| place.starts_with(&wanted));
        let here: Vec<_> = (0..places.len()).filter(|file| leads(&places[*file])).collect();
        if here.is_empty() {
            return Err(no_part(path, root));
        }
        found.extend(here);
    }
    Ok(Some(found))
}

/// Where a file of the dataset is: as it is named there, and with links followed.
fn places(file: &SourceFile, root: &Path) -> Vec<PathBuf> {
    let named = root.join(&file.path);
    fs::canonicalize(&named).into_iter().chain([named]).collect()
}

/// The error of a path that is no part of the dataset in `root`.
fn no_part(path: &Path, root: &Path) -> Error {
    unreadable(path, Some(root)).unwrap_or_else(|| {
        let (path, root) = (path.display(), root.display());
        Error::usage(format!("{path} is no file of the dataset in {root}: expected one in data/ or seeds/, or external claims: {TAKEN}"))
    })
}

/// The error of a path that can be read as nothing, for what is there or for its ending.
fn unreadable(path: &Path, dataset: Option<&Path>) -> Option<Error> {
    if let Err(error) = fs::metadata(path) {
        return Some(Error::io("find", path, error));
    }
    if path.is_dir() {
        return Some(folder(path, dataset));
    }
    let ending = ending(path)?;
    let shown = path.display();
    if let Some((_, program)) = UNPACKING.iter().find(|(endings, _)| endings.contains(&ending.as_str())) {
        let inside = path.file_stem().map(Path::new).and_then(Source::of_path);
        let how = match inside {
            Some(inside) if inside.has_lines() && !inside.is_table() => format!("{program} {shown} | claims validate -"),
            _ => format!("{program} {shown} > FILE"),
        };
        return Some(Error::usage(format!("{shown} is compressed: expected it unpacked, as by `{how}`; taken are {TAKEN}")));
    }
    #[cfg(not(feature = "parquet"))]
    if ending == "parquet" {
        let path = format!("{:?}", path.display().to_string());
        return Some(Error::usage(format!(
            "{shown} is a Parquet file, which these commands do not read: expected it read in Python: \
             guarantee_claims.validate(polars.read_parquet({path})) or guarantee_claims.validate(pandas.read_parquet({path}))"
        )));
    }
    let is_table = TABLES.contains(&ending.as_str());
    is_table.then(|| {
        Error::usage(format!("{shown} is a table whose cells cannot hold a claim's lists of evidence and relations: expected {TAKEN}"))
    })
}

/// The error of a folder that is no part of the dataset.
fn folder(path: &Path, dataset: Option<&Path>) -> Error {
    let shown = path.display();
    if is_dataset(path) {
        return Error::usage(format!("{shown} is a dataset of its own: expected --root {shown}"));
    }
    let part = dataset.map(|root| format!("data/, data/claims/ or seeds/ of the dataset in {}, or ", root.display())).unwrap_or_default();
    Error::usage(format!("cannot read {shown}: it is a folder: expected {part}external claims in files that are named one by one: {TAKEN}"))
}

fn ending(path: &Path) -> Option<String> {
    path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase)
}
