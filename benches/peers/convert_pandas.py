"""Converts lines of claims to one nested Parquet table with pandas: convert_pandas.py FILE FOLDER."""

import sys

import pandas


def main(file, folder):
    frame = pandas.read_json(file, lines=True, engine="pyarrow", dtype_backend="pyarrow")
    frame.to_parquet(f"{folder}/claims.parquet", compression="zstd", compression_level=1, index=False)


main(*sys.argv[1:])
