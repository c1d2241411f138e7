//! Intervals from resamples: the same ones in every run.

/// How many resamples are drawn.
pub(crate) const DRAWS: u32 = 1000;

/// Where the random numbers start, so that every run draws the same resamples.
const SEED: u64 = 2011;

/// What is left out at either end of an interval of 95%.
const TAIL: f64 = 0.025;

/// A measure of a sample, with the interval in which those of its resamples lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Estimate {
    pub(crate) value: f64,
    /// The ends of the interval, if the measure is defined in a resample.
    pub(crate) interval: Option<(f64, f64)>,
    /// In how many resamples it is defined.
    pub(crate) draws: u32,
}

/// The measures of `count` items, each with its interval over resamples of the items; `measure` makes of the items' numbers each measure, or
/// nothing where it is undefined. A measure that is undefined for all items has no estimate.
pub(super) fn estimates<const N: usize>(count: usize, mut measure: impl FnMut(&[usize]) -> [Option<f64>; N]) -> [Option<Estimate>; N] {
    let all: Vec<_> = (0..count).collect();
    let values = measure(&all);
    let mut resampled: [Vec<f64>; N] = std::array::from_fn(|_| Vec::new());
    let (mut random, mut resample) = (Random(SEED), all);
    for _ in 0..DRAWS {
        resample.fill_with(|| random.below(count));
        for (values, value) in resampled.iter_mut().zip(measure(&resample)) {
            values.extend(value);
        }
    }
    let mut resampled = resampled.into_iter();
    values.map(|value| {
        let mut resampled = resampled.next().unwrap_or_default();
        resampled.sort_by(f64::total_cmp);
        let draws = u32::try_from(resampled.len()).unwrap_or(DRAWS);
        Some(Estimate { value: value?, interval: interval(&resampled), draws })
    })
}

/// The ends of the interval in which the sorted values lie, but for the tails: those that so many of them reach.
fn interval(sorted: &[f64]) -> Option<(f64, f64)> {
    let at = |share: f64| sorted.get(rank(share, sorted.len()).checked_sub(1)?).copied();
    Some((at(TAIL)?, at(1.0 - TAIL)?))
}

/// The place, from 1, of the value that this share of `count` values do not exceed.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "the counts are small")]
fn rank(share: f64, count: usize) -> usize {
    // What a double cannot hold exactly must not raise a whole number to the next one.
    (share * count as f64 - 1e-9).ceil().max(1.0) as usize
}

/// `SplitMix64` (G. Steele, D. Lea and C. Flood, *Fast Splittable Pseudorandom Number Generators*, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `count`; 0 if there is none.
    fn below(&mut self, count: usize) -> usize {
        let wide = u128::from(self.next()) * count as u128;
        usize::try_from(wide >> 64).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_random_numbers_are_those_of_the_published_generator() {
        let mut random = Random(1_234_567);
        let first = [(); 5].map(|()| random.next());
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(first, published);
        let mut counts = [0; 3];
        (0..3000).for_each(|_| counts[random.below(3)] += 1);
        assert!(counts.iter().all(|count| (900..1100).contains(count)), "{counts:?}");
    }

    #[test]
    fn an_interval_leaves_out_a_fortieth_at_either_end() {
        let values: Vec<_> = (1..=1000).map(f64::from).collect();
        assert_eq!(interval(&values), Some((25.0, 975.0)));
        assert_eq!(interval(&values[..40]), Some((1.0, 39.0)));
        assert_eq!(interval(&values[..1]), Some((1.0, 1.0)));
        assert_eq!(interval(&[]), None);
    }

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "the counts are small")]
    fn the_interval_of_a_share_is_about_what_the_binomial_distribution_gives() {
        // 30 of 100: the standard error is .046.
        let [estimate] = estimates(100, |items| [Some(items.iter().filter(|item| **item < 30).count() as f64 / items.len() as f64)]);
        let Some(Estimate { value, interval: Some((low, high)), draws }) = estimate else { panic!("{estimate:?}") };
        assert!((value - 0.3).abs() < 1e-9 && draws == DRAWS);
        assert!((0.19..0.23).contains(&low) && (0.37..0.41).contains(&high), "{low} {high}");
        let again = estimates(100, |items| [Some(items.iter().filter(|item| **item < 30).count() as f64 / items.len() as f64)]);
        assert_eq!(again, [estimate], "every run draws the same");
    }

    #[test]
    fn what_is_undefined_has_no_estimate_and_resamples_in_which_it_is_are_left_out() {
        assert_eq!(estimates(3, |_| [None]), [None]);
        assert_eq!(estimates(0, |items| [(!items.is_empty()).then_some(1.0)]), [None]);
        let [estimate] = estimates(2, |items| [(items[0] != items[1]).then_some(1.0)]);
        assert!(estimate.is_some_and(|estimate| (400..600).contains(&estimate.draws)), "{estimate:?}");
    }
}
