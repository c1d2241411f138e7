//! Texts looked at eight bytes at a time, without a branch for each.

/// Eight bytes of a text.
#[derive(Clone, Copy)]
pub(crate) struct Word(u64);

/// Whether this holds for all words of a text: each of its bytes, and each two neighbours, stand in at least one of them. Short texts are
/// filled up with the letter `a`.
pub(crate) fn all_words(text: &[u8], holds: impl Fn(Word) -> bool) -> bool {
    let Some(last) = text.last_chunk() else {
        let mut filled = [b'a'; 8];
        filled[..text.len()].copy_from_slice(text);
        return holds(Word::new(filled));
    };
    let mut rest = text;
    while let Some(word) = rest.first_chunk() {
        if !holds(Word::new(*word)) {
            return false;
        }
        // The next word shares a byte with this one.
        rest = &rest[7..];
    }
    holds(Word::new(*last))
}

/// What is said of each byte is said by its highest bit; none is said of bytes beyond ASCII, nor of the others in their word.
impl Word {
    /// The highest bit of each byte.
    pub(crate) const EACH: u64 = Self::all(0x80);

    const fn new(bytes: [u8; 8]) -> Self {
        Self(u64::from_le_bytes(bytes))
    }

    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }

    /// Whether no byte is beyond ASCII.
    pub(crate) const fn is_ascii(self) -> bool {
        self.0 & Self::EACH == 0
    }

    /// Which bytes are this one.
    pub(crate) const fn is(self, byte: u8) -> u64 {
        !(self.0 ^ Self::all(byte)).wrapping_add(Self::all(0x7F)) & Self::EACH
    }

    /// Which bytes are this one or greater.
    const fn is_from(self, byte: u8) -> u64 {
        self.0.wrapping_add(Self::all(0x80 - byte)) & Self::EACH
    }

    /// Which bytes are the first of these, the last or between them.
    pub(crate) const fn is_among(self, first: u8, last: u8) -> u64 {
        self.is_from(first) & !self.is_from(last + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_and_every_pair_stands_in_a_word() {
        let (mut bytes, mut pairs) = (0, 0);
        for length in 0..40 {
            assert!(all_words(&vec![b'b'; length], |word| word.is_ascii() && word.is_among(b'a', b'c') == Word::EACH));
            for place in 0..length {
                let mut text = vec![b'b'; length];
                for other in [b'a' - 1, b'c' + 1, 0, 0x7F] {
                    text[place] = other;
                    assert!(!all_words(&text, |word| word.is_among(b'a', b'c') == Word::EACH), "{other} at {place} of {length}");
                }
                for beyond in [0x80, 0xC3, 0xFF] {
                    text[place] = beyond;
                    assert!(!all_words(&text, Word::is_ascii), "{beyond} at {place} of {length}");
                }
                bytes += 1;
                text[place] = b'-';
                let single = |word: Word| word.is(b'-') & (word.is(b'-') >> 8) == 0;
                assert!(all_words(&text, single), "{place} of {length}");
                if let Some(next) = text.get_mut(place + 1) {
                    *next = b'-';
                    assert!(!all_words(&text, single), "{place} of {length}");
                    pairs += 1;
                }
            }
        }
        assert_eq!((bytes, pairs), (780, 741));
    }
}
