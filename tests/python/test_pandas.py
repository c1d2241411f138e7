"""The export as pandas reads it."""

import json

import pandas
import pyarrow
import pyarrow.parquet
import pytest

from export_tables import CODEBOOK_ORDER, COLUMNS, DATES, TABLES, TERM_COLUMNS, TERMS, csv_cell


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
    read = pandas.read_json(dist / "json" / "claims.ndjson", lines=True).sort_values("id")
    assert read["stated_on"].tolist() == [record["stated_on"] for record in records]
    assert read["evidence"].tolist() == [record["evidence"] for record in records]


def test_pandas_refuses_a_cut_file(dist, tmp_path):
    whole = (dist / "parquet" / "claims.parquet").read_bytes()
    (tmp_path / "claims.parquet").write_bytes(whole[:-100])
    with pytest.raises(pyarrow.ArrowInvalid):
        pandas.read_parquet(tmp_path / "claims.parquet")
