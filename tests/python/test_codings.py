"""The table of codings: in every format what the files of codings say, in JSON as their schema describes it."""

import csv
import json
import subprocess

import jsonschema
import pyarrow.parquet
import pytest
from jsonschema import Draft202012Validator

from export_tables import csv_cell

DATASET = "tests/fixtures/coded"


@pytest.fixture(scope="module")
def exported(claims_bin, root, tmp_path_factory):
    out = tmp_path_factory.mktemp("codings") / "dist"
    done = subprocess.run([claims_bin, "export", "--root", root / DATASET, "--out", out], capture_output=True, text=True)
    assert done.returncode == 0, f"`claims export` ended with {done.returncode}\n{done.stdout}{done.stderr}"
    return out


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_is_the_files_with_their_documents(exported, root):
    files = sorted((root / DATASET / "data/codings").glob("*.csv"))
    written = [{"source": path.stem, **row} for path in files for row in read(path)]
    assert written and read(exported / "csv/codings.csv") == written


def test_rows_in_json_are_records_as_the_schema_describes_them(exported, schemas):
    validator = Draft202012Validator(schemas["coding"])
    rows = json.loads((exported / "json/codings.json").read_text(encoding="utf-8"))
    assert rows and not [error.message for row in rows for error in validator.iter_errors(row)]
    for change in ({"coder": "A"}, {"layer": None}, {"spans": []}, {"parties": [{"actor": "somebody"}]}, {"pair": "b1"}, {"more": 1}):
        with pytest.raises(jsonschema.ValidationError):
            validator.validate(rows[0] | change)


def test_parquet_holds_the_same(exported):
    table = pyarrow.parquet.read_table(exported / "parquet/codings.parquet")
    rows = json.loads((exported / "json/codings.json").read_text(encoding="utf-8"))
    assert sorted(table.to_pylist(), key=lambda row: (row["source"], row["coding"])) == sorted(rows, key=lambda row: (row["source"], row["coding"]))
    assert [{name: csv_cell(value) for name, value in row.items()} for row in table.to_pylist()] == read(exported / "csv/codings.csv")


def test_withdrawn_claims_are_in_the_document(exported):
    document = json.loads((exported / "json/dataset.json").read_text(encoding="utf-8"))
    assert [withdrawn["id"] for withdrawn in document["withdrawn"]] == [row["id"] for row in read(exported / "csv/withdrawn.csv")]
    assert document["withdrawn"][0]["successors"] == ["coded-2025.004"]
