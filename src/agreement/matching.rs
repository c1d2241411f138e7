//! Which codings of a document are of which claims, told by where they stand and what they say, never by how they are coded.

use std::collections::BTreeSet;

use super::assignment::best_assignment;
use crate::model::{Claim, Coding};
use crate::words::words;

/// What tells which claim it is: the ranges of the text, and the words of the statement.
struct Trace {
    spans: Vec<(u32, u32)>,
    words: BTreeSet<String>,
}

impl Trace {
    fn new(spans: impl Iterator<Item = (u32, u32)>, statement: &str) -> Self {
        let mut sorted: Vec<_> = spans.filter(|(start, end)| start < end).collect();
        sorted.sort_unstable();
        let mut spans: Vec<(u32, u32)> = Vec::new();
        for (start, end) in sorted {
            match spans.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => spans.push((start, end)),
            }
        }
        Self { spans, words: words(statement).into_iter().collect() }
    }

    /// How many code points it covers.
    fn length(&self) -> u64 {
        self.spans.iter().map(|(start, end)| u64::from(end - start)).sum()
    }

    /// How many code points both cover.
    fn common(&self, other: &Self) -> u64 {
        let of_span = |(start, end): &(u32, u32)| {
            let others = other.spans.iter().map(move |(from, to)| u64::from((*to.min(end)).saturating_sub(*from.max(start))));
            others.sum::<u64>()
        };
        self.spans.iter().map(of_span).sum()
    }
}

/// In how many steps the overlap of spans is told: what differs by less, such as a comma, is left to the words.
const STEPS: u64 = 10;

/// In how many steps the overlap of words is told.
const WORD_STEPS: usize = 1000;

/// How well two traces fit: first by the share of the code points of either that both cover, and where that is the same by the share of the
/// words of either that both have; nothing where they do not touch. Words weigh less than the least step of the spans in all `most` pairs.
fn fit(one: &Trace, other: &Trace, most: usize) -> i64 {
    let common = one.common(other);
    if common == 0 {
        return 0;
    }
    let steps = (common * STEPS).div_ceil(one.length() + other.length() - common);
    let both = one.words.intersection(&other.words).count();
    let words = both * WORD_STEPS / (one.words.len() + other.words.len() - both).max(1);
    let step = i64::try_from((most + 1) * (WORD_STEPS + 1)).unwrap_or(i64::MAX);
    i64::try_from(steps).unwrap_or(i64::MAX).saturating_mul(step).saturating_add(i64::try_from(words).unwrap_or(0))
}

/// For each coding of a document, the place of the claim that it is of, one to one.
pub(super) fn matched(codings: &[&Coding], claims: &[&Claim]) -> Vec<Option<usize>> {
    let of_coding = |coding: &&Coding| Trace::new(coding.spans.iter().map(|span| (span.start, span.end)), coding.statement.as_str());
    let of_claim = |claim: &&Claim| Trace::new(claim.evidence.iter().map(|part| (part.start, part.end)), claim.statement.as_str());
    let (codings, claims): (Vec<_>, Vec<_>) = (codings.iter().map(of_coding).collect(), claims.iter().map(of_claim).collect());
    let most = codings.len().min(claims.len());
    let fits: Vec<Vec<i64>> = codings.iter().map(|coding| claims.iter().map(|claim| fit(coding, claim, most)).collect()).collect();
    best_assignment(codings.len(), claims.len(), |coding, claim| fits[coding][claim])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(spans: &[(u32, u32)], statement: &str) -> Trace {
        Trace::new(spans.iter().copied(), statement)
    }

    #[test]
    fn spans_that_touch_or_overlap_are_one() {
        let one = trace(&[(10, 20), (0, 10), (15, 30), (40, 40)], "");
        assert_eq!((one.spans.as_slice(), one.length()), (&[(0, 30)][..], 30));
        assert_eq!(one.common(&trace(&[(5, 8), (25, 50)], "")), 8);
    }

    #[test]
    fn spans_tell_first_and_words_where_the_spans_are_the_same() {
        let claim = trace(&[(0, 100)], "Partners would send troops.");
        let same_place = trace(&[(0, 99)], "Partners would send aircraft.");
        let same_words = trace(&[(0, 50)], "Partners would send troops.");
        let same_both = trace(&[(0, 101)], "Partners would send troops.");
        let elsewhere = trace(&[(100, 200)], "Partners would send troops.");
        let fit = |other| fit(&claim, other, 3);
        assert!(fit(&same_both) > fit(&same_place) && fit(&same_place) > fit(&same_words) && fit(&same_words) > 0);
        assert_eq!(fit(&elsewhere), 0);
        // However many words fit, they do not outweigh a step of the spans.
        assert!(3 * (fit(&same_both) - fit(&same_place)) < fit(&same_place) - fit(&same_words));
    }
}
