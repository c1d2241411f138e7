//! How large a file's value is, counted in values.

use serde_json::Value;

use crate::dataset::layout::FileKind;

/// How many values a value is, with all that are in it.
pub(super) fn values_in(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(values_in).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(values_in).sum::<usize>(),
        _ => 1,
    }
}

/// How many values stand beside the records of a file, or in the file that is one record.
pub(super) fn values_beside(kind: FileKind, value: &Value) -> usize {
    let records = kind.array().map_or(0, |array| values_in(&value[array]));
    values_in(value).saturating_sub(records)
}
