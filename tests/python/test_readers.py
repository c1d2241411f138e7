"""The export as its readers see it: Python's csv and json, pyarrow, pandas and DuckDB must all find the same values."""

import calendar
import csv
import datetime
import itertools
import json
import tomllib

import duckdb
import pandas
import pyarrow
import pyarrow.parquet
import pytest

CODES = ["layer", "commitment_type", "speech_act", "stage", "aspect"]
SAID = ["legal_form", "occasion", "stated_on", "stated_on_earliest", "stated_on_latest", "inferred", "confidence", "note"]
PARTS = ["quantities", "evidence", "relations", "waive"]

# The columns that every format has, in order.
COLUMNS = {
    "actors": ["id", "name", "aliases", "kind", "role", "affiliation", "country", "note"],
    "claim_conditions": ["claim", "condition"],
    "claim_parties": ["claim", "actor"],
    "claims": ["id", "source", "speaker", "via", "attribution", "statement", *CODES, "parties", "conditions", *SAID],
    "claims_wide": [
        *["id", "speaker_name", "speaker_kind", "via_name", "outlet", "source_title", "url", "published_on", "occasion_title"],
        *["attribution", "statement", *CODES, "parties", "party_names", "conditions", *SAID, "quote"],
    ],
    "component_claims": ["framework", "ordinal", "claim"],
    "evidence": ["claim", "ordinal", "source", "start_char", "end_char", "sha256", "quote"],
    "framework_components": ["framework", "ordinal", "title", "layer", "aspect", "commitment_types"],
    "frameworks": ["id", "title", "presented_by", "occasion", "stated_on", "supersedes", "note"],
    "occasions": ["id", "title", "held_on", "held_on_earliest", "held_on_latest", "place", "participants", "record_url", "note"],
    "quantities": ["claim", "ordinal", "measure", "value", "unit", "comparator"],
    "relations": ["claim", "kind", "target"],
    "sources": [
        *["id", "title", "outlet", "url", "published_on", "published_on_earliest", "published_on_latest", "language", "genre"],
        *["reliability", "reliability_reason", "text_file", "text_sha256", "text_characters", "note"],
    ],
    "vocabulary": ["field", "ordinal", "value", "term_group", "definition"],
}
TABLES = sorted(COLUMNS)
PARQUET_COLUMNS = {**COLUMNS, "claims": COLUMNS["claims"] + PARTS}
JSON_TABLES = [name for name in TABLES if name not in ("claims", "claims_wide")]

RECORD_KEYS = [
    *["id", "source", "speaker", "via", "attribution", "statement", *CODES, "parties", "conditions", "legal_form", "occasion", "stated_on"],
    *["quantities", "evidence", "inferred", "confidence", "relations", "waive", "note"],
]
PART_KEYS = {
    "quantities": ["measure", "value", "unit", "comparator"],
    "evidence": ["start", "end", "sha256", "quote"],
    "relations": ["kind", "target"],
}
DOCUMENT_KEYS = ["version", "title", "licence", "sources", "actors", "occasions", "frameworks", "claims"]

# What tells a row from every other, and what the rows are sorted by.
KEYS = {
    "claim_conditions": ["claim", "condition"],
    "claim_parties": ["claim", "actor"],
    "component_claims": ["framework", "ordinal", "claim"],
    "evidence": ["claim", "ordinal"],
    "framework_components": ["framework", "ordinal"],
    "quantities": ["claim", "ordinal"],
    "relations": ["claim", "kind", "target"],
    "vocabulary": ["field", "ordinal"],
    **{name: ["id"] for name in ("actors", "claims", "claims_wide", "frameworks", "occasions", "sources")},
}

