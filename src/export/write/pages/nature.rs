//! What the values of a column are.

use crate::model::Vocabulary;

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::export::write) enum Nature {
    Text,
    Term(&'static Vocabulary),
    Integer,
    Number,
    Date,
}

impl Nature {
    /// Whether the values are texts for Parquet.
    pub(in crate::export::write) const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Term(_))
    }
}

/// The term with this ordinal.
pub(super) fn term(vocabulary: &Vocabulary, ordinal: u64) -> &'static str {
    usize::try_from(ordinal).ok().and_then(|ordinal| vocabulary.terms.get(ordinal)).expect("a term is of its vocabulary").value
}
