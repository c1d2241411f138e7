"""What the tests of Spark share: sessions, claims with everything that can be wrong in them, and what one process finds in these."""

import json
import os
import random
import sys
from collections import Counter
from pathlib import Path

import pyarrow
import pyspark.cloudpickle
import pytest
from pyspark.sql import SparkSession

import guarantee_claims

sys.path.insert(0, str(Path(__file__).parent))

import watched  # noqa: E402

# The executors cannot import what lies beside the tests.
pyspark.cloudpickle.register_pickle_by_value(watched)
os.environ["PYSPARK_PYTHON"] = sys.executable

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "700",
    "spark.log.level": "OFF",
}


def pytest_configure(config):
    config.addinivalue_line("markers", "quick: belongs to the check of every change, in one session")
    # What it says of the newest pandas is said of functions that are not used here.
    config.addinivalue_line("filterwarnings", "ignore:PySpark does not yet fully support pandas:FutureWarning")


def session(master, **settings):
    """A session of Spark of its own: the last one is ended."""
    builder = SparkSession.builder.master(master).appName("guarantee-claims")
    for name, value in {**SETTINGS, **settings}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def columns(finding, key):
    names = ("id", "line", "column", "pointer", "rule", "severity", "message", "help")
    return (finding[key], *(finding[name] for name in names))


def of_one_process(records, **options):
    """What one process finds, as a multiset with the number of the record in front."""
    frame = pyarrow.table({"claim": pyarrow.array(records, pyarrow.binary())})
    report = guarantee_claims.validate(frame, column="claim", max_findings=None, **options)
    return Counter(columns(finding, "row") for finding in report.findings.rows())


def of_spark(frame):
    return Counter(columns(finding, "n") for finding in frame.collect())


@pytest.fixture(scope="session")
def template(texts):
    """A claim without findings, for others to be made of."""
    claim = next(claim for claim in map(json.loads, texts) if not claim["relations"])
    assert not of_one_process([json.dumps(claim)])
    return claim


@pytest.fixture(scope="session")
def planted(template, texts, corpus):
    """Records as bytes: claims that stand twice, relations that lead nowhere, cycles of 2 to 300 claims, a chain of 2,000, and broken ones."""
    chance = random.Random(16)
    source = template["source"]
    records = []

    def add(number, *relations, **more):
        ties = [{"kind": kind, "target": f"{source}.{target:06}"} for kind, target in relations]
        records.append(json.dumps({**template, "id": f"{source}.{number:06}", "relations": ties, **more}).encode())

    number = 1000
    for length in [2, 2, 2, 3, 3, 5, 8, 13, 40, 120, 300]:
        for kind in ("supersedes", "answers"):
            for place in range(length):
                add(number + place, (kind, number + (place + 1) % length))
            number += length
    # Of one kind there and of another back: no cycle.
    add(number, ("supersedes", number + 1))
    add(number + 1, ("answers", number))
    number += 2
    # The waiver of one claim of a cycle accepts it.
    waive = [{"rule": "relation-cycle", "reason": "It is planted, to see that the finding is not made."}]
    for place in range(4):
        add(number + place, ("answers", number + (place + 1) % 4), waive=waive)
    number += 4
    for place in range(2000):
        add(number + place, ("supersedes", number + place + 1))
    number += 2000
    add(number)
    for again in range(60):
        add(1300 + 7 * again, ("answers", 1000 + 5 * again))
        add(number + 1 + again, ("supports", 900_000 + again), ("supersedes", 1000), ("supports", 1001))
    number += 100
    # A claim that everybody mentions, in a relation that leads to the claim itself too.
    add(number)
    for place in range(300):
        add(number + 1 + place, ("supports", number), ("supports", number + 1 + place))
    broken = [record.replace(b'"layer"', b'"layr"') for record in records[:40]]
    cut = [record[:chance.randrange(1, len(record))] for record in records[40:80]]
    escaped = [record.replace(source.encode(), b"\\u%04x" % ord(source[0]) + source[1:].encode()) for record in records[100:110]]
    records += [*broken, *cut, *escaped, *corpus, *(text.encode() for text in texts), b"null", b"", b"{}", b'{"id": "\xff"}', b"[1,\n2]"]
    chance.shuffle(records)
    return records


@pytest.fixture(scope="session")
def expected(planted):
    found = of_one_process(planted)
    rules = Counter()
    for (_, _, _, _, _, rule, *_), count in found.items():
        rules[rule] += count
    assert rules["duplicate-id"] > 60 and rules["relation-cycle"] > 15 and rules["unknown-reference"] >= 60, rules
    return found


def frame_of(spark, records, parts):
    """Records with their numbers, in so many parts, in no order."""
    order = random.Random(parts)
    rows = [(n, bytearray(record)) for n, record in enumerate(records)]
    order.shuffle(rows)
    return spark.createDataFrame(spark.sparkContext.parallelize(rows, parts), "n bigint, claim binary")
