//! The JSON Schemas (2020-12), made from the model's types and doc comments.

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value, json};

#[cfg(feature = "check")]
use crate::dataset::layout::FileKind;
use crate::model::{ActorsFile, Claim, DatasetDocument, DatasetInfo, FrameworksFile, OccasionsFile, Source};

/// The version of the schemas: MODEL-REVISION-ADDITION. MODEL is raised when no record of the version before stays valid, REVISION when
/// some may become invalid, ADDITION when all stay valid.
pub const SCHEMA_VERSION: &str = "1-0-0";

/// A schema and the name of what it describes.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NamedSchema {
    /// The name: `claim` for `schema/claim.schema.json`.
    pub name: &'static str,
    pub(crate) schema: Value,
}

impl NamedSchema {
    /// The name of the schema's file.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.schema.json", self.name)
    }

    /// The content of the schema's file.
    ///
    /// # Panics
    /// Never: a JSON value can always be written.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(&self.schema).expect("a JSON value can be written");
        text.push('\n');
        text
    }
}

const SCHEMAS: &[fn() -> NamedSchema] = &[actors_file, claim, claims_file, dataset, dataset_file, frameworks_file, occasions_file, source];

/// Every schema of the dataset, sorted by name.
///
/// ```
/// use guarantee_claims::schema::schemas;
///
/// let claim = schemas().into_iter().find(|schema| schema.name == "claim").expect("claims have a schema");
/// assert_eq!(claim.file_name(), "claim.schema.json");
/// assert!(claim.to_json().contains("urn:guarantee-claims:schema:claim:"));
/// ```
#[must_use]
pub fn schemas() -> Vec<NamedSchema> {
    SCHEMAS.iter().map(|schema| schema()).collect()
}

fn actors_file() -> NamedSchema {
    named::<ActorsFile>("actors-file", "A file of actors")
}

fn claim() -> NamedSchema {
    named::<Claim>("claim", "A claim")
}

fn dataset() -> NamedSchema {
    named::<DatasetDocument>("dataset", "A dataset")
}

fn dataset_file() -> NamedSchema {
    named::<DatasetInfo>("dataset-file", "A dataset's description")
}

fn frameworks_file() -> NamedSchema {
    named::<FrameworksFile>("frameworks-file", "A file of frameworks")
}

fn occasions_file() -> NamedSchema {
    named::<OccasionsFile>("occasions-file", "A file of occasions")
}

fn source() -> NamedSchema {
    named::<Source>("source", "A source document")
}

/// The schema of a kind of file.
#[cfg(feature = "check")]
pub(crate) fn of_kind(kind: FileKind) -> Value {
    let schema = match kind {
        FileKind::Dataset => dataset_file(),
        FileKind::Source => source(),
        FileKind::Actors => actors_file(),
        FileKind::Occasions => occasions_file(),
        FileKind::Frameworks => frameworks_file(),
        FileKind::Claims => claims_file(),
        FileKind::Claim => claim(),
    };
    schema.schema
}

fn named<T: JsonSchema>(name: &'static str, title: &str) -> NamedSchema {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    NamedSchema { name, schema: with_head(name, title, schema.to_value()) }
}

/// The schema with its dialect, id and title first.
fn with_head(name: &str, title: &str, mut schema: Value) -> Value {
    let body = schema.as_object_mut().map(std::mem::take).unwrap_or_default();
    let mut head = Map::new();
    head.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
    head.insert("$id".to_owned(), format!("urn:guarantee-claims:schema:{name}:{SCHEMA_VERSION}").into());
    head.insert("title".to_owned(), title.into());
    head.extend(body.into_iter().filter(|(key, _)| !matches!(key.as_str(), "$schema" | "title")));
    Value::Object(head)
}

/// A file of claims: the claim's schema without `source`, which stands once at the head of the file.
fn claims_file() -> NamedSchema {
    let Value::Object(mut claim) = claim().schema else { unreachable!("a struct's schema is an object") };
    let mut definitions = claim.shift_remove("$defs").unwrap_or_default();
    claim.retain(|key, _| !matches!(key.as_str(), "$schema" | "$id" | "title"));
    let source = claim["properties"].as_object_mut().and_then(|properties| properties.shift_remove("source"));
    if let Some(required) = claim["required"].as_array_mut() {
        required.retain(|key| key != "source");
    }
    definitions["ClaimEntry"] = Value::Object(claim);
    let body = json!({
        "description": "The claims of one source document: `data/claims/<source id>.toml`.",
        "type": "object",
        "properties": {
            "source": source,
            "claims": { "description": "The claims, in the order of the document.", "type": "array", "items": { "$ref": "#/$defs/ClaimEntry" } },
        },
        "required": ["source", "claims"],
        "additionalProperties": false,
        "$defs": definitions,
    });
    NamedSchema { name: "claims-file", schema: with_head("claims-file", "A file of claims", body) }
}
