//! What is written is brought to the disk while more is written: in the end there is little to wait for.

use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// So many bytes of a file are brought to the disk together.
const PART: usize = 32 << 20;

/// Brings files to the disk on a thread of its own.
pub(crate) struct BackgroundSync {
    files: SyncSender<Arc<File>>,
    /// `None` if no thread could be started: then all is brought to the disk at the end.
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl BackgroundSync {
    pub(crate) fn start() -> Self {
        Self::start_with(File::sync_data)
    }

    fn start_with(sync: impl Fn(&File) -> io::Result<()> + Send + 'static) -> Self {
        let (files, waiting) = sync_channel::<Arc<File>>(1);
        let thread = thread::Builder::new().spawn(move || waiting.iter().try_for_each(|file| sync(&file))).ok();
        Self { files, thread }
    }

    /// A file to write to.
    pub(crate) fn file(&self, file: File) -> SyncedFile {
        SyncedFile { file: Arc::new(file), behind: 0, files: self.files.clone() }
    }

    /// Waits until nothing more is brought to the disk; every file must be finished before.
    pub(crate) fn finish(self) -> io::Result<()> {
        drop(self.files);
        let stopped = |_| Err(io::Error::other("the thread that writes to the disk has stopped"));
        self.thread.map_or(Ok(()), |thread| thread.join().unwrap_or_else(stopped))
    }
}

/// A file that is brought to the disk in parts as it is written.
pub(crate) struct SyncedFile {
    file: Arc<File>,
    /// The bytes written since that was last asked for.
    behind: usize,
    files: SyncSender<Arc<File>>,
}

impl SyncedFile {
    /// Brings to the disk what is not there yet.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.file.sync_all()
    }
}

impl Write for SyncedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = (&*self.file).write(bytes)?;
        self.behind += written;
        // If the thread has enough to do, the next write asks again; if there is none, nobody listens; if it has failed, its error is told at
        // the end.
        if self.behind >= PART && self.files.try_send(Arc::clone(&self.file)).is_ok() {
            self.behind = 0;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a thread that syncs like this ends with after these parts of one file were written.
    fn written(parts: &[usize], sync: impl Fn(&File) -> io::Result<()> + Send + 'static) -> io::Result<()> {
        let sync = BackgroundSync::start_with(sync);
        let mut file = sync.file(tempfile::tempfile()?);
        parts.iter().try_for_each(|part| file.write_all(&vec![b'a'; *part]))?;
        file.finish()?;
        sync.finish()
    }

    #[test]
    fn large_parts_are_brought_to_the_disk_early() {
        let (length, lengths) = std::sync::mpsc::channel();
        let sync = move |file: &File| length.send(file.metadata()?.len()).map_err(io::Error::other);
        written(&[PART - 1, 1, 10], sync).expect("the file can be written");
        let lengths: Vec<_> = lengths.iter().collect();
        assert_eq!(lengths.len(), 1, "{lengths:?}");
        assert!(lengths[0] >= PART as u64, "{lengths:?}");
    }

    #[test]
    fn an_error_of_the_disk_is_told_at_the_end() {
        let failed = written(&[PART, PART, PART], |_| Err(io::Error::other("the disk is gone"))).expect_err("the disk has failed");
        assert_eq!(failed.to_string(), "the disk is gone");
        written(&[PART - 1], |_| Err(io::Error::other("the disk is gone"))).expect("nothing is asked of the disk");
    }
}
