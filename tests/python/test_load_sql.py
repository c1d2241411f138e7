"""The database that `load.sql` makes of an export in DuckDB."""

import re
import shutil
import subprocess

import duckdb
import pytest

from description_readers import export_formats
from export_tables import KEYS, PARQUET_COLUMNS, PARTS, TABLES, TERMS, VIEWS, WIDE
from reading import read_json


def column_types(database, table):
    return dict(database.execute("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?", [table]).fetchall())


def test_the_database_has_the_tables_and_views(database):
    tables = {name for (name,) in database.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    views = {name for (name,) in database.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
    assert tables == set(TABLES) - set(VIEWS)
    assert views == {*VIEWS, *(f"claims_by_{column}" for column in TERMS["claims"])}


@pytest.mark.parametrize("name", TABLES)
def test_the_database_holds_the_rows_of_parquet(dist, database, name):
    kept = [column for column in PARQUET_COLUMNS[name] if name != "claims" or column not in set(PARTS) & set(TABLES)]
    assert sorted(column_types(database, name)) == sorted(kept)
    order = ", ".join(f"{column}::VARCHAR" for column in KEYS[name])
    rows = database.execute(f"SELECT {', '.join(kept)} FROM {name} ORDER BY {order}").fetchall()
    expected = database.execute(f"SELECT {', '.join(kept)} FROM '{dist}/parquet/{name}.parquet' ORDER BY {order}").fetchall()
    assert rows == expected != []


def test_the_view_repeats_the_wide_table(dist, database):
    expected = database.execute(WIDE.replace("claims_wide", f"'{dist}/parquet/claims_wide.parquet'")).fetchall()
    assert database.execute(WIDE).fetchall() == expected


@pytest.mark.parametrize("table", TERMS)
def test_terms_are_enums_in_the_codebooks_order(dist, database, table):
    vocabulary = read_json(dist / "json" / "vocabulary.json")
    for column, name in TERMS[table].items():
        terms = [row["value"] for row in vocabulary if row["field"] == name]
        assert column_types(database, table)[column] == f"ENUM({', '.join(repr(term) for term in terms)})"


def test_lists_of_terms_are_lists_of_enums(database):
    assert re.fullmatch(r"ENUM\('peace-settlement', .*'other'\)\[\]", column_types(database, "claims")["conditions"])


def test_terms_sort_as_in_the_codebook(database):
    confidence = database.execute("SELECT DISTINCT confidence FROM claims ORDER BY confidence").fetchall()
    assert confidence == [("low",), ("moderate",), ("high",)]


@pytest.mark.parametrize("column", TERMS["claims"])
def test_views_count_every_term_in_order(dist, database, records, column):
    terms = [row["value"] for row in read_json(dist / "json" / "vocabulary.json") if row["field"] == TERMS["claims"][column]]
    expected = [(term, sum(record[column] == term for record in records)) for term in terms]
    assert database.execute(f"FROM claims_by_{column}").fetchall() == expected


def uncommented(database):
    """The tables, views and columns without a comment."""
    return database.execute("""
        SELECT table_name, NULL FROM duckdb_tables() WHERE comment IS NULL
        UNION ALL SELECT view_name, NULL FROM duckdb_views() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL
    """).fetchall()


def test_everything_has_a_comment(database):
    assert uncommented(database) == []
    database.execute("COMMENT ON COLUMN claims.layer IS NULL")
    assert uncommented(database) == [("claims", "layer")]


REFUSED = {
    "a claim that is not there": ("INSERT INTO claim_parties VALUES ('nothing.001', 'nato', 'provider')", duckdb.ConstraintException),
    "an actor that is not there": ("INSERT INTO claim_parties SELECT id, 'nobody', 'provider' FROM claims LIMIT 1", duckdb.ConstraintException),
    "an affiliation that is not there": (
        "INSERT INTO actors SELECT * REPLACE ('new' AS id, 'nobody' AS affiliation) FROM actors LIMIT 1",
        duckdb.ConstraintException,
    ),
    "a row twice": ("INSERT INTO relations SELECT * FROM relations LIMIT 1", duckdb.ConstraintException),
    "no value where there must be one": (
        "INSERT INTO claims SELECT * REPLACE ('new.001' AS id, NULL AS layer) FROM claims LIMIT 1",
        duckdb.ConstraintException,
    ),
    "a term that is not in the codebook": (
        "INSERT INTO claim_conditions SELECT id, 'good-weather' FROM claims LIMIT 1",
        duckdb.ConversionException,
    ),
    "a listed term that is not in the codebook": (
        "INSERT INTO claims SELECT * REPLACE ('new.001' AS id, ['good-weather'] AS conditions) FROM claims LIMIT 1",
        duckdb.ConversionException,
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(database, what):
    statement, error = REFUSED[what]
    with pytest.raises(error):
        database.execute(statement)


def test_the_database_takes_what_is_right(database):
    database.execute("INSERT INTO actors SELECT * REPLACE ('new' AS id, 'nato' AS affiliation) FROM actors LIMIT 1")
    database.execute("INSERT INTO claims SELECT * REPLACE ('new.001' AS id, 'new' AS speaker) FROM claims LIMIT 1")
    database.execute("INSERT INTO claim_parties VALUES ('new.001', 'new', 'provider')")


def test_actors_that_belong_to_one_another_are_loaded_without_the_key(claims_bin, root, tmp_path):
    data = shutil.copytree(root / "tests/fixtures/mini", tmp_path / "mini")
    actors = data / "data" / "actors.toml"
    text = actors.read_text(encoding="utf-8")
    ids = re.findall(r'^id = "(.*)"$', text, re.MULTILINE)[-2:]
    for one, other in (ids, reversed(ids)):
        text = re.sub(rf'(id = "{one}"\n(?:.+\n)*)', rf'\1affiliation = "{other}"\n', text)
    actors.write_text(text, encoding="utf-8")
    subprocess.run([claims_bin, "fmt", "--root", data], check=True, capture_output=True)
    export_formats(claims_bin, data, tmp_path / "dist", "parquet")
    script = (tmp_path / "dist" / "load.sql").read_text(encoding="utf-8").replace("FROM 'parquet", f"FROM '{tmp_path}/dist/parquet")
    with duckdb.connect() as connection:
        connection.execute(script)
        affiliations = dict(connection.execute("SELECT id, affiliation FROM actors WHERE affiliation IS NOT NULL").fetchall())
    assert affiliations | {ids[0]: ids[1], ids[1]: ids[0]} == affiliations
