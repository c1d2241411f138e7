//! Dates as exact as the evidence: EDTF level 0 without times.

use std::fmt;
use std::str::FromStr;

use super::invalid_value::InvalidValue;
use super::meta::StringType;

const DAYS_OF_MONTH: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

#[allow(clippy::manual_is_multiple_of, reason = "Rust 1.85, which the types compile with, does not have it")]
const fn is_leap(year: u16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in(year: u16, month: u8) -> u8 {
    if month == 2 && is_leap(year) { 29 } else { DAYS_OF_MONTH[month as usize - 1] }
}

/// A day of the Gregorian calendar, from the year 1 to the year 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarDate {
    year: u16,
    month: u8,
    day: u8,
}

impl CalendarDate {
    /// The year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01, negative before: the value of an Arrow or Parquet `DATE`.
    ///
    /// ```
    /// let date: guarantee_claims::PartialDate = "2025-08-22".parse()?;
    /// assert_eq!(date.earliest().days_since_epoch(), 20_322);
    /// # Ok::<(), guarantee_claims::InvalidValue>(())
    /// ```
    #[must_use]
    pub fn days_since_epoch(self) -> i32 {
        let past_years = i32::from(self.year) - 1;
        let months: i32 = (1..self.month).map(|month| i32::from(days_in(self.year, month))).sum();
        let days = past_years * 365 + past_years / 4 - past_years / 100 + past_years / 400 + months + i32::from(self.day) - 1;
        days - DAYS_TO_EPOCH
    }
}

/// Days from 0001-01-01 to 1970-01-01.
const DAYS_TO_EPOCH: i32 = 719_162;

impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        PartialDate { year: self.year, month: Some(self.month), day: Some(self.day) }.fmt(f)
    }
}

/// A date as exact as the evidence allows: a year, a month or a day, in EDTF level 0 (`2025`, `2025-08`, `2025-08-22`).
///
/// Source of the form: Library of Congress, Extended Date/Time Format Specification, level 0 (also ISO 8601-2:2019), without times.
///
/// ```
/// use guarantee_claims::PartialDate;
/// let august: PartialDate = "2025-08".parse()?;
/// assert_eq!(august.earliest().to_string(), "2025-08-01");
/// assert_eq!(august.latest().to_string(), "2025-08-31");
/// assert!("2025-02-31".parse::<PartialDate>().is_err());
/// # Ok::<(), guarantee_claims::InvalidValue>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// The years 0001 to 9999, each month with its days, 29 February in leap years only.
const PATTERN: &str = concat!(
    "^((000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})",
    "(-(0[1-9]|1[0-2]|(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])))?",
    "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29)$",
);

#[cfg(feature = "load")]
impl super::define::view::Own for PartialDate {}

impl PartialDate {
    /// What the type is called and what one must look like.
    pub const TYPE: &'static StringType = &StringType {
        name: "PartialDate",
        what: "a date",
        expected: "a year, month or day of the calendar as \"2025\", \"2025-08\" or \"2025-08-22\"",
        pattern: PATTERN,
        min: 4,
        max: Some(10),
        list: None,
    };

    /// The first day that the date can mean.
    ///
    /// ```
    /// let date: guarantee_claims::PartialDate = "2025-12".parse()?;
    /// let first = date.earliest();
    /// assert_eq!((first.year(), first.month(), first.day()), (2025, 12, 1));
    /// # Ok::<(), guarantee_claims::InvalidValue>(())
    /// ```
    #[must_use]
    pub const fn earliest(self) -> CalendarDate {
        let month = if let Some(month) = self.month { month } else { 1 };
        let day = if let Some(day) = self.day { day } else { 1 };
        CalendarDate { year: self.year, month, day }
    }

    /// The last day that the date can mean.
    ///
    /// ```
    /// let date: guarantee_claims::PartialDate = "2024-02".parse()?;
    /// assert_eq!(date.latest().to_string(), "2024-02-29");
    /// # Ok::<(), guarantee_claims::InvalidValue>(())
    /// ```
    #[must_use]
    pub const fn latest(self) -> CalendarDate {
        let month = if let Some(month) = self.month { month } else { 12 };
        let day = if let Some(day) = self.day { day } else { days_in(self.year, month) };
        CalendarDate { year: self.year, month, day }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let (year, rest) = text.as_bytes().split_first_chunk::<4>()?;
        let (month, rest) = part(rest)?;
        let (day, rest) = part(rest)?;
        let year = number(year)?;
        let in_calendar = year >= 1
            && month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| day >= 1 && month.is_some_and(|month| day <= days_in(year, month)));
        (in_calendar && rest.is_empty()).then_some(Self { year, month, day })
    }
}

/// The two digits behind a hyphen, if the text goes on, and what follows them.
fn part(text: &[u8]) -> Option<(Option<u8>, &[u8])> {
    let Some((hyphen, rest)) = text.split_first() else { return Some((None, text)) };
    let (digits, rest) = rest.split_first_chunk::<2>().filter(|_| *hyphen == b'-')?;
    Some((Some(number(digits)?.try_into().ok()?), rest))
}

/// The number that ASCII digits stand for, four at most.
fn number<const DIGITS: usize>(text: &[u8; DIGITS]) -> Option<u16> {
    text.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u16::from(digit - b'0')))
}

impl FromStr for PartialDate {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        Self::parse(text).ok_or_else(|| Self::TYPE.refuse(text))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut text, mut length) = (*b"0000-00-00", 4);
        let digit = |number: u16, unit: u16| b"0123456789"[usize::from(number / unit % 10)];
        for (place, unit) in [1000, 100, 10, 1].into_iter().enumerate() {
            text[place] = digit(self.year, unit);
        }
        for part in [self.month, self.day].into_iter().flatten().map(u16::from) {
            text[length + 1] = digit(part, 10);
            text[length + 2] = digit(part, 1);
            length += 3;
        }
        f.pad(std::str::from_utf8(&text[..length]).expect("digits and hyphens are ASCII"))
    }
}

string_only!(PartialDate);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for PartialDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        super::meta::string_schema(Self::TYPE, "A date as exact as the evidence allows, in EDTF level 0.")
    }
}
