//! How the codings differ between two versions.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::changes::fields;
use super::kind::ChangeKind;
use super::snapshot::plain;
use crate::dataset::Edition;

/// A coding that only one version has, or a field of one that has another value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Recoded {
    /// The document.
    pub(crate) source: String,
    /// The id of the coding, which is its own in the document.
    pub(crate) coding: String,
    pub(crate) kind: ChangeKind,
    /// The field; none where the coding was added or removed.
    pub(crate) field: Option<String>,
    pub(crate) old: Option<Value>,
    pub(crate) new: Option<Value>,
}

/// Every change of a coding, by document, coding and field; none if the codings of a version are not known.
pub(crate) fn codings(old: &Edition, new: &Edition) -> Option<Vec<Recoded>> {
    let (mut before, since) = (by_id(old.codings.as_ref()?), by_id(new.codings.as_ref()?));
    let whole = |(source, coding): (String, String), kind| Recoded { source, coding, kind, field: None, old: None, new: None };
    let mut found = Vec::new();
    for (id, new) in since {
        match before.remove(&id) {
            Some(old) => fields(old, new, |field, old, new| {
                let (field, (source, coding)) = (Some(field.to_owned()), id.clone());
                found.push(Recoded { source, coding, kind: ChangeKind::Changed, field, old: old.map(plain), new: new.map(plain) });
            }),
            None => found.push(whole(id, ChangeKind::Added)),
        }
    }
    found.extend(before.into_keys().map(|id| whole(id, ChangeKind::Removed)));
    found.sort_by(|a, b| (&a.source, &a.coding, &a.field).cmp(&(&b.source, &b.coding, &b.field)));
    Some(found)
}

fn by_id(rows: &[Map<String, Value>]) -> BTreeMap<(String, String), &Map<String, Value>> {
    let text = |row: &Map<String, Value>, key| row.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    rows.iter().map(|row| ((text(row, "source"), text(row, "coding")), row)).collect()
}
