"""The example that writes good claims and findings, as somebody would run it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow.dataset
import pytest

import guarantee_claims

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def example(tmp_path):
    def run(lines):
        claims = tmp_path / "claims.ndjson"
        claims.write_bytes(b"".join(line.encode() + b"\n" for line in lines))
        settings = "--master local[2] --conf spark.sql.shuffle.partitions=4 --conf spark.ui.enabled=false pyspark-shell"
        command = [sys.executable, str(ROOT / "examples" / "spark_validate.py"), str(claims), str(tmp_path / "checked")]
        environment = {**os.environ, "PYSPARK_SUBMIT_ARGS": settings, "PYSPARK_PYTHON": sys.executable}
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)

        def table(name):
            return pyarrow.dataset.dataset(tmp_path / "checked" / name, partitioning="hive").to_table().to_pylist()

        return done, table

    return run


def test_good_claims_and_findings_are_parted(example, texts):
    claims = [json.loads(text) for text in texts]
    lines = [*texts, texts[3], "{", "", texts[5].replace('"layer": "', '"layer": "x')]
    done, table = example(lines)
    assert done.returncode == 1, done.stderr
    good, findings = table("claims"), table("findings")
    assert sorted(row["id"] for row in good) == sorted(claim["id"] for claim in claims)
    assert all(json.loads(row["claim"])["source"] == row["source"] for row in good)
    assert len({row["source"] for row in good}) > 5
    report = guarantee_claims.validate([line for line in lines if line], max_findings=None)
    assert sorted((row["rule"], row["message"]) for row in findings) == sorted((row["rule"], row["message"]) for row in report.findings.rows())
    assert report.errors >= 3 and "error[duplicate-id]" in done.stdout
    places = {row["place"] for row in findings}
    assert not places & {row["place"] for row in good}


def test_a_clean_file_is_clean_and_an_empty_one_is_not(example, texts):
    done, table = example(texts[:50])
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert len(table("claims")) == 50 and not table("findings")
    done, table = example([])
    assert done.returncode == 1 and [row["rule"] for row in table("findings")] == ["missing-file"], done.stderr


def test_the_snippets_of_the_page_run(tmp_path):
    snippets = re.findall(r"^```python\n(.*?)^```$", (ROOT / "docs" / "clusters.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert snippets
    settings = "--master local[2] --conf spark.sql.shuffle.partitions=4 --conf spark.ui.enabled=false pyspark-shell"
    environment = {**os.environ, "PYSPARK_SUBMIT_ARGS": settings, "PYSPARK_PYTHON": sys.executable}
    for code in snippets:
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, env=environment, cwd=tmp_path)
        assert done.returncode == 0 and "missing-key" in done.stdout, done.stderr
