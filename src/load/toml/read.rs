//! A text as TOML: its value, the spans of its parts, and where it is not TOML.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::{Map, Number, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::limits::DEEPEST;
use crate::load::document::Fault;
use crate::load::spans::{Inside, Spans};
use crate::model::number::inexact;
use crate::rules;
use crate::sanitize::excerpt;

/// A text as TOML.
pub(super) struct Read {
    pub(super) value: Value,
    pub(super) spans: Spans,
    /// Where it is not TOML, and what the parser says of it.
    pub(super) errors: Vec<(Range<usize>, String)>,
    /// What the dataset does not take, though it is TOML.
    pub(super) faults: Vec<Fault>,
}

pub(super) fn read(text: &str) -> Read {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { faults: Vec::new(), depth: 0 };
    let (value, spans) = reader.table(table.span(), table.get_ref());
    Read { value, spans, errors: errors.iter().map(place_and_words).collect(), faults: reader.faults }
}

/// Where a text is not TOML, and what the parser says of it.
pub(super) fn errors_in(text: &str) -> Vec<(Range<usize>, String)> {
    DeTable::parse_recoverable(text).1.iter().map(place_and_words).collect()
}

fn place_and_words(error: &toml::de::Error) -> (Range<usize>, String) {
    (error.span().unwrap_or(0..0), error.message().trim_end().to_owned())
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
                self.faults.push(Fault::syntax(span.clone(), message, None));
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
                let message = format!("{date} is a TOML date: expected the date as a text, \"{date}\"");
                self.faults.push(Fault::syntax(span.clone(), message, Some("put it between quotation marks".to_owned())));
                Value::Null
            }
        };
        (json, Spans { span, inside: Inside::Nothing })
    }

    /// A number as JSON has it; one that a double cannot hold is a fault.
    fn number(&mut self, span: &Range<usize>, digits: &str, radix: u32) -> Value {
        let integer = i64::from_str_radix(digits, radix).map(i128::from).or_else(|_| u64::from_str_radix(digits, radix).map(i128::from));
        let written = integer.as_ref().map_or_else(|_| Cow::Borrowed(digits), |integer| Cow::Owned(integer.to_string()));
        if let Some(message) = Some(()).filter(|()| integer.is_ok() || radix == 10).and_then(|()| inexact(&written)) {
            self.faults.push(Fault { rule: &rules::invalid_value::RULE, ..Fault::syntax(span.clone(), message, None) });
            return Value::Null;
        }
        let whole = integer.ok().and_then(Number::from_i128);
        let double = || digits.parse().ok().filter(|_| radix == 10).and_then(Number::from_f64);
        whole.or_else(double).map_or_else(
            || {
                let shown = excerpt(digits);
                let message = format!("{} is out of range: expected a finite number", shown.trim_matches('"'));
                self.faults.push(Fault::syntax(span.clone(), message, None));
                Value::Null
            },
            Value::Number,
        )
    }
}
