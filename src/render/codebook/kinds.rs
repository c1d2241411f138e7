//! What the fields of the records hold, in words and with links to the sections of the page: read from the schemas of the types.

use serde_json::Value;

use crate::model::{STRING_TYPES, VOCABULARIES, Vocabulary};
use crate::schema::schemas;

/// The records in the order of the page, each with the heading of its section.
pub(super) const RECORDS: &[(&str, &str)] = &[
    ("Party", "Party"),
    ("Quantity", "Quantity"),
    ("Evidence", "Evidence"),
    ("QuoteRecord", "Evidence: record of the words"),
    ("Relation", "Relation"),
    ("Waiver", "Waiver"),
    ("Source", "Source"),
    ("SourceText", "Source: text"),
    ("Origin", "Source: origin"),
    ("DefinedTerm", "Source: defined term"),
    ("Uncoded", "Source: uncoded range"),
    ("Actor", "Actor"),
    ("Occasion", "Occasion"),
    ("Framework", "Framework"),
    ("Component", "Framework: component"),
    ("Coding", "Coding"),
    ("Span", "Coding: span"),
    ("Withdrawn", "Withdrawn claim"),
    ("Change", "Change"),
];

/// The schemas of all records.
pub(super) struct Definitions {
    /// Those of the records and types in the schema of datasets, and of those that have files of their own.
    all: Value,
    /// That of the dataset's description.
    pub(super) info: Value,
}

impl Definitions {
    pub(super) fn new() -> Self {
        let mut all = schema("dataset")["$defs"].take();
        let coding = schema("coding");
        all["Span"] = coding["$defs"]["Span"].clone();
        all["Coding"] = coding;
        all["Change"] = schema("changes-file")["$defs"]["ChangeEntry"].take();
        Self { all, info: schema("dataset-file") }
    }

    /// The schema of a record.
    pub(super) fn of(&self, record: &str) -> &Value {
        &self.all[record]
    }

    /// The field of claims that holds terms of the vocabulary.
    pub(super) fn claim_field(&self, wanted: &Vocabulary) -> Option<&str> {
        properties(self.of("Claim")).find(|(_, schema)| vocabulary(schema) == Some(wanted)).map(|(name, _)| name)
    }

    /// What a field holds, in words.
    pub(super) fn kind(&self, schema: &Value, required: bool) -> String {
        let (schema, list) = item(schema);
        let kind = match (schema["type"].as_str(), reference(schema)) {
            (Some("integer"), _) => format!("a whole number from {}", schema["minimum"]),
            (Some(_), _) => format!("a number from {}", schema["minimum"]),
            (None, Some(name)) => self.named(name),
            (None, None) => panic!("{schema} should lead to a definition"),
        };
        match list {
            Some(list) if list["minItems"] == 1 => format!("list, at least one: {kind}"),
            Some(list) if list["uniqueItems"] == true => format!("list without repeats: {kind}"),
            Some(_) => format!("list: {kind}"),
            None if required => kind,
            None => format!("optional: {kind}"),
        }
    }

    /// What a value of a named type is.
    fn named(&self, name: &str) -> String {
        if let Some(form) = STRING_TYPES.iter().find(|form| form.name == name) {
            format!("[{}](#forms-of-text)", form.what)
        } else if let Some(vocabulary) = of_type(name) {
            format!("[{}](#{})", vocabulary.what, self.claim_field(vocabulary).unwrap_or(vocabulary.name))
        } else {
            let (_, heading) = RECORDS.iter().find(|(record, _)| *record == name).unwrap_or_else(|| panic!("{name} should have a section"));
            format!("[{}](#{})", heading.to_lowercase(), heading.to_lowercase().replace(": ", "-").replace(' ', "-"))
        }
    }
}

/// The schema of this name.
fn schema(name: &str) -> Value {
    let schema = schemas().into_iter().find(|schema| schema.name == name);
    schema.unwrap_or_else(|| panic!("there is no schema {name}")).schema
}

pub(super) fn properties(record: &Value) -> impl Iterator<Item = (&str, &Value)> {
    record["properties"].as_object().expect("a record has properties").iter().map(|(name, schema)| (name.as_str(), schema))
}

pub(super) fn is_required(record: &Value, name: &str) -> bool {
    record["required"].as_array().is_some_and(|required| required.iter().any(|key| key == name))
}

pub(super) fn description(schema: &Value) -> &str {
    schema["description"].as_str().expect("everything is described")
}

/// The schema of a value, or of the items of a list of values with that of the list.
fn item(schema: &Value) -> (&Value, Option<&Value>) {
    match schema["items"].as_object() {
        Some(_) => (&schema["items"], Some(schema)),
        None => (schema, None),
    }
}

/// The name of the definition that a schema leads to.
fn reference(schema: &Value) -> Option<&str> {
    let schema = schema["anyOf"].get(0).unwrap_or(schema);
    schema["$ref"].as_str()?.strip_prefix("#/$defs/")
}

/// The vocabulary whose terms a field holds.
pub(super) fn vocabulary(schema: &Value) -> Option<&'static Vocabulary> {
    of_type(reference(item(schema).0)?)
}

/// The vocabulary whose type has this name, by which the schema knows it.
fn of_type(name: &str) -> Option<&'static Vocabulary> {
    VOCABULARIES.iter().copied().find(|vocabulary| type_name(vocabulary) == name)
}

fn type_name(vocabulary: &Vocabulary) -> String {
    match vocabulary.name {
        "record_kind" => "QuoteRecordKind".to_owned(),
        "record_verdict" => "Fidelity".to_owned(),
        name => name.split('_').map(capital).collect(),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
