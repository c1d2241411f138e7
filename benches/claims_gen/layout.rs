//! A value as one line of JSON, with the place of everything in it.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;

use crate::random::Random;

/// A line, and by JSON Pointer where in it the values and their keys stand, in bytes.
#[derive(Default)]
pub(crate) struct Layout {
    pub(crate) text: String,
    values: BTreeMap<String, Range<usize>>,
    keys: BTreeMap<String, usize>,
}

impl Layout {
    /// The line of a value: its keys in their order, or in a random one.
    pub(crate) fn of(value: &Value, shuffle: Option<&mut Random>) -> Self {
        let mut layout = Self::default();
        layout.write(value, "", &mut shuffle.map(|random| &mut *random));
        layout
    }

    /// Where the value at this pointer stands.
    pub(crate) fn value(&self, pointer: &str) -> Range<usize> {
        self.values.get(pointer).unwrap_or_else(|| panic!("the line has a value at {pointer}")).clone()
    }

    /// Where the key of the value at this pointer starts.
    pub(crate) fn key(&self, pointer: &str) -> usize {
        *self.keys.get(pointer).unwrap_or_else(|| panic!("the line has a key at {pointer}"))
    }

    /// The line with this in the place of a range of it.
    pub(crate) fn with(&self, range: Range<usize>, replacement: &str) -> String {
        [&self.text[..range.start], replacement, &self.text[range.end..]].concat()
    }

    /// The pointer of the key that stands in the middle of the record.
    pub(crate) fn middle(&self) -> &str {
        let mut fields: Vec<_> = self.keys.iter().filter(|(pointer, _)| pointer.matches('/').count() == 1).collect();
        fields.sort_by_key(|(_, at)| **at);
        fields[fields.len() / 2].0
    }

    fn write(&mut self, value: &Value, pointer: &str, shuffle: &mut Option<&mut Random>) {
        let start = self.text.len();
        match value {
            Value::Array(items) => {
                for (i, item) in items.iter().enumerate() {
                    self.text.push(if i == 0 { '[' } else { ',' });
                    self.write(item, &format!("{pointer}/{i}"), shuffle);
                }
                self.text.push_str(if items.is_empty() { "[]" } else { "]" });
            }
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                if let Some(random) = shuffle {
                    random.shuffle(&mut members);
                }
                for (i, (key, member)) in members.iter().enumerate() {
                    self.text.push(if i == 0 { '{' } else { ',' });
                    let at = format!("{pointer}/{key}");
                    self.keys.insert(at.clone(), self.text.len());
                    self.text.push_str(&Value::from(key.as_str()).to_string());
                    self.text.push(':');
                    self.write(member, &at, shuffle);
                }
                self.text.push_str(if members.is_empty() { "{}" } else { "}" });
            }
            plain => self.text.push_str(&plain.to_string()),
        }
        self.values.insert(pointer.to_owned(), start..self.text.len());
    }
}
