"""What the tests of the package share: the repository, claims as records, and whole processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import guarantee_claims

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root():
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def texts():
    """The claims of the dataset, one as JSON each: those that the table has, without what is derived."""
    derived = {"providers", "recipients", "adversaries", "stated_on_earliest", "stated_on_latest"}
    rows = guarantee_claims.table("claims").rows()
    return [json.dumps({key: value for key, value in row.items() if key not in derived}, ensure_ascii=False, default=str) for row in rows]


@pytest.fixture(scope="session")
def corpus():
    """Records on which schema and readers once differed, one text each, and claims that do not fit together."""
    records = [path.read_bytes().replace(b"\n", b" ").strip() for path in sorted((ROOT / "tests" / "corpus").glob("*.json"))]
    assert len(records) > 30
    return records


@pytest.fixture
def python():
    """Runs a program in a Python of its own."""

    def run(code, *arguments, **options):
        options = {"capture_output": True, "text": True, "timeout": 120, **options}
        return subprocess.run([sys.executable, "-c", code, *arguments], **options)

    return run


@pytest.fixture(scope="session")
def claims_bin():
    """The program `claims`, with which the package is compared."""
    program = Path(os.environ.get("CLAIMS_BIN") or ROOT / "target" / "debug" / "claims").resolve()
    if not program.is_file():
        pytest.fail(f"there is no program {program}: run `cargo build --features cli --bin claims`, or set CLAIMS_BIN", pytrace=False)
    return program
