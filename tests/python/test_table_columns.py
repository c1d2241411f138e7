"""The columns of the tables: their terms, descriptions, types and nulls, and what Parquet says of itself."""

import json

import pyarrow
import pyarrow.parquet
import pytest

from export_tables import CODEBOOK_ORDER, LIST_COLUMNS, TABLES, TERM_COLUMNS, TERMS
from reading import read_toml

SEARLE = {
    "declare": "declaration",
    **dict.fromkeys(["pledge", "offer", "refuse"], "commissive"),
    **dict.fromkeys(["propose", "demand", "warn"], "directive"),
    **dict.fromkeys(["endorse", "reject"], "expressive"),
    **dict.fromkeys(["assert", "assess", "predict"], "assertive"),
}


def strange(values, terms):
    return sorted({value for value in values if value is not None} - set(terms))


@pytest.mark.parametrize(("table", "column", "field"), TERM_COLUMNS)
def test_terms_used_are_in_the_vocabulary(rows, vocabulary, table, column, field):
    assert strange((row[column] for row in rows[table]), vocabulary[field]) == []


@pytest.mark.parametrize(("table", "column", "field"), LIST_COLUMNS)
def test_listed_terms_used_are_in_the_vocabulary(rows, vocabulary, table, column, field):
    assert strange((item for row in rows[table] for item in row[column]), vocabulary[field]) == []


def test_a_term_outside_the_vocabulary_is_found(vocabulary):
    assert strange(["high", None, "certain"], vocabulary["confidence"]) == ["certain"]


def test_the_vocabulary_has_every_field(vocabulary):
    of_columns = {field for _, _, field in TERM_COLUMNS + LIST_COLUMNS}
    assert set(vocabulary) == of_columns | {"uncoded_reason"}


def test_the_vocabulary_repeats_no_term(vocabulary):
    assert [field for field, terms in vocabulary.items() if len(set(terms)) < len(terms)] == []


@pytest.mark.parametrize("field", CODEBOOK_ORDER)
def test_the_vocabulary_is_in_the_codebooks_order(vocabulary, field):
    assert vocabulary[field] == CODEBOOK_ORDER[field]


def test_speech_acts_have_searles_classes(rows):
    groups = {row["value"]: row["term_group"] for row in rows["vocabulary"] if row["field"] == "speech_act"}
    assert groups == SEARLE


def test_every_term_has_a_definition(rows):
    assert [row["value"] for row in rows["vocabulary"] if not row["definition"]] == []


@pytest.mark.parametrize(("table", "column", "field"), TERM_COLUMNS)
def test_metadata_lists_the_terms_in_the_codebooks_order(tables, vocabulary, table, column, field):
    assert json.loads(tables[table].schema.field(column).metadata[b"terms"]) == vocabulary[field]


@pytest.mark.parametrize("name", TABLES)
def test_only_columns_of_terms_are_dictionaries(tables, name):
    dictionaries = {field.name for field in tables[name].schema if pyarrow.types.is_dictionary(field.type)}
    assert dictionaries == set(TERMS.get(name, {}))


@pytest.mark.parametrize("name", TABLES)
def test_no_dictionary_is_marked_as_ordered(tables, name):
    assert [field.name for field in tables[name].schema if pyarrow.types.is_dictionary(field.type) and field.type.ordered] == []


def undescribed(fields, path=""):
    """The columns, and parts of columns, without a description, and those whose comment differs from it."""
    found = []
    for field in fields:
        metadata = field.metadata or {}
        description = metadata.get(b"description", b"").decode("utf-8").strip()
        if not description or metadata.get(b"comment") != metadata.get(b"description"):
            found.append(path + field.name)
        if pyarrow.types.is_list(field.type) and pyarrow.types.is_struct(field.type.value_type):
            found += undescribed(list(field.type.value_type), f"{path}{field.name}.")
    return found


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described(tables, name):
    assert undescribed(tables[name].schema) == []


def test_a_column_without_a_description_is_found(tables):
    schema = tables["claims"].schema
    bare = schema.set(0, schema.field(0).remove_metadata())
    assert undescribed(bare) == ["id"]


def test_a_part_without_a_description_is_found():
    part = pyarrow.field("start", pyarrow.int64())
    whole = pyarrow.field("evidence", pyarrow.list_(pyarrow.struct([part])), metadata={"description": "Where.", "comment": "Where."})
    assert undescribed([whole]) == ["evidence.start"]


@pytest.mark.parametrize("name", TABLES)
def test_files_carry_the_version_of_the_dataset(dist, root, name):
    metadata = pyarrow.parquet.read_metadata(dist / "parquet" / f"{name}.parquet").metadata
    assert metadata[b"dataset_version"].decode() == read_toml(root / "data" / "dataset.toml")["version"]


def test_parquet_says_what_wrote_it(dist):
    assert pyarrow.parquet.read_metadata(dist / "parquet" / "claims.parquet").created_by.startswith("guarantee-claims version ")


@pytest.mark.parametrize("name", TABLES)
def test_only_columns_that_may_be_null_have_nulls(tables, name):
    required = [field.name for field in tables[name].schema if not field.nullable]
    assert required and [column for column in required if tables[name][column].null_count] == []
