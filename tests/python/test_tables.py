"""The tables of the export: the same columns and the same values as CSV, JSON and Parquet."""

import datetime
import json

import pytest

from export_tables import CODES, COLUMNS, FORM, JSON_TABLES, KEYS, PARQUET_COLUMNS, TABLES, csv_cell
from reading import contents, read_csv, read_json

RECORD_KEYS = [
    *["id", "source", "speaker", "via", "attribution", "statement", *CODES, "parties", *FORM, "occasion", "stated_on"],
    *["quantities", "evidence", "doubtful", "confidence", "relations", "waive", "note"],
]
PART_KEYS = {
    "quantities": ["measure", "value", "unit", "comparator"],
    "parties": ["actor", "role"],
    "evidence": ["start", "end", "sha256", "quote", "record"],
    "relations": ["kind", "target"],
}
DOCUMENT_KEYS = ["version", "title", "licence", "sources", "actors", "occasions", "frameworks", "claims", "withdrawn", "changes"]


def test_there_are_these_files_and_no_others(dist, root):
    expected = {".guarantee-claims-export", "guarantee-claims.xlsx", "json/annotations.jsonld", "json/claims.json", "json/claims.ndjson", "json/dataset.json"}
    expected |= {f"{folder}/{name}.{folder}" for folder in ("csv", "parquet") for name in TABLES}
    expected |= {f"json/{name}.json" for name in JSON_TABLES}
    expected |= {"README.md", "LICENSE", "SHA256SUMS", "explorer.html", "load.sql", "croissant.json", "csv/datapackage.json", "parquet/datapackage.json"}
    expected |= {f"schema/{path.name}" for path in (root / "schema").glob("*.json")}
    assert set(contents(dist)) == expected


@pytest.mark.parametrize("name", TABLES)
def test_csv_has_the_columns_in_order(dist, name):
    assert read_csv(dist / "csv" / f"{name}.csv")[0] == COLUMNS[name]


@pytest.mark.parametrize("name", TABLES)
def test_parquet_has_the_columns_in_order(tables, name):
    assert tables[name].column_names == PARQUET_COLUMNS[name]


@pytest.mark.parametrize("name", JSON_TABLES)
def test_json_has_the_columns_in_order(dist, name):
    objects = read_json(dist / "json" / f"{name}.json")
    assert {tuple(item) for item in objects} == {tuple(COLUMNS[name])}


def test_claims_have_the_keys_in_order(dist, records, document):
    claims = records + read_json(dist / "json" / "claims.json") + document["claims"]
    assert {tuple(claim) for claim in claims} == {tuple(RECORD_KEYS)}


@pytest.mark.parametrize(("part", "keys"), PART_KEYS.items())
def test_parts_of_claims_have_the_keys_in_order(records, part, keys):
    assert {tuple(item) for record in records for item in record[part]} == {tuple(keys)}


def test_the_document_has_the_keys_in_order(document):
    assert list(document) == DOCUMENT_KEYS


@pytest.mark.parametrize("name", TABLES)
def test_csv_is_plain_utf8_with_lf(dist, name):
    assert csv_faults((dist / "csv" / f"{name}.csv").read_bytes()) == []


def csv_faults(content):
    faults = {"byte order mark": content.startswith(b"\xef\xbb\xbf"), "CR": b"\r" in content, "no last LF": not content.endswith(b"\n")}
    content.decode("utf-8")
    return [name for name, found in faults.items() if found]


def test_csv_of_another_make_is_found_out():
    assert csv_faults(b"\xef\xbb\xbfid\r\nx") == ["byte order mark", "CR", "no last LF"]


def json_value(value):
    """How a value of Parquet stands in a JSON table."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def differing_cells(table, header, cells):
    """The places where CSV and Parquet differ."""
    expected = [[csv_cell(row[column]) for column in header] for row in table]
    assert len(expected) == len(cells)
    pairs = enumerate(zip(expected, cells, strict=True))
    return [(i, column) for i, (left, right) in pairs for column, a, b in zip(header, left, right, strict=True) if a != b]


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_parquet_have_the_same_cells(dist, rows, name):
    header, cells = read_csv(dist / "csv" / f"{name}.csv")
    assert differing_cells(rows[name], header, cells) == []


def test_one_changed_cell_is_found(dist, rows):
    header, cells = read_csv(dist / "csv" / "claims.csv")
    cells[3][header.index("via")] += "x"
    assert differing_cells(rows["claims"], header, cells) == [(3, "via")]


@pytest.mark.parametrize("name", JSON_TABLES)
def test_json_and_parquet_have_the_same_values(dist, rows, name):
    # Where a reader would else not learn in time what a key holds, another row comes first.
    by_key = sorted(read_json(dist / "json" / f"{name}.json"), key=lambda row: [row[key] for key in KEYS[name]])
    assert by_key == [{key: json_value(value) for key, value in row.items()} for row in rows[name]]


@pytest.mark.parametrize("name", TABLES)
def test_row_counts_are_equal(dist, rows, records, name):
    of_json = len(records) if name not in JSON_TABLES else len(read_json(dist / "json" / f"{name}.json"))
    assert len(rows[name]) == len(read_csv(dist / "csv" / f"{name}.csv")[1]) == of_json > 0


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_is_an_empty_text(rows, name):
    assert [row for row in rows[name] for value in row.values() if value == ""] == []


@pytest.mark.parametrize("name", TABLES)
def test_lists_can_be_split_at_semicolons(rows, name):
    items = [item for row in rows[name] for value in row.values() if isinstance(value, list) for item in value]
    assert [item for item in items if isinstance(item, str) and (not item or ";" in item)] == []


def test_parquet_claims_are_whole(rows, records):
    assert [{key: row[key] for key in RECORD_KEYS} for row in rows["claims"]] == records


def test_claims_json_is_claims_ndjson(dist):
    lines = (dist / "json" / "claims.ndjson").read_text(encoding="utf-8").splitlines()
    assert read_json(dist / "json" / "claims.json") == [json.loads(line) for line in lines]


def test_the_document_holds_the_claims(document, records):
    assert document["claims"] == records


def test_whole_numbers_have_no_fraction_in_json(dist, records):
    values = [quantity["value"] for record in records for quantity in record["quantities"]]
    values += [row["value"] for row in read_json(dist / "json" / "quantities.json")]
    assert values and [value for value in values if isinstance(value, float) and value.is_integer()] == []
