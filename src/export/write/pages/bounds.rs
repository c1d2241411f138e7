//! The least and the greatest value of a page or a column.

use std::cmp::Ordering;

use parquet::data_type::ByteArray;
use parquet::file::statistics::{Statistics, ValueStatistics};

use super::nature::Nature;

/// A value that is the least or the greatest.
#[derive(Debug, Clone)]
pub(super) enum Bound {
    Text(Vec<u8>),
    Whole(i64),
    Number(f64),
}

/// The least and the greatest value.
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    pub(super) least: Bound,
    pub(super) greatest: Bound,
}

impl Bound {
    /// Numbers are compared by their total order: none is NaN.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            (Self::Whole(one), Self::Whole(other)) => one.cmp(other),
            (Self::Number(one), Self::Number(other)) => one.total_cmp(other),
            _ => unreachable!("a column holds values of one kind"),
        }
    }

    /// The value as a page has it, without the length of a text.
    pub(super) fn bytes(&self, nature: Nature) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone(),
            Self::Whole(whole) if nature == Nature::Date => day(*whole).to_le_bytes().to_vec(),
            Self::Whole(whole) => whole.to_le_bytes().to_vec(),
            Self::Number(number) => number.to_le_bytes().to_vec(),
        }
    }
}

impl Bounds {
    pub(super) fn widen(bounds: &mut Option<Self>, other: Option<&Self>) {
        match (&mut *bounds, other) {
            (Some(bounds), Some(other)) => {
                if other.least.order(&bounds.least) == Ordering::Less {
                    bounds.least = other.least.clone();
                }
                if other.greatest.order(&bounds.greatest) == Ordering::Greater {
                    bounds.greatest = other.greatest.clone();
                }
            }
            (None, Some(other)) => *bounds = Some(other.clone()),
            (_, None) => {}
        }
    }

    pub(super) fn of_texts<'t>(texts: impl Iterator<Item = &'t [u8]>) -> Option<Self> {
        let mut bounds: Option<(&[u8], &[u8])> = None;
        for text in texts {
            let (least, greatest) = bounds.get_or_insert((text, text));
            *least = text.min(least);
            *greatest = text.max(greatest);
        }
        bounds.map(|(least, greatest)| Self { least: Bound::Text(least.to_owned()), greatest: Bound::Text(greatest.to_owned()) })
    }

    /// Those of words. What is not a number has no place among them.
    pub(super) fn of_words(words: &[u64], nature: Nature) -> Option<Self> {
        if nature == Nature::Number {
            let numbers = || words.iter().map(|word| f64::from_bits(*word)).filter(|number| !number.is_nan());
            let least = numbers().min_by(f64::total_cmp)?;
            let greatest = numbers().max_by(f64::total_cmp)?;
            return Some(Self { least: Bound::Number(least), greatest: Bound::Number(greatest) });
        }
        let wholes = || words.iter().map(|word| word.cast_signed());
        Some(Self { least: Bound::Whole(wholes().min()?), greatest: Bound::Whole(wholes().max()?) })
    }
}

/// The days of a date since 1970.
pub(super) fn day(whole: i64) -> i32 {
    i32::try_from(whole).expect("a date was a number of days")
}

/// The statistics of a column. `nans` is how many numbers are none, in a column of numbers.
pub(super) fn statistics(bounds: Option<&Bounds>, nature: Nature, nulls: usize, nans: Option<u64>) -> Statistics {
    let nulls = Some(nulls as u64);
    let wholes = bounds.map(|bounds| (&bounds.least, &bounds.greatest));
    match (nature, wholes) {
        (Nature::Text | Nature::Term(_), bounds) => {
            let text = |bound: &Bound| ByteArray::from(bound.bytes(nature));
            ValueStatistics::new(bounds.map(|(least, _)| text(least)), bounds.map(|(_, greatest)| text(greatest)), None, nulls, false)
                .into()
        }
        (Nature::Date, Some((Bound::Whole(least), Bound::Whole(greatest)))) => {
            let statistics = ValueStatistics::new(Some(day(*least)), Some(day(*greatest)), None, nulls, false);
            statistics.with_backwards_compatible_min_max(true).into()
        }
        (Nature::Date, _) => ValueStatistics::<i32>::new(None, None, None, nulls, false).with_backwards_compatible_min_max(true).into(),
        (Nature::Integer, Some((Bound::Whole(least), Bound::Whole(greatest)))) => {
            let statistics = ValueStatistics::new(Some(*least), Some(*greatest), None, nulls, false);
            statistics.with_backwards_compatible_min_max(true).into()
        }
        (Nature::Integer, _) => ValueStatistics::<i64>::new(None, None, None, nulls, false).with_backwards_compatible_min_max(true).into(),
        (Nature::Number, Some((Bound::Number(least), Bound::Number(greatest)))) => {
            let statistics = ValueStatistics::new(Some(*least), Some(*greatest), None, nulls, false);
            statistics.with_nan_count(nans).with_backwards_compatible_min_max(true).into()
        }
        (Nature::Number, _) => {
            let statistics = ValueStatistics::<f64>::new(None, None, None, nulls, false);
            statistics.with_nan_count(nans).with_backwards_compatible_min_max(true).into()
        }
    }
}
