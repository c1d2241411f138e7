//! A file's value in parts that are small enough to be explained, whatever stands in it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value;

use super::bounds::values_in;
use crate::dataset::layout::FileKind;
use crate::limits::MOST_VALUES;

/// Some of the records of a file, with all that stands beside them.
pub(super) struct Part<'a> {
    pub(super) value: Cow<'a, Value>,
    /// The places of its records in the file; `None` if it is the whole file.
    records: Option<(&'static str, Vec<usize>)>,
}

impl Part<'_> {
    /// A JSON Pointer into this part as one into the file.
    pub(super) fn in_file(&self, pointer: &str) -> String {
        let moved = self.records.as_ref().and_then(|(array, places)| {
            let below = pointer.strip_prefix(&format!("/{array}/"))?;
            let (index, rest) = below.split_at(below.find('/').unwrap_or(below.len()));
            Some(format!("/{array}/{}{rest}", places.get(index.parse::<usize>().ok()?)?))
        });
        moved.unwrap_or_else(|| pointer.to_owned())
    }
}

/// The parts of a file's value without the records that are passed over.
pub(super) fn parts<'a>(kind: FileKind, value: &'a Value, passed_over: &BTreeSet<usize>) -> Vec<Part<'a>> {
    let whole = || vec![Part { value: Cow::Borrowed(value), records: None }];
    let Some(array) = kind.array() else { return whole() };
    let Some(records) = value[array].as_array() else { return whole() };
    if passed_over.is_empty() && values_in(value) <= MOST_VALUES {
        return whole();
    }
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut room = 0;
    for (place, record) in records.iter().enumerate().filter(|(place, _)| !passed_over.contains(place)) {
        let values = values_in(record);
        if values > room {
            parts.push(Vec::new());
            room = MOST_VALUES;
        }
        room = room.saturating_sub(values);
        parts.last_mut().expect("a part was just added").push(place);
    }
    let part = |places: Vec<usize>| {
        let beside = value.as_object().into_iter().flatten().filter(|(key, _)| *key != array);
        let mut file: serde_json::Map<_, _> = beside.map(|(key, value)| (key.clone(), value.clone())).collect();
        file.insert(array.to_owned(), places.iter().map(|place| records[*place].clone()).collect());
        Part { value: Cow::Owned(Value::Object(file)), records: Some((array, places)) }
    };
    parts.into_iter().map(part).collect()
}
