"""The export as DuckDB reads it, and the joins between its tables."""

import duckdb
import pyarrow
import pytest

from export_tables import COLUMNS, DATES, JSON_TABLES, REFERENCES, TABLES, TERM_COLUMNS, WIDE, csv_cell


RECORD_TYPE = "record STRUCT(url VARCHAR, kind VARCHAR, verdict VARCHAR, note VARCHAR)"


def open_duckdb(folder):
    """A DuckDB in which each Parquet file of a folder is a view."""
    connection = duckdb.connect()
    for path in sorted(folder.glob("*.parquet")):
        connection.execute(f"CREATE VIEW {path.stem} AS FROM '{path}'")
    return connection


@pytest.fixture
def duck(dist):
    return open_duckdb(dist / "parquet")


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
    assert types["providers"] == "VARCHAR[]"
    assert types["parties"] == "STRUCT(actor VARCHAR, role VARCHAR)[]"
    assert types["evidence"] == f"STRUCT(start BIGINT, end BIGINT, sha256 VARCHAR, quote VARCHAR, {RECORD_TYPE})[]"


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
    list_transform(claims.providers, lambda party: names.by_id[party]),
    list_transform(claims.recipients, lambda party: names.by_id[party]),
    list_transform(claims.adversaries, lambda party: names.by_id[party]),
    nullif(array_to_string(list_filter(list_transform(evidence, lambda span: span.quote), lambda quote: quote IS NOT NULL), ' … '), '')
FROM claims
JOIN actors AS speaker ON speaker.id = claims.speaker
LEFT JOIN actors AS via ON via.id = claims.via
JOIN sources ON sources.id = claims.source
LEFT JOIN occasions ON occasions.id = claims.occasion
CROSS JOIN (SELECT map(list(id), list(name)) AS by_id FROM actors) AS names
ORDER BY claims.id
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
