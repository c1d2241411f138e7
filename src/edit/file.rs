//! A file of a dataset that is read to be changed, and replaced in one step.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::load::{self, FileKind, SourceFile};
use crate::rules;

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
        writeln!(f, "{path}:{line}:{column}: error: {message}")?;
        help.as_ref().map_or(Ok(()), |help| writeln!(f, "  help: {help}"))
    }
}

impl DataFile {
    /// The file of the dataset in `root` at this relative path; one that is not there yet is empty.
    pub(crate) fn at(root: &Path, relative: &str) -> Result<Self, Error> {
        let path = root.join(relative);
        match fs::read(&path) {
            Ok(bytes) => Self::new(root, relative, bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::new(root, relative, Vec::new()),
            Err(error) => Err(Error::io("read", &path, error)),
        }
    }

    fn new(root: &Path, relative: &str, bytes: Vec<u8>) -> Result<Self, Error> {
        let kind = FileKind::of_path(relative).ok_or_else(|| Error::usage(format!("{relative} is no path of a file of the dataset")))?;
        let source = SourceFile::new(relative.to_owned(), String::from_utf8_lossy(&bytes).into_owned());
        Ok(Self { kind, source, path: root.join(relative), bytes })
    }

    /// Every file of the dataset in `root`, sorted by path.
    pub(crate) fn all(root: &Path) -> Result<Vec<Self>, Error> {
        let files = load::read_folder(root)?.into_iter().filter(|(relative, _)| FileKind::of_path(relative).is_some());
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

    /// Every fault of syntax.
    pub(crate) fn faults(&self) -> Vec<Problem> {
        let loaded = load::parse(vec![(self.source.path.clone(), self.bytes.clone())]);
        let faults = loaded.findings.iter().filter(|finding| finding.rule == rules::syntax::RULE.name);
        faults.map(|finding| self.problem(finding.place.span.start, finding.message.clone(), finding.help.clone())).collect()
    }

    /// A problem at this byte of the file.
    pub(crate) fn problem(&self, byte: usize, message: impl Into<String>, help: Option<String>) -> Problem {
        let (line, column) = self.source.line_column(byte);
        Problem { path: self.source.path.clone(), line, column, message: message.into(), help }
    }

    /// Puts `content` in the place of the file: written beside it and moved over it when it is complete, so that whatever stops this
    /// leaves the file as it was. Its permissions are kept.
    pub(crate) fn replace(&self, content: &str) -> Result<(), Error> {
        let failed = |error| Error::io("write", &self.path, error);
        // A symbolic link stays one: the file that it leads to is replaced.
        let target = if self.path.exists() { fs::canonicalize(&self.path).map_err(failed)? } else { self.path.clone() };
        let folder = target.parent().ok_or_else(|| failed(io::ErrorKind::InvalidInput.into()))?;
        fs::create_dir_all(folder).map_err(failed)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        // The point hides it from the reader of the dataset.
        let draft = Draft(folder.join(format!(".{name}.claims-{}", std::process::id())));
        draft.write(content, &target).and_then(|()| fs::rename(&draft.0, &target)).map_err(failed)?;
        sync_folder(folder).map_err(failed)
    }
}

/// A file under construction. Dropped before it is moved, it is removed.
struct Draft(PathBuf);

impl Draft {
    fn write(&self, content: &str, target: &Path) -> io::Result<()> {
        let mut output = File::create(&self.0)?;
        output.write_all(content.as_bytes())?;
        match fs::metadata(target) {
            Ok(metadata) => output.set_permissions(metadata.permissions())?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        output.sync_all()
    }
}

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
