//! The quick reader: takes records in plain JSON, with every key in any order and no white space, as most programs write them, and gives
//! up on all others, which `serde_json` reads. It accepts nothing that the other refuses, and makes the same of what it accepts.

use std::borrow::Cow;

use super::view::{Form, Str};
use super::{Amount, Distinct, NonEmpty, PartialDate};

/// A text of JSON that is read from its start.
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// What can be read from plain text; `None` says nothing about the value.
pub(crate) trait Plain<'a>: Sized {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self>;
}

/// The value in this text, if it is plain.
pub(crate) fn read<'a, T: Plain<'a>>(text: &'a str) -> Option<T> {
    // No string may have a control character as it stands, and there is none between values. Without a way out of the loop, many bytes
    // are looked at in one step.
    if text.bytes().fold(0, |controls, byte| controls | u8::from(byte < b' ')) != 0 {
        return None;
    }
    let mut cursor = Cursor { text, at: 0 };
    let value = T::read(&mut cursor)?;
    (cursor.at == text.len()).then_some(value)
}

impl<'a> Cursor<'a> {
    /// The byte at which the rest starts.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Goes over these words if they come next.
    #[expect(clippy::inline_always, reason = "words of a known length are then compared in one step")]
    #[inline(always)]
    pub(crate) fn skip(&mut self, words: &str) -> Option<()> {
        self.rest().starts_with(words.as_bytes()).then(|| self.at += words.len())
    }

    /// Goes over this byte if it comes next.
    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    pub(crate) fn skip_byte(&mut self, byte: u8) -> Option<()> {
        (self.text.as_bytes().get(self.at) == Some(&byte)).then(|| self.at += 1)
    }

    /// A string, borrowed if nothing in it is escaped.
    fn string(&mut self) -> Option<Cow<'a, str>> {
        let start = self.at;
        self.skip_byte(b'"')?;
        let mut end = self.at + memchr::memchr2(b'"', b'\\', self.rest())?;
        let bytes = self.text.as_bytes();
        if bytes[end] == b'"' {
            self.at = end + 1;
            return Some(Cow::Borrowed(&self.text[start + 1..end]));
        }
        // Only what is escaped is left to the library.
        while bytes[end] == b'\\' {
            end += 2;
            end += memchr::memchr2(b'"', b'\\', bytes.get(end..)?)?;
        }
        self.at = end + 1;
        serde_json::from_str(self.text.get(start..=end)?).ok().map(Cow::Owned)
    }

    /// A whole number without sign, fraction or exponent.
    fn whole(&mut self) -> Option<u64> {
        let start = self.at;
        let mut value = 0_u64;
        while let Some(digit) = self.text.as_bytes().get(self.at).filter(|byte| byte.is_ascii_digit()) {
            value = value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
            self.at += 1;
        }
        let digits = self.at - start;
        let leading_zero = digits > 1 && self.text.as_bytes()[start] == b'0';
        let goes_on = matches!(self.text.as_bytes().get(self.at), Some(b'.' | b'e' | b'E'));
        (digits > 0 && !leading_zero && !goes_on).then_some(value)
    }

    fn list<T: Plain<'a>>(&mut self) -> Option<Vec<T>> {
        self.skip_byte(b'[')?;
        if self.skip_byte(b']').is_some() {
            return Some(Vec::new());
        }
        // Most lists have one item or two.
        let mut items = Vec::with_capacity(2);
        loop {
            items.push(T::read(self)?);
            if self.skip_byte(b',').is_none() {
                self.skip_byte(b']')?;
                return Some(items);
            }
        }
    }
}

impl<'a, T: Form> Plain<'a> for Str<'a, T> {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        let text = cursor.string()?;
        T::accepts(&text).then(|| Self::checked(text))
    }
}

impl<'a> Plain<'a> for PartialDate {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        Self::parse(&cursor.string()?)
    }
}

impl<'a> Plain<'a> for u32 {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        cursor.whole()?.try_into().ok()
    }
}

impl<'a> Plain<'a> for Amount {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        Self::of_whole(cursor.whole()?)
    }
}

impl<'a, T: Plain<'a>> Plain<'a> for Option<T> {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        if cursor.skip("null").is_some() { Some(None) } else { T::read(cursor).map(Some) }
    }
}

impl<'a, T: Plain<'a>> Plain<'a> for Vec<T> {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        cursor.list()
    }
}

impl<'a, T: Plain<'a> + Ord + std::fmt::Display> Plain<'a> for Distinct<T> {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        Self::new(cursor.list()?).ok()
    }
}

impl<'a, T: Plain<'a>> Plain<'a> for NonEmpty<T> {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        Self::new(cursor.list()?).ok()
    }
}
