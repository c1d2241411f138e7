//! What was read.

use std::collections::BTreeMap;

use super::spans::Spans;
use crate::dataset::Records;
use crate::dataset::layout::FileKind;
use crate::diagnostics::{Bytes, Finding, Location, NotRead, RecordKind, SourceFile};
use crate::rules::Unread;

/// What a dataset's folder holds: the records that could be read, and what is wrong with the rest.
#[derive(Debug)]
pub struct Loaded {
    /// The records, sorted by id.
    pub records: Records,
    /// The files, sorted by path.
    pub files: Vec<SourceFile>,
    /// What is known of records that could not be read.
    pub unread: Unread,
    /// How much could not be read.
    pub not_read: NotRead,
    /// The hashes of the files whose text is not their bytes; `None` if they are not at hand.
    #[cfg_attr(not(feature = "commands"), allow(dead_code, reason = "only a receipt shows them"))]
    pub(crate) hashes: BTreeMap<usize, Option<String>>,
    /// The findings of the reader.
    pub(crate) findings: Vec<Finding<Bytes>>,
    /// What records that could not be read mention.
    pub(crate) unread_mentions: Vec<Mention>,
    pub(super) spans: Vec<Spans>,
    pub(super) origins: BTreeMap<RecordKind, Vec<Origin>>,
}

/// Where a record stands: the file by its index, and the record as a JSON Pointer in it.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    pub(super) file: usize,
    pub(super) pointer: String,
}

/// A mention of a record in one that could not be read.
#[derive(Debug)]
pub(crate) struct Mention {
    pub(crate) place: Bytes,
    pub(crate) from: RecordKind,
    pub(crate) target: RecordKind,
    pub(crate) id: String,
}

impl Loaded {
    /// Where a value of a record stands; `None` if it stands in no file.
    pub(crate) fn bytes(&self, location: &Location) -> Option<Bytes> {
        let origin = self.origins.get(&location.kind)?.get(location.index)?;
        let file = self.files.get(origin.file)?;
        // In a dataset's files of claims and codings the source is written once: at the head, or as the name of the file.
        let kind = FileKind::of_path(&file.path);
        let at_head = matches!(kind, Some(FileKind::Claims | FileKind::Codings)) && location.pointer == "/source";
        let pointer = if at_head { location.pointer.clone() } else { format!("{}{}", origin.pointer, location.pointer) };
        Some(Bytes { file: origin.file, span: self.spans[origin.file].find(&pointer) })
    }
}
