//! Numbers: whole ones with a greatest value, and amounts.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::invalid_value::InvalidValue;

/// A finite number, zero or more. Integral ones are written without a fraction.
///
/// ```
/// use guarantee_claims::Amount;
/// assert_eq!(Amount::new(4.5)?.to_string(), "4.5");
/// assert_eq!(Amount::new(4e9)?.to_string(), "4000000000");
/// assert!(Amount::new(f64::INFINITY).is_err());
/// # Ok::<(), guarantee_claims::InvalidValue>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Amount(f64);

impl Amount {
    /// The amount of `value`.
    ///
    /// # Errors
    /// If `value` is negative, infinite or not a number.
    pub fn new(value: f64) -> Result<Self, InvalidValue> {
        if value.is_finite() && value >= 0.0 {
            Ok(Self(value))
        } else {
            Err(InvalidValue::new("an amount", &value.to_string(), "a finite number, zero or more"))
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The number as an integer, if it is one that a double represents without a gap (up to 2^53).
    ///
    /// ```
    /// use guarantee_claims::Amount;
    ///
    /// assert_eq!(Amount::new(300_000.0)?.as_integer(), Some(300_000));
    /// assert_eq!(Amount::new(4.5)?.as_integer(), None);
    /// # Ok::<(), guarantee_claims::InvalidValue>(())
    /// ```
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked before")]
    pub fn as_integer(self) -> Option<u64> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        (self.0.fract() == 0.0 && self.0 <= EXACT).then_some(self.0 as u64)
    }
}

#[cfg(feature = "load")]
impl super::define::view::Own for Amount {}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_integer() {
            Some(integer) => integer.fmt(f),
            None => self.0.fmt(f),
        }
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_integer() {
            Some(integer) => serializer.serialize_u64(integer),
            None => serializer.serialize_f64(self.0),
        }
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<f64, E> {
        whole_to_double(value.into()).map_err(E::custom)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<f64, E> {
        whole_to_double(value.into()).map_err(E::custom)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<f64, E> {
        Ok(value)
    }
}

/// The double that is this whole number; without one, what is wrong.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "what is lost is looked for")]
fn whole_to_double(value: i128) -> Result<f64, String> {
    let nearest = value as f64;
    if nearest as i128 == value { Ok(nearest) } else { Err(no_double(&value.to_string(), nearest)) }
}

fn no_double(written: &str, nearest: f64) -> String {
    format!("{written} is no double (the nearest is {nearest:.0}): expected a number that a double holds")
}

/// What is wrong with a number as it is written, if it is a whole one that no double holds. What has an exponent is meant as a double.
#[cfg(feature = "load")]
pub(crate) fn inexact(written: &str) -> Option<String> {
    /// As many as 2^53 has, up to which doubles hold every whole number.
    const FEWEST_DIGITS: usize = 16;
    let digits = written.trim_start_matches(['+', '-']);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_whole = whole.bytes().all(|byte| byte.is_ascii_digit()) && fraction.bytes().all(|byte| byte == b'0');
    if whole.len() < FEWEST_DIGITS || !is_whole {
        return None;
    }
    let nearest: f64 = whole.parse().ok().filter(|nearest: &f64| nearest.is_finite())?;
    let whole = whole.trim_start_matches('0');
    (format!("{nearest:.0}") != whole).then(|| no_double(whole, nearest))
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(deserializer.deserialize_f64(NumberVisitor)?).map_err(de::Error::custom)
    }
}

/// Reads a whole number from 0 to 4,294,967,295; `1.0` is read as 1, as JSON Schema does.
pub(super) fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    whole_from(0, deserializer)
}

/// Reads a whole number from 1 on.
pub(super) fn ordinal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    whole_from(1, deserializer)
}

fn whole_from<'de, D: Deserializer<'de>>(least: u32, deserializer: D) -> Result<u32, D::Error> {
    deserializer.deserialize_f64(WholeVisitor { least })
}

struct WholeVisitor {
    least: u32,
}

impl Visitor<'_> for WholeVisitor {
    type Value = u32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        NumberVisitor.expecting(f)
    }

    /// Nearly every number comes this way, and need not become a double.
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<u32, E> {
        match u32::try_from(value) {
            Ok(whole) if whole >= self.least => Ok(whole),
            _ => self.visit_f64(NumberVisitor.visit_u64(value)?),
        }
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<u32, E> {
        self.visit_f64(NumberVisitor.visit_i64(value)?)
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked before")]
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<u32, E> {
        if value.fract() == 0.0 && value >= f64::from(self.least) && value <= f64::from(u32::MAX) {
            Ok(value as u32)
        } else {
            Err(E::custom(format_args!("{value} is out of range: expected a whole number from {} to {}", self.least, u32::MAX)))
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Amount {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0 })
    }
}

#[cfg(feature = "schema")]
pub(super) fn whole_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "integer", "minimum": 0, "maximum": u32::MAX })
}

#[cfg(feature = "schema")]
pub(super) fn ordinal_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": u32::MAX })
}

#[cfg(all(test, feature = "load"))]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_between_two_doubles_are_found_however_large() {
        for written in ["9007199254740993", "-9007199254740993", "9007199254740993.0", "18446744073709551615", "36893488147419103233"] {
            assert!(inexact(written).is_some(), "{written}");
        }
        for written in
            ["0", "9007199254740992", "9007199254740994", "10000000000000000.00", "36893488147419103232", "1e23", "0.1", "300000"]
        {
            assert!(inexact(written).is_none(), "{written}");
        }
        assert_eq!(inexact(&"9".repeat(400)), None, "what is past all doubles is out of range");
        let said = inexact("9007199254740993").unwrap_or_default();
        assert_eq!(said, "9007199254740993 is no double (the nearest is 9007199254740992): expected a number that a double holds");
    }

    #[test]
    fn amounts_are_never_rounded_in_silence() {
        assert_eq!(whole_to_double(9_007_199_254_740_994), Ok(9_007_199_254_740_994.0));
        assert!(whole_to_double(9_007_199_254_740_993).is_err());
        assert!(whole_to_double(u64::MAX.into()).is_err() && whole_to_double(i128::from(i64::MIN) + 1).is_err());
    }

    fn whole_in(json: &str, least: u32) -> Result<u32, String> {
        whole_from(least, &mut serde_json::Deserializer::from_str(json)).map_err(|error| error.to_string())
    }

    #[test]
    fn whole_numbers_are_read_in_every_form_up_to_their_limits() {
        for least in [0, 1] {
            assert_eq!(whole_in("1", least), Ok(1));
            assert_eq!(whole_in("1.0", least), Ok(1));
            assert_eq!(whole_in("4294967295", least), Ok(u32::MAX));
            for json in ["4294967296", "4294967296.0", "-1", "-1.0", "1.5"] {
                let said = whole_in(json, least).expect_err(json);
                let expected =
                    format!("{} is out of range: expected a whole number from {least} to 4294967295", json.trim_end_matches(".0"));
                assert!(said.starts_with(&expected), "{json}: {said}");
            }
            assert!(whole_in("9007199254740993", least).is_err_and(|said| said.contains("is no double")));
            assert!(whole_in("\"1\"", least).is_err_and(|said| said.contains("expected a number")));
        }
        assert_eq!([whole_in("0", 0), whole_in("0.0", 0)], [Ok(0), Ok(0)]);
        assert!(whole_in("0", 1).is_err() && whole_in("0.0", 1).is_err());
    }
}
