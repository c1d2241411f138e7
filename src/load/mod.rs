//! From files to records: every fault of syntax and shape in one run, each with its place.

mod bounds;
mod conflict;
mod csv;
mod document;
#[cfg(feature = "check")]
mod json;
mod loaded;
#[cfg(feature = "check")]
mod parts;
#[cfg(feature = "cli")]
mod raw;
mod reader;
mod released;
mod spans;
mod toml;

use std::path::Path;

#[cfg(feature = "check")]
pub(crate) use conflict::{HELP as CONFLICT_HELP, is_marker};
#[cfg(feature = "check")]
pub(crate) use json::spans as json_spans;
pub use loaded::Loaded;
#[cfg(feature = "cli")]
pub(crate) use raw::{document as raw_document, version as raw_version};
#[cfg(feature = "cli")]
pub(crate) use reader::faults;
#[cfg(feature = "check")]
pub(crate) use reader::{id_of, too_many_values};
#[cfg(feature = "cli")]
pub(crate) use released::json as released_json;
#[cfg(feature = "check")]
pub(crate) use spans::{Inside, Spans};

#[cfg(feature = "cli")]
use crate::dataset::Records;
use crate::error::Error;
use crate::fs::read::read_folder;
#[cfg(feature = "cli")]
use crate::model::{Distinct, SourceId};
use reader::{Settings, read};

/// Reads the dataset in the folder `root` as far as it can be read.
///
/// # Errors
/// If `root` is no dataset or a file cannot be read. What is wrong with the data is in the findings.
pub fn load(root: &Path) -> Result<Loaded, Error> {
    Ok(parse(read_folder(root)?))
}

/// Reads the dataset that these files make up: paths relative to its root, and contents.
pub(crate) fn parse(files: Vec<(String, Vec<u8>)>) -> Loaded {
    read(files, Settings::default())
}

/// Reads codings of documents that are not the dataset's, which are known by the documents' ids, beside the records of the dataset. What
/// became of them when they were settled, if they were, is left out.
#[cfg(feature = "cli")]
pub(crate) fn further_codings(files: Vec<(SourceId, Vec<u8>)>, dataset: &Records) -> Loaded {
    let files = files.into_iter().map(|(source, bytes)| (format!("data/codings/{source}.csv"), bytes)).collect();
    let mut loaded = read(files, Settings { is_further: true, ..Settings::default() });
    let mut codings = std::mem::take(&mut loaded.records.codings);
    for coding in &mut codings {
        (coding.pair, coding.claims) = (None, Distinct::default());
    }
    loaded.records = Records { codings, ..dataset.clone() };
    loaded
}

/// Reads files that the tests have found to be valid, without asking the schemas, which take longer to compile than the files to read.
#[cfg(feature = "data")]
pub(crate) fn parse_tested(files: Vec<(String, Vec<u8>)>) -> Loaded {
    read(files, Settings { tested: true, ..Settings::default() })
}
