"""The description of an export as Croissant, as mlcroissant takes it."""

import hashlib
import json

import mlcroissant
import pyarrow.parquet
import pytest

from description_readers import croissant
from export_tables import TABLES
from reading import read_json


def plain(value):
    """A value of Croissant as JSON has it: texts come as bytes, days as points in time, fields by their full names."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key.rsplit("/", 1)[-1]: plain(item) for key, item in value.items()}
    return value.date() if hasattr(value, "date") else value


def test_croissant_is_valid(dist):
    issues = croissant(dist).metadata.issues
    assert issues.errors == set()
    # The one recommendation that is not met: no date of publication is known before the data is published.
    assert [issue for issue in issues.warnings if "datePublished" not in issue] == []


@pytest.mark.parametrize("name", TABLES)
def test_croissant_loads_the_record_set(dist, name):
    records = [plain(record) for record in croissant(dist).records(record_set=name)]
    rows = pyarrow.parquet.read_table(dist / "parquet" / f"{name}.parquet").to_pylist()
    for row in rows:
        # The records that quotations were held against are described with the table `evidence`.
        for span in row.get("evidence", []):
            del span["record"]
    assert records == rows


def test_croissant_has_a_record_set_a_table(dist):
    assert sorted(record_set.id for record_set in croissant(dist).metadata.record_sets) == TABLES


def damaged_croissant(folder, edit):
    description = read_json(folder / "croissant.json")
    edit(description)
    (folder / "croissant.json").write_text(json.dumps(description), encoding="utf-8")
    return croissant(folder)


def test_croissant_with_an_unknown_file_is_refused(copy):
    def edit(description):
        description["recordSet"][0]["field"][0]["source"]["fileObject"]["@id"] = "parquet/nothing.parquet"

    with pytest.raises(mlcroissant.ValidationError):
        damaged_croissant(copy, edit)


def test_croissant_with_an_unknown_column_does_not_load(copy):
    def edit(description):
        (actors,) = [records for records in description["recordSet"] if records["name"] == "actors"]
        actors["field"][0]["source"]["extract"]["column"] = "nothing"

    with pytest.raises(mlcroissant.GenerationError):
        list(damaged_croissant(copy, edit).records(record_set="actors"))


def test_croissant_names_the_hash_and_size_of_each_file(dist):
    for file in read_json(dist / "croissant.json")["distribution"]:
        content = (dist / file["contentUrl"]).read_bytes()
        assert (file["sha256"], file["contentSize"]) == (hashlib.sha256(content).hexdigest(), f"{len(content)} B")
