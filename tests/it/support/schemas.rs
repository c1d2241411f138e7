//! The schemas as values.

use guarantee_claims::schema::schemas;
use serde_json::Value;

/// The schema of this name.
pub(crate) fn schema(name: &str) -> Value {
    let schema = schemas().into_iter().find(|schema| schema.name == name).unwrap_or_else(|| panic!("there is no schema {name}"));
    serde_json::from_str(&schema.to_json()).expect("a schema is JSON")
}
