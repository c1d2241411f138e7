"""The data packages of an export, as frictionless takes them."""

import csv
import json

import frictionless
import pyarrow
import pyarrow.parquet
import pytest

from description_readers import validate
from export_tables import COLUMNS, KEYS, PARQUET_COLUMNS, REFERENCES, TERMS
from reading import read_json

FORMATS = ["csv", "parquet"]


def edit_csv(path, row, column, value):
    """Puts a value in a cell."""
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    table[row][column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def edit_parquet(path, row, column, value):
    """Puts a value in a cell."""
    table = pyarrow.parquet.read_table(path)
    values = table[column].to_pylist()
    values[row] = value
    place = table.column_names.index(column)
    pyarrow.parquet.write_table(table.set_column(place, column, pyarrow.array(values)), path)


def faults(folder, *resources):
    """The types of the errors in some of a package's tables, which must mention no others."""
    descriptor = read_json(folder / "datapackage.json")
    descriptor["resources"] = [resource for resource in descriptor["resources"] if resource["name"] in resources]
    report = frictionless.Package.from_descriptor(descriptor, basepath=str(folder)).validate()
    return {row[0] for row in report.flatten(["type"])}


@pytest.mark.parametrize("name", FORMATS)
def test_frictionless_accepts_the_package(dist, name):
    assert validate(dist / name / "datapackage.json") == (0, set())


def test_frictionless_finds_one_changed_byte(copy):
    path = copy / "csv" / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"Ukraine", b"ukraine", 1))
    assert validate(copy / "csv" / "datapackage.json") == (1, {"hash-count"})


def test_frictionless_finds_a_changed_length(copy):
    path = copy / "csv" / "actors.csv"
    path.write_bytes(path.read_bytes().replace(b"Ukraine", b"The Ukraine", 1))
    assert faults(copy / "csv", "actors") == {"hash-count", "byte-count"}


@pytest.mark.parametrize(("name", "edit"), [("csv", edit_csv), ("parquet", edit_parquet)])
def test_frictionless_finds_a_broken_foreign_key(copy, name, edit):
    edit(copy / name / f"frameworks.{name}", 0, "presented_by", "nobody")
    assert "foreign-key" in faults(copy / name, "frameworks", "actors", "occasions")


@pytest.mark.parametrize(("name", "edit"), [("csv", edit_csv), ("parquet", edit_parquet)])
def test_frictionless_finds_a_broken_key_to_the_table_itself(copy, name, edit):
    edit(copy / name / f"actors.{name}", 0, "affiliation", "nobody")
    assert "foreign-key" in faults(copy / name, "actors")


@pytest.mark.parametrize(("name", "edit"), [("csv", edit_csv), ("parquet", edit_parquet)])
def test_frictionless_finds_a_bad_term(copy, name, edit):
    edit(copy / name / f"actors.{name}", 0, "kind", "robot")
    assert "constraint-error" in faults(copy / name, "actors")


@pytest.mark.parametrize(("name", "edit"), [("csv", edit_csv), ("parquet", edit_parquet)])
def test_frictionless_finds_a_repeated_key(copy, name, edit):
    edit(copy / name / f"occasions.{name}", 0, "id", "kyiv-2025-08-22")
    assert "primary-key" in faults(copy / name, "occasions")


def as_files(folder):
    """The types of the errors in the files of a package, taken as bytes: of Parquet, frictionless hashes no tables."""
    resources = read_json(folder / "datapackage.json")["resources"]
    reports = [
        frictionless.resources.FileResource(path=resource["path"], hash=resource["hash"], basepath=str(folder)).validate()
        for resource in resources
    ]
    return {row[0] for report in reports for row in report.flatten(["type"])}


def test_hashes_of_parquet_are_right(dist):
    assert as_files(dist / "parquet") == set()


def test_one_changed_byte_of_parquet_is_found(copy):
    path = copy / "parquet" / "claims.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert as_files(copy / "parquet") == {"hash-count"}


@pytest.mark.parametrize("name", FORMATS)
def test_the_package_has_the_tables_with_their_columns_and_keys(dist, name):
    package = read_json(dist / name / "datapackage.json")
    columns = COLUMNS if name == "csv" else PARQUET_COLUMNS
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert {table: [field["name"] for field in schema["fields"]] for table, schema in schemas.items()} == columns
    assert {table: schema["primaryKey"] for table, schema in schemas.items()} == KEYS
    assert all(field["description"] for schema in schemas.values() for field in schema["fields"])


def packaged_references(package):
    """The foreign keys as the readers' tests write them."""

    def columns(names):
        return names[0] if len(names) == 1 else f"({', '.join(names)})"

    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            reference = key["reference"]
            yield resource["name"], columns(key["fields"]), reference.get("resource", resource["name"]), columns(reference["fields"])


@pytest.mark.parametrize("name", FORMATS)
def test_the_package_has_every_reference(dist, name):
    found = sorted(packaged_references(read_json(dist / name / "datapackage.json")))
    # A list has no foreign key: what it mentions is checked by the joins of the readers' tests.
    assert found == sorted(reference for reference in REFERENCES if "unnest" not in reference[1])


@pytest.mark.parametrize("name", FORMATS)
def test_terms_are_categories_with_their_definitions(dist, name):
    vocabulary = read_json(dist / "json" / "vocabulary.json")
    resources = {resource["name"]: resource for resource in read_json(dist / name / "datapackage.json")["resources"]}
    for table, terms in TERMS.items():
        fields = {field["name"]: field for field in resources[table]["schema"]["fields"]}
        for column, vocabulary_name in terms.items():
            expected = [{"value": row["value"], "label": row["definition"]} for row in vocabulary if row["field"] == vocabulary_name]
            assert fields[column]["categories"] == expected
            assert fields[column]["constraints"]["enum"] == [category["value"] for category in expected]
            assert fields[column].get("categoriesOrdered", False) == (vocabulary_name in ("confidence", "reliability"))


def test_frictionless_reads_lists_as_lists(dist):
    package = frictionless.Package(dist / "csv" / "datapackage.json")
    rows = {row["id"]: row for row in package.get_resource("claims").read_rows()}
    records = [json.loads(line) for line in (dist / "json" / "claims.ndjson").read_text(encoding="utf-8").splitlines()]
    assert [rows[record["id"]]["conditions"] or [] for record in records] == [record["conditions"] for record in records]
