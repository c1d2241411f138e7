//! How a folder says that it was written by the program, so that it may be replaced and removed whole.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::owner::make_writable;
use crate::error::Error;

/// A kind of folder that the program writes.
pub(crate) struct Marker {
    /// What it is called, and the option that says where it goes.
    pub(crate) noun: &'static str,
    pub(crate) option: &'static str,
    /// The file in it that says what it is, and what that says.
    pub(crate) file: &'static str,
    pub(crate) note: &'static str,
    /// Whether a folder that has lost that file is known all the same.
    pub(crate) is_known: fn(&Path) -> bool,
}

impl Marker {
    /// Whether a folder is empty or of this kind.
    pub(crate) fn may_remove(&self, folder: &Path) -> io::Result<bool> {
        let is_marked = || folder.join(self.file).is_file();
        Ok(folder.is_dir() && (is_marked() || fs::read_dir(folder)?.next().is_none() || (self.is_known)(folder)))
    }

    /// Removes a folder; what says of which kind it is goes last, so that whatever stops this leaves something that the next run knows.
    pub(crate) fn remove(&self, folder: &Path) -> io::Result<()> {
        make_writable(folder);
        let marker = folder.join(self.file);
        match File::create_new(&marker) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        for entry in fs::read_dir(folder)? {
            let (path, kind) = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?)))?;
            if kind.is_dir() {
                make_writable(&path);
                fs::remove_dir_all(path)?;
            } else if path != marker {
                fs::remove_file(path)?;
            }
        }
        fs::remove_file(marker)?;
        fs::remove_dir(folder)
    }

    /// Why a folder is left alone.
    pub(crate) fn not_ours(&self, folder: &Path) -> Error {
        let Self { noun, option, .. } = self;
        let why = format!("{} is not an {noun} of this program and not empty", folder.display());
        Error::usage(format!("{why}: nothing was written; choose another folder with {option}, or empty this one"))
    }

    /// Why a new folder could not take the place of an old one.
    pub(crate) fn cannot_replace(&self, folder: &Path, error: io::Error) -> Error {
        let Self { noun, option, .. } = self;
        if error.kind() == io::ErrorKind::CrossesDevices {
            // So it is in a container with what comes from its image.
            let why = format!("the file system does not let {} be moved", folder.display());
            return Error::usage(format!("{why}: nothing was written; choose another folder with {option}, or remove this one"));
        }
        Error::io(&format!("put the new {noun} in the place of"), folder, error)
    }
}
