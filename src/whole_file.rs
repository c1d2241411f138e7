//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Puts `content` in the place of a file: written beside it and moved over it when all of it is on the disk, so that whatever stops
/// this leaves the file as it was. Its permissions are kept, and a link stays one. What is no file, such as a pipe or `/dev/stdout`, is
/// written to as it is.
///
/// # Errors
/// If the file cannot be written.
pub(crate) fn write_whole(path: &Path, content: &str) -> Result<(), Error> {
    let mut file = WholeFile::create(path)?;
    file.write_all(content.as_bytes()).map_err(|error| Error::io("write", path, error))?;
    file.commit()
}

/// A file under construction, to be put in the place of another.
pub(crate) struct WholeFile {
    path: PathBuf,
    output: BufWriter<File>,
    /// The file beside the target and the target; `None` for what is no file.
    draft: Option<(Draft, PathBuf)>,
}

impl WholeFile {
    /// Starts the file that is to stand at `path`.
    ///
    /// # Errors
    /// If nothing can be written beside it.
    pub(crate) fn create(path: &Path) -> Result<Self, Error> {
        Self::start(path).map_err(|error| Error::io("write", path, error))
    }

    fn start(path: &Path) -> io::Result<Self> {
        let target = if path.exists() { fs::canonicalize(path)? } else { path.to_owned() };
        if target.exists() && !target.is_file() {
            let output = BufWriter::new(fs::OpenOptions::new().write(true).open(&target)?);
            return Ok(Self { path: path.to_owned(), output, draft: None });
        }
        let name = target.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "this is no name for a file"))?;
        // The point hides it from the reader of the dataset.
        let draft = Draft(folder_of(&target).join(format!(".{}.claims-{}", name.to_string_lossy(), std::process::id())));
        let output = File::create(&draft.0)?;
        match fs::metadata(&target) {
            Ok(metadata) => output.set_permissions(metadata.permissions())?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        Ok(Self { path: path.to_owned(), output: BufWriter::new(output), draft: Some((draft, target)) })
    }

    /// Puts the file in its place when all of it is on the disk.
    ///
    /// # Errors
    /// If that fails; the place is then as it was.
    pub(crate) fn commit(self) -> Result<(), Error> {
        let Self { path, output, draft } = self;
        Self::put(output, draft).map_err(|error| Error::io("write", &path, error))
    }

    fn put(output: BufWriter<File>, draft: Option<(Draft, PathBuf)>) -> io::Result<()> {
        let output = output.into_inner().map_err(io::IntoInnerError::into_error)?;
        let Some((draft, target)) = draft else { return Ok(()) };
        output.sync_all()?;
        fs::rename(&draft.0, &target)?;
        sync_folder(folder_of(&target))
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.output.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The place of a file under construction. Dropped before it is moved, it is removed.
struct Draft(PathBuf);

impl Drop for Draft {
    fn drop(&mut self) {
        // After the move there is nothing to remove.
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened as a file.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
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
