"""The rows of the tables: those of the claims, of the document and of the files that people edit, sorted by their keys."""

import calendar
import datetime
import itertools

import pytest

from export_tables import DATES, KEYS, TABLES
from reading import read_toml


def flattened(records, part, **columns):
    """The rows of the table of a part of the claims: `columns` says which key of the part each column shows."""
    places = ((record, i, item) for record in records for i, item in enumerate(record[part], 1))
    return [{"claim": record["id"], "ordinal": i, **{name: item[key] for name, key in columns.items()}} for record, i, item in places]


def test_quantities_are_those_of_the_claims(rows, records):
    assert rows["quantities"] == flattened(records, "quantities", measure="measure", value="value", unit="unit", comparator="comparator")


def test_evidence_is_that_of_the_claims(rows, records):
    expected = flattened(records, "evidence", start_char="start", end_char="end", sha256="sha256", quote="quote", record="record")
    source = {record["id"]: record["source"] for record in records}

    def row(span):
        record = span.pop("record") or dict.fromkeys(["url", "kind", "verdict", "note"])
        return {**span, "source": source[span["claim"]], **{f"record_{key}": value for key, value in record.items()}}

    assert rows["evidence"] == [row(span) for span in expected]


def test_relations_are_those_of_the_claims(rows, records):
    expected = [{"claim": record["id"], **relation} for record in records for relation in record["relations"]]
    assert rows["relations"] == sorted(expected, key=lambda row: [row[key] for key in KEYS["relations"]])


def test_conditions_are_those_of_the_claims(rows, records):
    expected = [{"claim": record["id"], "condition": condition} for record in records for condition in record["conditions"]]
    assert rows["claim_conditions"] == sorted(expected, key=lambda row: [row[key] for key in KEYS["claim_conditions"]])


def test_parties_are_those_of_the_claims(rows, records):
    expected = [{"claim": record["id"], **party} for record in records for party in record["parties"]]
    assert rows["claim_parties"] == sorted(expected, key=lambda row: [row[key] for key in KEYS["claim_parties"]])
    roles = {"providers": "provider", "recipients": "recipient", "adversaries": "adversary"}
    for row, record in zip(rows["claims"], records, strict=True):
        for column, role in roles.items():
            assert row[column] == [party["actor"] for party in record["parties"] if party["role"] == role]


def test_origins_are_those_of_the_sources(rows, document):
    origins = ((source["id"], i, origin) for source in document["sources"] for i, origin in enumerate(source["derived_from"], 1))
    assert rows["source_origins"] == [{"source": source, "ordinal": i, **origin} for source, i, origin in origins]


def test_framework_tables_are_those_of_the_document(rows, document):
    parts = [(framework["id"], part) for framework in document["frameworks"] for part in framework["components"]]
    keys = ["ordinal", "title", "layer", "aspect", "commitment_types"]
    components = [{"framework": framework, **{key: part[key] for key in keys}} for framework, part in parts]
    claims = [{"framework": framework, "ordinal": part["ordinal"], "claim": claim} for framework, part in parts for claim in part["claims"]]
    assert rows["framework_components"] == components
    assert rows["component_claims"] == sorted(claims, key=lambda row: [row[key] for key in KEYS["component_claims"]])


# What is a table of its own, or left to the document.
NOT_COLUMNS = {
    "actors": ["waive"],
    "frameworks": ["components", "waive"],
    "occasions": ["waive"],
    "sources": ["occasions", "derived_from", "defined_terms", "uncoded", "waive"],
}


@pytest.mark.parametrize("name", NOT_COLUMNS)
def test_registers_are_those_of_the_document(rows, document, name):
    def row(record):
        flat = {key: value for key, value in record.items() if key not in NOT_COLUMNS[name]}
        return flat | {f"text_{key}": value for key, value in flat.pop("text", {}).items()}

    derived = ("_earliest", "_latest", "_alpha3")
    shown = [{key: value for key, value in row.items() if not key.endswith(derived)} for row in rows[name]]
    assert shown == [row(record) for record in document[name]]


def filled(value):
    """A record without what is null or empty: files leave that out."""
    if isinstance(value, dict):
        return {key: filled(item) for key, item in value.items() if item is not None and item != []}
    return [filled(item) for item in value] if isinstance(value, list) else value


def test_claims_are_what_tomllib_reads(root, records):
    files = [read_toml(path) for path in sorted((root / "data" / "claims").glob("*.toml"))]
    claims = [{"source": file["source"], **claim} for file in files for claim in file["claims"]]
    assert filled(records) == sorted(filled(claims), key=lambda claim: claim["id"])


@pytest.mark.parametrize("name", ["actors", "occasions", "frameworks"])
def test_registers_are_what_tomllib_reads(root, document, name):
    assert filled(document[name]) == sorted(filled(read_toml(root / "data" / f"{name}.toml")[name]), key=lambda record: record["id"])


def test_sources_are_what_tomllib_reads(root, document):
    sources = [read_toml(path) for path in (root / "seeds").glob("*.toml")]
    assert filled(document["sources"]) == sorted(filled(sources), key=lambda source: source["id"])


def test_the_documents_head_is_what_tomllib_reads(root, document):
    info = read_toml(root / "data" / "dataset.toml")
    assert [document[key] for key in ("version", "title", "licence")] == [info[key] for key in ("version", "title", "licence")]


def misplaced(table, key):
    """The rows that do not come after the one before them."""
    keys = [tuple(row[column] for column in key) for row in table]
    return [later for earlier, later in itertools.pairwise(keys) if later <= earlier]


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_sorted_and_unique(rows, name):
    assert misplaced(rows[name], KEYS[name]) == []


def test_misplaced_and_repeated_rows_are_found():
    ordinals = [{"ordinal": number} for number in (1, 2, 2, 4, 3)]
    assert misplaced(ordinals, ["ordinal"]) == [(2,), (3,)]


@pytest.mark.parametrize("name", ["evidence", "framework_components", "quantities", "source_origins", "vocabulary"])
def test_ordinals_count_from_one(rows, name):
    groups = {}
    for row in rows[name]:
        groups.setdefault(row[KEYS[name][0]], []).append(row["ordinal"])
    assert groups and all(ordinals == list(range(1, len(ordinals) + 1)) for ordinals in groups.values())


def days(partial):
    """The first and the last day that a partial date can mean."""
    year, month, day = (int(part) for part in (partial + "-0-0").split("-")[:3])
    first, last = month or 1, month or 12
    return datetime.date(year, first, day or 1), datetime.date(year, last, day or calendar.monthrange(year, last)[1])


def test_partial_dates_are_understood():
    assert days("2024") == (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
    assert days("2024-02") == (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    assert days("2025-08-22") == (datetime.date(2025, 8, 22), datetime.date(2025, 8, 22))


@pytest.mark.parametrize(("table", "column"), DATES)
def test_days_are_what_the_partial_date_means(rows, table, column):
    assert [row for row in rows[table] if (row[f"{column}_earliest"], row[f"{column}_latest"]) != days(row[column])] == []