# Columns of terms and the field of the vocabulary table that lists them.
CLAIM_TERMS = {name: name for name in ["attribution", *CODES, "legal_form", "confidence"]}
TERMS = {
    "actors": {"kind": "actor_kind"},
    "claim_conditions": {"condition": "condition"},
    "claims": CLAIM_TERMS,
    "claims_wide": {"speaker_kind": "actor_kind", **CLAIM_TERMS},
    "framework_components": {"layer": "layer", "aspect": "aspect"},
    "quantities": {"measure": "measure", "unit": "unit", "comparator": "comparator"},
    "relations": {"kind": "relation_kind"},
    "sources": {"genre": "genre", "reliability": "reliability"},
}
LISTS_OF_TERMS = {
    "claims": {"conditions": "condition", "inferred": "inferred"},
    "claims_wide": {"conditions": "condition", "inferred": "inferred"},
    "framework_components": {"commitment_types": "commitment_type"},
}
TERM_COLUMNS = [(table, column, field) for table, fields in TERMS.items() for column, field in fields.items()]
LIST_COLUMNS = [(table, column, field) for table, fields in LISTS_OF_TERMS.items() for column, field in fields.items()]

# The vocabularies whose order means something, as the codebook gives it.
CODEBOOK_ORDER = {
    "confidence": ["low", "moderate", "high"],
    "stage": ["idea", "under-discussion", "announced", "agreed", "in-force", "ruled-out", "lapsed", "not-applicable"],
    "reliability": ["A", "B", "C", "D", "E", "F"],
    "aspect": [
        *["trigger", "legal-form", "sequencing", "participation", "decision", "structure"],
        *["capability", "delivery", "purpose", "credibility", "outlook"],
    ],
}
SEARLE = {
    **dict.fromkeys(["pledge", "offer", "refuse"], "commissive"),
    **dict.fromkeys(["propose", "demand", "warn"], "directive"),
    **dict.fromkeys(["endorse", "reject"], "expressive"),
    **dict.fromkeys(["assert", "assess", "predict"], "assertive"),
}

# Partial dates and the two columns of days beside each.
DATES = [("claims", "stated_on"), ("claims_wide", "stated_on"), ("occasions", "held_on"), ("sources", "published_on")]

# Where a value of a table must be a key of another: child, expression over it, parent, key.
REFERENCES = [
    ("actors", "affiliation", "actors", "id"),
    ("claim_conditions", "claim", "claims", "id"),
    ("claim_parties", "actor", "actors", "id"),
    ("claim_parties", "claim", "claims", "id"),
    ("claims", "occasion", "occasions", "id"),
    ("claims", "source", "sources", "id"),
    ("claims", "speaker", "actors", "id"),
    ("claims", "unnest(parties)", "actors", "id"),
    ("claims", "via", "actors", "id"),
    ("claims_wide", "id", "claims", "id"),
    ("claims_wide", "occasion", "occasions", "id"),
    ("claims_wide", "outlet", "actors", "id"),
    ("claims_wide", "unnest(parties)", "actors", "id"),
    ("component_claims", "(framework, ordinal)", "framework_components", "(framework, ordinal)"),
    ("component_claims", "claim", "claims", "id"),
    ("evidence", "claim", "claims", "id"),
    ("evidence", "source", "sources", "id"),
    ("framework_components", "framework", "frameworks", "id"),
    ("frameworks", "occasion", "occasions", "id"),
    ("frameworks", "presented_by", "actors", "id"),
    ("frameworks", "supersedes", "frameworks", "id"),
    ("occasions", "unnest(participants)", "actors", "id"),
    ("quantities", "claim", "claims", "id"),
    ("relations", "claim", "claims", "id"),
    ("relations", "target", "claims", "id"),
    ("sources", "outlet", "actors", "id"),
]


# Reading


