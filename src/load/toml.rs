//! TOML: a JSON value, the spans of its parts, and every fault of syntax.

use std::ops::Range;

use serde_json::{Map, Number, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::place::{Inside, Spans};
use crate::limits::{DEEPEST, LONGEST_FILE, MOST_FAULTS, mebibytes};
use crate::sanitize::excerpt;

/// A file as far as it could be parsed.
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) value: Value,
    pub(crate) spans: Spans,
    pub(crate) faults: Vec<Fault>,
    /// Whether something could not be parsed.
    pub(crate) lost: bool,
}

/// Parses a TOML file, past its faults.
pub(crate) fn parse(bytes: &[u8]) -> Document {
    if bytes.len() > LONGEST_FILE {
        let message = format!("the file is longer than {}: expected a shorter one", mebibytes(LONGEST_FILE));
        let spans = Spans::default();
        return Document { text: String::new(), value: Value::Null, spans, faults: vec![(0..0, message)], lost: true };
    }
    let (text, mut faults) = match decode(bytes) {
        Ok(decoded) => decoded,
        Err((text, fault)) => return Document { text, value: Value::Null, spans: Spans::default(), faults: vec![fault], lost: true },
    };
    let (table, errors) = DeTable::parse_recoverable(&text);
    let fault = |error: &toml::de::Error| (error.span().unwrap_or(0..0), not_toml(error.message().trim_end()));
    let lost = !errors.is_empty();
    faults.extend(errors.iter().map(fault));
    let mut reader = Reader { faults, depth: 0 };
    let (value, spans) = reader.table(table.span(), table.get_ref());
    let faults = first_of(reader.faults);
    Document { text, value, spans, faults, lost }
}

/// The first faults, with one more if there are others.
fn first_of(mut faults: Vec<Fault>) -> Vec<Fault> {
    if faults.len() > MOST_FAULTS {
        faults.sort_by_key(|(span, _)| span.start);
        faults.truncate(MOST_FAULTS);
        let message = format!("there are more faults than {MOST_FAULTS}: expected TOML 1.0; the rest of the file is not looked at");
        faults.extend(faults.last().map(|(span, _)| (span.clone(), message)));
    }
    faults
}

/// What a parser found wrong, with what it expected, which it does not always say.
fn not_toml(words: &str) -> String {
    let expected = match words {
        _ if words.contains("expected") => "",
        "duplicate key" => ": expected every key once",
        _ => ": expected TOML 1.0",
    };
    format!("this is not TOML: {words}{expected}")
}

type Fault = (Range<usize>, String);

/// The text of a file with its faults; the text as far as it can be shown and the one fault, if it is not UTF-8.
fn decode(bytes: &[u8]) -> Result<(String, Vec<Fault>), (String, Fault)> {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.starts_with('\u{feff}') => {
            let message = "the file starts with a byte order mark: expected UTF-8 without one";
            Ok((text.to_owned(), vec![(0..3, message.to_owned())]))
        }
        Ok(text) => Ok((text.to_owned(), Vec::new())),
        Err(error) => {
            let at = error.valid_up_to();
            let message = format!("byte {at} of the file (0x{:02x}) is not UTF-8: expected UTF-8", bytes[at]);
            Err((String::from_utf8_lossy(bytes).into_owned(), (at..at, message)))
        }
    }
}

struct Reader {
    faults: Vec<Fault>,
    /// How many lists and tables are around the value.
    depth: usize,
}

impl Reader {
    fn table(&mut self, span: Range<usize>, table: &DeTable<'_>) -> (Value, Spans) {
        let mut members = Vec::new();
        let mut object = Map::new();
        for (key, value) in table {
            let (json, spans) = self.value(value);
            object.insert(key.get_ref().to_string(), json);
            members.push((key.get_ref().to_string(), key.span(), spans));
        }
        (Value::Object(object), Spans { span, inside: Inside::Members(members) })
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) -> (Value, Spans) {
        self.depth += 1;
        let read = self.value_at_depth(value);
        self.depth -= 1;
        read
    }

    fn value_at_depth(&mut self, value: &Spanned<DeValue<'_>>) -> (Value, Spans) {
        let span = value.span();
        let json = match value.get_ref() {
            // Whoever walks the value further does so with a stack of a certain size.
            DeValue::Table(_) | DeValue::Array(_) if self.depth > DEEPEST => {
                let message = format!("lists and tables are in one another more than {DEEPEST} deep: expected a record of the dataset");
                self.faults.push((span.clone(), message));
                Value::Null
            }
            DeValue::Table(table) => return self.table(span, table),
            DeValue::Array(array) => {
                let (values, items) = array.iter().map(|item| self.value(item)).unzip();
                return (Value::Array(values), Spans { span, inside: Inside::Items(items) });
            }
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Boolean(flag) => Value::Bool(*flag),
            DeValue::Integer(integer) => self.number(&span, integer.as_str(), integer.radix()),
            DeValue::Float(float) => self.number(&span, float.as_str(), 10),
            DeValue::Datetime(date) => {
                self.faults.push((span.clone(), format!("{date} is a TOML date: expected the date as a text, \"{date}\"")));
                Value::String(date.to_string())
            }
        };
        (json, Spans { span, inside: Inside::Nothing })
    }

    /// A number as JSON has it; one that a double cannot hold is a fault.
    fn number(&mut self, span: &Range<usize>, digits: &str, radix: u32) -> Value {
        let integer =
            i64::from_str_radix(digits, radix).map(Number::from).or_else(|_| u64::from_str_radix(digits, radix).map(Number::from));
        let double = || digits.parse().ok().filter(|_| radix == 10).and_then(Number::from_f64);
        integer.ok().or_else(double).map_or_else(
            || {
                let shown = excerpt(digits);
                self.faults.push((span.clone(), format!("{} is out of range: expected a finite number", shown.trim_matches('"'))));
                Value::from(0)
            },
            Value::Number,
        )
    }
}
