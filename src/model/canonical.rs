//! The quick reader: takes values that are written exactly as this crate writes them, every key in canonical order and no white space, and
//! gives up on all others, which `serde_json` reads. It accepts nothing that the other refuses, and makes the same of what it accepts.

use std::borrow::Cow;

use super::view::{Form, Str};
use super::{Amount, Distinct, NonEmpty, PartialDate};

/// A text of JSON that is read from its start.
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// What can be read from canonical text; `None` says nothing about the value.
pub(crate) trait Canonical<'a>: Sized {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self>;
}

/// The value in this text, if it is in canonical form.
pub(crate) fn read<'a, T: Canonical<'a>>(text: &'a str) -> Option<T> {
    let mut cursor = Cursor { text, at: 0 };
    let value = T::read(&mut cursor)?;
    (cursor.at == text.len()).then_some(value)
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Goes over these words if they come next.
    pub(crate) fn skip(&mut self, words: &str) -> Option<()> {
        self.rest().starts_with(words.as_bytes()).then(|| self.at += words.len())
    }

    /// A string, borrowed if nothing in it is escaped.
    fn string(&mut self) -> Option<Cow<'a, str>> {
        let start = self.at;
        self.skip("\"")?;
        let mut end = start + 1 + plain_length(self.rest());
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Some(Cow::Borrowed(&self.text[start + 1..end]));
        }
        // Only what is escaped is left to the library.
        while *self.text.as_bytes().get(end)? != b'"' {
            end += if self.text.as_bytes()[end] == b'\\' { 2 } else { 1 };
            end += plain_length(self.text.as_bytes().get(end..)?);
        }
        self.at = end + 1;
        serde_json::from_str(self.text.get(start..=end)?).ok().map(Cow::Owned)
    }

    /// A whole number without sign, fraction or exponent.
    fn whole<N: std::str::FromStr>(&mut self) -> Option<N> {
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let text = &self.text[self.at..self.at + digits];
        if text.len() > 1 && text.starts_with('0') || matches!(self.rest().get(digits), Some(b'.' | b'e' | b'E')) {
            return None;
        }
        self.at += digits;
        text.parse().ok()
    }

    fn list<T: Canonical<'a>>(&mut self) -> Option<Vec<T>> {
        self.skip("[")?;
        let mut items = Vec::new();
        if self.skip("]").is_some() {
            return Some(items);
        }
        loop {
            items.push(T::read(self)?);
            if self.skip(",").is_none() {
                self.skip("]")?;
                return Some(items);
            }
        }
    }
}

/// How many bytes come before the first quotation mark, backslash or control character: eight are looked at in one step.
fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);
    /// The high bit of each byte that is zero (and of some above the first such byte, which does not matter).
    const fn zeros(word: u64) -> u64 {
        word.wrapping_sub(ONES) & !word & HIGHS
    }
    let mut length = 0;
    for part in bytes.chunks_exact(8) {
        let word = u64::from_le_bytes(part.try_into().expect("a part has eight bytes"));
        let quotes = zeros(word ^ (ONES * b'"' as u64));
        let backslashes = zeros(word ^ (ONES * b'\\' as u64));
        let controls = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
        let found = quotes | backslashes | controls;
        if found != 0 {
            return length + found.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    length + bytes[length..].iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20)).count()
}

impl<'a, T: Form> Canonical<'a> for Str<'a, T> {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        let text = cursor.string()?;
        T::accepts(&text).then(|| Self::checked(text))
    }
}

impl<'a> Canonical<'a> for PartialDate {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        Self::parse(&cursor.string()?)
    }
}

impl<'a> Canonical<'a> for u32 {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        cursor.whole()
    }
}

impl<'a> Canonical<'a> for Amount {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        Self::of_whole(cursor.whole()?)
    }
}

impl<'a, T: Canonical<'a>> Canonical<'a> for Option<T> {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        if cursor.skip("null").is_some() { Some(None) } else { T::read(cursor).map(Some) }
    }
}

impl<'a, T: Canonical<'a>> Canonical<'a> for Vec<T> {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        cursor.list()
    }
}

impl<'a, T: Canonical<'a> + Ord + std::fmt::Display> Canonical<'a> for Distinct<T> {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        Self::new(cursor.list()?).ok()
    }
}

impl<'a, T: Canonical<'a>> Canonical<'a> for NonEmpty<T> {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        Self::new(cursor.list()?).ok()
    }
}

/// A term: its words are compared where they stand.
pub(crate) fn term<T: std::str::FromStr>(cursor: &mut Cursor<'_>) -> Option<T> {
    cursor.string()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_string_is_found_wherever_it_stands() {
        for length in 0..40 {
            for stop in ["\"", "\\", "\n", "\u{0}", "\u{1f}"] {
                for filler in ["a", "é", "~", "\u{7f}", " "] {
                    let text = format!("{}{stop}\"\\\"", filler.repeat(length));
                    assert_eq!(plain_length(text.as_bytes()), filler.len() * length, "{text:?}");
                }
            }
        }
        assert_eq!(plain_length("no end here".as_bytes()), 11);
    }
}
