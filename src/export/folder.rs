//! The export as a folder: built beside the one that is there, then put in its place in one step.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::lock::{lock, lock_new};

/// The file that says that a folder is an export: only such a folder, or an empty one, is ever replaced.
const MARKER: &str = ".guarantee-claims-export";

/// Where the export goes.
pub(super) struct Target {
    parent: PathBuf,
    name: String,
}

impl Target {
    pub(super) fn new(out: &Path) -> Result<Self, Error> {
        let out = if out.exists() { fs::canonicalize(out).map_err(|error| Error::io("find", out, error))? } else { out.to_owned() };
        let name = out.file_name().and_then(|name| name.to_str());
        let name = name
            .ok_or_else(|| Error::usage(format!("{} is no name for a folder: expected one in UTF-8 by --out", out.display())))?
            .to_owned();
        let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
        if out.exists() && !is_replaceable(&out).map_err(|error| Error::io("read the folder", &out, error))? {
            return Err(not_replaceable(&out));
        }
        fs::create_dir_all(&parent).map_err(|error| Error::io("make the folder", &parent, error))?;
        Ok(Self { parent, name })
    }

    pub(super) fn path(&self) -> PathBuf {
        self.parent.join(&self.name)
    }

    /// The start of the names of folders under construction.
    fn stage_prefix(&self) -> String {
        format!(".{}.claims-export-", self.name)
    }

    /// Removes what killed exports left. A folder that is being built is locked and stays. Failure is no harm: the next run tries again.
    pub(super) fn remove_leftovers(&self) {
        let prefix = self.stage_prefix();
        for entry in fs::read_dir(&self.parent).into_iter().flatten().flatten() {
            let kind = entry.file_name().to_str().and_then(|name| Leftover::of_name(name.strip_prefix(&prefix)?));
            let Some(kind) = kind.filter(|_| entry.file_type().is_ok_and(|kind| kind.is_dir())) else { continue };
            let path = entry.path();
            if let (true, Ok(_lock)) = (is_replaceable(&path).unwrap_or(false), lock(&path)) {
                let is_last = kind == Leftover::Replaced && !self.path().exists();
                if !is_last || fs::rename(&path, self.path()).is_err() {
                    let _ = remove(&path);
                }
            }
        }
    }
}

/// What a killed export leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leftover {
    /// A folder under construction.
    Stage,
    /// The export that was to be replaced, where that takes two steps.
    Replaced,
}

impl Leftover {
    /// What is left under a name, behind the prefix: the process, the attempt.
    fn of_name(name: &str) -> Option<Self> {
        let (numbers, kind) = name.strip_suffix(REPLACED).map_or((name, Self::Stage), |numbers| (numbers, Self::Replaced));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        numbers.split_once('-').filter(|(process, attempt)| is_number(process) && is_number(attempt)).map(|_| kind)
    }
}

/// The end of the name of an export that was to be replaced.
const REPLACED: &str = "-replaced";

/// Removes an export; what says that it is one goes last, so that whatever stops this leaves something that the next run knows for one.
fn remove(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() != MARKER {
            if entry.file_type()?.is_dir() { fs::remove_dir_all(entry.path())? } else { fs::remove_file(entry.path())? }
        }
    }
    match fs::remove_file(folder.join(MARKER)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::remove_dir(folder)
}

/// Whether a folder is empty or an export.
fn is_replaceable(folder: &Path) -> io::Result<bool> {
    Ok(folder.is_dir() && (folder.join(MARKER).is_file() || fs::read_dir(folder)?.next().is_none()))
}

/// A folder under construction. Dropped before it is swapped in, it is removed.
pub(super) struct Stage {
    path: PathBuf,
    _lock: Option<File>,
}

