//! A text without what is hard to see, in which words are found that differ from its own in that alone.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::characters::{is_dash, is_ignorable, is_quotation_mark};

/// A text without what is hard to see: in lower case, decomposed and without ligatures (NFKD), with one kind of white space, dash and quotation
/// mark, one of letters that look the same, and without what is not shown.
#[derive(Debug, Clone)]
pub(crate) struct Folded {
    pub(super) text: String,
    pub(super) characters: Vec<Character>,
}

/// A character of a folded text: the byte at which it starts there, and the bytes for which it stands in the text itself.
#[derive(Debug, Clone)]
pub(super) struct Character {
    pub(super) at: usize,
    pub(super) bytes: Range<usize>,
}

/// Where words stand nearly as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Near {
    /// The bytes of the first place.
    pub(crate) range: Range<usize>,
    /// How many places there are.
    pub(crate) places: usize,
}

impl Folded {
    pub(crate) fn of(text: &str) -> Self {
        let mut folded = Self { text: String::new(), characters: Vec::new() };
        for (start, cluster) in text.grapheme_indices(true) {
            let bytes = start..start + cluster.len();
            if let &[byte] = cluster.as_bytes() {
                folded.push(sign(char::from(byte)).to_ascii_lowercase(), &bytes);
            } else {
                for c in fold(cluster) {
                    folded.push(c, &bytes);
                }
            }
        }
        folded
    }

    fn push(&mut self, c: char, bytes: &Range<usize>) {
        match self.characters.last_mut() {
            Some(last) if c == ' ' && self.text.ends_with(' ') => last.bytes.end = bytes.end,
            _ => {
                self.characters.push(Character { at: self.text.len(), bytes: bytes.clone() });
                self.text.push(c);
            }
        }
    }

    /// Where words stand in these bytes of the text but for what is hard to see.
    pub(crate) fn find(&self, words: &str, within: &Range<usize>) -> Option<Near> {
        let words = Self::of(words).text;
        let words = words.trim_matches(' ');
        if !words.contains(char::is_alphanumeric) {
            return None;
        }
        let at = |character: usize| self.characters.get(character).map_or(self.text.len(), |character| character.at);
        let start = at(self.characters.partition_point(|character| character.bytes.start < within.start));
        let part = self.text.get(start..at(self.characters.partition_point(|character| character.bytes.end <= within.end)))?;
        let first = start + part.find(words)?;
        let bytes = |at: usize| &self.characters[self.characters.partition_point(|character| character.at <= at) - 1].bytes;
        Some(Near { range: bytes(first).start..bytes(first + words.len() - 1).end, places: part.matches(words).count() })
    }
}

/// What a character as it is read (a grapheme cluster) is in a folded text.
fn fold(cluster: &str) -> Vec<char> {
    let shown = cluster.chars().filter(|c| !is_ignorable(*c)).map(sign);
    let decomposed: String = shown.collect::<String>().nfkd().collect();
    let lower = decomposed.chars().map(sign).flat_map(char::to_uppercase).flat_map(char::to_lowercase);
    lower.map(|c| LOOKALIKES.iter().find(|(letters, _)| letters.contains(c)).map_or(c, |(_, latin)| *latin)).collect()
}

/// White space, dashes and quotation marks as the one of their kind that is on every keyboard.
fn sign(c: char) -> char {
    match c {
        c if c.is_whitespace() => ' ',
        c if is_dash(c) => '-',
        c if is_quotation_mark(c) => '\'',
        c => c,
    }
}

/// Letters of Cyrillic and Greek that look like one of Latin in one of their cases.
const LOOKALIKES: &[(&str, char)] = &[
    ("аα", 'a'),
    ("вβ", 'b'),
    ("с", 'c'),
    ("ԁ", 'd'),
    ("еε", 'e'),
    ("нһη", 'h'),
    ("іιı", 'i'),
    ("ј", 'j'),
    ("кκ", 'k'),
    ("мμ", 'm'),
    ("ν", 'n'),
    ("оο", 'o'),
    ("рρ", 'p'),
    ("ԛ", 'q'),
    ("ѕ", 's'),
    ("тτ", 't'),
    ("ԝ", 'w'),
    ("хχ", 'x'),
    ("уυ", 'y'),
    ("ζ", 'z'),
];
