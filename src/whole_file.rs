//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::lock::{lock, lock_new};

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
        let (draft, output) = Draft::create(&target)?;
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
        fs::rename(&draft.path, &target)?;
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
struct Draft {
    path: PathBuf,
    _lock: Option<File>,
}

impl Draft {
    /// A new file beside the target; what killed runs left there for the same target is removed.
    fn create(target: &Path) -> io::Result<(Self, File)> {
        let name = target.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "this is no name for a file"))?;
        let folder = folder_of(target);
        // The point hides it from the reader of the dataset.
        let prefix = format!(".{}.claims-", name.to_string_lossy());
        remove_leftovers(folder, &prefix);
        for attempt in 0_u32.. {
            let path = folder.join(format!("{prefix}{}-{attempt}", std::process::id()));
            let output = match File::create_new(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                output => output?,
            };
            // Another run may take it for a leftover before it is locked.
            if let Ok(lock) = lock_new(&path)
                && path.exists()
            {
                return Ok((Self { path, _lock: lock }, output));
            }
        }
        unreachable!("a free name is found before the numbers end")
    }
}

/// Removes what killed runs left. A draft that is being written is locked and stays. Failure is no harm: the next run tries again.
fn remove_leftovers(folder: &Path, prefix: &str) {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_draft = |name: &str| name.strip_prefix(prefix).is_some_and(|rest| rest.split('-').all(is_number));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let ours = entry.file_name().to_str().is_some_and(is_draft) && entry.file_type().is_ok_and(|kind| kind.is_file());
        if ours && let Ok(_lock) = lock(&entry.path()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After the move there is nothing to remove.
        let _ = fs::remove_file(&self.path);
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
    #[cfg(unix)]
    fn what_a_killed_run_left_is_removed_and_what_is_being_written_stays() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("report");
        let being_written = WholeFile::create(&path).expect("the file can be written");
        let draft = names(folder.path());
        for left in [".report.claims-1", ".report.claims-12-3", ".report.claims-mine", ".other.claims-1-0"] {
            fs::write(folder.path().join(left), "half").expect("the file can be written");
        }
        write_whole(&path, "whole").expect("the file can be written");
        let mut expected = [&draft[..], &[".other.claims-1-0", ".report.claims-mine", "report"].map(str::to_owned)].concat();
        expected.sort();
        assert_eq!(names(folder.path()), expected);
        drop(being_written);
    }

    #[test]
    fn what_cannot_be_written_is_reported_and_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        assert!(write_whole(folder.path(), "").is_err());
        assert!(write_whole(&folder.path().join("none/report"), "").is_err());
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }
}
