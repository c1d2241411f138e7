//! The versions that were kept in `data/released/`.

use serde_json::Value;

use crate::dataset::{Edition, VOCABULARY, table_rows};
use crate::fs::read::{RELEASED, RELEASED_FILES};
use crate::limits::{LONGEST_FILE, mebibytes};
use crate::sanitize::excerpt;

/// A file of a version.
pub(crate) struct Part<'p> {
    version: &'p str,
    name: &'p str,
}

impl<'p> Part<'p> {
    /// The part of a version at a path relative to the root; none if it is none.
    pub(crate) fn of_path(path: &'p str) -> Option<Self> {
        let (version, name) = path.strip_prefix(RELEASED)?.strip_prefix('/')?.split_once('/')?;
        RELEASED_FILES.contains(&name).then_some(Self { version, name })
    }
}

/// Reads a part of a version; that with the records comes first.
///
/// # Errors
/// If it cannot be read: what was found, and what was expected.
pub(super) fn read(part: &Part<'_>, bytes: &[u8], released: &mut Vec<Edition>) -> Result<(), String> {
    if bytes.len() > LONGEST_FILE {
        return Err(format!("the file is longer than {}: expected a shorter one", mebibytes(LONGEST_FILE)));
    }
    let value = json(bytes)?;
    if part.name == RELEASED_FILES[0] {
        let edition = Edition::new(value)?;
        if edition.version.as_str() != part.version {
            let (found, folder) = (edition.version.as_str(), excerpt(part.version));
            return Err(format!("it has the version {found} and its folder the name {folder}: expected the same"));
        }
        released.push(edition);
    } else if let Some(edition) = released.iter_mut().find(|edition| edition.version.as_str() == part.version) {
        edition.vocabulary = Some(table_rows(value, VOCABULARY)?);
    }
    Ok(())
}

/// The value of a JSON text.
///
/// # Errors
/// If it is none.
pub(crate) fn json(bytes: &[u8]) -> Result<Value, String> {
    serde_json::from_slice(bytes).map_err(|error| format!("it is no JSON ({error}): expected the file as it was exported"))
}
