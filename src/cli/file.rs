//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Writes a file whole: a new one beside it takes its place when all of it is on the disk. What is no file, such as a pipe or
/// `/dev/stdout`, is written to as it is.
pub(super) fn write_whole(path: &Path, content: &str) -> Result<(), Error> {
    let failed = |error| Error::io("write", path, error);
    // A link stays: the file that it leads to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.exists() && !target.is_file() {
        return fs::OpenOptions::new().write(true).open(&target).and_then(|mut file| file.write_all(content.as_bytes())).map_err(failed);
    }
    let stage = stage(&target).map_err(failed)?;
    let written = write_synced(&stage, content).and_then(|()| fs::rename(&stage, &target));
    written.map_err(|error| {
        let _ = fs::remove_file(&stage);
        failed(error)
    })
}

/// The name of the file under construction.
fn stage(target: &Path) -> io::Result<PathBuf> {
    let name = target.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "this is no name for a file"))?;
    Ok(target.with_file_name(format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id())))
}

fn write_synced(path: &Path, content: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(content.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .expect("the folder can be read")
            .map(|entry| entry.expect("the folder can be read").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_and_nothing_stays_beside_it() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("report");
        for content in ["a long first report", "second"] {
            write_whole(&path, content).expect("the file can be written");
            assert_eq!(fs::read_to_string(&path).expect("the file can be read"), content);
        }
        assert_eq!(names(folder.path()), ["report"]);
    }

    #[test]
    fn what_cannot_be_written_is_reported_and_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        assert!(write_whole(folder.path(), "").is_err());
        assert!(write_whole(&folder.path().join("none/report"), "").is_err());
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }
}
