//! The checked-in schemas are those of the types, and describe everything.

use std::fs;

use guarantee_claims::model::VOCABULARIES;
use guarantee_claims::schema::{SCHEMA_VERSION, schemas};
use serde_json::Value;

use crate::support::{assert_fresh, claims, root, schema, stdout};

#[test]
fn checked_in_schemas_are_fresh() {
    for schema in schemas() {
        assert_fresh(&root().join("schema").join(schema.file_name()), &schema.to_json());
    }
    let entries = fs::read_dir(root().join("schema")).expect("the folder can be read");
    let others = entries.filter(|entry| entry.as_ref().is_ok_and(|entry| entry.file_name() != "released"));
    assert_eq!(others.count(), schemas().len(), "schema/ should hold the generated schemas, the released ones, and nothing else");
}

#[test]
fn the_program_finds_a_stale_schema() {
    assert_eq!(claims(&["schema", "--check"]).status.code(), Some(0));
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().display().to_string();
    assert_eq!(claims(&["schema", "--out", &path]).status.code(), Some(0));
    assert_eq!(claims(&["schema", "--out", &path, "--check"]).status.code(), Some(0));
    fs::write(folder.path().join("claim.schema.json"), "{}").expect("the file can be written");
    let output = claims(&["schema", "--out", &path, "--check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("claim.schema.json is stale"));
}

#[test]
fn schemas_have_an_id_with_a_version() {
    for named in schemas() {
        let schema = schema(named.name);
        assert_eq!(schema["$id"], format!("urn:guarantee-claims:schema:{}:{SCHEMA_VERSION}", named.name));
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
}

#[test]
fn every_term_is_a_constant_with_its_definition() {
    let schema = schema("dataset");
    let lists: Vec<_> =
        schema["$defs"].as_object().expect("there are definitions").values().filter_map(|of| of["oneOf"].as_array()).collect();
    for vocabulary in VOCABULARIES {
        let terms: Vec<_> = vocabulary.terms.iter().map(|term| (Value::from(term.value), Value::from(term.definition))).collect();
        let same = |list: &&Vec<Value>| list.iter().map(|of| (of["const"].clone(), of["description"].clone())).eq(terms.iter().cloned());
        assert!(lists.iter().copied().any(|list| same(&list)), "{} should stand in the schema with all its definitions", vocabulary.name);
        assert!(vocabulary.terms.iter().all(|term| term.definition.len() > 5), "{}: every term should be defined", vocabulary.name);
    }
}
