"""The JSON of an export as pandas, polars and DuckDB read it when they are told nothing about it."""

import datetime
import json
import math
import shutil
import subprocess

import duckdb
import pandas
import polars
import pytest

TABLES = [
    *["actor_month", "actors", "agreement", "changes", "claim_conditions", "claim_parties", "codings", "component_claims", "dyads", "evidence", "framework_components", "frameworks"],
    *["occasions", "quantities", "relations", "source_origins", "sources", "vocabulary", "withdrawn"],
]
FILES = [*(f"{name}.json" for name in TABLES), "claims.json", "claims.ndjson"]


def read_pandas(path):
    frame = pandas.read_json(path, lines=path.suffix == ".ndjson")
    return frame.to_dict("records")


def read_polars(path):
    frame = polars.read_ndjson(path) if path.suffix == ".ndjson" else polars.read_json(path)
    return frame.to_dicts()


def read_duckdb(path):
    read = duckdb.connect().execute(f"FROM '{path}'")
    names = [column[0] for column in read.description]
    return [dict(zip(names, row, strict=True)) for row in read.fetchall()]


READERS = {"pandas": read_pandas, "polars": read_polars, "duckdb": read_duckdb}


def plain(value):
    """A value without what readers add to it: dates as texts, null for what is no number."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, float):
        # pandas reads the last digit of a number inexactly by default.
        return None if math.isnan(value) else round(value, 12)
    return value.isoformat() if isinstance(value, datetime.date) else value


def rows_of(path):
    """The rows as they stand in the file."""
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()] if path.suffix == ".ndjson" else json.loads(text)


def is_read(reader, path):
    """Whether a reader finds every value of a file."""
    try:
        return plain(READERS[reader](path)) == plain(rows_of(path))
    except (polars.exceptions.ComputeError, duckdb.Error, ValueError):
        return False


def write_sorted(path, to, key):
    """The rows of a file in the order of a key, whatever they hold."""
    to.write_text(json.dumps(sorted(rows_of(path), key=lambda row: [row[name] for name in key])), encoding="utf-8")
    return to


def test_every_file_is_tried(dist):
    assert {path.name for path in (dist / "json").iterdir()} == {*FILES, "annotations.jsonld", "dataset.json"}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", FILES)
def test_every_value_is_read_with_defaults(dist, reader, name):
    assert is_read(reader, dist / "json" / name)


def test_a_row_in_the_order_of_the_keys_would_come_too_late(dist, tmp_path):
    path = write_sorted(dist / "json" / "vocabulary.json", tmp_path / "vocabulary.json", ["field", "ordinal"])
    assert {reader: is_read(reader, path) for reader in READERS} == {"pandas": True, "polars": False, "duckdb": True}


def test_a_lost_value_is_noticed(dist, tmp_path):
    rows = rows_of(dist / "json" / "quantities.json")
    path = tmp_path / "quantities.json"
    path.write_text(json.dumps([{**row, "value": 2} for row in rows] * 20 + [{**rows[0], "value": 2.5}]), encoding="utf-8")
    assert {reader: is_read(reader, path) for reader in READERS} == {"pandas": True, "polars": False, "duckdb": True}


# A dataset in which everything that may be absent comes up once, and late.

ACTORS = 200
CLAIMS = 140
LATE_ACTOR = """
[[actors]]
id = "zz-late"
name = "Somebody Late"
aliases = ["Late"]
kind = "person"
role = "Minister"
affiliation = "example-state"
country = "UA"
note = "Invented for tests."
"""


@pytest.fixture(scope="module")
def late(root, claims_bin, tmp_path_factory):
    """The folder of its JSON."""
    folder = tmp_path_factory.mktemp("late")
    shutil.copytree(root / "tests/fixtures/mini", folder / "dataset")
    with (folder / "dataset/data/actors.toml").open("a", encoding="utf-8") as file:
        for number in range(ACTORS):
            file.write(f'\n[[actors]]\nid = "a{number:03}"\nname = "Actor {number}"\nkind = "person"\n')
        file.write(LATE_ACTOR)
    path = folder / "dataset/data/claims/example-2025.toml"
    head, first, *others = path.read_text(encoding="utf-8").split("\n[[claims]]\n")
    early = [first.replace("2025.001", f"2025.{number:03}") for number in range(5, CLAIMS)]
    last = first.replace("2025.001", "2025.999").replace("value = 2,", "value = 2.5,").replace("2 companies", "2.5 companies")
    last += 'relations = [\n  { kind = "elaborates", target = "example-2025.001" },\n]\nnote = "Invented for tests."\n'
    path.write_text("\n[[claims]]\n".join([head, first, *early, last, *others]), encoding="utf-8")
    done = subprocess.run(
        [claims_bin, "export", "--root", folder / "dataset", "--out", folder / "dist", "--format", "json"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    return folder / "dist" / "json"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", ["actors.json", "claims.json", "claims.ndjson", "quantities.json", "evidence.json"])
def test_what_comes_up_late_is_read_with_defaults(late, reader, name):
    assert is_read(reader, late / name)


def test_what_comes_up_late_would_be_lost_in_the_order_of_the_keys(late, tmp_path):
    path = write_sorted(late / "actors.json", tmp_path / "actors.json", ["id"])
    assert {reader: is_read(reader, path) for reader in READERS} == {"pandas": True, "polars": False, "duckdb": True}
    path = write_sorted(late / "claims.json", tmp_path / "claims.json", ["id"])
    assert {reader: is_read(reader, path) for reader in READERS} == {"pandas": True, "polars": False, "duckdb": True}


@pytest.mark.parametrize(("name", "key", "most"), [("actors.json", "id", 2), ("claims.json", "id", 2)])
def test_all_other_rows_keep_their_order(late, name, key, most):
    keys = [row[key] for row in rows_of(late / name)]
    assert len(keys) > 100
    assert keys != sorted(keys) and keys[most:] == sorted(keys[most:])
