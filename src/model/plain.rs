//! The quick reader: takes records in plain JSON, with every key in any order and no white space, as most programs write them, and gives
//! up on all others, which `serde_json` reads. It accepts nothing that the other refuses, and makes the same of what it accepts.

use std::borrow::Cow;

use super::number::inexact;
use super::view::{Form, Str};
use super::{Amount, Distinct, NonEmpty, PartialDate};

/// A text of JSON that is read from its start.
pub(crate) struct Cursor<'a> {
    rest: &'a str,
}

/// What can be read from plain text; `None` says nothing about the value.
pub(crate) trait Plain<'a>: Sized {
    fn read(cursor: &mut Cursor<'a>) -> Option<Self>;
}

/// The value in this text, if it is plain.
pub(crate) fn read<'a, T: Plain<'a>>(text: &'a str) -> Option<T> {
    // No string may have a control character as it stands, and there is none between values. Without a way out of the loop, many bytes
    // are looked at in one step.
    if text.bytes().fold(u8::MAX, u8::min) < b' ' {
        return None;
    }
    let mut cursor = Cursor { rest: text };
    let value = T::read(&mut cursor);
    if cursor.rest.is_empty() { value } else { None }
}

impl<'a> Cursor<'a> {
    /// Goes over these words if they come next.
    #[expect(clippy::inline_always, reason = "words of a known length are then compared in one step")]
    #[inline(always)]
    pub(crate) fn skip(&mut self, words: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(words)?;
        Some(())
    }

    /// A string, borrowed if nothing in it is escaped.
    fn string(&mut self) -> Option<Cow<'a, str>> {
        let inside = self.rest.strip_prefix("\"")?;
        let bytes = inside.as_bytes();
        let mut end = memchr::memchr2(b'"', b'\\', bytes)?;
        if bytes[end] == b'"' {
            self.rest = &inside[end + 1..];
            return Some(Cow::Borrowed(&inside[..end]));
        }
        // Only what is escaped is left to the library.
        while bytes[end] == b'\\' {
            end += 2;
            end += memchr::memchr2(b'"', b'\\', bytes.get(end..)?)?;
        }
        let (string, rest) = self.rest.split_at_checked(end + 2)?;
        self.rest = rest;
        serde_json::from_str(string).ok().map(Cow::Owned)
    }

    /// A whole number without sign, fraction or exponent, of as many digits as a `u64` always has room for; else nothing is read.
    fn whole(&mut self) -> Option<u64> {
        let (mut value, mut digits) = (0, 0);
        let end = loop {
            match self.rest.as_bytes().get(digits) {
                Some(digit @ b'0'..=b'9') if digits < 18 => value = value * 10 + u64::from(digit - b'0'),
                end => break end,
            }
            digits += 1;
        };
        let has_more = matches!(end, Some(b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
        let leading_zero = digits > 1 && self.rest.starts_with('0');
        if digits == 0 || has_more || leading_zero {
            return None;
        }
        self.rest = &self.rest[digits..];
        Some(value)
    }

    /// What is made of signs that can stand in a number.
    fn number(&mut self) -> &'a str {
        let signs = self.rest.bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
        let (number, rest) = self.rest.split_at(signs.count());
        self.rest = rest;
        number
    }

    fn list<T: Plain<'a>>(&mut self) -> Option<Vec<T>> {
        self.skip("[")?;
        if self.skip("]").is_some() {
            return Some(Vec::new());
        }
        // Most lists have one item or two.
        let mut items = Vec::with_capacity(2);
        loop {
            items.push(T::read(self)?);
            if self.skip(",").is_none() {
                self.skip("]")?;
                return Some(items);
            }
        }
    }
}

/// Words that stand for something each, such as keys for fields: they are looked up by their first bytes.
pub(crate) struct Words<T: 'static> {
    all: &'static [(&'static str, T)],
    /// The first word of each hash, by its number.
    first: [u8; HASHES],
    /// The next word with the hash of a word.
    next: [u8; MOST],
    /// The bytes that are hashed, as a mask: as many as the shortest word has.
    hashed: u32,
}

const HASHES: usize = 256;
const MOST: usize = 64;
const NONE: u8 = u8::MAX;

impl<T: Copy> Words<T> {
    /// Each word starts with a quotation mark.
    pub(crate) const fn new(all: &'static [(&'static str, T)]) -> Self {
        assert!(all.len() <= MOST);
        let mut words = Self { all, first: [NONE; HASHES], next: [NONE; MOST], hashed: u32::MAX };
        let mut number = 0_u8;
        while (number as usize) < all.len() {
            let beyond = 5_usize.saturating_sub(all[number as usize].0.len());
            words.hashed &= u32::MAX >> (8 * beyond);
            number += 1;
        }
        // From the last one on, so that of words with the same hash the first one comes first.
        while number > 0 {
            number -= 1;
            let hash = words.hash(all[number as usize].0.as_bytes());
            words.next[number as usize] = words.first[hash];
            words.first[hash] = number;
        }
        words
    }

    const fn hash(&self, text: &[u8]) -> usize {
        let start = match *text {
            [_, a, b, c, d, ..] => [a, b, c, d],
            [_, a, b, c] => [a, b, c, 0],
            [_, a, b] => [a, b, 0, 0],
            _ => [0; 4],
        };
        let start = u32::from_le_bytes(start) & self.hashed;
        (start.wrapping_mul(0x9E37_79B1) >> 24) as usize
    }

    /// What the word stands for that comes next.
    pub(crate) fn read(&self, cursor: &mut Cursor<'_>) -> Option<T> {
        let mut number = self.first[self.hash(cursor.rest.as_bytes())];
        loop {
            let (word, meaning) = self.all.get(usize::from(number))?;
            if cursor.skip(word).is_some() {
                return Some(*meaning);
            }
            number = self.next[usize::from(number)];
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
        // A fraction or an exponent is left to the library.
        cursor.whole().map_or_else(
            || {
                let number = cursor.number();
                if inexact(number).is_some() { None } else { serde_json::from_str(number).ok() }
            },
            Self::of_whole,
        )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_stands_behind_them() {
        static SHORT: Words<u8> = Words::new(&[("\"A\"", 1), ("\"stated\"", 2), ("\"statement\"", 3), ("\"stat\"", 4)]);
        static LONG: Words<u8> = Words::new(&[("\"stated_on\":", 1), ("\"statement\":", 2), ("\"stage\":", 3), ("\"id\":", 4)]);
        for (words, behind) in [(&SHORT, ""), (&SHORT, ","), (&SHORT, "}]}"), (&LONG, ""), (&LONG, "\"x"), (&LONG, "null")] {
            for (word, meaning) in words.all {
                let text = format!("{word}{behind}");
                let mut cursor = Cursor { rest: &text };
                assert_eq!(words.read(&mut cursor), Some(*meaning), "{text}");
                assert_eq!(cursor.rest, behind);
            }
        }
        for unknown in ["", "\"", "\"\"", "\"B\"", "\"state\"", "\"statement", "A\"", "\"statement\" :"] {
            assert_eq!(LONG.read(&mut Cursor { rest: unknown }), None, "{unknown}");
        }
    }
}
