//! The dictionary of a column: its values in the order of first use.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::bounds::day;
use super::nature::{Nature, term};
use super::texts::{Texts, put};

/// From how many values or bytes on values are written out: then they hardly repeat.
const VALUES: usize = 1 << 16;
const BYTES: usize = 1 << 20;

/// Words below this are looked up by themselves.
const DIRECT: usize = 1 << 16;

#[derive(Debug)]
pub(super) enum Dictionary {
    Words(Words),
    Texts(Texts),
}

#[derive(Debug)]
pub(super) struct Words {
    nature: Nature,
    plain: Vec<u8>,
    count: u32,
    /// One more than the ordinal of a word, by the word; 0 if it has none.
    direct: Vec<u32>,
    others: HashMap<u64, u32, FixedState>,
}

impl Dictionary {
    pub(super) fn new(nature: Nature) -> Self {
        match nature {
            Nature::Text => Self::Texts(Texts::default()),
            _ => Self::Words(Words { nature, plain: Vec::new(), count: 0, direct: Vec::new(), others: HashMap::default() }),
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.len() > VALUES || self.plain().len() > BYTES
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Words(words) => words.count as usize,
            Self::Texts(texts) => texts.len(),
        }
    }

    /// The values as the dictionary's page has them.
    pub(super) fn plain(&self) -> &[u8] {
        match self {
            Self::Words(words) => words.plain.as_slice(),
            Self::Texts(texts) => texts.plain(),
        }
    }
}

impl Words {
    /// Adds the ordinals of words.
    pub(super) fn add(&mut self, words: &[u64], ordinals: &mut Vec<u32>) {
        ordinals.extend(words.iter().map(|word| self.ordinal(*word)));
    }

    fn ordinal(&mut self, word: u64) -> u32 {
        let place = usize::try_from(word).unwrap_or(usize::MAX);
        match self.direct.get(place) {
            Some(0) | None => self.other(word, place),
            Some(next) => *next - 1,
        }
    }

    /// The ordinal of a word that is new or not looked up by itself.
    #[inline(never)]
    fn other(&mut self, word: u64, place: usize) -> u32 {
        let next = self.count;
        if place < DIRECT {
            if self.direct.len() <= place {
                self.direct.resize((place + 1).next_power_of_two(), 0);
            }
            self.direct[place] = next + 1;
        } else {
            let ordinal = *self.others.entry(word).or_insert(next);
            if ordinal != next {
                return ordinal;
            }
        }
        self.count += 1;
        put_word(word, self.nature, &mut self.plain);
        next
    }
}

/// Writes a word as a page has it.
pub(super) fn put_word(word: u64, nature: Nature, plain: &mut Vec<u8>) {
    match nature {
        Nature::Term(vocabulary) => put(term(vocabulary, word).as_bytes(), plain),
        Nature::Date => plain.extend_from_slice(&day(word.cast_signed()).to_le_bytes()),
        Nature::Integer | Nature::Number | Nature::Text => plain.extend_from_slice(&word.to_le_bytes()),
    }
}
