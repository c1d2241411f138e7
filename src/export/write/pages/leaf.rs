//! A column of values, and its values in a block of rows.

use parquet::schema::types::ColumnDescPtr;

use super::bounds::Bounds;
use super::hybrid::Runs;
use super::nature::{Nature, term};
use super::texts::{Texts, put};

/// A column of values: of a table, or of the records in one.
#[derive(Debug, Clone)]
pub(in crate::export::write) struct Leaf {
    pub(in crate::export::write) nature: Nature,
    /// How `parquet` knows it.
    pub(in crate::export::write) column: ColumnDescPtr,
    /// Whether values are told by their ordinals in a dictionary.
    pub(in crate::export::write) dictionary: bool,
    /// Whether the least and the greatest value are told.
    pub(in crate::export::write) statistics: bool,
    /// Whether a filter says which values are not there.
    pub(in crate::export::write) filter: bool,
}

/// The values of a column in a block.
#[derive(Debug)]
pub(super) struct LeafBlock {
    /// How often values are repeated: where lists begin. Empty outside lists.
    pub(super) repeated: Runs,
    /// How much of each value's path is there. Empty where no part of it can be absent.
    pub(super) defined: Runs,
    max_repeated: u8,
    max_defined: u8,
    pub(super) values: Values,
}

#[derive(Debug)]
pub(super) enum Values {
    /// Texts that hardly repeat, as a page has them.
    Plain(Plain),
    /// Whole numbers, days, ordinals of terms, the bits of numbers.
    Words(Vec<u64>),
    /// Texts that repeat: which they are, and the ordinals of the values.
    Texts { texts: Texts, ordinals: Vec<u32>, bytes: usize },
}

#[derive(Debug, Default)]
pub(super) struct Plain {
    pub(super) bytes: Vec<u8>,
    /// Where the values begin, if their bounds or a filter are wanted.
    pub(super) starts: Option<Vec<usize>>,
    pub(super) count: usize,
}

impl LeafBlock {
    pub(super) fn new(leaf: &Leaf) -> Self {
        let values = match leaf.nature {
            Nature::Text if leaf.dictionary => Values::Texts { texts: Texts::default(), ordinals: Vec::new(), bytes: 0 },
            Nature::Text => Values::Plain(Plain { starts: (leaf.statistics || leaf.filter).then(Vec::new), ..Plain::default() }),
            _ => Values::Words(Vec::new()),
        };
        let [max_repeated, max_defined] =
            [leaf.column.max_rep_level(), leaf.column.max_def_level()].map(|level| u8::try_from(level).expect("tables are not that deep"));
        Self { repeated: Runs::default(), defined: Runs::default(), max_repeated, max_defined, values }
    }

    pub(super) fn clear(&mut self) {
        self.repeated.clear();
        self.defined.clear();
        match &mut self.values {
            Values::Plain(Plain { bytes, starts, count }) => {
                bytes.clear();
                starts.iter_mut().for_each(Vec::clear);
                *count = 0;
            }
            Values::Words(words) => words.clear(),
            Values::Texts { texts, ordinals, bytes } => {
                texts.clear();
                ordinals.clear();
                *bytes = 0;
            }
        }
    }

    /// Adds the levels of a value, or of where one is absent.
    #[inline]
    pub(super) fn level(&mut self, repeated: u8, defined: u8) {
        if self.max_repeated > 0 {
            self.repeated.push(repeated);
        }
        if self.max_defined > 0 {
            self.defined.push(defined);
        }
    }

    pub(super) fn text(&mut self, repeated: u8, text: &str) {
        self.level(repeated, self.max_defined);
        match &mut self.values {
            Values::Plain(plain) => {
                plain.starts.iter_mut().for_each(|starts| starts.push(plain.bytes.len()));
                plain.count += 1;
                put(text.as_bytes(), &mut plain.bytes);
            }
            Values::Texts { texts, ordinals, bytes } => {
                ordinals.push(texts.ordinal(text.as_bytes()));
                *bytes += text.len();
            }
            Values::Words(_) => unreachable!("{OF_ITS_KIND}"),
        }
    }

    #[inline]
    pub(super) fn word(&mut self, repeated: u8, word: u64) {
        self.level(repeated, self.max_defined);
        let Values::Words(words) = &mut self.values else { unreachable!("{OF_ITS_KIND}") };
        words.push(word);
    }

    /// How many values there are.
    pub(super) fn count(&self) -> usize {
        match &self.values {
            Values::Plain(plain) => plain.count,
            Values::Words(words) => words.len(),
            Values::Texts { ordinals, .. } => ordinals.len(),
        }
    }

    /// The bytes of the texts.
    pub(super) fn text_bytes(&self, nature: Nature) -> usize {
        match (&self.values, nature) {
            (Values::Plain(plain), _) => plain.bytes.len() - 4 * plain.count,
            (Values::Texts { bytes, .. }, _) => *bytes,
            (Values::Words(words), Nature::Term(vocabulary)) => words.iter().map(|word| term(vocabulary, *word).len()).sum(),
            (Values::Words(_), _) => 0,
        }
    }

    pub(super) fn bounds(&self, nature: Nature) -> Option<Bounds> {
        match &self.values {
            Values::Plain(plain) => Bounds::of_texts(plain.texts()),
            Values::Words(words) => Bounds::of_words(words, nature),
            Values::Texts { texts, .. } => Bounds::of_texts(texts.iter()),
        }
    }
}

impl Plain {
    /// The texts, if it is known where they begin.
    pub(super) fn texts(&self) -> impl Iterator<Item = &[u8]> {
        let starts = self.starts.as_deref().unwrap_or_default();
        let ends = starts.iter().skip(1).copied().chain([self.bytes.len()]);
        starts.iter().zip(ends).map(|(start, end)| &self.bytes[start + 4..end])
    }
}

pub(super) const OF_ITS_KIND: &str = "a column is filled with values of its kind";
