//! Records that could not be read.

use std::collections::BTreeSet;

use crate::diagnostics::RecordKind;

/// What is known of records that could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unread {
    /// Their kinds and ids.
    pub ids: BTreeSet<(RecordKind, String)>,
    /// The kinds of those that have not even an id: any mention of a record of the kind may be of one of them.
    pub nameless: BTreeSet<RecordKind>,
}
