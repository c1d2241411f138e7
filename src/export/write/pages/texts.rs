//! Texts, each known by the ordinal of its first occurrence.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

#[derive(Debug, Default)]
pub(super) struct Texts {
    /// The texts as Parquet has them in a page: the length in four bytes, then the text.
    plain: Vec<u8>,
    /// Where each begins in `plain`, and the hash of its text.
    starts: Vec<(usize, u64)>,
    /// By hash, one more than an ordinal, and the rest of the hash; 0 where there is none. As many as a power of two, at most half of them
    /// taken.
    slots: Vec<(u32, u32)>,
}

impl Texts {
    /// The ordinal of a text, which is added if it is new.
    pub(super) fn ordinal(&mut self, text: &[u8]) -> u32 {
        self.ordinal_of(FixedState::with_seed(0).hash_one(text), text)
    }

    /// The ordinal of a text of another list.
    pub(super) fn adopt(&mut self, others: &Self, ordinal: usize) -> u32 {
        self.ordinal_of(others.starts[ordinal].1, others.text(ordinal))
    }

    fn ordinal_of(&mut self, hash: u64, text: &[u8]) -> u32 {
        if self.slots.len() <= 2 * self.starts.len() {
            self.grow();
        }
        let (mut at, tag) = self.place(hash);
        loop {
            match self.slots[at] {
                (0, _) => break,
                (next, found) if found == tag && self.text(next as usize - 1) == text => return next - 1,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
        let ordinal = u32::try_from(self.starts.len()).expect("a table has fewer texts");
        self.slots[at] = (ordinal + 1, tag);
        self.starts.push((self.plain.len(), hash));
        put(text, &mut self.plain);
        ordinal
    }

    fn place(&self, hash: u64) -> (usize, u32) {
        let [low, high] = [hash, hash >> 32].map(|half| u32::try_from(half & u64::from(u32::MAX)).expect("the rest is cut off"));
        (low as usize & (self.slots.len() - 1), high)
    }

    #[cold]
    fn grow(&mut self) {
        let length = (2 * self.slots.len()).max(64);
        self.slots.clear();
        self.slots.resize(length, (0, 0));
        for (next, (_, hash)) in (1..).zip(&self.starts) {
            let (mut at, tag) = self.place(*hash);
            while self.slots[at].0 != 0 {
                at = (at + 1) & (length - 1);
            }
            self.slots[at] = (next, tag);
        }
    }

    pub(super) fn clear(&mut self) {
        if !self.starts.is_empty() {
            self.plain.clear();
            self.starts.clear();
            self.slots.fill((0, 0));
        }
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// A text with its length before it.
    pub(super) fn entry(&self, ordinal: usize) -> &[u8] {
        let end = self.starts.get(ordinal + 1).map_or(self.plain.len(), |(start, _)| *start);
        &self.plain[self.starts[ordinal].0..end]
    }

    fn text(&self, ordinal: usize) -> &[u8] {
        &self.entry(ordinal)[4..]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).map(|ordinal| self.text(ordinal))
    }

    /// All of them, as a page has them.
    pub(super) fn plain(&self) -> &[u8] {
        &self.plain
    }
}

/// Writes a text as a page has it.
pub(super) fn put(text: &[u8], plain: &mut Vec<u8>) {
    let length = u32::try_from(text.len()).expect("no text is that long");
    plain.extend_from_slice(&length.to_le_bytes());
    plain.extend_from_slice(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_keeps_the_ordinal_of_its_first_occurrence() {
        let mut texts = Texts::default();
        for round in 0..2 {
            let given: Vec<_> = (0..1000_u32).map(|i| format!("text {}", i * i % 701)).collect();
            let mut firsts: Vec<&String> = Vec::new();
            for text in &given {
                let expected = firsts.iter().position(|first| *first == text).unwrap_or(firsts.len());
                if expected == firsts.len() {
                    firsts.push(text);
                }
                assert_eq!(texts.ordinal(text.as_bytes()) as usize, expected, "{round} {text}");
            }
            assert!(texts.iter().eq(firsts.iter().map(|text| text.as_bytes())));
            let mut others = Texts::default();
            assert_eq!([others.adopt(&texts, 3), others.adopt(&texts, 1), others.adopt(&texts, 3)], [0, 1, 0]);
            texts.clear();
            assert_eq!((texts.len(), texts.plain()), (0, [].as_slice()));
        }
    }
}
