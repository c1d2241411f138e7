//! The owner, group and mode of what is written.

use std::fs::{self, File, Metadata};
use std::io;
#[cfg(unix)]
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
use std::path::Path;

use super::paths::folder_of;

/// Gives what was just made the owner, group and mode of `old`, whose place it takes, as far as this user may; without one, whoever has the
/// folder that it is in gets it.
pub(crate) fn inherit(new: &File, old: &Path) -> io::Result<()> {
    let Some(old) = what_is_at(old)? else { return give_to_owner_of(new, folder_of(old)) };
    #[cfg(unix)]
    if fchown(new, Some(old.uid()), Some(old.gid())).is_err() {
        // Who is not root may still give it to a group of his own.
        let _ = fchown(new, None, Some(old.gid()));
    }
    set_mode(new, &old)
}

/// Gives what was just made the mode of `old`, whose place it takes, and to whoever has the folder that it is in.
pub(crate) fn inherit_mode(new: &File, old: &Path, folder: &Path) -> io::Result<()> {
    give_to_owner_of(new, folder)?;
    what_is_at(old)?.map_or(Ok(()), |old| set_mode(new, &old))
}

/// A file or folder, if it is there; a link is none, since its mode is that of something else.
fn what_is_at(path: &Path) -> io::Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        found => found.map(|found| Some(found).filter(|found| !found.is_symlink())),
    }
}

/// Root alone may do so: what others make stays theirs.
fn give_to_owner_of(new: &File, folder: &Path) -> io::Result<()> {
    let (made, around) = (new.metadata()?, fs::metadata(folder)?);
    #[cfg(unix)]
    if around.uid() != made.uid() {
        let _ = fchown(new, Some(around.uid()), Some(around.gid()));
    }
    #[cfg(not(unix))]
    let _ = (made, around);
    Ok(())
}

fn set_mode(new: &File, old: &Metadata) -> io::Result<()> {
    let permissions = old.permissions();
    // More is to be written into a folder.
    #[cfg(unix)]
    let permissions = fs::Permissions::from_mode(permissions.mode() | if old.is_dir() { 0o700 } else { 0 });
    new.set_permissions(permissions)
}

/// Lets its owner change what is in a folder, so that it can be removed; whoever is not its owner may do so already, or cannot.
pub(crate) fn make_writable(folder: &Path) {
    if let Ok(Some(folder)) = open_folder(folder)
        && let Ok(found) = folder.metadata()
    {
        let _ = set_mode(&folder, &found);
    }
}

/// Makes a folder, and those before it that are not there, for whoever has the folder that they are in.
pub(crate) fn make_folders(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    make_folders(folder_of(folder))?;
    match fs::create_dir(folder) {
        Ok(()) => open_folder(folder)?.map_or(Ok(()), |new| give_to_owner_of(&new, folder_of(folder))),
        // Another run was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
    }
}

/// Opens a folder that was just made, and nothing behind a link: whoever has the folder around it could put one there.
#[cfg(unix)]
pub(crate) fn open_folder(folder: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{Mode, OFlags, open};
    Ok(Some(open(folder, OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty())?.into()))
}

/// Elsewhere a folder cannot be opened as a file.
#[cfg(not(unix))]
pub(crate) fn open_folder(_: &Path) -> io::Result<Option<File>> {
    Ok(None)
}