impl Stage {
    pub(super) fn create(target: &Target) -> Result<Self, Error> {
        for attempt in 0_u32.. {
            let path = target.parent.join(format!("{}{}-{attempt}", target.stage_prefix(), std::process::id()));
            match fs::create_dir(&path) {
                Ok(()) => match Self::start(path) {
                    // Another run has taken it for a leftover before it was locked.
                    Ok(None) => {}
                    Ok(Some(stage)) => return Ok(stage),
                    Err(error) => return Err(error),
                },
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Error::io("make the folder", &path, error)),
            }
        }
        unreachable!("a free name is found before the numbers end")
    }

    /// Takes a folder that was just made; `None` if it is gone.
    fn start(path: PathBuf) -> Result<Option<Self>, Error> {
        let Ok(lock) = lock_new(&path) else { return Ok(None) };
        let stage = Self { path, _lock: lock };
        let note = "This folder is an export of guarantee-claims: `claims export` replaces it whole.\n";
        let marker = stage.path.join(MARKER);
        match fs::write(&marker, note) {
            Ok(()) => Ok(Some(stage)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io("write", &marker, error)),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// A new file in the folder.
    pub(super) fn create_file(&self, name: &str) -> io::Result<File> {
        let path = self.path.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&self.path))?;
        File::create_new(path)
    }

    /// Puts the folder in the target's place; what was there is removed afterwards.
    pub(super) fn swap_in(self, target: &Target) -> Result<(), Error> {
        // Another run may put its export there, or take it away, between a look and a step.
        const ATTEMPTS: usize = 100;
        let out = target.path();
        let failed = |error| Error::io("put the new export in the place of", &out, error);
        File::open(&self.path).and_then(|folder| folder.sync_all()).map_err(failed)?;
        for _ in 0..ATTEMPTS {
            if !out.exists() {
                match fs::rename(&self.path, &out) {
                    Ok(()) => return Ok(()),
                    Err(_) if out.exists() => continue,
                    Err(error) => return Err(failed(error)),
                }
            }
            match exchange(&self.path, &out) {
                Ok(()) => return self.give_back_what_is_not_ours(&out),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(_) => return self.replace_in_two_steps(&out),
            }
        }
        Err(failed(io::ErrorKind::ResourceBusy.into()))
    }

    /// What came out of the target's place in exchange may have been put there while the export was made.
    fn give_back_what_is_not_ours(&self, out: &Path) -> Result<(), Error> {
        if is_replaceable(&self.path).unwrap_or(false) {
            return Ok(());
        }
        exchange(&self.path, out).map_err(|error| Error::io("put back what was in", out, error))?;
        Err(not_replaceable(out))
    }

    /// Not every file system can exchange: between two steps there is no folder, but each of the two is whole, and the next run puts the
    /// earlier one back.
    fn replace_in_two_steps(&self, out: &Path) -> Result<(), Error> {
        let failed = |error| Error::io("put the new export in the place of", out, error);
        if !is_replaceable(out).map_err(failed)? {
            return Err(not_replaceable(out));
        }
        let mut old = self.path.clone().into_os_string();
        old.push(REPLACED);
        let _lock = lock(out);
        fs::rename(out, &old).map_err(failed)?;
        if let Err(error) = fs::rename(&self.path, out) {
            let _ = fs::rename(&old, out);
            return Err(failed(error));
        }
        let _ = remove(Path::new(&old));
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What is not an export was given back, if it could be.
        if is_replaceable(&self.path).unwrap_or(false) {
            let _ = remove(&self.path);
        }
    }
}

/// Why a folder is left alone.
fn not_replaceable(out: &Path) -> Error {
    Error::usage(format!(
        "{} is not an export of this program and not empty: nothing was written; choose another folder with --out, or empty this one",
        out.display()
    ))
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    const FILE: &str = "claims.csv";

    /// An export with this content in one file.
    fn stage(target: &Target, content: &str) -> Stage {
        let stage = Stage::create(target).expect("a folder can be made");
        stage.create_file(FILE).and_then(|mut file| file.write_all(content.as_bytes())).expect("the file can be written");
        stage
    }

    fn content(target: &Target) -> String {
        fs::read_to_string(target.path().join(FILE)).expect("the export is there")
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("the folder can be read").flatten();
        let mut names: Vec<_> = entries.map(|entry| entry.file_name().display().to_string()).collect();
        names.sort();
        names
    }

    #[test]
    fn where_nothing_can_be_exchanged_two_steps_replace_an_export() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let target = Target::new(&folder.path().join("dist")).expect("the folder is absent");
        stage(&target, "old").swap_in(&target).expect("the export can be put there");
        let new = stage(&target, "new");
        new.replace_in_two_steps(&target.path()).expect("the export can be replaced");
        drop(new);
        assert_eq!((content(&target).as_str(), names(folder.path())), ("new", vec!["dist".to_owned()]));
    }

    #[test]
    fn what_a_kill_between_the_two_steps_leaves_is_put_back() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let target = Target::new(&folder.path().join("dist")).expect("the folder is absent");
        stage(&target, "old").swap_in(&target).expect("the export can be put there");
        fs::rename(target.path(), folder.path().join(".dist.claims-export-1-0-replaced")).expect("the folder can be moved");
        target.remove_leftovers();
        assert_eq!((content(&target).as_str(), names(folder.path())), ("old", vec!["dist".to_owned()]));
    }

    #[test]
    fn what_is_put_in_the_place_while_the_export_is_made_is_given_back() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let target = Target::new(&folder.path().join("dist")).expect("the folder is absent");
        for two_steps in [false, true] {
            let new = stage(&target, "new");
            fs::create_dir_all(target.path()).expect("a folder can be made");
            fs::write(target.path().join("thesis.txt"), "years of work").expect("the file can be written");
            let refused = if two_steps {
                let refused = new.replace_in_two_steps(&target.path());
                drop(new);
                refused
            } else {
                new.swap_in(&target)
            };
            assert!(refused.is_err_and(|error| error.to_string().contains("is not an export")));
            assert_eq!(names(&target.path()), ["thesis.txt"]);
            assert_eq!(names(folder.path()), ["dist"]);
        }
    }
}
