//! The records of a version, by kind and id.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::dataset::{Edition, Records};
use crate::model::{ChangedRecord, DatasetInfo, VOCABULARIES};

/// A record with its id.
type Identified<'e> = (Cow<'e, str>, Cow<'e, Map<String, Value>>);

/// The records of a version by id.
pub(super) fn snapshot(edition: &Edition, kind: ChangedRecord) -> BTreeMap<Cow<'_, str>, Cow<'_, Map<String, Value>>> {
    let by_id = |list| edition.list(list).filter_map(identified).collect();
    match kind {
        ChangedRecord::Claim => by_id("claims"),
        ChangedRecord::Source => by_id("sources"),
        ChangedRecord::Actor => by_id("actors"),
        ChangedRecord::Occasion => by_id("occasions"),
        ChangedRecord::Framework => by_id("frameworks"),
        ChangedRecord::Withdrawn => by_id("withdrawn"),
        ChangedRecord::Dataset => {
            let told = ["title", "licence"].iter().filter_map(|key| Some(((*key).to_owned(), edition.text(key)?.clone())));
            BTreeMap::from([("dataset".into(), Cow::Owned(told.collect()))])
        }
        ChangedRecord::Term => edition.vocabulary.iter().flatten().filter_map(term).collect(),
    }
}

fn identified(record: &Map<String, Value>) -> Option<Identified<'_>> {
    Some((record.get("id")?.as_str()?.into(), Cow::Borrowed(record)))
}

/// The id of a term, and what is said of it; its place among the others is compared in `order`.
fn term(row: &Map<String, Value>) -> Option<Identified<'_>> {
    let id = format!("{}/{}", row.get("field")?.as_str()?, row.get("value")?.as_str()?);
    let told = ["definition", "term_group"].iter().filter_map(|key| Some(((*key).to_owned(), row.get(*key)?.clone())));
    Some((id.into(), Cow::Owned(told.collect())))
}

/// The fields of a record that say something, but for its id.
pub(super) fn told(record: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    record.iter().filter(|(key, value)| *key != "id" && !is_nothing(value))
}

/// What a field of a record says, if it says anything.
pub(super) fn told_at<'r>(record: &'r Map<String, Value>, field: &str) -> Option<&'r Value> {
    record.get(field).filter(|value| !is_nothing(value))
}

/// Whether two values say the same: null and an empty list say nothing, at any depth, since earlier versions did not have every key.
pub(super) fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let members = |record: &Map<String, Value>| record.values().filter(|value| !is_nothing(value)).count();
            let has = |(key, value): (&String, &Value)| is_nothing(value) || b.get(key).is_some_and(|other| is_same(value, other));
            a.iter().all(has) && members(a) == members(b)
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
        (Value::Number(_), Value::Number(_)) => plain(a) == plain(b),
        _ => a == b,
    }
}

/// The value without what says nothing, and with numbers written in one way.
pub(super) fn plain(value: &Value) -> Value {
    match value {
        Value::Object(record) => {
            let members = record.iter().filter(|(_, value)| !is_nothing(value));
            Value::Object(members.map(|(key, value)| (key.clone(), plain(value))).collect())
        }
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Number(number) => {
            const EXACT: f64 = 9_007_199_254_740_992.0;
            let whole = number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < EXACT);
            #[expect(clippy::cast_possible_truncation, reason = "it is whole and small enough")]
            let whole = whole.map(|float| Value::from(float as i64));
            whole.unwrap_or_else(|| value.clone())
        }
        _ => value.clone(),
    }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// These records as the document that an export has of them.
fn document_of(records: &Records, info: &DatasetInfo) -> Value {
    json!({
        "version": info.version,
        "title": info.title,
        "licence": info.licence,
        "sources": records.sources,
        "actors": records.actors,
        "occasions": records.occasions,
        "frameworks": records.frameworks,
        "claims": records.claims,
        "withdrawn": records.withdrawn,
        "changes": records.changes,
    })
}

/// These records as a version; the terms are known where the records are of the version of the program, whose types have them.
///
/// # Errors
/// If ids stand twice.
pub(crate) fn edition_of(records: &Records, info: &DatasetInfo) -> Result<Edition, String> {
    let mut edition = Edition::new(document_of(records, info))?;
    edition.vocabulary = (info.version.as_str() == env!("CARGO_PKG_VERSION")).then(vocabulary);
    Ok(edition)
}

/// The terms of today's types, as rows of the table `vocabulary`.
fn vocabulary() -> Vec<Map<String, Value>> {
    let of_each = VOCABULARIES.iter().flat_map(|vocabulary| vocabulary.terms.iter().map(move |term| (vocabulary.name, term)));
    let row = |(field, term): (&str, &crate::model::Term)| {
        let cells =
            [("field", Some(field)), ("value", Some(term.value)), ("definition", Some(term.definition)), ("term_group", term.group)];
        cells.into_iter().map(|(key, cell)| (key.to_owned(), cell.into())).collect()
    };
    of_each.map(row).collect()
}
