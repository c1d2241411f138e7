//! A fast reader of JSON as most programs write it, without white space between values. It gives up on anything unusual, which
//! `serde_json` reads then: it accepts nothing that `serde_json` refuses, and makes the same of what it accepts.

use std::fmt;
use std::marker::PhantomData;

use memchr::memchr2;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::model::number::inexact;

/// The value in this text. `None` says nothing about the text.
pub(super) fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    // No string may hold a control character as it stands. Without a way out of the loop, many bytes are looked at in one step.
    if text.bytes().fold(u8::MAX, u8::min) < b' ' {
        return None;
    }
    // Most records have every key, in the order of the fields: then no key needs to be looked up.
    read_keys::<true, T>(text).or_else(|| read_keys::<false, T>(text))
}

fn read_keys<'de, const IN_ORDER: bool, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let mut json = FastJson::<IN_ORDER> { rest: text };
    let value = T::deserialize(&mut json).ok()?;
    json.rest.is_empty().then_some(value)
}

/// The rest of a text. With `IN_ORDER`, each object for a struct must have every key, in the order of the fields.
struct FastJson<'de, const IN_ORDER: bool> {
    rest: &'de str,
}

/// The error of a text that is left to `serde_json`.
#[derive(Debug)]
struct Unusual;

impl fmt::Display for Unusual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this JSON is left to another reader")
    }
}

impl std::error::Error for Unusual {}

impl de::Error for Unusual {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Result<T> = std::result::Result<T, Unusual>;

impl<'de, const IN_ORDER: bool> FastJson<'de, IN_ORDER> {
    /// Whether the text goes on with these characters, which are then passed.
    #[expect(clippy::inline_always, reason = "characters that are known to the compiler are compared in one step")]
    #[inline(always)]
    fn skip(&mut self, expected: &str) -> bool {
        self.rest.strip_prefix(expected).inspect(|rest| self.rest = rest).is_some()
    }

    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn expect(&mut self, expected: &str) -> Result<()> {
        if self.skip(expected) { Ok(()) } else { Err(Unusual) }
    }

    /// The string that comes next, borrowed if nothing in it is escaped. `end` finds the first quotation mark or backslash in it.
    #[inline]
    fn string<V: Visitor<'de>>(&mut self, end: impl Fn(&[u8]) -> Option<usize>, visitor: V) -> Result<V::Value> {
        let inside = self.rest.strip_prefix('"').ok_or(Unusual)?;
        let end = end(inside.as_bytes()).ok_or(Unusual)?;
        if inside.as_bytes()[end] == b'\\' {
            return visitor.visit_string(self.escaped().ok_or(Unusual)?);
        }
        self.rest = &inside[end + 1..];
        visitor.visit_borrowed_str(&inside[..end])
    }

    /// The string that comes next, in which something is escaped.
    #[cold]
    fn escaped(&mut self) -> Option<String> {
        let bytes = self.rest.as_bytes();
        let mut end = 1;
        loop {
            end += memchr2(b'"', b'\\', bytes.get(end..)?)?;
            if bytes[end] == b'"' {
                break;
            }
            end += 2;
        }
        let (string, rest) = self.rest.split_at(end + 1);
        self.rest = rest;
        serde_json::from_str(string).ok()
    }

    /// The whole number that comes next, if it has neither sign nor fraction nor exponent; else nothing is passed.
    fn whole(&mut self) -> Option<u64> {
        /// So many digits always fit into a `u64`.
        const MOST_DIGITS: usize = 19;
        let (mut value, mut digits) = (0_u64, 0);
        for byte in self.rest.bytes().take(MOST_DIGITS + 1).take_while(u8::is_ascii_digit) {
            value = value.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
            digits += 1;
        }
        let (number, rest) = self.rest.split_at(digits);
        let leading_zero = digits > 1 && number.starts_with('0');
        if digits == 0 || digits > MOST_DIGITS || leading_zero || rest.starts_with(['.', 'e', 'E']) {
            return None;
        }
        self.rest = rest;
        Some(value)
    }

    /// The number that comes next, of any form.
    #[cold]
    fn number(&mut self) -> Result<f64> {
        let in_number = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
        let (number, rest) = self.rest.split_at(self.rest.bytes().take_while(in_number).count());
        self.rest = rest;
        if inexact(number).is_some() { Err(Unusual) } else { serde_json::from_str(number).map_err(|_| Unusual) }
    }
}

