//! The versions that were kept in `data/released/`.

use serde_json::{Map, Value};

use crate::dataset::{Edition, VOCABULARY, table_rows};
use crate::fs::read::{RELEASED, RELEASED_FILES};
use crate::limits::{LONGEST_FILE, mebibytes};
use crate::sanitize::excerpt;

/// What a file of a version holds.
pub(super) enum Part {
    /// The records, with what stands beside them.
    Records(Edition),
    /// The table `vocabulary` of this version.
    Vocabulary { version: String, rows: Vec<Map<String, Value>> },
}

/// The part of a version that the file at a path relative to the root holds, or what was found and what was expected; none if it is at the
/// path of none.
pub(super) fn part(path: &str, bytes: &[u8]) -> Option<Result<Part, String>> {
    let (version, name) = path.strip_prefix(RELEASED)?.strip_prefix('/')?.split_once('/')?;
    RELEASED_FILES.contains(&name).then(|| read(version, name, bytes))
}

fn read(version: &str, name: &str, bytes: &[u8]) -> Result<Part, String> {
    if bytes.len() > LONGEST_FILE {
        return Err(format!("the file is longer than {}: expected a shorter one", mebibytes(LONGEST_FILE)));
    }
    let value = json(bytes)?;
    if name != RELEASED_FILES[0] {
        return Ok(Part::Vocabulary { version: version.to_owned(), rows: table_rows(value, VOCABULARY)? });
    }
    let edition = Edition::new(value)?;
    if edition.version.as_str() != version {
        let (found, folder) = (edition.version.as_str(), excerpt(version));
        return Err(format!("it has the version {found} and its folder the name {folder}: expected the same"));
    }
    Ok(Part::Records(edition))
}

impl Part {
    /// Puts it to the versions that are there; the records of a version come first.
    pub(super) fn join(self, released: &mut Vec<Edition>) {
        match self {
            Self::Records(edition) => released.push(edition),
            Self::Vocabulary { version, rows } => {
                if let Some(edition) = released.iter_mut().find(|edition| edition.version.as_str() == version) {
                    edition.vocabulary = Some(rows);
                }
            }
        }
    }
}

/// The value of a JSON text.
///
/// # Errors
/// If it is none.
pub(crate) fn json(bytes: &[u8]) -> Result<Value, String> {
    serde_json::from_slice(bytes).map_err(|error| format!("it is no JSON ({error}): expected the file as it was exported"))
}
