//! The files of a dataset's folder.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::limits::LONGEST_FILE;

/// The folders that a dataset is read from.
const FOLDERS: [&str; 5] = ["data", "data/claims", "data/codings", "data/changes", "seeds"];

/// The folder with earlier versions, which are kept to be compared with.
pub(crate) const RELEASED: &str = "data/released";

/// The files of an earlier version that are read: what else is kept of it is for people.
pub(crate) const RELEASED_FILES: [&str; 2] = ["dataset.json", "vocabulary.json"];

/// Whether a folder is a dataset, though files of it may be missing.
#[cfg(feature = "commands")]
pub(crate) fn is_dataset(folder: &Path) -> bool {
    let has_folders = || folder.join("data").is_dir() && folder.join("seeds").is_dir();
    // A folder whose last file is deleted is not kept by git.
    ["data/dataset.toml", "data/actors.toml"].iter().any(|file| folder.join(file).is_file()) || has_folders()
}

/// Every file in the folders of the dataset at `root`, by path relative to it, sorted. Hidden files and prose about the data
/// (`README.md`, licences) are passed over.
///
/// # Errors
/// If `root` has no folder `data`, or a file cannot be read.
pub(crate) fn read_folder(root: &Path) -> Result<Vec<(String, Vec<u8>)>, Error> {
    if !root.join("data").is_dir() {
        return Err(Error::usage(format!("{} has no folder data: expected a dataset, a folder with data/ and seeds/", root.display())));
    }
    let mut files = Vec::new();
    for folder in FOLDERS {
        let path = root.join(folder);
        if path.is_dir() {
            for entry in fs::read_dir(&path).map_err(|error| Error::io("read the folder", &path, error))? {
                let entry = entry.map_err(|error| Error::io("read the folder", &path, error))?;
                files.extend(read_entry(folder, &entry.path())?);
            }
        }
    }
    files.extend(read_released(root)?);
    files.sort();
    Ok(files)
}

/// The files of earlier versions that are read: of each folder in `data/released/` the dataset and its vocabularies.
fn read_released(root: &Path) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let folder = root.join(RELEASED);
    let mut files = Vec::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in fs::read_dir(&folder).map_err(|error| Error::io("read the folder", &folder, error))? {
        let version = entry.map_err(|error| Error::io("read the folder", &folder, error))?.file_name().to_string_lossy().into_owned();
        for name in RELEASED_FILES {
            let path = folder.join(&version).join(name);
            if path.is_file() && !version.starts_with('.') {
                let bytes = read_up_to(&path, LONGEST_FILE).map_err(|error| Error::io("read", &path, error))?;
                files.push((format!("{RELEASED}/{version}/{name}"), bytes));
            }
        }
    }
    Ok(files)
}

fn read_entry(folder: &str, path: &PathBuf) -> Result<Option<(String, Vec<u8>)>, Error> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let relative = format!("{folder}/{name}");
    let is_folder_of_its_own = FOLDERS.contains(&relative.as_str()) || relative == RELEASED;
    if is_folder_of_its_own || name.starts_with('.') || name == "README.md" || name.starts_with("LICENSE") {
        return Ok(None);
    }
    let kind = fs::metadata(path).map_err(|error| Error::io("read", path, error))?;
    // What is no file is named as such by the rule for files that no part of the dataset has.
    let bytes = if kind.is_file() { read_up_to(path, LONGEST_FILE).map_err(|error| Error::io("read", path, error))? } else { Vec::new() };
    let relative = if kind.is_file() { relative } else { format!("{relative}/") };
    Ok(Some((relative, bytes)))
}

/// The bytes of a file; of one that is longer than `most`, one more than that.
pub(crate) fn read_up_to(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let size = file.metadata().map_or(0, |file| usize::try_from(file.len()).unwrap_or(usize::MAX));
    let mut bytes = Vec::with_capacity(size.min(most) + 1);
    file.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
