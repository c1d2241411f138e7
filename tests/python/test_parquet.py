"""Tables of claims that other programs wrote: each is read as the program's own, or refused with the name of what is to blame."""

import datetime
import json
import subprocess

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest


@pytest.fixture
def table(dist):
    """The table that the program wrote."""
    return dist / "parquet" / "claims.parquet"


@pytest.fixture
def run(claims_bin, root, tmp_path):
    """A function that runs the program against the dataset's registers."""

    def run_with(command, *arguments):
        done = subprocess.run([claims_bin, command, "--root", root, *arguments], capture_output=True, text=True, cwd=tmp_path)
        assert done.returncode in (0, 1, 2), done.stderr
        return done

    return run_with


def wide(kind):
    """A type with the wider of the two forms that texts and lists have."""
    if pa.types.is_dictionary(kind):
        return pa.dictionary(pa.int64(), wide(kind.value_type))
    if pa.types.is_string(kind):
        return pa.large_string()
    if pa.types.is_list(kind):
        return pa.large_list(wide(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(field.name, wide(field.type), field.nullable) for field in kind])
    return kind


def narrow(kind):
    """A type with the narrowest whole numbers that hold the dataset's."""
    if pa.types.is_dictionary(kind):
        return pa.dictionary(pa.uint8(), pa.string())
    if pa.types.is_list(kind):
        return pa.list_(narrow(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(field.name, narrow(field.type), field.nullable) for field in kind])
    return pa.uint16() if pa.types.is_int64(kind) else kind


def with_types(table, change):
    read = pq.read_table(table)
    arrays = [column.combine_chunks().cast(change(column.type)) for column in read.columns]
    return pa.table(arrays, names=read.column_names)


