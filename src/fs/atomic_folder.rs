//! Folders that are put in their place whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::draft::{Draft, Kind};
use super::lock::lock;
use super::marker::Marker;
use super::owner::{inherit, inherit_mode, make_folders, open_folder};
use super::paths::{can_write, folder_of, is_mount, nearest_folder, place_of};
use crate::error::Error;

/// A folder under construction, to be put in the place of another in one step. Dropped before that, it is removed.
pub(crate) struct AtomicFolder {
    marker: &'static Marker,
    draft: Draft,
}

impl AtomicFolder {
    /// Starts the folder that is to stand at `out`, which stays as it is until all is written.
    pub(crate) fn create(marker: &'static Marker, out: &Path) -> Result<Self, Error> {
        let target = Self::probe(marker, out)?;
        let parent = folder_of(&target).to_owned();
        make_folders(&parent).map_err(|error| Error::io("make the folder", &parent, error))?;
        let made = Draft::create(Kind::Folder(marker), target, |path| fs::create_dir(path));
        let (draft, ()) = made.map_err(|error| Error::io("make a folder in", &parent, error))?;
        let folder = Self { marker, draft };
        folder.mark().map_err(|error| Error::io("write to", folder.path(), error))?;
        Ok(folder)
    }

    /// The place of a folder, if one can be put there, as far as can be said before that is done.
    pub(crate) fn probe(marker: &Marker, out: &Path) -> Result<PathBuf, Error> {
        let target = place_of(out).map_err(|error| Error::io("find", out, error))?;
        if target.file_name().and_then(|name| name.to_str()).is_none() {
            return Err(Error::usage(format!("{} is no name for a folder: expected one in UTF-8 by {}", out.display(), marker.option)));
        }
        let instead = || format!("expected a folder in it, such as {} {}", marker.option, out.join("dist").display());
        if is_mount(&target) {
            return Err(Error::usage(format!("{} is mounted, so that no folder can take its place: {}", out.display(), instead())));
        }
        if target.exists() && !marker.may_remove(&target).map_err(|error| Error::io("read the folder", &target, error))? {
            return Err(marker.not_ours(&target));
        }
        let parent = nearest_folder(folder_of(&target));
        match can_write(parent) {
            Ok(()) => Ok(target),
            Err(_) if can_write(&target).is_ok() => {
                let (parent, out) = (parent.display(), out.display());
                Err(Error::usage(format!("nothing can be made in {parent} to take the place of {out}: {}", instead())))
            }
            Err(error) => Err(Error::io("make a folder in", parent, error)),
        }
    }

    /// Says what it is, before anything else is in it.
    fn mark(&self) -> io::Result<()> {
        if let Some(folder) = open_folder(self.path())? {
            inherit(&folder, self.target())?;
        }
        self.create_file(self.marker.file)?.write_all(self.marker.note.as_bytes())
    }

    /// Where it is built.
    pub(crate) fn path(&self) -> &Path {
        &self.draft.path
    }

    /// Where it is to stand.
    pub(crate) fn target(&self) -> &Path {
        &self.draft.target
    }

    /// A new file in the folder.
    pub(crate) fn create_file(&self, name: &str) -> io::Result<File> {
        let (path, old) = (self.path().join(name), self.target().join(name));
        let folder = folder_of(&path);
        if !folder.is_dir() {
            fs::create_dir(folder)?;
            if let Some(made) = open_folder(folder)? {
                inherit_mode(&made, folder_of(&old), self.path())?;
            }
        }
        let file = File::create_new(&path)?;
        inherit_mode(&file, &old, folder)?;
        Ok(file)
    }