def read_csv(path):
    """The header and the rows of a CSV file, read strictly."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    return header, rows


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


def open_duckdb(folder):
    """A DuckDB in which each Parquet file of a folder is a view."""
    connection = duckdb.connect()
    for path in sorted(folder.glob("*.parquet")):
        connection.execute(f"CREATE VIEW {path.stem} AS FROM '{path}'")
    return connection


@pytest.fixture(scope="module")
def tables(dist):
    """Each table as pyarrow reads it."""
    return {name: pyarrow.parquet.read_table(dist / "parquet" / f"{name}.parquet") for name in TABLES}


@pytest.fixture(scope="module")
def rows(tables):
    """Each table as a list of dicts."""
    return {name: table.to_pylist() for name, table in tables.items()}


@pytest.fixture(scope="module")
def vocabulary(rows):
    """The terms of each field in the order of the vocabulary table."""
    terms = {}
    for row in rows["vocabulary"]:
        terms.setdefault(row["field"], []).append(row["value"])
    return terms


@pytest.fixture
def duck(dist):
    return open_duckdb(dist / "parquet")


# The files


def test_there_are_these_files_and_no_others(dist, root):
    expected = {".guarantee-claims-export", "json/claims.json", "json/claims.ndjson", "json/dataset.json"}
    expected |= {f"{folder}/{name}.{folder}" for folder in ("csv", "parquet") for name in TABLES}
    expected |= {f"json/{name}.json" for name in JSON_TABLES}
    expected |= {"README.md", "LICENSE", "SHA256SUMS", "load.sql", "croissant.json", "csv/datapackage.json", "parquet/datapackage.json"}
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


# The same values everywhere


def csv_cell(value):
    """How a value of Parquet stands in a CSV cell."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


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


def test_claims_json_is_claims_ndjson(dist, records):
    assert read_json(dist / "json" / "claims.json") == records


def test_the_document_holds_the_claims(document, records):
    assert document["claims"] == records


def test_whole_numbers_have_no_fraction_in_json(dist, records):
    values = [quantity["value"] for record in records for quantity in record["quantities"]]
    values += [row["value"] for row in read_json(dist / "json" / "quantities.json")]
    assert values and [value for value in values if isinstance(value, float) and value.is_integer()] == []


def flattened(records, part, **columns):
    """The rows of the table of a part of the claims: `columns` says which key of the part each column shows."""
    places = ((record, i, item) for record in records for i, item in enumerate(record[part], 1))
    return [{"claim": record["id"], "ordinal": i, **{name: item[key] for name, key in columns.items()}} for record, i, item in places]


def test_quantities_are_those_of_the_claims(rows, records):
    assert rows["quantities"] == flattened(records, "quantities", measure="measure", value="value", unit="unit", comparator="comparator")


def test_evidence_is_that_of_the_claims(rows, records):
    expected = flattened(records, "evidence", start_char="start", end_char="end", sha256="sha256", quote="quote")
    source = {record["id"]: record["source"] for record in records}
    assert rows["evidence"] == [{**row, "source": source[row["claim"]]} for row in expected]


def test_relations_are_those_of_the_claims(rows, records):
    expected = [{"claim": record["id"], **relation} for record in records for relation in record["relations"]]
    assert rows["relations"] == sorted(expected, key=lambda row: [row[key] for key in KEYS["relations"]])


PAIRS = {"claim_parties": ("parties", "actor"), "claim_conditions": ("conditions", "condition")}


@pytest.mark.parametrize("name", PAIRS)
def test_pairs_are_those_of_the_claims(rows, records, name):
    part, column = PAIRS[name]
    expected = [{"claim": record["id"], column: item} for record in records for item in record[part]]
    assert rows[name] == sorted(expected, key=lambda row: (row["claim"], row[column]))


def test_framework_tables_are_those_of_the_document(rows, document):
    parts = [(framework["id"], part) for framework in document["frameworks"] for part in framework["components"]]
    keys = ["ordinal", "title", "layer", "aspect", "commitment_types"]
    components = [{"framework": framework, **{key: part[key] for key in keys}} for framework, part in parts]
    claims = [{"framework": framework, "ordinal": part["ordinal"], "claim": claim} for framework, part in parts for claim in part["claims"]]
    assert rows["framework_components"] == components
    assert rows["component_claims"] == sorted(claims, key=lambda row: [row[key] for key in KEYS["component_claims"]])


