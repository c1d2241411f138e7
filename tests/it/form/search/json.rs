//! JSON as it is written rather than what it means: keys may stand twice, numbers and strings are spelled as one likes.

use std::fmt::Write as _;

use serde_json::Value;

/// A value as it is written.
#[derive(Debug, Clone)]
pub(crate) enum Written {
    /// Anything without parts, in the words of the text.
    Bare(String),
    List(Vec<Self>),
    /// Members in order. The keys are written as strings are, with their quotation marks.
    Members(Vec<(String, Self)>),
}

impl Written {
    /// A value in the usual spelling.
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Array(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Object(members) => Self::Members(members.iter().map(|(key, member)| (quoted(key), Self::of(member))).collect()),
            bare => Self::Bare(bare.to_string()),
        }
    }

    /// The parts of a value that are values.
    fn parts(&mut self) -> Vec<&mut Self> {
        match self {
            Self::Bare(_) => Vec::new(),
            Self::List(items) => items.iter_mut().collect(),
            Self::Members(members) => members.iter_mut().map(|(_, member)| member).collect(),
        }
    }

    /// How many values there are, this one and those in it.
    pub(crate) fn count(&mut self) -> usize {
        1 + self.parts().into_iter().map(Self::count).sum::<usize>()
    }

    /// The value with this number, counted from this one, which is 0.
    pub(crate) fn nth(&mut self, mut number: usize) -> &mut Self {
        if number == 0 {
            return self;
        }
        number -= 1;
        for part in self.parts() {
            let count = part.count();
            if number < count {
                return part.nth(number);
            }
            number -= count;
        }
        unreachable!("the number is below the count")
    }

    /// The text, with what `between` gives wherever white space may stand.
    pub(crate) fn text(&self, between: &mut dyn FnMut() -> &'static str) -> String {
        let mut text = String::new();
        self.write(&mut text, between);
        text
    }

    fn write(&self, text: &mut String, between: &mut dyn FnMut() -> &'static str) {
        *text += between();
        match self {
            Self::Bare(words) => *text += words,
            Self::List(items) => {
                text.push('[');
                for (i, item) in items.iter().enumerate() {
                    *text += if i > 0 { "," } else { "" };
                    item.write(text, between);
                }
                text.push(']');
            }
            Self::Members(members) => {
                text.push('{');
                for (i, (key, member)) in members.iter().enumerate() {
                    *text += if i > 0 { "," } else { "" };
                    let _ = write!(text, "{}{key}{}:", between(), between());
                    member.write(text, between);
                }
                text.push('}');
            }
        }
        *text += between();
    }
}

/// A string as JSON.
pub(crate) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A string as JSON with every UTF-16 unit escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut written = String::from("\"");
    for unit in text.encode_utf16() {
        let _ = write!(written, "\\u{unit:04x}");
    }
    written + "\""
}

/// Whether in some object of the text a key stands twice. The text must be JSON.
pub(crate) fn repeats_a_key(text: &str) -> bool {
    serde_json::from_str::<NoneTwice>(text).is_err()
}

/// Whether a whole number in the text lies between two doubles, so that a reader would round it. The text must be JSON.
pub(crate) fn rounds_a_number(text: &str) -> bool {
    // Every second part is inside quotation marks.
    let outside = text.replace("\\\\", "").replace("\\\"", "");
    let numbers = outside.split('"').step_by(2).flat_map(|part| part.split(|c: char| !matches!(c, '0'..='9' | '.' | 'e' | 'E' | '+')));
    numbers.filter(|number| !number.contains(['e', 'E'])).any(|number| {
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let nearest = whole.parse::<f64>().ok().filter(|nearest| nearest.is_finite());
        fraction.trim_matches('0').is_empty() && nearest.is_some_and(|nearest| format!("{nearest:.0}") != whole)
    })
}

/// Any value in which no key stands twice.
struct NoneTwice;

impl<'de> serde::Deserialize<'de> for NoneTwice {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> serde::de::Visitor<'de> for NoneTwice {
    type Value = Self;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value in which no key stands twice")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Self, A::Error> {
        while items.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut members: A) -> Result<Self, A::Error> {
        let mut seen = std::collections::BTreeSet::new();
        while let Some(key) = members.next_key::<String>()? {
            if !seen.insert(key) {
                return Err(serde::de::Error::custom("a key stands twice"));
            }
            members.next_value::<Self>()?;
        }
        Ok(self)
    }
}

#[test]
fn keys_that_stand_twice_are_seen_however_they_are_spelled() {
    for text in [r#"{"a":1,"a":1}"#, r#"{"a":1,"\u0061":2}"#, r#"[{"b":[{"a":1,"c":2,"a":{}}]}]"#] {
        assert!(repeats_a_key(text), "{text}");
    }
    for text in [r#"{"a":{"a":1},"b":[{"a":null}]}"#, "1.5", "[-1, true, \"a\"]"] {
        assert!(!repeats_a_key(text), "{text}");
    }
}

#[test]
fn numbers_between_two_doubles_are_seen() {
    for text in ["9007199254740993", r#"{"a":[1,-18446744073709551617]}"#, r#"["\"",9007199254740993.00]"#] {
        assert!(rounds_a_number(text), "{text}");
    }
    for text in ["9007199254740994", r#"{"a":"9007199254740993"}"#, "9007199254740993e0", "9007199254740993.5", "-0", "0.0", "[1e300,0.1]"]
    {
        assert!(!rounds_a_number(text), "{text}");
    }
}
