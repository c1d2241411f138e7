//! A number as it is written, exactly.

/// A number without a sign: these digits, times ten to this power.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    /// Without zeros at either end.
    digits: String,
    power: i64,
}

impl Decimal {
    /// The number with these digits before and behind the decimal mark.
    pub(super) fn new(whole: &str, fraction: &str) -> Self {
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_end_matches('0');
        if significant.is_empty() {
            return Self { digits: String::new(), power: 0 };
        }
        let zeros = length(&digits) - length(significant);
        Self { digits: significant.trim_start_matches('0').to_owned(), power: zeros - length(fraction) }
    }

    /// The number times ten to this power.
    pub(super) fn times_ten_to(&self, power: u32) -> Self {
        let power = if self.digits.is_empty() { 0 } else { self.power + i64::from(power) };
        Self { digits: self.digits.clone(), power }
    }

    /// Whether it is a whole number up to twelve.
    pub(super) fn is_up_to_twelve(&self) -> bool {
        matches!((self.digits.as_str(), self.power), ("" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "11" | "12", 0) | ("1", 1))
    }
}

fn length(digits: &str) -> i64 {
    i64::try_from(digits.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        assert_eq!(Decimal::new("4", "50"), Decimal::new("04", "5"));
        assert_eq!(Decimal::new("4", "5").times_ten_to(9), Decimal::new("4500000000", ""));
        assert_eq!(Decimal::new("0", "00"), Decimal::new("0", "").times_ten_to(6));
        assert_ne!(Decimal::new("45", ""), Decimal::new("4", "5"));
        assert_ne!(Decimal::new("4", "05"), Decimal::new("4", "5"));
    }

    #[test]
    fn small_numbers_are_known() {
        let small = |number: u32| Decimal::new(&number.to_string(), "").is_up_to_twelve();
        assert_eq!((0..200).filter(|number| small(*number)).collect::<Vec<_>>(), (0..=12).collect::<Vec<_>>());
        assert!(!Decimal::new("4", "5").is_up_to_twelve());
    }
}
