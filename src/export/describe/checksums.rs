//! Sizes and hashes of the files of an export.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::Companion;
use crate::texts::{hexadecimal, sha256};

/// What is known about a file.
pub(super) struct Sum {
    /// Its path in the export.
    pub(super) name: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

impl Sum {
    /// Measures a file that was written; `path` is its path below `folder`.
    pub(super) fn of_file(folder: &Path, path: &Path) -> io::Result<Self> {
        let (mut hasher, mut bytes) = (Sha256::new(), 0);
        let mut file = BufReader::with_capacity(1 << 16, File::open(folder.join(path))?);
        loop {
            let read = file.fill_buf()?;
            if read.is_empty() {
                break;
            }
            hasher.update(read);
            let length = read.len();
            bytes += length as u64;
            file.consume(length);
        }
        let name = path.to_str().ok_or_else(|| io::Error::other("the name of a file of the export is ASCII"))?.to_owned();
        Ok(Self { name, bytes, sha256: hexadecimal(&hasher.finalize()) })
    }
}

/// The list that `sha256sum --check` reads, sorted by name.
pub(super) fn list(files: &[Sum], companions: &[Companion]) -> String {
    let described = companions.iter().map(|file| (file.name.as_str(), sha256(file.content.as_bytes())));
    let mut lines: Vec<_> = files.iter().map(|file| (file.name.as_str(), file.sha256.clone())).chain(described).collect();
    lines.sort();
    lines.iter().fold(String::new(), |mut list, (name, sha256)| {
        let _ = writeln!(list, "{sha256}  {name}");
        list
    })
}
