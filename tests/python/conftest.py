"""What the tests share: the repository, the program, and an export made by it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from reading import read_toml
from release_copy import Copy
from schema_cases import FILES, SCHEMAS, read_schema

# The evidence is verified by the tests in Rust; here the program also runs on datasets that these texts do not belong to.
os.environ.pop("CLAIMS_TEXTS", None)

# Before the libraries that heed them are loaded: nothing is fetched, and nothing is written to the user's home.
os.environ.update(HF_HUB_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")


@pytest.fixture(scope="session")
def root():
    """The folder of the repository."""
    return Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def claims_bin(root):
    """The program `claims`: the one that CLAIMS_BIN names, else the debug build."""
    program = Path(os.environ.get("CLAIMS_BIN") or root / "target" / "debug" / "claims").resolve()
    if not program.is_file():
        pytest.fail(f"there is no program {program}: run `cargo build --features cli --bin claims`, or set CLAIMS_BIN", pytrace=False)
    return program


@pytest.fixture(scope="session")
def export(claims_bin, root):
    """A function that exports the repository's dataset to a folder."""

    def run(out):
        done = subprocess.run([claims_bin, "export", "--root", root, "--out", out], capture_output=True, text=True)
        assert done.returncode == 0, f"`claims export` ended with {done.returncode}\n{done.stdout}{done.stderr}"
        return out

    return run


@pytest.fixture(scope="session")
def dist(export, tmp_path_factory):
    """The folder of a fresh export."""
    return export(tmp_path_factory.mktemp("export") / "dist")


@pytest.fixture(scope="session")
def released(root, claims_bin, tmp_path_factory):
    """A copy of the repository at a tag, with its release."""
    repository = Copy(root, tmp_path_factory.mktemp("released"), claims_bin)
    done = repository.make("release", RELEASE_TAG=repository.tag())
    assert done.returncode == 0, done.stdout + done.stderr
    return repository


@pytest.fixture
def database(dist, monkeypatch):
    """The database that `load.sql` makes of an export in DuckDB."""
    monkeypatch.chdir(dist)
    with duckdb.connect() as connection:
        connection.execute(Path("load.sql").read_text(encoding="utf-8"))
        yield connection


@pytest.fixture
def copy(dist, tmp_path):
    """An export that a test may damage."""
    return shutil.copytree(dist, tmp_path / "dist")


@pytest.fixture(scope="session")
def records(dist):
    """The exported claims, as claims.ndjson has them, in the order of the tables: in the file, some rows come first."""
    lines = (dist / "json" / "claims.ndjson").read_text(encoding="utf-8").splitlines()
    return sorted(map(json.loads, lines), key=lambda record: record["id"])


@pytest.fixture(scope="session")
def document(dist):
    """The exported dataset.json."""
    return json.loads((dist / "json" / "dataset.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def tables(dist):
    """Each exported table as pyarrow reads it."""
    return {path.stem: pyarrow.parquet.read_table(path) for path in sorted((dist / "parquet").glob("*.parquet"))}


@pytest.fixture(scope="session")
def rows(tables):
    """Each exported table as a list of dicts."""
    return {name: table.to_pylist() for name, table in tables.items()}


@pytest.fixture(scope="session")
def vocabulary(rows):
    """The terms of each field in the order of the vocabulary table."""
    terms = {}
    for row in rows["vocabulary"]:
        terms.setdefault(row["field"], []).append(row["value"])
    return terms


@pytest.fixture(scope="session")
def schemas(root):
    """Each schema by its name."""
    return {name: read_schema(root, name) for name in SCHEMAS}


@pytest.fixture(scope="session")
def files(root):
    """Each file that people edit: its path, its schema and its content."""
    found = [(path, schema) for pattern, schema in FILES.items() for path in sorted(root.glob(pattern))]
    return {path.relative_to(root).as_posix(): (schema, read_toml(path)) for path, schema in found}


@pytest.fixture(scope="session")
def renew():
    """Whether generated files are to be written anew rather than compared."""
    return bool(os.environ.get("RENEW"))
