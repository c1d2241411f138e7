"""Prints how many rows a table has, Parquet or CSV: count_rows.py FILE."""

import sys

import duckdb

print(duckdb.connect().execute("SELECT count(*) FROM '" + sys.argv[1] + "'").fetchone()[0])
