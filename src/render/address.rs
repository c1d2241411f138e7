//! Where services that show a repository find a file.

use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

/// What a URI leaves as it is (RFC 3986, section 2.3); all else is encoded.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Address {
    /// In the repository, from its top; without a repository, from the folder that the paths of the report start from.
    Inside(PathBuf),
    /// Elsewhere on the machine: an absolute path.
    Outside(PathBuf),
}

impl Address {
    /// The path, of a file in the repository with forward slashes.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Inside(path) => parts(path).map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"),
            Self::Outside(path) => path.to_string_lossy().into_owned(),
        }
    }

    /// The path as a URI reference: relative of a file in the repository, else with the scheme `file`.
    pub(super) fn uri(&self) -> String {
        let encoded = |path: &Path| {
            let part = |part: Component<'_>| percent_encode(part.as_os_str().as_encoded_bytes(), RESERVED).to_string();
            parts(path).map(part).collect::<Vec<_>>().join("/")
        };
        match self {
            Self::Inside(path) => encoded(path),
            Self::Outside(path) => format!("file:///{}", encoded(path)),
        }
    }
}

/// The names that a path goes through.
fn parts(path: &Path) -> impl Iterator<Item = Component<'_>> {
    path.components().filter(|part| !matches!(part, Component::RootDir | Component::CurDir))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_the_repository_are_relative_references_and_others_have_a_scheme() {
        let inside = Address::Inside(PathBuf::from("a b/ü:%.ndjson"));
        assert_eq!((inside.path(), inside.uri()), ("a b/ü:%.ndjson".to_owned(), "a%20b/%C3%BC%3A%25.ndjson".to_owned()));
        let outside = Address::Outside(PathBuf::from("/tmp/a#b?.json"));
        assert_eq!((outside.path(), outside.uri()), ("/tmp/a#b?.json".to_owned(), "file:///tmp/a%23b%3F.json".to_owned()));
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_is_encoded_byte_by_byte() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        let inside = Address::Inside(PathBuf::from(OsStr::from_bytes(b"a\xff.json")));
        assert_eq!(inside.uri(), "a%FF.json");
    }
}
