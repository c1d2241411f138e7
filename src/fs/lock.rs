//! Locks on files and folders that are being written. They go with the process, however it ends: what is not locked was left behind.

use std::fs::File;
use std::io;
use std::path::Path;

/// Takes the lock of a file or folder for as long as the result lives; an error if another process has it.
#[cfg(unix)]
pub(crate) fn lock(path: &Path) -> io::Result<File> {
    let handle = File::open(path)?;
    rustix::fs::flock(&handle, rustix::fs::FlockOperation::NonBlockingLockExclusive)?;
    Ok(handle)
}

/// Elsewhere a folder cannot be locked: what is being written is never taken for a leftover, and leftovers stay.
#[cfg(not(unix))]
pub(crate) fn lock(_: &Path) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The lock of something that was just made: `None` where there are no locks, an error if another process has taken it for a leftover.
pub(crate) fn lock_new(path: &Path) -> io::Result<Option<File>> {
    match lock(path) {
        Ok(lock) => Ok(Some(lock)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::WouldBlock) => Err(error),
        Err(_) => Ok(None),
    }
}
