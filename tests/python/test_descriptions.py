"""What stands beside the tables in an export: schemas, licence, checksums, and descriptions of what is there and of nothing else."""

import re

import duckdb
import pytest

from description_readers import check_sums, croissant, export_formats, validate
from reading import read_json


def test_the_schemas_are_those_of_the_project(dist, root):
    def schemas(folder):
        return {path.name: path.read_bytes() for path in folder.glob("*.json")}

    assert schemas(dist / "schema") == schemas(root / "schema") != {}


def test_the_licence_is_that_of_the_data(dist, root):
    licence = (dist / "LICENSE").read_text(encoding="utf-8")
    assert licence == (root / "LICENSE-DATA").read_text(encoding="utf-8")
    assert licence.startswith("Creative Commons Attribution 4.0 International\n")


def test_sums_are_right_and_name_every_file(dist):
    assert check_sums(dist) == 0
    named = [line.split("  ", 1)[1] for line in (dist / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    files = [path.relative_to(dist).as_posix() for path in dist.rglob("*") if path.is_file()]
    assert named == sorted(set(files) - {"SHA256SUMS", ".guarantee-claims-export"})


def test_one_changed_byte_gives_another_sum(copy):
    path = copy / "json" / "dataset.json"
    path.write_bytes(path.read_bytes().replace(b"Ukraine", b"ukraine", 1))
    assert check_sums(copy) == 1


@pytest.mark.parametrize(
    ("formats", "expected"),
    [
        ("csv", {"csv/datapackage.json"}),
        ("json", set()),
        ("parquet", {"parquet/datapackage.json", "croissant.json", "load.sql"}),
    ],
)
def test_what_is_not_there_is_not_described(claims_bin, root, tmp_path, formats, expected):
    written = export_formats(claims_bin, root, tmp_path / "dist", formats)
    assert {name for name in written if not name.startswith("schema/")} == expected
    page = (tmp_path / "dist" / "README.md").read_text(encoding="utf-8")
    assert [name for name in ("csv", "json", "parquet") if re.search(rf"^\| `{name}/\*", page, re.MULTILINE)] == [formats]
    assert ("From Text/CSV" in page) == (formats == "csv")
    assert check_sums(tmp_path / "dist") == 0


def test_a_dataset_without_a_creator_names_none(claims_bin, root, tmp_path):
    out = tmp_path / "dist"
    export_formats(claims_bin, root / "tests/fixtures/mini", out, "csv,parquet")
    assert "contributors" not in read_json(out / "csv" / "datapackage.json")
    assert "creator" not in read_json(out / "croissant.json")
    assert "Guarantee Claims contributors" not in (out / "README.md").read_text(encoding="utf-8")
    assert validate(out / "csv" / "datapackage.json") == (0, set())
    assert croissant(out).metadata.issues.errors == set()
    with duckdb.connect() as database:
        database.execute((out / "load.sql").read_text(encoding="utf-8").replace("FROM 'parquet", f"FROM '{out}/parquet"))
