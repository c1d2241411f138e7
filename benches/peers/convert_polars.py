"""Converts lines of claims to one nested Parquet table with polars' streaming engine: convert_polars.py FILE FOLDER."""

import sys

import polars

from counting import schema
from types_of_schema import Types


class Dtypes(Types):
    def literal(self, terms):
        return polars.String

    def text(self, pattern, least, most):
        return polars.String

    def number(self, kind, least, most):
        return polars.UInt32 if kind is int else polars.Float64

    def nullable(self, inner):
        return inner

    def list(self, item, least, distinct):
        return polars.List(item)

    def record(self, name, fields, defaults):
        return polars.Struct(fields)


def main(file, folder):
    document = schema()
    types = Dtypes(document)
    columns = {key: types.of(node, key) for key, node in document["properties"].items()}
    frame = polars.scan_ndjson(file, schema=columns)
    frame.sink_parquet(f"{folder}/claims.parquet", compression="zstd", compression_level=1, engine="streaming")


main(*sys.argv[1:])