    /// Puts the folder in its place; what was there is removed afterwards.
    pub(crate) fn commit(self) -> Result<(), Error> {
        // Another run may put its folder there, or take it away, between a look and a step.
        const ATTEMPTS: usize = 100;
        let (path, target) = (self.path(), self.target());
        let failed = |error| self.marker.cannot_replace(target, error);
        File::open(path).and_then(|folder| folder.sync_all()).map_err(failed)?;
        for _ in 0..ATTEMPTS {
            if !target.exists() {
                match fs::rename(path, target) {
                    Ok(()) => return Ok(()),
                    Err(_) if target.exists() => continue,
                    Err(error) => return Err(failed(error)),
                }
            }
            match exchange(path, target) {
                Ok(()) => return self.give_back_what_is_not_ours(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(_) => return self.replace_in_two_steps(),
            }
        }
        Err(failed(io::ErrorKind::ResourceBusy.into()))
    }

    /// What came out of the place in exchange may have been put there while the folder was built.
    fn give_back_what_is_not_ours(&self) -> Result<(), Error> {
        if self.marker.may_remove(self.path()).unwrap_or(false) {
            return Ok(());
        }
        exchange(self.path(), self.target()).map_err(|error| Error::io("put back what was in", self.target(), error))?;
        Err(self.marker.not_ours(self.target()))
    }

    /// Not every file system can exchange: between two steps there is no folder, but each of the two is whole, and the next run puts the
    /// earlier one back.
    fn replace_in_two_steps(&self) -> Result<(), Error> {
        let (target, old) = (self.target(), self.draft.path_of_replaced());
        let failed = |error| self.marker.cannot_replace(target, error);
        if !self.marker.may_remove(target).map_err(failed)? {
            return Err(self.marker.not_ours(target));
        }
        let _lock = lock(target);
        fs::rename(target, &old).map_err(failed)?;
        if let Err(error) = fs::rename(self.path(), target) {
            let _ = fs::rename(&old, target);
            return Err(failed(error));
        }
        let _ = self.marker.remove(&old);
        Ok(())
    }
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
    use super::*;

    const MARKER: Marker = Marker { noun: "album", option: "--album", file: ".mark", note: "A folder of a test.", is_known: |_| false };
    const FILE: &str = "claims.csv";

    /// A folder with this content in one file.
    fn draft(target: &Path, content: &str) -> AtomicFolder {
        let folder = AtomicFolder::create(&MARKER, target).expect("a folder can be made");
        folder.create_file(FILE).and_then(|mut file| file.write_all(content.as_bytes())).expect("the file can be written");
        folder
    }

    fn content(target: &Path) -> String {
        fs::read_to_string(target.join(FILE)).expect("the folder is there")
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("the folder can be read").flatten();
        let mut names: Vec<_> = entries.map(|entry| entry.file_name().display().to_string()).collect();
        names.sort();
        names
    }

    #[test]
    fn where_nothing_can_be_exchanged_two_steps_replace_a_folder() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let target = folder.path().join("dist");
        draft(&target, "old").commit().expect("the folder can be put there");
        let new = draft(&target, "new");
        new.replace_in_two_steps().expect("the folder can be replaced");
        drop(new);
        assert_eq!((content(&target).as_str(), names(folder.path())), ("new", vec!["dist".to_owned()]));
    }

    #[test]
    #[cfg(unix)]
    fn what_a_kill_between_the_two_steps_leaves_is_put_back() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let target = folder.path().join("dist");
        draft(&target, "old").commit().expect("the folder can be put there");
        fs::rename(&target, folder.path().join(".dist.claims-album-1-0-replaced")).expect("the folder can be moved");
        drop(draft(&target, "new"));
        assert_eq!((content(&target).as_str(), names(folder.path())), ("old", vec!["dist".to_owned()]));
    }

    #[test]
    fn what_is_put_in_the_place_while_the_folder_is_built_is_given_back() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let target = folder.path().join("dist");
        for two_steps in [false, true] {
            let new = draft(&target, "new");
            fs::create_dir_all(&target).expect("a folder can be made");
            fs::write(target.join("thesis.txt"), "years of work").expect("the file can be written");
            let refused = if two_steps {
                let refused = new.replace_in_two_steps();
                drop(new);
                refused
            } else {
                new.commit()
            };
            assert!(refused.is_err_and(|error| error.to_string().contains("is not an album of this program and not empty")));
            assert_eq!(names(&target), ["thesis.txt"]);
            assert_eq!(names(folder.path()), ["dist"]);
            fs::remove_dir_all(&target).expect("the folder is ours");
        }
    }
}