impl<'de, const IN_ORDER: bool> Deserializer<'de> for &mut FastJson<'de, IN_ORDER> {
    type Error = Unusual;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value> {
        Err(Unusual)
    }

    /// Whoever is content with a string that is not owned wants a short one, such as a term.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.string(end_of_short, visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.string(|text| memchr2(b'"', b'\\', text), visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.whole() {
            Some(value) => visitor.visit_u64(value),
            None => visitor.visit_f64(self.number()?),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.skip("null") { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.expect("[")?;
        visitor.visit_seq(Items { json: self, first: true })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.expect("{")?;
        visitor.visit_map(Members { json: self, first: true })
    }

    #[expect(clippy::inline_always, reason = "the compiler then knows which fields there are")]
    #[inline(always)]
    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, names: &'static [&'static str], visitor: V) -> Result<V::Value> {
        if !IN_ORDER {
            return self.deserialize_map(visitor);
        }
        self.expect("{")?;
        let value = visitor.visit_seq(Fields { json: self, names, next: 0 })?;
        self.expect("}")?;
        Ok(value)
    }

    /// Formats for machines give a struct as its fields in order.
    fn is_human_readable(&self) -> bool {
        !IN_ORDER
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 char bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct enum
        identifier ignored_any
    }
}

/// The first quotation mark or backslash in a text that probably has one soon: sixteen bytes in one step take less than the start of a
/// search that is made for long texts.
#[inline]
fn end_of_short(text: &[u8]) -> Option<usize> {
    let found = text.first_chunk().map_or(0, |start| equal_bytes(*start, b'"') | equal_bytes(*start, b'\\'));
    if found == 0 { memchr2(b'"', b'\\', text) } else { Some(found.trailing_zeros() as usize / 8) }
}

/// The highest bit of each byte that is equal to this one, up to the first such byte; those after it are not certain.
#[inline]
fn equal_bytes(bytes: [u8; 16], byte: u8) -> u128 {
    const LOWEST: u128 = u128::from_le_bytes([1; 16]);
    const HIGHEST: u128 = LOWEST << 7;
    let differences = u128::from_le_bytes(bytes) ^ u128::from_le_bytes([byte; 16]);
    differences.wrapping_sub(LOWEST) & !differences & HIGHEST
}

/// The items of a list.
struct Items<'j, 'de, const IN_ORDER: bool> {
    json: &'j mut FastJson<'de, IN_ORDER>,
    first: bool,
}

impl<'de, const IN_ORDER: bool> SeqAccess<'de> for Items<'_, 'de, IN_ORDER> {
    type Error = Unusual;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        if self.json.skip("]") {
            return Ok(None);
        }
        if !self.first {
            self.json.expect(",")?;
        }
        self.first = false;
        seed.deserialize(&mut *self.json).map(Some)
    }

    /// Most lists have no item, one or two.
    fn size_hint(&self) -> Option<usize> {
        Some(if self.json.rest.starts_with(']') { 0 } else { 2 })
    }
}

/// The fields of a struct whose keys stand in their order.
struct Fields<'j, 'de, const IN_ORDER: bool> {
    json: &'j mut FastJson<'de, IN_ORDER>,
    names: &'static [&'static str],
    next: usize,
}

impl<'de, const IN_ORDER: bool> SeqAccess<'de> for Fields<'_, 'de, IN_ORDER> {
    type Error = Unusual;

    #[expect(clippy::inline_always, reason = "the compiler then knows the name of each field")]
    #[inline(always)]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        let Some(name) = self.names.get(self.next) else { return Ok(None) };
        self.json.expect(if self.next == 0 { "\"" } else { ",\"" })?;
        self.json.expect(name)?;
        self.json.expect("\":")?;
        self.next += 1;
        seed.deserialize(&mut *self.json).map(Some)
    }

    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>> {
        self.next_element_seed(PhantomData)
    }
}

/// The members of an object, in any order.
struct Members<'j, 'de, const IN_ORDER: bool> {
    json: &'j mut FastJson<'de, IN_ORDER>,
    first: bool,
}

impl<'de, const IN_ORDER: bool> MapAccess<'de> for Members<'_, 'de, IN_ORDER> {
    type Error = Unusual;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        if self.json.skip("}") {
            return Ok(None);
        }
        if !self.first {
            self.json.expect(",")?;
        }
        self.first = false;
        self.json.expect("\"")?;
        let rest = self.json.rest;
        let (key, rest) = rest.split_at(end_of_short(rest.as_bytes()).ok_or(Unusual)?);
        self.json.rest = rest;
        // With a backslash in it, the key does not end here.
        self.json.expect("\":")?;
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        seed.deserialize(&mut *self.json)
    }
}

#[cfg(all(test, feature = "data"))]
mod tests {
    use serde_json::{Map, Value, json};

    use super::*;
    use crate::model::view::Viewed;
    use crate::model::{Claim, ClaimView};

    fn claims() -> Vec<String> {
        crate::dataset().claims().map(|claim| serde_json::to_string(claim.get()).expect("a claim can be written")).collect()
    }

    /// A claim with other members in place of its own.
    fn with(claim: &str, members: &Value) -> Value {
        let mut claim: Value = serde_json::from_str(claim).expect("a claim is JSON");
        for (key, value) in members.as_object().into_iter().flatten() {
            claim[key] = value.clone();
        }
        claim
    }

