"""Converts lines of claims with DuckDB: convert_duckdb.py FILE FOLDER parquet|csv nested|tables THREADS.

`nested` writes one table with lists inside, which is DuckDB's best case. `tables` writes the six tables that `claims export` writes, but for
the two dates that it derives. The columns are given, so that nothing need be guessed from the file.
"""

import sys

import duckdb

from counting import schema
from types_of_schema import Types


class Columns(Types):
    def literal(self, terms):
        return "VARCHAR"

    def text(self, pattern, least, most):
        return "VARCHAR"

    def number(self, kind, least, most):
        return "UINTEGER" if kind is int else "DOUBLE"

    def nullable(self, inner):
        return inner

    def list(self, item, least, distinct):
        return f"{item}[]"

    def record(self, name, fields, defaults):
        described = ", ".join(f'"{key}" {kind}' for key, kind in fields.items())
        return f"STRUCT({described})"


def columns(document):
    types = Columns(document)
    described = ", ".join(f"'{key}': '{types.of(node, key)}'" for key, node in document["properties"].items())
    return f"{{{described}}}"


SCALARS = (
    "id, source, speaker, via, attribution, statement, layer, commitment_type, speech_act, modality, polarity, stage, aspect, "
    "{parties}, {conditions} AS conditions, legal_form, bindingness, occasion, stated_on, {doubtful} AS doubtful, confidence, note"
)
LISTS = ("conditions", "doubtful")
# The columns of the roles, as the program names them.
ROLES = {"providers": "provider", "recipients": "recipient", "adversaries": "adversary"}
OF_ROLES = {column: f"[party.actor for party in parties if party.role = '{role}']" for column, role in ROLES.items()}
# Parquet holds the lists as they are; in a CSV cell they are joined.
CLAIMS = {
    "csv": SCALARS.format(
        parties=", ".join(f"array_to_string({actors}, ';') AS {column}" for column, actors in OF_ROLES.items()),
        **{key: f"array_to_string({key}, ';')" for key in LISTS},
    ),
    "parquet": SCALARS.format(
        parties=", ".join(["parties", *(f"{actors} AS {column}" for column, actors in OF_ROLES.items())]), **{key: key for key in LISTS}
    )
    + ", quantities, evidence, relations, waive",
}
UNNESTED = {
    "claim_parties": "SELECT id AS claim, unnest(parties, recursive := true) FROM claims",
    "claim_conditions": "SELECT id AS claim, unnest(conditions) AS condition FROM claims",
    "quantities": "SELECT id AS claim, generate_subscripts(quantities, 1) AS ordinal, unnest(quantities, recursive := true) FROM claims",
    "evidence": "SELECT claim, ordinal, source, span.start, span.end, span.sha256, span.quote, span.record.url AS record_url, "
    "span.record.kind AS record_kind, span.record.verdict AS record_verdict, span.record.note AS record_note FROM "
    "(SELECT id AS claim, generate_subscripts(evidence, 1) AS ordinal, source, unnest(evidence) AS span FROM claims)",
    "relations": "SELECT id AS claim, unnest(relations, recursive := true) FROM claims",
}


def main(file, folder, form, shape, threads):
    database = duckdb.connect()
    database.execute(f"SET threads = {threads}; SET enable_progress_bar = false")
    to = "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)" if form == "parquet" else "(FORMAT csv, HEADER)"
    read = f"read_json('{file}', format = 'newline_delimited', columns = {columns(schema())})"
    if shape == "nested":
        database.execute(f"COPY (SELECT * FROM {read}) TO '{folder}/claims.{form}' {to}")
        return
    database.execute(f"CREATE TEMP TABLE claims AS SELECT * FROM {read}")
    for name, query in {"claims": f"SELECT {CLAIMS[form]} FROM claims", **UNNESTED}.items():
        database.execute(f"COPY ({query}) TO '{folder}/{name}.{form}' {to}")


main(*sys.argv[1:])
