//! Which sentences of a document are accounted for: coded, or left uncoded for a reason.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Claim, Source};
use crate::texts::Text;

/// The sentences of one document and what touches them. Ranges are in code points of the text.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use guarantee_claims::coverage::{Coverage, Touched};
/// use guarantee_claims::texts::Text;
///
/// let source = guarantee_claims::dataset().source("t4k3-2025-08").expect("the source is there");
/// let text = Text::new("A sentence. Another.".to_owned());
/// let coverage = Coverage::of(source, &[], &text);
/// assert_eq!(coverage.sentences(), 2);
/// assert_eq!(coverage.count(Touched::Coded), 0);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Coverage {
    sentences: Vec<(Range<u32>, Touched)>,
}

/// What touches a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Touched {
    /// The evidence of a claim.
    Coded,
    /// A range that gives no claim, with its reason.
    Uncoded,
    /// Nothing.
    Nothing,
}

impl Coverage {
    /// How the claims in `source` and its `uncoded` ranges cover `text`.
    #[must_use]
    pub fn of(source: &Source, claims: &[Claim], text: &Text) -> Self {
        let coded: Vec<_> = claims
            .iter()
            .filter(|claim| claim.source == source.id)
            .flat_map(|claim| claim.evidence.iter().map(|evidence| evidence.start..evidence.end))
            .collect();
        let uncoded: Vec<_> = source.uncoded.iter().map(|range| range.start..range.end).collect();
        let touched = |sentence: &Range<u32>| {
            let meets = |range: &Range<u32>| range.start < sentence.end && sentence.start < range.end;
            if coded.iter().any(meets) {
                Touched::Coded
            } else if uncoded.iter().any(meets) {
                Touched::Uncoded
            } else {
                Touched::Nothing
            }
        };
        Self { sentences: sentences(text).into_iter().map(|sentence| (sentence.clone(), touched(&sentence))).collect() }
    }

    /// The number of sentences.
    #[must_use]
    pub fn sentences(&self) -> usize {
        self.sentences.len()
    }

    /// The number of sentences that are touched so; a sentence that is both coded and uncoded counts as coded.
    #[must_use]
    pub fn count(&self, touched: Touched) -> usize {
        self.sentences.iter().filter(|(_, how)| *how == touched).count()
    }

    /// The sentences that nothing touches.
    pub fn uncovered(&self) -> impl Iterator<Item = &Range<u32>> {
        self.sentences.iter().filter(|(_, how)| *how == Touched::Nothing).map(|(sentence, _)| sentence)
    }
}

/// The sentences of a text, headings and other lines that stand alone included, without the white space around them: the bounds of
/// Unicode Standard Annex 29, except that a line break ends a sentence and a title or initials before a name do not.
///
/// ```
/// use guarantee_claims::coverage::sentences;
/// use guarantee_claims::texts::Text;
///
/// let text = Text::new("A heading\nDr. Smith agrees. Nobody else does.".to_owned());
/// let found: Vec<_> = sentences(&text).into_iter().filter_map(|range| text.slice(range.start, range.end)).collect();
/// assert_eq!(found, ["A heading", "Dr. Smith agrees.", "Nobody else does."]);
/// ```
#[must_use]
pub fn sentences(text: &Text) -> Vec<Range<u32>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open = None;
    for (start, piece) in text.content().split_sentence_bound_indices() {
        let from = open.take().unwrap_or(start);
        if ends_in_abbreviation(piece) {
            open = Some(from);
        } else {
            found.push(from..start + piece.len());
        }
    }
    found.extend(open.map(|from| from..text.content().len()));
    let trimmed = found.into_iter().filter_map(|sentence| {
        let words = &text.content()[sentence.clone()];
        let start = sentence.start + (words.len() - words.trim_start().len());
        let end = start + words.trim().len();
        words.contains(char::is_alphanumeric).then(|| text.code_point(start)..text.code_point(end))
    });
    trimmed.collect()
}

fn ends_in_abbreviation(piece: &str) -> bool {
    const TITLES: &[&str] = &["Adm.", "Dr.", "Gen.", "Lt.", "Mr.", "Mrs.", "Ms.", "Prof.", "U.S."];
    piece.ends_with(' ') && piece.split_whitespace().last().is_some_and(|word| TITLES.contains(&word))
}