# What is a table of its own, or left to the document.
ELSEWHERE = {
    "actors": ["waive"],
    "frameworks": ["components", "waive"],
    "occasions": ["waive"],
    "sources": ["occasions", "uncoded", "waive"],
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_registers_are_those_of_the_document(rows, document, name):
    def row(record):
        flat = {key: value for key, value in record.items() if key not in ELSEWHERE[name]}
        return flat | {f"text_{key}": value for key, value in flat.pop("text", {}).items()}

    derived = ("_earliest", "_latest")
    shown = [{key: value for key, value in row.items() if not key.endswith(derived)} for row in rows[name]]
    assert shown == [row(record) for record in document[name]]


def filled(value):
    """A record without what is null or empty: files leave that out."""
    if isinstance(value, dict):
        return {key: filled(item) for key, item in value.items() if item is not None and item != []}
    return [filled(item) for item in value] if isinstance(value, list) else value


def read_toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


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


# Keys and order


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


@pytest.mark.parametrize("name", ["evidence", "framework_components", "quantities", "vocabulary"])
def test_ordinals_count_from_one(rows, name):
    groups = {}
    for row in rows[name]:
        groups.setdefault(row[KEYS[name][0]], []).append(row["ordinal"])
    assert groups and all(ordinals == list(range(1, len(ordinals) + 1)) for ordinals in groups.values())


# Vocabularies


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


# Metadata


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


# Dates


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


# pandas


@pytest.fixture(scope="module")
def frame(dist):
    """A function that reads a Parquet file with pandas."""
    return lambda name, **options: pandas.read_parquet(dist / "parquet" / f"{name}.parquet", **options)


@pytest.mark.parametrize("name", TABLES)
def test_pandas_shows_columns_of_terms_as_categories(frame, name):
    types = frame(name).dtypes
    assert {column for column, kind in types.items() if kind == "category"} == set(TERMS.get(name, {}))


@pytest.mark.parametrize(("table", "column"), DATES)
def test_pandas_reads_days_as_dates(frame, rows, table, column):
    read = frame(table, dtype_backend="pyarrow")
    for name in (f"{column}_earliest", f"{column}_latest"):
        assert read[name].dtype == pandas.ArrowDtype(pyarrow.date32())
        assert read[name].tolist() == [row[name] for row in rows[table]]


@pytest.mark.parametrize(("table", "column", "field"), TERM_COLUMNS)
def test_pandas_makes_ordered_categories_of_the_terms(dist, frame, rows, vocabulary, table, column, field):
    terms = json.loads(pyarrow.parquet.read_schema(dist / "parquet" / f"{table}.parquet").field(column).metadata[b"terms"])
    values = frame(table)[column].cat.set_categories(terms, ordered=True)
    given = [row[column] for row in rows[table] if row[column] is not None]
    assert values.sort_values().dropna().tolist() == sorted(given, key=vocabulary[field].index)


def test_ordered_categories_compare(frame, records):
    confidence = frame("claims")["confidence"].cat.set_categories(CODEBOOK_ORDER["confidence"], ordered=True)
    assert (confidence >= "moderate").sum() == sum(record["confidence"] != "low" for record in records)


def test_categories_without_a_term_lose_values(frame):
    terms = CODEBOOK_ORDER["confidence"][1:]
    assert frame("claims")["confidence"].cat.set_categories(terms).isna().any()


@pytest.mark.parametrize("name", TABLES)
def test_pandas_reads_csv(dist, rows, name):
    read = pandas.read_csv(dist / "csv" / f"{name}.csv", dtype=str, keep_default_na=False)
    assert read.to_dict("records") == [{column: csv_cell(row[column]) for column in COLUMNS[name]} for row in rows[name]]


def test_pandas_reads_the_claims_from_ndjson(dist, records):
    read = pandas.read_json(dist / "json" / "claims.ndjson", lines=True)
    assert read["stated_on"].tolist() == [record["stated_on"] for record in records]
    assert read["evidence"].tolist() == [record["evidence"] for record in records]


def test_pandas_refuses_a_cut_file(dist, tmp_path):
    whole = (dist / "parquet" / "claims.parquet").read_bytes()
    (tmp_path / "claims.parquet").write_bytes(whole[:-100])
    with pytest.raises(pyarrow.ArrowInvalid):
        pandas.read_parquet(tmp_path / "claims.parquet")


# DuckDB


def duckdb_type(field):
    """The type that DuckDB must give a column of pyarrow's."""
    kind = field.type
    if pyarrow.types.is_list(kind):
        return f"{duckdb_type(kind.value_field)}[]"
    if pyarrow.types.is_struct(kind):
        parts = ", ".join(f"{part.name} {duckdb_type(part)}" for part in kind)
        return f"STRUCT({parts})"
    if pyarrow.types.is_date(kind):
        return "DATE"
    return {"int64": "BIGINT", "double": "DOUBLE"}.get(str(kind), "VARCHAR")


def described(connection, query):
    """The columns of a query and their types as DuckDB names them, its quotation marks left out."""
    return {name: kind.replace('"', "") for name, kind, *_ in connection.execute(f"DESCRIBE {query}").fetchall()}


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_gives_parquet_the_right_types(duck, tables, name):
    assert described(duck, f"FROM {name}") == {field.name: duckdb_type(field) for field in tables[name].schema}


def test_duckdb_sees_dates_lists_and_structs(duck):
    types = described(duck, "FROM claims")
    assert types["stated_on_earliest"] == types["stated_on_latest"] == "DATE"
    assert types["parties"] == "VARCHAR[]"
    assert types["evidence"] == "STRUCT(start BIGINT, end BIGINT, sha256 VARCHAR, quote VARCHAR)[]"


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_reads_the_values_of_parquet(duck, tables, name):
    columns = list(zip(*duck.execute(f"FROM {name}").fetchall(), strict=True))
    assert columns == [tuple(column.to_pylist()) for column in tables[name].columns]


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_reads_csv(dist, duck, rows, name):
    read = duck.execute(f"FROM read_csv('{dist}/csv/{name}.csv', all_varchar = true)")
    assert [column[0] for column in read.description] == COLUMNS[name]
    expected = [tuple(csv_cell(row[column]) or None for column in COLUMNS[name]) for row in rows[name]]
    assert read.fetchall() == expected


@pytest.mark.parametrize(("table", "column"), DATES)
def test_duckdb_finds_the_dates_of_csv_by_itself(dist, duck, table, column):
    types = described(duck, f"FROM '{dist}/csv/{table}.csv'")
    assert [types[name] for name in (column, f"{column}_earliest", f"{column}_latest")] == ["VARCHAR", "DATE", "DATE"]


@pytest.mark.parametrize("name", JSON_TABLES)
def test_duckdb_reads_json(dist, duck, rows, name):
    read = duck.execute(f"SELECT count(*) FROM '{dist}/json/{name}.json'")
    assert read.fetchall() == [(len(rows[name]),)]


def test_duckdb_reads_the_claims_from_ndjson(dist, duck, records):
    read = duck.execute(f"SELECT id, len(evidence), evidence[1].sha256 FROM '{dist}/json/claims.ndjson' ORDER BY id")
    assert read.fetchall() == [(record["id"], len(record["evidence"]), record["evidence"][0]["sha256"]) for record in records]


def as_enum(connection, terms, table, column):
    """The values of a column in the order of an ENUM of these terms."""
    listed = ", ".join(f"'{term}'" for term in terms)
    query = f"SELECT value::VARCHAR FROM (SELECT {column}::ENUM({listed}) AS value FROM {table}) WHERE value IS NOT NULL ORDER BY value"
    return [value for (value,) in connection.execute(query).fetchall()]


@pytest.mark.parametrize(("table", "column", "field"), TERM_COLUMNS)
def test_duckdb_makes_enums_of_the_terms(duck, rows, vocabulary, table, column, field):
    given = [row[column] for row in rows[table] if row[column] is not None]
    assert as_enum(duck, vocabulary[field], table, column) == sorted(given, key=vocabulary[field].index)


def test_duckdb_refuses_a_term_outside_the_enum(duck):
    with pytest.raises(duckdb.ConversionException):
        as_enum(duck, ["low", "moderate"], "claims", "confidence")


def orphans(connection, child, expression, parent, key):
    """The values of the child that are no key of the parent."""
    query = f"SELECT DISTINCT value FROM (SELECT {expression} AS value FROM {child}) WHERE value IS NOT NULL"
    return connection.execute(f"{query} AND value NOT IN (SELECT {key} FROM {parent}) ORDER BY value").fetchall()


@pytest.mark.parametrize("reference", REFERENCES, ids=" ".join)
def test_joins_leave_no_orphans(duck, reference):
    assert orphans(duck, *reference) == []


@pytest.mark.parametrize("reference", REFERENCES, ids=" ".join)
def test_orphans_are_found(duck, reference):
    child, expression, parent, key = reference
    duck.execute(f"CREATE TEMP TABLE emptied AS FROM {parent} LIMIT 0")
    assert orphans(duck, child, expression, "emptied", key) != []


JOINED = """
SELECT claims.id, speaker.name, speaker.kind, via.name, sources.outlet, sources.title, sources.url, sources.published_on, occasions.title,
    list_transform(claims.parties, lambda party: names.by_id[party]),
    nullif(array_to_string(list_filter(list_transform(evidence, lambda span: span.quote), lambda quote: quote IS NOT NULL), ' … '), '')
FROM claims
JOIN actors AS speaker ON speaker.id = claims.speaker
LEFT JOIN actors AS via ON via.id = claims.via
JOIN sources ON sources.id = claims.source
LEFT JOIN occasions ON occasions.id = claims.occasion
CROSS JOIN (SELECT map(list(id), list(name)) AS by_id FROM actors) AS names
ORDER BY claims.id
"""
WIDE = """
SELECT id, speaker_name, speaker_kind, via_name, outlet, source_title, url, published_on, occasion_title, party_names, quote
FROM claims_wide ORDER BY id
"""


def test_the_wide_table_is_what_joins_give(duck):
    assert duck.execute(WIDE).fetchall() == duck.execute(JOINED).fetchall()


def test_the_wide_table_repeats_the_claims(rows):
    shared = [column for column in COLUMNS["claims_wide"] if column in COLUMNS["claims"]]
    assert [[row[key] for key in shared] for row in rows["claims_wide"]] == [[row[key] for key in shared] for row in rows["claims"]]


def test_duckdb_refuses_a_cut_file(dist, duck, tmp_path):
    whole = (dist / "parquet" / "claims.parquet").read_bytes()
    (tmp_path / "cut.parquet").write_bytes(whole[:-100])
    with pytest.raises(duckdb.Error):
        duck.execute(f"FROM '{tmp_path}/cut.parquet'")


# Twice the same


def contents(folder):
    """The bytes of every file under a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(left, right):
    """The files that differ between two exports."""
    ours, theirs = contents(left), contents(right)
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))


@pytest.fixture
def again(export, tmp_path):
    return export(tmp_path / "again")


def test_two_exports_have_the_same_bytes(dist, again):
    assert changed(dist, again) == []


def test_one_changed_byte_is_found(dist, again):
    path = again / "csv" / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"high", b"higH", 1))
    (again / "json" / "claims.json").unlink()
    assert changed(dist, again) == ["csv/claims.csv", "json/claims.json"]
