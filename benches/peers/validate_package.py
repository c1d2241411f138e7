"""Validates a file with the Python package: `path`, `lines` (an iterable of its lines) or `frame` (a table with a column for each field)."""

import sys

import guarantee_claims

way, file, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
if way == "frame":
    import pyarrow.parquet

    source = pyarrow.parquet.read_table(file)
else:
    source = file if way == "path" else iter(open(file, "rb"))
report = guarantee_claims.validate(source, threads=threads)
print(report.records - report.refused, report.refused)
