//! The changes from one version to another.

use serde_json::{Map, Value};

use super::kind::ChangeKind;
use super::snapshot::{is_same, plain, snapshot, told, told_at};
use crate::dataset::Edition;
use crate::model::ChangedRecord;

/// A change of one record: all of it, or one field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    pub(crate) record: ChangedRecord,
    pub(crate) id: String,
    pub(crate) kind: ChangeKind,
    /// The field that has another value; none where the record was added or removed.
    pub(crate) field: Option<String>,
    /// The value before; none where the field had none. What is null or an empty list inside it is left out.
    pub(crate) old: Option<Value>,
    /// The value since.
    pub(crate) new: Option<Value>,
}

/// Every change from `old` to `new`, by kind of record, id and field. Terms are compared where both versions have them.
pub(crate) fn between(old: &Edition, new: &Edition) -> Vec<Change> {
    let mut changes = Vec::new();
    for record in ChangedRecord::ALL.iter().copied() {
        let is_known = record != ChangedRecord::Term || old.vocabulary.is_some() && new.vocabulary.is_some();
        if is_known {
            of_kind(record, old, new, &mut changes);
        }
    }
    // That a claim is gone is said of the claim.
    let gone: std::collections::BTreeSet<_> =
        changes.iter().filter(|change| is_removed_claim(change)).map(|change| change.id.clone()).collect();
    let repeats =
        |change: &Change| (change.record, change.kind) == (ChangedRecord::Withdrawn, ChangeKind::Added) && gone.contains(&change.id);
    changes.retain(|change| !repeats(change));
    changes
}

fn is_removed_claim(change: &Change) -> bool {
    (change.record, change.kind) == (ChangedRecord::Claim, ChangeKind::Removed)
}

fn of_kind(record: ChangedRecord, old: &Edition, new: &Edition, changes: &mut Vec<Change>) {
    let (mut before, since) = (snapshot(old, record), snapshot(new, record));
    let mut found = Vec::new();
    let whole = |id: &str, kind| Change { record, id: id.to_owned(), kind, field: None, old: None, new: None };
    for (id, new) in &since {
        match before.remove(id) {
            Some(old) => fields(&old, new, |field, old, new| {
                let (kind, field) = (ChangeKind::Changed, Some(field.to_owned()));
                found.push(Change { record, id: id.to_string(), kind, field, old: old.map(plain), new: new.map(plain) });
            }),
            None => found.push(whole(id, ChangeKind::Added)),
        }
    }
    found.extend(before.keys().map(|id| whole(id, ChangeKind::Removed)));
    found.sort_by(|a, b| (&a.id, &a.field).cmp(&(&b.id, &b.field)));
    changes.extend(found);
}

/// Calls `visit` with each field that has different values.
pub(super) fn fields(old: &Map<String, Value>, new: &Map<String, Value>, mut visit: impl FnMut(&str, Option<&Value>, Option<&Value>)) {
    for (field, value) in told(new) {
        let before = told_at(old, field);
        if !before.is_some_and(|before| is_same(before, value)) {
            visit(field, before, Some(value));
        }
    }
    for (field, value) in told(old).filter(|(field, _)| told_at(new, field).is_none()) {
        visit(field, Some(value), None);
    }
}

/// The value as it stands in a cell: a text as it is, anything else as JSON.
pub(crate) fn cell(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl Change {
    pub(crate) fn old_cell(&self) -> Option<String> {
        self.old.as_ref().map(cell)
    }

    pub(crate) fn new_cell(&self) -> Option<String> {
        self.new.as_ref().map(cell)
    }
}
