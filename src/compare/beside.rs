//! What differs beside the records.

use super::agreement::Moved;
use super::codings::Recoded;
use super::order::Reordered;

/// What differs beside the records; of what a version lacks, nothing is known.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Beside<'a> {
    pub(crate) agreement: Option<&'a [Moved]>,
    pub(crate) codings: Option<&'a [Recoded]>,
    pub(crate) order: Option<&'a [Reordered]>,
}

impl Beside<'_> {
    pub(crate) fn is_same(&self) -> bool {
        self.agreement.is_none_or(<[_]>::is_empty) && self.codings.is_none_or(<[_]>::is_empty) && self.order.is_none_or(<[_]>::is_empty)
    }
}
