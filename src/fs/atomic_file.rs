//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek as _, Write};
#[cfg(unix)]
use std::os::fd::AsFd as _;
use std::path::{Path, PathBuf};

use super::draft::{Draft, Kind};
use super::owner::inherit;
use super::paths::{folder_of, is_mount, place_of};
use crate::error::Error;

/// Puts `content` in the place of a file: written beside it and moved over it when all of it is on the disk, so that whatever stops
/// this leaves the file as it was. Its owner and permissions are kept, and a link stays one. What cannot be moved over, such as a file that
/// is mounted, is written in place. What is no file, such as a pipe or `/dev/stdout`, is written to as it is.
pub(crate) fn write_whole(path: &Path, content: &str) -> Result<(), Error> {
    let mut file = AtomicFile::create(path)?;
    file.write_all(content.as_bytes()).map_err(|error| Error::io("write", path, error))?;
    file.commit()
}

/// A file under construction, to be put in the place of another.
pub(crate) struct AtomicFile {
    path: PathBuf,
    output: BufWriter<File>,
    place: Place,
}

/// Where a file is written.
enum Place {
    /// In a draft beside its target.
    Draft(Draft),
    /// In the file itself: nothing can be made beside it.
    File,
    /// Into what is no file, or is one that this process was given open.
    Stream,
}

impl AtomicFile {
    /// Starts the file that is to stand at `path`, which stays as it is until all is written.
    pub(crate) fn create(path: &Path) -> Result<Self, Error> {
        let (output, place) = Place::open(path).map_err(|error| Error::io("write", path, error))?;
        Ok(Self { path: path.to_owned(), output: BufWriter::new(output), place })
    }

    /// Tries whether the file can be written, before the work that it is to hold is done.
    pub(crate) fn probe(path: &Path) -> Result<(), Error> {
        // A pipe is opened once: its reader would take more for the end.
        if is_stream(path) { Ok(()) } else { Self::create(path).map(drop) }
    }

    /// Puts the file in its place when all of it is on the disk.
    pub(crate) fn commit(self) -> Result<(), Error> {
        let Self { path, output, place } = self;
        let output = output.into_inner().map_err(io::IntoInnerError::into_error);
        output
            .and_then(|output| place.put(output))
            .or_else(|error| place.unless_closed(error))
            .map_err(|error| Error::io("write", &path, error))
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.output.write(bytes).or_else(|error| self.place.unless_closed(error).map(|()| bytes.len()))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush().or_else(|error| self.place.unless_closed(error))
    }
}

impl Place {
    fn open(path: &Path) -> io::Result<(File, Self)> {
        if is_stream(path) {
            return Ok((open_stream(path)?, Self::Stream));
        }
        let target = place_of(path)?;
        if target.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let create_new = |path: &Path| File::options().read(true).write(true).create_new(true).open(path);
        match Draft::create(Kind::File, target.clone(), create_new) {
            Ok((draft, output)) => {
                inherit(&output, &target)?;
                if is_mount(&target) {
                    // It will be written in place: whether that can be done is said now.
                    open_to_write(&target)?;
                }
                Ok((output, Self::Draft(draft)))
            }
            Err(error) if is_about_the_place(&error) && target.is_file() => Ok((open_to_write(&target).map_err(|_| error)?, Self::File)),
            Err(error) => Err(error),
        }
    }

    /// Puts what was written in its place.
    fn put(&self, mut output: File) -> io::Result<()> {
        match self {
            Self::Stream => Ok(()),
            Self::File => end(&mut output),
            Self::Draft(Draft { path, target, .. }) => {
                output.sync_all()?;
                match fs::rename(path, target) {
                    Err(error) if is_about_the_place(&error) && target.is_file() => {
                        let mut file = open_to_write(target).map_err(|_| error)?;
                        output.rewind()?;
                        io::copy(&mut output, &mut file)?;
                        end(&mut file)
                    }
                    Err(error) => Err(error),
                    Ok(()) => sync_folder(folder_of(target)),
                }
            }
        }
    }

    /// The error of an output, unless it is a stream that its reader has closed: that one has seen enough.
    fn unless_closed(&self, error: io::Error) -> io::Result<()> {
        if matches!(self, Self::Stream) && error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) }
    }
}

/// Whether a path is of what is no file, or of one that this process was given open: others write to it too, and it must not be replaced.
fn is_stream(path: &Path) -> bool {
    is_given_open(path) || fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

fn is_given_open(path: &Path) -> bool {
    let is_named = ["/dev/stdout", "/dev/stderr"].iter().any(|name| path == Path::new(name));
    is_named || ["/dev/fd", "/proc/self/fd"].iter().any(|folder| path.starts_with(folder))
}

fn open_stream(path: &Path) -> io::Result<File> {
    match path.to_str() {
        // A second way into a file would write over what goes there by the first.
        #[cfg(unix)]
        Some("/dev/stdout" | "/dev/fd/1" | "/proc/self/fd/1") => Ok(io::stdout().as_fd().try_clone_to_owned()?.into()),
        #[cfg(unix)]
        Some("/dev/stderr" | "/dev/fd/2" | "/proc/self/fd/2") => Ok(io::stderr().as_fd().try_clone_to_owned()?.into()),
        _ => File::options().append(is_given_open(path)).write(true).open(path),
    }
}

fn open_to_write(path: &Path) -> io::Result<File> {
    File::options().write(true).open(path)
}

/// Whether an error says that nothing can be made beside a file or moved over it, though the file itself may be written.
fn is_about_the_place(error: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, ReadOnlyFilesystem, ResourceBusy};
    matches!(error.kind(), CrossesDevices | PermissionDenied | ReadOnlyFilesystem | ResourceBusy)
}

/// Ends a file that was written in place: what was there before may have been longer.
fn end(file: &mut File) -> io::Result<()> {
    let length = file.stream_position()?;
    file.set_len(length)?;
    file.sync_all()
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
        let being_written = AtomicFile::create(&path).expect("the file can be written");
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
