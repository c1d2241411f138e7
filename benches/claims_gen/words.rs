//! Sentences recombined from the words of real ones.

use crate::random::Random;

/// Words that stand in a row in some real sentence.
pub(crate) struct Words(Vec<String>);

/// How many words of a real sentence stay together.
const RUN: usize = 4;

/// What makes columns, code points and escapes differ from bytes.
const UNUSUAL: &[&str] =
    &["“tripwire”", "Orbán", "Władysław Kosiniak-Kamysz", "€ 40 billion", "naïve", "the “day after”", "Zürich", "日本"];

impl Words {
    /// The runs of words of these sentences.
    pub(crate) fn of<'a>(sentences: impl Iterator<Item = &'a str>) -> Self {
        let run =
            |words: &[&str]| words.iter().map(|word| word.trim_matches(['.', ',', ';', ':', '"', '“', '”'])).collect::<Vec<_>>().join(" ");
        let runs = |sentence: &'a str| sentence.split_whitespace().collect::<Vec<_>>().windows(RUN).map(run).collect::<Vec<_>>();
        let whole = |run: &String| run.starts_with(char::is_alphanumeric) && !run.contains("  ");
        Self(sentences.flat_map(runs).filter(whole).collect())
    }

    /// Words of about this many code points, one of them unusual now and then.
    pub(crate) fn some(&self, random: &mut Random, least: usize) -> String {
        let mut text = random.one(&self.0).clone();
        let mut length = text.chars().count();
        while length < least {
            let next = if random.once_in(24) { random.one(UNUSUAL) } else { random.one(&self.0).as_str() };
            text.push(' ');
            text.push_str(next);
            length += next.chars().count() + 1;
        }
        text
    }

    /// A sentence of this many code points or some more: a capital, single spaces, a full stop.
    pub(crate) fn sentence(&self, random: &mut Random, least: usize) -> String {
        let words = self.some(random, least);
        let mut letters = words.chars();
        let first = letters.next().expect("a run of words is not empty");
        let mut sentence: String = first.to_uppercase().collect();
        sentence.push_str(letters.as_str());
        sentence.push('.');
        sentence
    }

    /// Somebody's words, some with quotation marks in them.
    pub(crate) fn quotation(&self, random: &mut Random, least: usize) -> String {
        let words = self.some(random, least);
        if random.once_in(8) { format!("{words} \"{}\"", random.one(&self.0)) } else { words }
    }
}
