//! What is built beside its place, to be put there when it is whole.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::lock::{lock, lock_new};
use super::marker::Marker;
use super::paths::folder_of;

/// What is built.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    File,
    Folder(&'static Marker),
}

/// A file or folder under construction. Dropped before it is put in its place, it is removed.
pub(crate) struct Draft {
    pub(crate) path: PathBuf,
    /// Its place.
    pub(crate) target: PathBuf,
    kind: Kind,
    _lock: Option<File>,
}

/// The end of the name of what was to be replaced, where that takes two steps.
const REPLACED: &str = "-replaced";

impl Draft {
    /// Starts one beside `target`; what killed runs left there for the same target is removed.
    pub(crate) fn create<T>(kind: Kind, target: PathBuf, start: impl Fn(&Path) -> io::Result<T>) -> io::Result<(Self, T)> {
        let name = target.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "this is no name for a file"))?;
        let noun = if let Kind::Folder(Marker { noun, .. }) = kind { format!("{noun}-") } else { String::new() };
        // The point hides it from the reader of the dataset.
        let prefix = format!(".{}.claims-{noun}", name.to_string_lossy());
        remove_leftovers(kind, &target, &prefix);
        for attempt in 0_u32.. {
            let path = folder_of(&target).join(format!("{prefix}{}-{attempt}", std::process::id()));
            let made = match start(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                made => made?,
            };
            // Another run may take it for a leftover before it is locked.
            if let Ok(lock) = lock_new(&path)
                && path.exists()
            {
                return Ok((Self { path, target, kind, _lock: lock }, made));
            }
        }
        unreachable!("a free name is found before the numbers end")
    }

    /// Where what is replaced goes, if that takes two steps.
    pub(crate) fn path_of_replaced(&self) -> PathBuf {
        let mut path = self.path.clone().into_os_string();
        path.push(REPLACED);
        path.into()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After the move there is nothing, or what was replaced.
        if self.kind.is_at(&self.path) {
            let _ = self.kind.remove(&self.path);
        }
    }
}

/// Removes what killed runs left, and puts back what one of them had taken out of the place. What is being written is locked and stays.
/// Failure is no harm: the next run tries again.
fn remove_leftovers(kind: Kind, target: &Path, prefix: &str) {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    for entry in fs::read_dir(folder_of(target)).into_iter().flatten().flatten() {
        let (name, path) = (entry.file_name(), entry.path());
        let Some(rest) = name.to_str().and_then(|name| name.strip_prefix(prefix)) else { continue };
        let numbers = rest.strip_suffix(REPLACED).unwrap_or(rest);
        if numbers.split('-').all(is_number)
            && kind.is_at(&path)
            && let Ok(_lock) = lock(&path)
        {
            let is_last = numbers != rest && !target.exists();
            if !is_last || fs::rename(&path, target).is_err() {
                let _ = kind.remove(&path);
            }
        }
    }
}

impl Kind {
    /// Whether a path is of such a thing, which may be removed.
    fn is_at(self, path: &Path) -> bool {
        let is_this_kind = |found: fs::Metadata| match self {
            Self::File => found.is_file(),
            Self::Folder(marker) => found.is_dir() && marker.may_remove(path).unwrap_or(false),
        };
        fs::symlink_metadata(path).is_ok_and(is_this_kind)
    }

    fn remove(self, path: &Path) -> io::Result<()> {
        match self {
            Self::File => fs::remove_file(path),
            Self::Folder(marker) => marker.remove(path),
        }
    }
}
