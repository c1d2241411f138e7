//! A dataset of another version as one document: its files as they stand, since today's types may not know its records.

use serde_json::{Map, Value};

use super::toml;
use crate::dataset::layout::FileKind;
use crate::sanitize::excerpt;

/// The document that these files make up: paths relative to the root, and contents.
///
/// # Errors
/// If a file has a fault of syntax or not the parts that every version has: the file, and what is wrong.
pub(crate) fn document(files: &[(String, Vec<u8>)]) -> Result<Value, String> {
    let lists = ["sources", "actors", "occasions", "frameworks", "claims", "withdrawn", "changes"];
    let mut document: Map<String, Value> = lists.iter().map(|list| ((*list).to_owned(), Value::Array(Vec::new()))).collect();
    for (path, bytes) in files {
        let Some(kind) = FileKind::of_path(path).filter(|kind| *kind != FileKind::Codings) else { continue };
        let mut value = value(path, bytes, kind)?;
        match (kind, kind.array()) {
            (FileKind::Dataset, _) => document.extend(value.as_object_mut().map(std::mem::take).unwrap_or_default()),
            (FileKind::Source, _) => push(&mut document, "sources", value),
            (_, Some(array)) => {
                let head = head(path, kind, &value);
                for mut record in value[array].as_array_mut().map(std::mem::take).unwrap_or_default() {
                    if let (Some(record), Some((key, value))) = (record.as_object_mut(), &head) {
                        record.insert((*key).to_owned(), value.clone());
                    }
                    push(&mut document, array, record);
                }
            }
            _ => {}
        }
    }
    Ok(Value::Object(document))
}

/// The version that a file `data/dataset.toml` gives, if it can be read.
pub(crate) fn version(bytes: &[u8]) -> Option<String> {
    toml::parse(bytes, FileKind::Dataset).value["version"].as_str().map(str::to_owned)
}

fn value(path: &str, bytes: &[u8], kind: FileKind) -> Result<Value, String> {
    let document = toml::parse(bytes, kind);
    match document.faults.first() {
        Some(fault) => Err(format!("{}: {}", excerpt(path), fault.message)),
        None => Ok(document.value),
    }
}

/// What every record of a file has that is written once for all of them.
fn head(path: &str, kind: FileKind, value: &Value) -> Option<(&'static str, Value)> {
    let stem = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(stem, _)| stem);
    match kind {
        FileKind::Claims => Some(("source", value.get("source").cloned().unwrap_or_else(|| stem.into()))),
        _ => kind.named_field().map(|field| (field, stem.into())),
    }
}

fn push(document: &mut Map<String, Value>, list: &str, record: Value) {
    if let Some(records) = document.get_mut(list).and_then(Value::as_array_mut) {
        records.push(record);
    }
}
