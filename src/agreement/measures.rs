//! The measures of agreement: of a field of one value, of a list, and of which claims were found.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::bootstrap::{Estimate, estimates};
use super::codes::{CODED_FIELDS, Codes};
use crate::model::{CodedField, SourceId};

/// How agreement is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Krippendorff's alpha for nominal data.
    Alpha,
    /// The harmonic mean of how much of each side the other has.
    F1,
}

impl Measure {
    /// How a field is measured.
    pub(crate) const fn of(field: CodedField) -> Self {
        if matches!(field, CodedField::Parties | CodedField::Conditions | CodedField::Unit) { Self::F1 } else { Self::Alpha }
    }

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Alpha => "alpha",
            Self::F1 => "f1",
        }
    }
}

/// What was compared: one document, or all together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scope<'a> {
    /// The document; `None` for all.
    pub(crate) source: Option<&'a SourceId>,
    /// How many codings there are on each side.
    pub(crate) codings: [u32; 2],
    /// How many on each side are paired with one on the other.
    pub(crate) pairs: u32,
}

impl Scope<'_> {
    /// The share of the codings on each side that are paired.
    pub(crate) fn shares(&self) -> [Option<f64>; 2] {
        self.codings.map(|codings| (codings > 0).then(|| f64::from(self.pairs) / f64::from(codings)))
    }
}

/// How far two sides agree in one field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Agreement<'a> {
    pub(crate) scope: Scope<'a>,
    pub(crate) field: CodedField,
    /// The measure with its interval; `None` where it is undefined: without a pair, without variation, or without an item.
    pub(crate) estimate: Option<Estimate>,
}

/// What was found on two sides: by one coder and by the other, or only by one.
pub(super) type Item<'a> = [Option<&'a Codes<'a>>; 2];

/// How far two sides agree, field by field in the order of the codebook.
pub(super) fn agreement<'a>(source: Option<&'a SourceId>, items: &[Item<'_>]) -> Vec<Agreement<'a>> {
    let pairs: Vec<_> = items.iter().filter_map(|[one, other]| Some([(*one)?, (*other)?])).collect();
    let count = |side: usize| number(items.iter().filter(|item| item[side].is_some()).count());
    let scope = Scope { source, codings: [count(0), count(1)], pairs: number(pairs.len()) };
    let samples = CODED_FIELDS.map(|field| Sample::of(field, &pairs));
    let of_fields = estimates(pairs.len(), |resample| samples.each_ref().map(|sample| sample.measure(resample)));
    let found = Sample::Lists(items.iter().map(found_by_both).collect());
    let [of_units] = estimates(items.len(), |resample| [found.measure(resample)]);
    let fields = CODED_FIELDS.into_iter().zip(of_fields).chain([(CodedField::Unit, of_units)]);
    fields.map(|(field, estimate)| Agreement { scope: scope.clone(), field, estimate }).collect()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A field of pairs, counted.
enum Sample {
    /// The values of each pair, as numbers below that of all values.
    Values(Vec<[usize; 2]>, usize),
    /// For each pair, how many items both lists have, and how many they have together, those of both counted twice.
    Lists(Vec<[u32; 2]>),
}

impl Sample {
    fn of(field: CodedField, pairs: &[[&Codes<'_>; 2]]) -> Self {
        let pairs = pairs.iter().map(|[one, other]| [one.of(field), other.of(field)]);
        if Measure::of(field) == Measure::F1 {
            return Self::Lists(pairs.map(in_common).collect());
        }
        let mut numbers = BTreeMap::new();
        let mut number = |value| {
            let next = numbers.len();
            *numbers.entry(value).or_insert(next)
        };
        let values = pairs.map(|pair| pair.map(&mut number)).collect();
        Self::Values(values, numbers.len())
    }

    /// The measure over these pairs, unless it is undefined.
    fn measure(&self, pairs: &[usize]) -> Option<f64> {
        match self {
            Self::Values(values, count) => {
                let mut counts = vec![0; *count];
                alpha(pairs.iter().map(|pair| values[*pair]), &mut counts)
            }
            Self::Lists(lists) => f1(pairs.iter().map(|pair| lists[*pair])),
        }
    }
}

/// How many items two lists have in common, and how many they have together.
fn in_common([one, other]: [&BTreeSet<Cow<'_, str>>; 2]) -> [u32; 2] {
    [number(one.intersection(other).count()), number(one.len() + other.len())]
}

/// The same of the lists of what each side found, for one claim.
fn found_by_both(item: &Item<'_>) -> [u32; 2] {
    let sides = number(item.iter().flatten().count());
    [u32::from(sides == 2), sides]
}

/// Krippendorff's alpha for nominal data of two values each, which are numbers below that of the counts; undefined if all values are the same.
fn alpha(pairs: impl Iterator<Item = [usize; 2]>, counts: &mut [u32]) -> Option<f64> {
    let (mut values, mut disagreements) = (0, 0);
    for [one, other] in pairs {
        counts[one] += 1;
        counts[other] += 1;
        values += 2;
        disagreements += u32::from(one != other);
    }
    // Of the coincidence matrix: the observed coincidences off its diagonal, and those that chance would give.
    let all = f64::from(values);
    let same: f64 = counts.iter().map(|count| f64::from(*count).powi(2)).sum();
    let expected = all.powi(2) - same;
    (expected > 0.0).then(|| 1.0 - 2.0 * f64::from(disagreements) * (all - 1.0) / expected)
}

/// F1 over the items of pairs of lists; undefined if all of them are empty.
fn f1(pairs: impl Iterator<Item = [u32; 2]>) -> Option<f64> {
    let [common, all] = pairs.fold([0, 0], |sum, pair| [sum[0] + pair[0], sum[1] + pair[1]]);
    (all > 0).then(|| 2.0 * f64::from(common) / f64::from(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The alpha of two coders, each of whose letters is a value.
    fn alpha_of(one: &str, other: &str) -> Option<f64> {
        let number = |byte: u8| usize::from(byte - b'0');
        let pairs = one.bytes().zip(other.bytes()).map(|(one, other)| [number(one), number(other)]);
        alpha(pairs, &mut [0; 80])
    }

    fn assert_near(found: Option<f64>, expected: f64) {
        assert!(found.is_some_and(|found| (found - expected).abs() < 0.0005), "{found:?} should be {expected}");
    }

    #[test]
    fn alpha_is_that_of_the_published_examples() {
        // Krippendorff 2011, A: binary data, two observers, no missing data.
        assert_near(alpha_of("0100000010", "1110010000"), 0.095);
        // B: nominal data, two observers, no missing data.
        assert_near(alpha_of("aabbdcccedda", "babbbccceddd"), 0.692);
    }

    #[test]
    fn alpha_is_one_where_all_agree_and_undefined_without_variation() {
        assert_near(alpha_of("aabb", "aabb"), 1.0);
        assert_eq!(alpha_of("aaaa", "aaaa"), None);
        assert_eq!(alpha_of("", ""), None);
        assert!(alpha_of("ab", "ba").is_some_and(|alpha| alpha < 0.0), "less than by chance");
        assert_near(alpha_of("a", "b"), 0.0);
    }

    #[test]
    fn items_count_once_on_each_side_and_lists_that_are_empty_on_both_not_at_all() {
        assert_eq!(f1([[1, 2], [0, 0]].into_iter()), Some(1.0));
        assert_eq!(f1([[1, 3], [0, 1]].into_iter()), Some(0.5));
        assert_eq!(f1([[0, 0]].into_iter()), None);
        assert_eq!(f1([].into_iter()), None);
    }
}
