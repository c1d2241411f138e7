"""The version of the schemas is raised as their changes demand: each is held against the one of the last release by jsonsubschema."""

import copy
import json

import pytest
from jsonsubschema import isSubschema

SUFFIX = ".schema.json"
# What says something of a value without restricting it.
ANNOTATIONS = {"$schema", "$id", "$defs", "title", "description", "default"}

# How far a change reaches, as the parts of a version are raised for it.
SAME, ADDITION, REVISION = "same", "addition", "revision"


def resolved(schema, definitions):
    """The schema as jsonsubschema takes it: without references and annotations, vocabularies as enums, forms of text as objects."""
    if isinstance(schema, list):
        return [resolved(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return resolved(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions)
    if "oneOf" in schema:
        return {"type": schema["type"], "enum": [term["const"] for term in schema["oneOf"]]}
    if "pattern" in schema:
        return form(schema)
    kept = {key: value for key, value in schema.items() if key not in ANNOTATIONS}
    properties = {name: resolved(value, definitions) for name, value in kept.pop("properties", {}).items()}
    rest = {key: resolved(value, definitions) for key, value in kept.items()}
    return rest | ({"properties": properties} if properties else {})


def form(schema):
    """A text with a pattern, as its length and its pattern. Patterns are the same or not: whether one takes all that another takes
    would take longer to find out than anyone would wait."""
    length = {"type": "integer", "minimum": schema.get("minLength", 0)}
    if "maxLength" in schema:
        length["maximum"] = schema["maxLength"]
    properties = {"length": length, "pattern": {"type": "string", "enum": [schema["pattern"]]}}
    return {"type": "object", "properties": properties, "required": ["length", "pattern"], "additionalProperties": False}


def needed(old, new):
    """What a change from one schema to another asks of the version."""
    old, new = (resolved(schema, schema.get("$defs", {})) for schema in (old, new))
    # The tool changes what it is given.
    takes_old = isSubschema(copy.deepcopy(old), copy.deepcopy(new))
    takes_no_more = isSubschema(copy.deepcopy(new), copy.deepcopy(old))
    if not takes_old:
        return REVISION
    return SAME if takes_no_more else ADDITION


def version(schema):
    """MODEL-REVISION-ADDITION as numbers."""
    return tuple(int(part) for part in schema["$id"].rsplit(":", 1)[1].split("-"))


def is_raised(old, new, change):
    """Whether a version was raised as far as a change asks."""
    parts = {SAME: 0, ADDITION: 3, REVISION: 2}[change]
    return new >= old if parts == 0 else new[:parts] > old[:parts]


def schemas(folder):
    return {path.name.removesuffix(SUFFIX): json.loads(path.read_text(encoding="utf-8")) for path in folder.glob(f"*{SUFFIX}")}


@pytest.fixture(scope="module")
def current(root):
    return schemas(root / "schema")


@pytest.fixture(scope="module")
def released(root):
    folders = (root / "schema" / "released").iterdir()
    return schemas(max(folders, key=lambda folder: [int(part) for part in folder.name.split("-")]))


NAMES = ["actors-file", "claim", "claims-file", "dataset", "dataset-file", "frameworks-file", "occasions-file", "source"]


def test_every_released_schema_is_still_there(current, released):
    assert sorted(released) == NAMES
    assert set(released) <= set(current)


@pytest.mark.parametrize("name", NAMES)
def test_the_version_was_raised_as_the_change_asks(current, released, name):
    old, new = released[name], current[name]
    change = needed(old, new)
    assert is_raised(version(old), version(new), change), (
        f"{name}: the change is a {change}: raise SCHEMA_VERSION in src/schema/generate.rs from {version(old)}, see docs/versioning.md"
    )


def test_all_schemas_have_one_version(current):
    assert len({version(schema) for schema in current.values()}) == 1


# What the test above would say


def properties(schema, *path):
    for name in path:
        schema = schema["$defs"][name]
    return schema["properties"]


def add_term(schema):
    schema["$defs"]["Layer"]["oneOf"].append({"const": "space", "description": "From orbit."})


def remove_term(schema):
    schema["$defs"]["Layer"]["oneOf"].pop()


def add_nested_term(schema):
    schema["$defs"]["Unit"]["oneOf"].append({"const": "gbp", "description": "Pounds."})


def add_optional_field(schema):
    properties(schema)["place"] = {"type": "string", "description": "Where it was said."}


def add_required_field(schema):
    add_optional_field(schema)
    schema["required"].append("place")


def remove_field(schema):
    del properties(schema)["note"]


def make_optional(schema):
    schema["required"].remove("stage")


def make_required(schema):
    schema["required"].append("occasion")


def rename_field(schema):
    properties(schema)["act"] = properties(schema).pop("speech_act")
    schema["required"] = ["act" if name == "speech_act" else name for name in schema["required"]]


def refuse_null(schema):
    properties(schema)["via"] = properties(schema)["via"]["anyOf"][0]


def lengthen(schema):
    schema["$defs"]["Statement"]["maxLength"] += 20


def shorten(schema):
    schema["$defs"]["Statement"]["maxLength"] -= 20


def change_pattern(schema):
    schema["$defs"]["ClaimId"]["pattern"] = "^[a-z]+$"


def allow_repeats(schema):
    del properties(schema)["parties"]["uniqueItems"]


def ask_for_more_evidence(schema):
    properties(schema)["evidence"]["minItems"] = 2


def allow_negative(schema):
    del properties(schema, "Quantity")["value"]["minimum"]


def allow_fractions(schema):
    properties(schema, "Evidence")["start"]["type"] = "number"


def allow_unknown_keys(schema):
    schema["additionalProperties"] = True


def reword(schema):
    schema["description"] += " Said in other words."
    schema["$defs"]["Layer"]["oneOf"][0]["description"] = "Another definition."


CHANGES = {
    SAME: [reword],
    ADDITION: [
        *[add_term, add_nested_term, add_optional_field, make_optional, lengthen, allow_repeats, allow_negative, allow_fractions],
        allow_unknown_keys,
    ],
    REVISION: [
        *[remove_term, add_required_field, remove_field, make_required, rename_field, refuse_null, shorten, change_pattern],
        ask_for_more_evidence,
    ],
}


@pytest.mark.parametrize(("change", "edit"), [(change, edit) for change, edits in CHANGES.items() for edit in edits])
def test_a_change_asks_for_what_it_breaks(current, change, edit):
    edited = copy.deepcopy(current["claim"])
    edit(edited)
    assert needed(current["claim"], edited) == change


@pytest.mark.parametrize(
    ("new", "enough"),
    [
        ((1, 2, 3), {SAME}),
        ((1, 2, 4), {SAME, ADDITION}),
        ((1, 3, 0), {SAME, ADDITION, REVISION}),
        ((2, 0, 0), {SAME, ADDITION, REVISION}),
        ((1, 2, 2), set()),
        ((0, 9, 9), set()),
    ],
)
def test_versions_are_raised_from_the_left(new, enough):
    assert {change for change in (SAME, ADDITION, REVISION) if is_raised((1, 2, 3), new, change)} == enough
