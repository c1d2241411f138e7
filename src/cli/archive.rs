//! Files out of an archive.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use crate::error::Error;
use crate::limits::{LARGEST_ARCHIVE, LONGEST_DOCUMENT};

/// The forms of archives, by the endings of their names.
const FORMS: [(&str, Form); 7] = [
    (".zip", Form::Zip),
    (".tar", Form::Tar),
    (".tar.gz", Form::Gzip),
    (".tgz", Form::Gzip),
    (".tar.zst", Form::Zstandard),
    (".tar.zstd", Form::Zstandard),
    (".tzst", Form::Zstandard),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Zip,
    Tar,
    Gzip,
    Zstandard,
}

impl Form {
    /// The form of an archive by its name.
    pub(super) fn of_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        FORMS.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, form)| *form)
    }
}

/// The files of these names in an archive, by their paths.
///
/// # Errors
/// If the archive cannot be read.
pub(super) fn files(path: &Path, form: Form, names: &[&str]) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let file = File::open(path).map_err(|error| Error::io("read", path, error))?;
    let is_wanted = |name: &str| names.contains(&name.rsplit('/').next().unwrap_or(name));
    let file = BufReader::new(file);
    let read = match form {
        Form::Zip => of_zip(file, is_wanted),
        Form::Tar => of_tar(file, is_wanted),
        Form::Gzip => of_tar(flate2::read::MultiGzDecoder::new(file), is_wanted),
        Form::Zstandard => zstd::stream::read::Decoder::with_buffer(file).and_then(|file| of_tar(file, is_wanted)),
    };
    read.map_err(|error| Error::io("read the archive", path, error))
}

fn of_zip(file: BufReader<File>, is_wanted: impl Fn(&str) -> bool) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut archive = zip::ZipArchive::new(file)?;
    let names = archive.file_names().map(|name| name.map(Cow::into_owned)).collect::<Result<Vec<_>, _>>()?;
    names.into_iter().filter(|name| is_wanted(name)).map(|name| Ok((name.clone(), whole(archive.by_name(&name)?, &name)?))).collect()
}

fn of_tar(input: impl Read, is_wanted: impl Fn(&str) -> bool) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut archive = tar::Archive::new(Bounded { input, left: LARGEST_ARCHIVE });
    let mut files = BTreeMap::new();
    for entry in archive.entries()? {
        let entry = entry?;
        let name = entry.path()?.to_string_lossy().into_owned();
        if is_wanted(&name) && entry.header().entry_type().is_file() {
            let bytes = whole(entry, &name)?;
            files.insert(name, bytes);
        }
    }
    Ok(files)
}

/// The whole content of a file.
fn whole(mut input: impl Read, name: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.by_ref().take(LONGEST_DOCUMENT as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LONGEST_DOCUMENT {
        return Err(io::Error::other(format!("{name} is longer than {LONGEST_DOCUMENT} bytes")));
    }
    Ok(bytes)
}

/// An input of which no more than so many bytes are read: what is packed may be far larger than it looks.
struct Bounded<R> {
    input: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        let over = || io::Error::other(format!("it holds more than {LARGEST_ARCHIVE} bytes"));
        self.left = self.left.checked_sub(read as u64).ok_or_else(over)?;
        Ok(read)
    }
}
