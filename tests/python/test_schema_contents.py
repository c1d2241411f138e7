"""What the schemas hold: names, descriptions and vocabularies, the same in each."""

import jsonschema
import pyarrow.parquet
import pytest
from jsonschema import Draft202012Validator

from schema_cases import REQUIRED, SCHEMAS, changed, drop


# MODEL-REVISION-ADDITION, as src/schema/generate.rs has it.
VERSION = "2-0-0"


def objects(schema, path=()):
    """Every object within a schema, with its path."""
    items = schema.items() if isinstance(schema, dict) else enumerate(schema) if isinstance(schema, list) else ()
    if isinstance(schema, dict):
        yield path, schema
    for key, value in items:
        yield from objects(value, (*path, key))


def undescribed(schema):
    """The properties without a description."""
    with_properties = [(path, found["properties"]) for path, found in objects(schema) if isinstance(found.get("properties"), dict)]
    return [(*path, name) for path, properties in with_properties for name, value in properties.items() if not value.get("description")]


def vocabularies(schema):
    """The terms and definitions of each closed list."""
    lists = {path[-1]: found["oneOf"] for path, found in objects(schema) if "oneOf" in found}
    return {name: [(term.get("const"), term.get("description")) for term in terms] for name, terms in lists.items()}


def test_there_are_these_schemas_and_no_others(root):
    expected = {f"{name}.schema.json" for name in SCHEMAS} | {"released"}
    assert {path.name for path in (root / "schema").iterdir()} == expected


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_one(schemas, name):
    Draft202012Validator.check_schema(schemas[name])


def test_what_is_no_schema_is_found():
    with pytest.raises(jsonschema.SchemaError):
        Draft202012Validator.check_schema({"type": "text"})


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_says_what_it_is(schemas, name):
    schema = schemas[name]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:guarantee-claims:schema:{name}:{VERSION}"
    assert schema["title"] and schema["description"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_is_described(schemas, name):
    assert undescribed(schemas[name]) == []


def test_a_property_without_a_description_is_found(schemas):
    schema = changed(schemas["claim"], drop("$defs", "Evidence", "properties", "start", "description"))
    assert undescribed(schema) == [("$defs", "Evidence", "start")]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_definition_is_described(schemas, name):
    assert [key for key, value in schemas[name].get("$defs", {}).items() if not value.get("description")] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_object_refuses_unknown_keys(schemas, name):
    found = [(path, item) for path, item in objects(schemas[name]) if item.get("type") == "object"]
    assert found and [path for path, item in found if item.get("additionalProperties") is not False] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_vocabularies_are_those_of_the_table(schemas, dist, name):
    listed = {}
    for row in pyarrow.parquet.read_table(dist / "parquet" / "vocabulary.parquet").to_pylist():
        listed.setdefault(row["field"], []).append((row["value"], row["definition"]))
    found = vocabularies(schemas[name])
    assert [vocabulary for vocabulary, terms in found.items() if terms not in listed.values()] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_only_country_codes_are_a_bare_enum(schemas, name):
    assert {path[-1] for path, found in objects(schemas[name]) if "enum" in found} <= {"CountryCode"}


def test_claims_file_has_the_claims_keys_in_order(schemas):
    keys = [key for key in schemas["claim"]["properties"] if key != "source"]
    assert list(schemas["claims-file"]["$defs"]["ClaimEntry"]["properties"]) == keys


def test_no_two_schemas_differ_in_a_definition(schemas):
    shared = {}
    for schema in schemas.values():
        for name, definition in schema.get("$defs", {}).items():
            shared.setdefault(name, []).append(definition)
    assert [name for name, definitions in shared.items() if any(found != definitions[0] for found in definitions)] == []


def test_claims_and_their_files_require_the_same_keys(schemas):
    claim, entry = schemas["claim"], schemas["claims-file"]["$defs"]["ClaimEntry"]
    assert set(claim["required"]) == set(REQUIRED)
    assert set(entry["required"]) == set(REQUIRED) - {"source"}
