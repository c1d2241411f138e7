//! A document's text.

use std::ops::Range;
use std::sync::OnceLock;

use super::folded::{Folded, Near};
use super::hash::sha256;
use crate::characters::legible;
use crate::model::EvidenceView;

/// A document's text, addressed by Unicode code points.
///
/// ```
/// use guarantee_claims::texts::Text;
///
/// let text = Text::new("Zażółć gęślą jaźń.".to_owned());
/// assert_eq!(text.characters(), 18);
/// assert_eq!(text.slice(7, 12), Some("gęślą"));
/// assert_eq!(text.slice(12, 99), None);
/// ```
#[derive(Debug, Clone)]
pub struct Text {
    content: String,
    sha256: String,
    /// The byte at which each code point starts, and the length in bytes.
    starts: Vec<usize>,
    /// The text without what is hard to see, once somebody has asked for it.
    folded: OnceLock<Folded>,
}

impl Text {
    /// The text with this content.
    #[must_use]
    pub fn new(content: String) -> Self {
        let starts = content.char_indices().map(|(start, _)| start).chain([content.len()]).collect();
        Self { sha256: sha256(content.as_bytes()), content, starts, folded: OnceLock::new() }
    }

    /// The whole text.
    #[must_use]
    pub fn content(&self) -> &str {
        &self.content
    }

    /// The hash of its UTF-8 bytes.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Its length in code points.
    #[must_use]
    pub fn characters(&self) -> usize {
        self.starts.len() - 1
    }

    /// The code points from `start` up to, not including, `end`; `None` for an empty range or one past the end.
    #[must_use]
    pub fn slice(&self, start: u32, end: u32) -> Option<&str> {
        let (start, end) = (*self.starts.get(start as usize)?, *self.starts.get(end as usize)?);
        (start < end).then(|| &self.content[start..end])
    }

    /// The paragraphs (lines) that the code points from `start` up to `end` touch.
    ///
    /// ```
    /// use guarantee_claims::texts::Text;
    ///
    /// let text = Text::new("A heading\nOne line. Another sentence.\n".to_owned());
    /// assert_eq!(text.paragraphs(14, 18), Some("One line. Another sentence."));
    /// ```
    #[must_use]
    pub fn paragraphs(&self, start: u32, end: u32) -> Option<&str> {
        let words = self.slice(start, end)?;
        let (from, to) = (self.starts[start as usize], self.starts[start as usize] + words.len());
        let first = self.content[..from].rfind('\n').map_or(0, |line| line + 1);
        let last = self.content[to..].find('\n').map_or(self.content.len(), |line| to + line);
        Some(&self.content[first..last])
    }

    /// The bytes of the code points from `start` up to `end`; `None` for an empty range or one past the end.
    pub(crate) fn bytes(&self, start: u32, end: u32) -> Option<Range<usize>> {
        self.slice(start, end).map(|words| self.starts[start as usize]..self.starts[start as usize] + words.len())
    }

    /// The same with at most `most` code points on either side.
    pub(crate) fn bytes_around(&self, start: u32, end: u32, most: usize) -> Option<Range<usize>> {
        self.slice(start, end)?;
        let last = (end as usize).saturating_add(most).min(self.characters());
        Some(self.starts[(start as usize).saturating_sub(most)]..self.starts[last])
    }

    /// The code points from `start` up to `end` with the words around them on their lines, at most `most` code points on either side, and the
    /// bytes of this context in which they stand.
    pub(crate) fn in_context(&self, start: u32, end: u32, most: usize) -> Option<(&str, Range<usize>)> {
        let (words, around) = (self.bytes(start, end)?, self.bytes_around(start, end, most)?);
        let first = self.content[around.start..words.start].rfind('\n').map_or(around.start, |line| around.start + line + 1);
        let last = self.content[words.end..around.end].find('\n').map_or(around.end, |line| words.end + line);
        Some((&self.content[first..last], words.start - first..words.end - first))
    }

    /// Where words stand in these bytes of the text but for what is hard to see.
    pub(crate) fn find_nearly(&self, words: &str, within: &Range<usize>) -> Option<Near> {
        self.folded.get_or_init(|| Folded::of(&self.content)).find(words, within)
    }

    /// A range of bytes in words.
    pub(crate) fn code_points(&self, bytes: &Range<usize>) -> String {
        format!("code points {} to {}", self.code_point(bytes.start), self.code_point(bytes.end))
    }

    /// The code point that starts at this byte, or the first one after it.
    pub(crate) fn code_point(&self, byte: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start < byte)).unwrap_or(u32::MAX)
    }
}

/// Whether a quotation stands in these words, character for character. White space of the words counts as one space, and what cannot be seen
/// in them does not count, since no quotation may have either.
pub(crate) fn holds_quote(words: &str, quote: &str) -> bool {
    words.contains(quote) || legible(words).contains(quote)
}

/// What the text says of an evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The range has the recorded hash and holds the quotation.
    Verified,
    /// The range is empty or past the end of the text.
    NoRange,
    /// The range has this hash, which is not the recorded one.
    OtherHash(String),
    /// The range has the recorded hash and does not hold the quotation.
    NoQuote,
}

impl Text {
    /// Whether an evidence is in the text as it is recorded.
    pub(crate) fn judge(&self, evidence: &EvidenceView<'_>) -> Verdict {
        let Some(words) = self.slice(evidence.start, evidence.end) else { return Verdict::NoRange };
        let found = sha256(words.as_bytes());
        if found != *evidence.sha256 {
            Verdict::OtherHash(found)
        } else if evidence.quote.as_ref().is_some_and(|quote| !holds_quote(words, quote)) {
            Verdict::NoQuote
        } else {
            Verdict::Verified
        }
    }
}
