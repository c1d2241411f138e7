//! A file of a dataset that is read to be changed, and replaced in one step.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::dataset::layout::FileKind;
use crate::diagnostics::SourceFile;
use crate::error::Error;
use crate::fs::atomic_file::write_whole;
use crate::fs::owner::make_folders;
use crate::fs::paths::folder_of;
use crate::fs::read::{read_folder, read_up_to};
use crate::limits::LONGEST_FILE;
use crate::load;
use crate::sanitize::shown;

/// A file of a dataset.
#[derive(Debug)]
pub(crate) struct DataFile {
    pub(crate) kind: FileKind,
    pub(crate) source: SourceFile,
    path: PathBuf,
    bytes: Vec<u8>,
}

/// What keeps a file from being changed, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    path: String,
    line: usize,
    column: usize,
    message: String,
    help: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, column, message, help } = self;
        writeln!(f, "{}:{line}:{column}: error: {}", shown(path), shown(message))?;
        help.as_ref().map_or(Ok(()), |help| writeln!(f, "  help: {}", shown(help)))
    }
}

impl DataFile {
    /// The file of the dataset in `root` at this relative path; one that is not there yet is empty.
    pub(crate) fn at(root: &Path, relative: &str) -> Result<Self, Error> {
        let path = root.join(relative);
        if fs::metadata(&path).is_ok_and(|kind| !kind.is_file()) {
            return Err(Error::usage(format!("{} is no file: expected one", path.display())));
        }
        match read_up_to(&path, LONGEST_FILE) {
            Ok(bytes) => Self::new(root, relative, bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::new(root, relative, Vec::new()),
            Err(error) => Err(Error::io("read", &path, error)),
        }
    }

    fn new(root: &Path, relative: &str, bytes: Vec<u8>) -> Result<Self, Error> {
        let kind = FileKind::of_path(relative).ok_or_else(|| Error::usage(format!("{relative} is no path of a file of the dataset")))?;
        let source = SourceFile::new(relative, String::from_utf8_lossy(&bytes).into_owned());
        Ok(Self { kind, source, path: root.join(relative), bytes })
    }

    /// Every file of the dataset in `root` that is TOML, sorted by path.
    pub(crate) fn all(root: &Path) -> Result<Vec<Self>, Error> {
        let files = read_folder(root)?.into_iter();
        let files = files.filter(|(relative, _)| FileKind::of_path(relative).is_some_and(|kind| kind != FileKind::Codings));
        files.map(|(relative, bytes)| Self::new(root, &relative, bytes)).collect()
    }

    /// The files of the dataset in `root` that `path` is or holds: one or more.
    pub(crate) fn find(root: &Path, path: &Path) -> Result<Vec<Self>, Error> {
        let wanted = fs::canonicalize(path).map_err(|error| Error::io("find", path, error))?;
        let mut files = Self::all(root)?;
        files.retain(|file| fs::canonicalize(&file.path).is_ok_and(|found| found.starts_with(&wanted)));
        if files.is_empty() {
            return Err(Error::usage(format!(
                "{} is no file of the dataset in {}: expected one in data/ or seeds/",
                path.display(),
                root.display()
            )));
        }
        Ok(files)
    }

    /// Whether there is nothing in the file, or no file.
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whether the file is not as it was read.
    fn has_changed(&self) -> bool {
        match read_up_to(&self.path, LONGEST_FILE) {
            Ok(bytes) => bytes != self.bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => !self.bytes.is_empty(),
            // Whoever writes the file will say what is wrong.
            Err(_) => false,
        }
    }

    /// Everything that is wrong with the file as it is written.
    pub(crate) fn faults(&self) -> Vec<Problem> {
        let faults = load::faults(&self.source.path, &self.bytes).into_iter();
        faults.map(|finding| self.problem(finding.place.map_or(0, |place| place.span.start), finding.message, finding.help)).collect()
    }

    /// A problem at this byte of the file.
    pub(crate) fn problem(&self, byte: usize, message: impl Into<String>, help: Option<String>) -> Problem {
        let (line, column) = self.source.line_column(byte);
        Problem { path: self.source.path.clone(), line, column, message: message.into(), help }
    }

    /// Puts `content` in the place of the file, whole or not at all; what somebody else has written meanwhile stays.
    pub(crate) fn replace(&self, content: &str) -> Result<(), Error> {
        if self.has_changed() {
            let path = &self.source.path;
            return Err(Error::usage(format!("{path} was changed by somebody else meanwhile: it is left as it is; run this again")));
        }
        let folder = folder_of(&self.path);
        make_folders(folder).map_err(|error| Error::io("make the folder", folder, error))?;
        write_whole(&self.path, content)
    }
}
