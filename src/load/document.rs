//! A file as far as it could be parsed, whatever its format, and what is wrong with it as it is written.

use std::ops::Range;

use serde_json::Value;

use super::spans::Spans;
use crate::rules::{self, Rule};

/// A file as far as it could be parsed.
#[derive(Default)]
pub(crate) struct Document {
    pub(crate) text: String,
    /// The value; null if nothing could be read.
    pub(crate) value: Value,
    pub(crate) spans: Spans,
    pub(crate) faults: Vec<Fault>,
    /// The records that are not in the value.
    pub(crate) lost: Vec<Lost>,
    /// The fields that no record has, for which one fault stands.
    pub(crate) lacks: Vec<&'static str>,
    /// Whether something that stood before the first record is not in the value.
    pub(crate) head_has_gaps: bool,
    /// Whether more records may have followed: the file ends in the middle of something, or not all of it was looked at.
    pub(crate) is_cut_off: bool,
    /// Whether nothing is known of what the file holds.
    pub(crate) is_unknown: bool,
}

/// Something that could not be read and was one record, or more.
#[derive(Debug)]
pub(crate) struct Lost {
    /// What stands where their ids do.
    pub(crate) ids: Vec<String>,
}

/// Something that is wrong with a file as it is written.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub(crate) rule: &'static Rule,
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) related: Vec<(Range<usize>, String)>,
}

impl Fault {
    pub(super) const fn syntax(span: Range<usize>, message: String, help: Option<String>) -> Self {
        Self { rule: &rules::syntax::RULE, span, message, help, related: Vec::new() }
    }
}

/// The text of a file with its faults; the text as far as it can be shown and the one fault, if it is not UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Vec<Fault>), (String, Fault)> {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.starts_with('\u{feff}') => {
            let message = "the file starts with a byte order mark: expected UTF-8 without one";
            Ok((text.to_owned(), vec![Fault::syntax(0..3, message.to_owned(), None)]))
        }
        Ok(text) => Ok((text.to_owned(), Vec::new())),
        Err(error) => {
            let at = error.valid_up_to();
            let message = format!("byte {at} of the file (0x{:02x}) is not UTF-8: expected UTF-8", bytes[at]);
            Err((String::from_utf8_lossy(bytes).into_owned(), Fault::syntax(at..at, message, None)))
        }
    }
}