WRITERS = {
    "polars": lambda table, out: pl.read_parquet(table).write_parquet(out),
    "polars, texts alone": lambda table, out: pl.read_parquet(table).cast({pl.Categorical: pl.String}).write_parquet(out),
    "polars, not compressed": lambda table, out: pl.read_parquet(table).write_parquet(out, compression="uncompressed"),
    "pandas": lambda table, out: pd.read_parquet(table).to_parquet(out),
    "pandas, Arrow's types": lambda table, out: pd.read_parquet(table, dtype_backend="pyarrow").to_parquet(out, compression="zstd"),
    "pyarrow": lambda table, out: pq.write_table(pq.read_table(table), out),
    "pyarrow, without its schema": lambda table, out: pq.write_table(pq.read_table(table), out, compression="none", store_schema=False),
    "pyarrow, wide types": lambda table, out: pq.write_table(with_types(table, wide), out, compression="zstd"),
    "pyarrow, narrow types": lambda table, out: pq.write_table(with_types(table, narrow), out, compression="zstd"),
    "pyarrow, gzip": lambda table, out: pq.write_table(pq.read_table(table), out, compression="gzip"),
    "pyarrow, brotli": lambda table, out: pq.write_table(pq.read_table(table), out, compression={"id": "zstd", "layer": "brotli"}),
    "polars, lz4": lambda table, out: pl.read_parquet(table).write_parquet(out, compression="lz4"),
    "DuckDB": lambda table, out: duckdb.sql(f"COPY (FROM '{table}') TO '{out}' (FORMAT parquet)"),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_table_that_others_wrote_holds_the_same_claims(table, dist, run, tmp_path, writer):
    WRITERS[writer](table, tmp_path / "claims.parquet")
    done = run("validate", "claims.parquet")
    assert (done.returncode, f"{pq.read_metadata(table).num_rows} claims" in done.stdout, "no findings" in done.stdout) == (0, True, True), done.stdout + done.stderr
    assert run("export", "--from", "claims.parquet", "--format", "json").returncode == 0
    # The dataset's export puts rows first that show what a column holds; claims that are read as they come keep their order.
    exported, ours = ((folder / "json/claims.ndjson").read_bytes().splitlines() for folder in (tmp_path / "dist", dist))
    assert exported == sorted(ours, key=lambda line: json.loads(line)["id"])


def test_a_null_of_others_is_found(table, run, tmp_path):
    frame = pl.read_parquet(table)
    broken = frame.with_columns(layer=pl.when(pl.int_range(pl.len()) == 6).then(None).otherwise(pl.col("layer")))
    broken.write_parquet(tmp_path / "claims.parquet")
    done = run("validate", "claims.parquet", "--output-format", "concise")
    assert done.returncode == 1
    [finding] = [line for line in done.stdout.splitlines() if line.startswith("claims.parquet:")]
    assert finding.startswith("claims.parquet:7:") and finding.endswith("error[wrong-type]: layer is null: expected a text")
    assert "1 error" in done.stdout and f"{frame.height - 1} claims" in done.stdout


def test_what_is_no_number_is_found(table, run, tmp_path):
    values = pl.col("quantities").list.eval(pl.element().struct.with_fields(value=pl.lit(float("nan"))))
    pl.read_parquet(table).with_columns(quantities=values).write_parquet(tmp_path / "claims.parquet")
    done = run("validate", "claims.parquet", "--output-format", "concise")
    assert done.returncode == 1
    assert 'error[wrong-type]: quantities[0].value is the text "NaN": expected a number' in done.stdout, done.stdout


def replaced(table, name, array):
    read = pq.read_table(table)
    return read.set_column(read.column_names.index(name), name, array)


def dates(count, kind):
    return pa.array([datetime.datetime(2025, 12, 18)] * count, kind)


UNKNOWN_TYPES = {
    "stated_on": ("stated_on", lambda count: dates(count, pa.timestamp("us", "UTC")), 'Timestamp(µs, "UTC")'),
    "statement": ("statement", lambda count: pa.array([1] * count, pa.duration("s")), "Duration(s)"),
    "note": ("note", lambda count: pa.array([None] * count, pa.decimal128(9, 2)), "Decimal128(9, 2)"),
    "waive.rule": ("waive", lambda count: pa.array([[]] * count, pa.list_(pa.struct({"rule": pa.duration("s")}))), "Duration(s)"),
}


@pytest.mark.parametrize("column", UNKNOWN_TYPES)
def test_a_type_that_is_not_known_is_named_with_its_column_before_anything_is_read(table, run, tmp_path, column):
    name, make, kind = UNKNOWN_TYPES[column]
    broken = replaced(table, name, make(pq.read_metadata(table).num_rows))
    pq.write_table(broken, tmp_path / "claims.parquet", compression="zstd")
    done = run("validate", "claims.parquet")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f'error: cannot read claims.parquet: the column "{column}" has the type {kind}: expected '), done.stderr


@pytest.mark.parametrize("kind", [pa.date32(), pa.date64(), pa.timestamp("us")])
def test_dates_are_read_as_they_are_written(table, run, tmp_path, kind):
    count = pq.read_metadata(table).num_rows
    pq.write_table(replaced(table, "stated_on", dates(count, kind)), tmp_path / "claims.parquet", compression="zstd")
    run("export", "--from", "claims.parquet", "--format", "csv", "--tables", "claims", "--rejects", "rejects.ndjson")
    assert set(pd.read_csv(tmp_path / "dist/csv/claims.csv")["stated_on"]) == {"2025-12-18"}


def test_texts_may_be_bytes(table, run, tmp_path):
    texts = pq.read_table(table)["statement"].cast(pa.binary())
    pq.write_table(replaced(table, "statement", texts), tmp_path / "claims.parquet", compression="zstd")
    assert run("validate", "claims.parquet").returncode == 0


def test_other_columns_do_not_matter(table, run, tmp_path):
    read = pq.read_table(table)
    more = read.append_column("score", pa.array([None] * len(read), pa.decimal128(9, 2)))
    pq.write_table(more, tmp_path / "claims.parquet", compression=dict.fromkeys(read.column_names, "zstd") | {"score": "snappy"})
    assert run("validate", "claims.parquet").returncode == 0


def test_a_table_without_a_field_is_refused(table, run, tmp_path):
    pq.write_table(pq.read_table(table).drop_columns(["layer"]), tmp_path / "claims.parquet", compression="zstd")
    done = run("validate", "claims.parquet")
    assert done.returncode == 2 and 'it has no column "layer": expected the table claims' in done.stderr
