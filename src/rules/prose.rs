//! A text that a person wrote, and the rules that look at it by itself.

use crate::diagnostics::RecordKind;
use crate::model::ascii_scan::all_pairs;
use crate::model::walk::At;

/// A text that a person wrote.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prose<'a> {
    pub(crate) text: &'a str,
    /// Whether it is a speaker's own words, which are left as the document has them.
    pub(crate) is_quote: bool,
    /// Whether the export joins it with others in a cell.
    pub(crate) is_joined: bool,
}

/// What is wrong with a text, and what to do about it.
pub(crate) struct Fault {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl From<String> for Fault {
    fn from(message: String) -> Self {
        Self { message, help: None }
    }
}

impl<'a> Prose<'a> {
    /// The text at this place of a record.
    pub(crate) fn at(kind: RecordKind, at: &At<'_>, text: &'a str) -> Self {
        // The names of the parties of a claim stand in one cell of the wide table.
        let is_joined = at.is_item() || kind == RecordKind::Actor && at.field() == Some("name");
        Self { text, is_quote: at.field() == Some("quote"), is_joined }
    }
}

impl Prose<'_> {
    /// Whether nothing in the text can be a fault of prose, so that no rule need look at it.
    pub(super) fn is_faultless(&self) -> bool {
        is_plain(self.text) && !(self.is_joined && self.text.contains(';'))
    }
}

/// Whether nothing in a text can be a fault of prose: it is made of common letters and signs, which have one encoding each, with single
/// spaces inside, and starts with no sign of a formula.
pub(super) fn is_plain(text: &str) -> bool {
    let printable = |byte: u8| !byte.is_ascii_control();
    let spaced = |byte, next| (byte, next) != (b' ', b' ');
    let starts = text.as_bytes().first().is_some_and(|first| !matches!(first, b' ' | b'=' | b'+' | b'-' | b'@'));
    let inside = all_pairs(text.as_bytes(), |byte, next| printable(byte) & spaced(byte, next));
    starts && inside && !text.ends_with(' ') && beyond_ascii(text).all(is_common)
}

/// Whether a character beyond ASCII is a common letter (Latin, Cyrillic, Chinese) or sign.
pub(super) fn is_common(c: char) -> bool {
    matches!(
        c,
        '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{17f}' | '\u{400}'..='\u{481}' | '\u{2010}'..='\u{2027}' | '€' | '\u{4e00}'..='\u{9fff}'
    )
}

/// The characters of a text that are not ASCII; parts without any are passed over.
pub(super) fn beyond_ascii(text: &str) -> impl Iterator<Item = char> {
    const PART: usize = 32;
    let parts = text.as_bytes().chunks(PART).enumerate().filter(|(_, part)| !part.is_ascii());
    let starts = parts.flat_map(|(number, part)| (number * PART..).zip(part).filter(|(_, byte)| **byte >= 0xC0));
    starts.filter_map(|(start, _)| text[start..].chars().next())
}
