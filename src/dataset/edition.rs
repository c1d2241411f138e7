//! A version of the dataset as JSON, whichever types it was written with.

use serde_json::{Map, Value};

use crate::model::Version;

/// A version of the dataset as its export has it: read as JSON, since records of earlier versions are not always valid by today's types.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    pub(crate) version: Version,
    /// `dataset.json`: an object with lists of records.
    document: Value,
    /// The rows of the table `vocabulary`, where they are known.
    pub(crate) vocabulary: Option<Vec<Map<String, Value>>>,
    /// The rows of the table `agreement`, where they are known.
    #[cfg(feature = "cli")]
    pub(crate) agreement: Option<Vec<Map<String, Value>>>,
    /// The rows of the table `codings`, where they are known.
    #[cfg(feature = "cli")]
    pub(crate) codings: Option<Vec<Map<String, Value>>>,
}

/// The lists that every document has had since the first version.
const LISTS: [&str; 5] = ["sources", "actors", "occasions", "frameworks", "claims"];

impl Edition {
    /// The version that a document holds.
    ///
    /// # Errors
    /// If it is no document of a dataset: what was found, and what was expected.
    pub(crate) fn new(document: Value) -> Result<Self, String> {
        let Some(object) = document.as_object() else { return Err("it is no object: expected one with lists of records".to_owned()) };
        let version = object.get("version").and_then(Value::as_str).and_then(|version| Version::new(version).ok());
        let Some(version) = version else { return Err("it has no version: expected one such as \"0.1.0\"".to_owned()) };
        for list in LISTS {
            let Some(records) = object.get(list) else { return Err(format!("it has no key {list}: expected a list of records")) };
            faultless(list, records)?;
        }
        for list in ["withdrawn", "changes"] {
            object.get(list).map_or(Ok(()), |records| faultless(list, records))?;
        }
        Ok(Self {
            version,
            document,
            vocabulary: None,
            #[cfg(feature = "cli")]
            agreement: None,
            #[cfg(feature = "cli")]
            codings: None,
        })
    }

    /// The records of a list of the document; none if it has no such list.
    pub(crate) fn list(&self, name: &str) -> impl Iterator<Item = &Map<String, Value>> {
        self.document[name].as_array().into_iter().flatten().filter_map(Value::as_object)
    }

    /// What stands beside the lists.
    pub(crate) fn text(&self, key: &str) -> Option<&Value> {
        self.document.get(key)
    }
}

/// That a list holds records with ids of their own.
fn faultless(list: &str, records: &Value) -> Result<(), String> {
    let Some(records) = records.as_array() else { return Err(format!("its {list} are no list: expected a list of records")) };
    let mut ids = std::collections::BTreeSet::new();
    for (place, record) in records.iter().enumerate() {
        let key = if list == "changes" { "reason" } else { "id" };
        let Some(id) = record.get(key).and_then(Value::as_str) else {
            return Err(format!("number {} of its {list} has no {key}: expected a record with one", place + 1));
        };
        if list != "changes" && !ids.insert(id) {
            return Err(format!("its {list} have the id {} twice: expected every id once", crate::sanitize::excerpt(id)));
        }
    }
    Ok(())
}

/// The rows of a table in JSON.
///
/// # Errors
/// If the value is no table, or a row lacks a key.
pub(crate) fn rows(table: Value, keys: &[&str]) -> Result<Vec<Map<String, Value>>, String> {
    let Value::Array(rows) = table else { return Err("it is no list: expected a list of objects".to_owned()) };
    rows.into_iter()
        .map(|row| match row {
            Value::Object(row) if keys.iter().all(|key| row.contains_key(*key)) => Ok(row),
            _ => Err(format!("a row of it lacks a key: expected objects with {}", keys.join(", "))),
        })
        .collect()
}

/// The keys of the tables that are held beside the document.
pub(crate) const VOCABULARY: &[&str] = &["field", "value", "definition"];
#[cfg(feature = "cli")]
pub(crate) const AGREEMENT: &[&str] = &["scope", "field", "value"];
#[cfg(feature = "cli")]
pub(crate) const CODINGS: &[&str] = &["source", "coding", "statement"];

/// The number of a version's parts.
pub(crate) fn parts(version: &Version) -> [u64; 3] {
    let mut parts = version.as_str().split('.').map(|part| part.parse().unwrap_or(u64::MAX));
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}
