//! How the agreement of the coders differs between two versions.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::dataset::Edition;

/// A figure that is not the same in two versions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Moved {
    /// The document, or all of them.
    pub(crate) scope: String,
    pub(crate) field: String,
    pub(crate) old: Option<f64>,
    pub(crate) new: Option<f64>,
}

/// The figures that differ by a thousandth or more, or that one version alone has; none if they are not known of both versions.
pub(crate) fn agreement(old: &Edition, new: &Edition) -> Option<Vec<Moved>> {
    const LEAST: f64 = 0.001;
    let mut before = figures(old.agreement.as_ref()?);
    let mut moved = Vec::new();
    for ((scope, field), new) in figures(new.agreement.as_ref()?) {
        let old = before.remove(&(scope.clone(), field.clone())).flatten();
        let is_same = match (old, new) {
            (Some(old), Some(new)) => (new - old).abs() < LEAST,
            (old, new) => old.is_none() && new.is_none(),
        };
        if !is_same {
            moved.push(Moved { scope, field, old, new });
        }
    }
    let gone = before.into_iter().filter(|(_, old)| old.is_some());
    moved.extend(gone.map(|((scope, field), old)| Moved { scope, field, old, new: None }));
    Some(moved)
}

fn figures(rows: &[Map<String, Value>]) -> BTreeMap<(String, String), Option<f64>> {
    let text = |row: &Map<String, Value>, key| row.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    rows.iter().map(|row| ((text(row, "scope"), text(row, "field")), row.get("value").and_then(Value::as_f64))).collect()
}