    /// Holds the fast reader against `serde_json`; whether it read the text.
    fn is_read(text: &str) -> bool {
        let fast = read::<ClaimView<'_>>(text);
        let slow = serde_json::from_str::<ClaimView<'_>>(text);
        let owned = serde_json::from_str::<Claim>(text);
        assert_eq!(slow.is_ok(), owned.is_ok(), "a view should be read exactly when its record is: {text}");
        if let (Ok(slow), Ok(owned)) = (&slow, &owned) {
            assert_eq!(&Claim::of_view(slow), owned, "{text}");
        }
        match (&fast, &slow) {
            (Some(fast), Ok(slow)) => assert_eq!(fast, slow, "{text}"),
            (Some(_), Err(error)) => panic!("the fast reader accepts what serde_json refuses ({error}): {text}"),
            (None, _) => {}
        }
        fast.is_some()
    }

    #[test]
    fn every_claim_is_read_as_it_is_written_in_any_order_and_without_the_keys_that_may_be_missing() {
        for claim in claims() {
            assert!(is_read(&claim));
            assert!(read_keys::<true, ClaimView<'_>>(&claim).is_some(), "{claim}");
            let mut members: Map<String, Value> = serde_json::from_str(&claim).expect("a claim is an object");
            members.sort_keys();
            assert!(is_read(&Value::Object(members.clone()).to_string()));
            let backwards: Map<String, Value> = members.into_iter().rev().collect();
            let backwards = Value::Object(backwards).to_string();
            assert!(is_read(&backwards));
            assert!(read_keys::<true, ClaimView<'_>>(&backwards).is_none(), "{backwards}");
            let mut members: Map<String, Value> = serde_json::from_str(&claim).expect("a claim is an object");
            members.retain(|_, value| !value.is_null() && *value != json!([]));
            assert!(is_read(&Value::Object(members).to_string()));
        }
    }

    #[test]
    fn escapes_and_numbers_of_every_form_are_read() {
        let claim = &claims()[0];
        for note in ["\"", "a \"word\" and a \\", "\u{e9}\t\\\\", "\\", "sixteen letters:\""] {
            assert!(is_read(&with(claim, &json!({ "note": note })).to_string()), "{note}");
        }
        for controls in ["\n", "\t\t", "\u{0}\u{1f}"] {
            let claim = with(claim, &json!({ "note": "NOTE" })).to_string();
            assert!(!is_read(&claim.replace("NOTE", controls)), "{controls:?}");
        }
        let quantity = json!({ "measure": "equipment", "value": 7, "unit": "items", "comparator": "exactly" });
        let claim = with(claim, &json!({ "quantities": [quantity] })).to_string();
        let with_number = |number: &str| claim.replace("\"value\":7", &format!("\"value\":{number}"));
        for number in ["0", "10", "4.5", "0.0", "1e3", "1E+2", "9007199254740992", "10000000000000000000", "36893488147419103232"] {
            assert!(is_read(&with_number(number)), "{number}");
        }
        for number in [
            "9007199254740993",
            "9999999999999999999",
            "99999999999999999999",
            "9007199254740993.0",
            "",
            "00",
            "01",
            "1.",
            "1e",
            "1e999",
            "+1",
            "-1",
            ".5",
            "null",
            "\"1\"",
            "1 ",
        ] {
            assert!(!is_read(&with_number(number)), "{number}");
        }
    }

    #[test]
    fn damaged_claims_are_read_as_by_serde_json_or_not_at_all() {
        let claims = claims();
        let longest = claims.iter().max_by_key(|claim| claim.len()).expect("there are claims");
        let with_quantity = claims.iter().find(|claim| claim.contains("\"value\"")).expect("a claim has a quantity");
        let (mut read, mut all) = (0, 0);
        for claim in [&claims[0], longest, with_quantity] {
            for at in (0..claim.len()).filter(|at| claim.is_char_boundary(*at) && claim.is_char_boundary(at + 1)) {
                let (before, after) = (&claim[..at], &claim[at + 1..]);
                for part in
                    ["", "\"", "\\", ",", ":", "{", "}", "[", "]", " ", "0", "1", "-", ".", "e", "a", "A", "n", "é", "\n", "\u{0}", "null"]
                {
                    all += 1;
                    read += usize::from(is_read(&format!("{before}{part}{after}")));
                }
                assert!(!is_read(before));
            }
        }
        assert!(all > 50_000 && read > 10_000, "{read} of {all}");
    }

    #[test]
    fn the_end_of_a_short_string_is_found_at_every_place_whatever_stands_around_it() {
        for length in 0..40 {
            for around in [b'a', b'"' - 1, b'"' + 1, b'\\' - 1, b'\\' + 1, b'"' ^ 0x80, 0, 0x7F, 0x80, 0xFF] {
                let mut text = vec![around; length];
                assert_eq!(end_of_short(&text), None, "{around} {length}");
                for place in (0..length).rev() {
                    text[place] = [b'"', b'\\'][place % 2];
                    assert_eq!(end_of_short(&text), Some(place), "{around} {length}");
                }
            }
        }
    }
}
