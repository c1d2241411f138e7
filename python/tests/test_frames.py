"""Frames with a column for each field, of every library and type."""

import datetime

import duckdb
import guarantee_claims
import pandas
import polars
import pyarrow
import pyarrow.compute
import pytest
from guarantee_claims import validate


@pytest.fixture(scope="module")
def claims():
    return guarantee_claims.table("claims")


def test_the_dataset_is_valid_through_every_library(claims, tmp_path):
    frame = claims.to_polars()
    parquet = tmp_path / "claims.parquet"
    claims.to_pandas().to_parquet(parquet)
    for source in (
        claims,
        claims.to_pyarrow(),
        claims.to_pandas(),
        frame,
        frame.to_pandas(),
        pandas.DataFrame.from_arrow(claims),
        claims.to_pyarrow().to_pandas(types_mapper=pandas.ArrowDtype),
        pandas.read_parquet(parquet),
        duckdb.sql("from claims"),
        duckdb.sql("from claims").to_arrow_table(),
        pyarrow.RecordBatchReader.from_stream(claims),
        frame.rechunk().slice(0),
        polars.concat([frame.head(100), frame.slice(100)], rechunk=False),
    ):
        report = validate(source)
        assert report.ok and report.records == len(claims), (type(source), str(report), report.findings.rows()[:1])


def test_a_slice_is_what_it_shows(claims):
    table = claims.to_pyarrow()
    report = validate(table.slice(7, 50), references="off")
    assert report.records == 50 and set(report.counts) <= {"unknown-reference"}


def test_widths_of_text_dictionaries_lists_and_numbers_do_not_matter(claims):
    table = claims.to_pyarrow()

    def recast(data_type):
        if pyarrow.types.is_dictionary(data_type):
            return pyarrow.dictionary(pyarrow.int8(), pyarrow.large_string())
        if pyarrow.types.is_string(data_type):
            return pyarrow.string_view()
        if pyarrow.types.is_list(data_type):
            return pyarrow.large_list(recast(data_type.value_type))
        if pyarrow.types.is_struct(data_type):
            return pyarrow.struct([field.with_type(recast(field.type)) for field in data_type])
        return pyarrow.int32() if pyarrow.types.is_int64(data_type) else data_type

    for column in table.column_names:
        data_type = recast(table.schema.field(column).type)
        try:
            cast = table.column(column).cast(data_type)
        except pyarrow.ArrowNotImplementedError:
            continue
        place = table.column_names.index(column)
        assert validate(table.set_column(place, column, cast)).ok, (column, data_type)


def test_a_column_that_is_all_null_is_null_whatever_its_type(claims):
    frame = claims.to_polars().with_columns(note=None, via=None)
    assert frame["note"].dtype == polars.Null
    counts = validate(frame).counts
    assert counts == validate(frame.to_arrow()).counts and set(counts) <= {"via-mismatch", "other-without-note"}, counts
    all_null = frame.with_columns(statement=None)
    assert set(validate(all_null).counts) == {"wrong-type"}


def test_dates_are_read_and_times_refused(claims):
    frame = claims.to_pandas()
    days = frame.assign(stated_on=frame["stated_on_earliest"])
    assert validate(days).ok, validate(days).findings.rows()[:1]
    assert validate(days.assign(stated_on=days["stated_on"].astype("datetime64[ns]"))).ok
    assert validate(polars.from_pandas(frame[["id"]]).join(claims.to_polars().with_columns(stated_on="stated_on_earliest"), on="id")).ok
    noon = days.assign(stated_on=days["stated_on"] + pandas.Timedelta(hours=12))
    row = validate(noon).findings.rows()[0]
    assert row["pointer"] == "/stated_on" and "T12:00:00" in row["message"]
    zoned = days.assign(stated_on=days["stated_on"].dt.tz_localize("Europe/Kyiv"))
    with pytest.raises(ValueError, match='"stated_on".*a date has no time zone'):
        validate(zoned)


def test_missing_columns_are_all_named_and_slips_are_not_silent(claims):
    frame = claims.to_polars()
    with pytest.raises(ValueError, match=r'no columns "speaker" \(is it "speeker"\?\), "layer": expected'):
        validate(frame.rename({"speaker": "speeker"}).drop("layer"))
    with pytest.raises(ValueError, match='no column "via" but "viaa"'):
        validate(frame.rename({"via": "viaa"}))
    assert validate(frame.drop("via", "note", "occasion").with_columns(mine=1)).records == len(frame)
    with pytest.raises(ValueError, match='"note" has the type.*expected text, numbers, dates'):
        validate(frame.with_columns(note=datetime.timedelta(days=1)))


def test_a_fault_in_a_cell_is_told_by_row_and_pointer(claims):
    frame = claims.to_pyarrow()
    layer = frame.column("layer").cast(pyarrow.string()).to_pylist()
    layer[3] = "coalitio"
    frame = frame.set_column(frame.column_names.index("layer"), "layer", pyarrow.array(layer))
    (row,) = validate(frame).findings.rows()
    assert (row["row"], row["pointer"], row["rule"], row["line"]) == (3, "/layer", "unknown-term", None)
    assert row["id"] == frame.column("id")[3].as_py() and '"coalition"' in row["message"]


def test_ids_that_stand_twice_are_found_in_frames(claims):
    frame = claims.to_polars()
    report = validate(polars.concat([frame, frame.head(1)]))
    assert report.counts == {"duplicate-id": 1}
    row = report.findings.rows()[0]
    assert (row["row"], row["pointer"], row["id"]) == (len(frame), "/id", frame["id"][0])


def test_bytes_that_are_not_utf_8_are_findings(claims):
    whole = b'{"id": "\xff"}'
    offsets = pyarrow.py_buffer(bytes([0, 0, 0, 0, len(whole), 0, 0, 0]))
    text = pyarrow.Array.from_buffers(pyarrow.string(), 1, [None, offsets, pyarrow.py_buffer(whole)])
    row = validate(pyarrow.table({"json": text}), column="json").findings.rows()[0]
    assert row["rule"] == "syntax" and "byte 8 of the record (0xff) is not UTF-8" in row["message"]
    table = claims.to_pyarrow().slice(0, 1)
    word = pyarrow.Array.from_buffers(pyarrow.string(), 1, [None, pyarrow.py_buffer(bytes([0, 0, 0, 0, 2, 0, 0, 0])), pyarrow.py_buffer(b"a\xff")])
    table = table.set_column(table.column_names.index("statement"), "statement", word)
    row = validate(table).findings.rows()[0]
    assert row["rule"] == "syntax" and "(0xff) is not UTF-8" in row["message"]
