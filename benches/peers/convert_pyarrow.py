"""Converts lines of claims to one nested Parquet table with pyarrow, block by block: convert_pyarrow.py FILE FOLDER."""

import sys

import pyarrow
from pyarrow import json, parquet

from counting import schema
from types_of_schema import Types


class Fields(Types):
    def literal(self, terms):
        return pyarrow.string()

    def text(self, pattern, least, most):
        return pyarrow.string()

    def number(self, kind, least, most):
        return pyarrow.uint32() if kind is int else pyarrow.float64()

    def nullable(self, inner):
        return inner

    def list(self, item, least, distinct):
        return pyarrow.list_(item)

    def record(self, name, fields, defaults):
        return pyarrow.struct(list(fields.items()))


def main(file, folder):
    document = schema()
    types = Fields(document)
    columns = pyarrow.schema([(key, types.of(node, key)) for key, node in document["properties"].items()])
    options = json.ParseOptions(explicit_schema=columns, unexpected_field_behavior="error")
    with json.open_json(file, read_options=json.ReadOptions(block_size=1 << 24), parse_options=options) as reader:
        with parquet.ParquetWriter(f"{folder}/claims.parquet", columns, compression="zstd", compression_level=1) as writer:
            for batch in reader:
                writer.write_batch(batch)


main(*sys.argv[1:])
