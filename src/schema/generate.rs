//! The JSON Schemas (2020-12), made from the model's types and doc comments.

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value, json};

#[cfg(feature = "check")]
use crate::dataset::layout::FileKind;
use crate::model::{ActorsFile, Change, Claim, Coding, DatasetDocument, DatasetInfo, FrameworksFile, OccasionsFile, Source, WithdrawnFile};

/// The version of the schemas: MODEL-REVISION-ADDITION. MODEL is raised when no record of the version before stays valid, REVISION when
/// some may become invalid, ADDITION when all stay valid.
pub const SCHEMA_VERSION: &str = "2-0-0";

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

const SCHEMAS: &[fn() -> NamedSchema] = &[
    actors_file,
    changes_file,
    claim,
    claims_file,
    coding,
    dataset,
    dataset_file,
    frameworks_file,
    occasions_file,
    source,
    withdrawn_file,
];

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

fn coding() -> NamedSchema {
    named::<Coding>("coding", "A coding")
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

fn withdrawn_file() -> NamedSchema {
    named::<WithdrawnFile>("withdrawn-file", "A file of withdrawn claims")
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
        FileKind::Codings => codings_file(),
        FileKind::Withdrawn => withdrawn_file(),
        FileKind::Changes => changes_file(),
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
    let file = FileOfRecords {
        name: "claims-file",
        title: "A file of claims",
        description: "The claims of one source document: `data/claims/<source id>.toml`.",
        array: "claims",
        records: "The claims, in the order of the document.",
        entry: "ClaimEntry",
        once: "source",
        is_key: true,
    };
    file.schema(claim())
}

/// The rows of a file of codings, as they are read: the coding's schema without `source`, which is the name of the file.
#[cfg(feature = "check")]
fn codings_file() -> NamedSchema {
    let file = FileOfRecords {
        name: "codings-file",
        title: "A file of codings",
        description: "The codings of one source document: `data/codings/<source id>.csv`.",
        array: "codings",
        records: "The codings.",
        entry: "CodingEntry",
        once: "source",
        is_key: false,
    };
    file.schema(coding())
}

/// A file of changes: the change's schema without `version`, which is the name of the file.
fn changes_file() -> NamedSchema {
    let file = FileOfRecords {
        name: "changes-file",
        title: "A file of changes",
        description: "Why claims changed in one version: `data/changes/<version>.toml`.",
        array: "changes",
        records: "The changes.",
        entry: "ChangeEntry",
        once: "version",
        is_key: false,
    };
    file.schema(named::<Change>("change", "A change"))
}

/// A file of records that share the value of a field, which stands once.
struct FileOfRecords {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    /// The key of the records, and what they are.
    array: &'static str,
    records: &'static str,
    /// What the schema calls a record without the field.
    entry: &'static str,
    /// The field that stands once: as a key at the head of the file, else as the name of the file.
    once: &'static str,
    is_key: bool,
}

impl FileOfRecords {
    /// The schema of the file, by that of its records.
    fn schema(self, record: NamedSchema) -> NamedSchema {
        let Self { name, title, description, array, records, entry, once, is_key } = self;
        let Value::Object(mut record) = record.schema else { unreachable!("a struct's schema is an object") };
        let mut definitions = record.shift_remove("$defs").unwrap_or_default();
        record.retain(|key, _| !matches!(key.as_str(), "$schema" | "$id" | "title"));
        let shared = record["properties"].as_object_mut().and_then(|properties| properties.shift_remove(once));
        if let Some(required) = record["required"].as_array_mut() {
            required.retain(|key| key != once);
        }
        definitions[entry] = Value::Object(record);
        let reference = format!("#/$defs/{entry}");
        let mut properties = Map::new();
        properties.extend(shared.filter(|_| is_key).map(|shared| (once.to_owned(), shared)));
        properties.insert(array.to_owned(), json!({ "description": records, "type": "array", "items": { "$ref": reference } }));
        let required: Vec<_> = properties.keys().cloned().collect();
        let body = json!({
            "description": description,
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
            "$defs": definitions,
        });
        NamedSchema { name, schema: with_head(name, title, body) }
    }
}
