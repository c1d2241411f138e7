"""The tables, through each library."""

import datetime
import io
import pickle

import duckdb
import guarantee_claims
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

LAYERS = guarantee_claims.vocabulary("layer").values


@pytest.fixture(scope="module", params=guarantee_claims.tables())
def table(request):
    return guarantee_claims.table(request.param)


def test_every_table_is_the_same_in_every_library(table):
    rows = table.rows()
    assert len(rows) == len(table) and list(rows[0]) == table.column_names
    assert table.description and all(column.description for column in table.columns)
    relation = table
    of_pyarrow = table.to_pyarrow()
    assert of_pyarrow.to_pylist() == rows
    assert table.to_polars().rows(named=True) == rows
    assert duckdb.sql("select * from relation").columns == table.column_names
    assert duckdb.sql("select count(*) from relation a, relation b").fetchall() == [(len(rows) ** 2,)]
    frame = table.to_pandas()
    assert list(frame.columns) == table.column_names and len(frame) == len(rows)
    for place, column in enumerate(table.columns):
        cells = [None if not isinstance(cell, list) and pandas.isna(cell) else cell for cell in frame.iloc[:, place]]
        if column.kind == "date":
            cells = [cell and cell.date() for cell in cells]
        assert cells == [row[column.name] for row in rows], column.name


def test_terms_are_in_the_order_of_the_codebook_everywhere():
    claims = guarantee_claims.table("claims")
    assert next(column.terms for column in claims.columns if column.name == "layer") == LAYERS
    dtype = claims.to_pandas()["layer"].dtype
    assert dtype.ordered and tuple(dtype.categories) == LAYERS
    assert claims.to_polars()["layer"].dtype == polars.Enum(LAYERS), "polars has another key for the values of an Enum"
    field = claims.to_pyarrow().schema.field("layer")
    assert field.type.ordered and field.metadata[b"terms"].startswith(b'["')
    assert tuple(claims.to_pyarrow().column("layer").chunk(0).dictionary.to_pylist()) == LAYERS


def test_nothing_is_copied_for_pyarrow():
    claims = guarantee_claims.table("claims")
    address = [pyarrow.table(claims).column("statement").chunk(0).buffers()[2].address for _ in range(2)]
    assert address[0] == address[1]


def test_frames_of_pandas_survive_parquet_and_json_and_their_dates_compare():
    frame = guarantee_claims.table("claims").to_pandas()
    assert frame["stated_on_earliest"].dtype == "datetime64[ms]"
    assert 0 < (frame["stated_on_earliest"] >= "2025-12-01").sum() < len(frame)
    assert (frame["stated_on_earliest"] <= pandas.Timestamp("2099-01-01")).all()
    file = io.BytesIO()
    frame.to_parquet(file)
    again = pandas.read_parquet(file)
    assert list(again.dtypes) == list(frame.dtypes)
    assert guarantee_claims.validate(again).ok
    assert frame.to_json(orient="records", date_format="iso")


def test_tables_vocabularies_and_reports_can_be_pickled():
    claims = guarantee_claims.table("claims")
    assert pickle.loads(pickle.dumps(claims)).rows() == claims.rows()
    assert len(pickle.dumps(claims)) < 500
    layer = guarantee_claims.vocabulary("layer")
    assert pickle.loads(pickle.dumps(layer)) == layer
    report = guarantee_claims.validate([b"{}", b"[]"])
    again = pickle.loads(pickle.dumps(report))
    assert again.findings.rows() == report.findings.rows() != [] and str(again) == str(report)
    assert pickle.loads(pickle.dumps(report.findings)).rows() == report.findings.rows()
    with pytest.raises(guarantee_claims.InvalidClaimsError) as raised:
        report.raise_for_errors()
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)


def test_an_unknown_name_is_a_key_error_that_says_the_nearest():
    for call, name, near in [
        (guarantee_claims.table, "claim", "claims"),
        (guarantee_claims.vocabulary, "layers", "layer"),
        (LAYER := guarantee_claims.vocabulary("layer").__getitem__, "united_states", "united-states"),
    ]:
        with pytest.raises(KeyError, match=f"did you mean '{near}'") as raised:
            call(name)
        assert not str(raised.value).startswith('"')
    with pytest.raises(KeyError, match="there is no table 7"):
        guarantee_claims.table(7)


def test_what_is_public_is_named_as_it_is_imported():
    for name in guarantee_claims.__all__:
        found = getattr(guarantee_claims, name)
        if name != "__version__":
            assert found.__module__ == "guarantee_claims" and found.__doc__, name
    assert guarantee_claims.__version__.count(".") == 2
    assert "ArrowTable 'claims'" in repr(guarantee_claims.table("claims"))
    assert guarantee_claims.table("occasions").rows()[0]["held_on_earliest"].__class__ is datetime.date


def test_another_dataset_is_loaded_from_its_folder(root, tmp_path):
    dataset = guarantee_claims.Dataset.load(root)
    assert dataset.table("claims").rows() == guarantee_claims.table("claims").rows()
    assert pickle.loads(pickle.dumps(dataset)).version == dataset.version
    assert str(root) in repr(dataset)
    with pytest.raises(FileNotFoundError):
        guarantee_claims.Dataset.load(tmp_path / "none")
    with pytest.raises(NotADirectoryError):
        guarantee_claims.Dataset.load(root / "README.md")
    with pytest.raises(guarantee_claims.ClaimsError, match="data"):
        guarantee_claims.Dataset.load(tmp_path)
