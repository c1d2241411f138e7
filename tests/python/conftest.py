"""What the tests share: the repository, the program, and an export made by it."""

import json
import os
import subprocess
from pathlib import Path

import pytest


# The evidence is verified by the tests in Rust; here the program also runs on datasets that these texts do not belong to.
os.environ.pop("CLAIMS_TEXTS", None)


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
def records(dist):
    """The exported claims, as claims.ndjson has them."""
    lines = (dist / "json" / "claims.ndjson").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def document(dist):
    """The exported dataset.json."""
    return json.loads((dist / "json" / "dataset.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def renew():
    """Whether generated files are to be written anew rather than compared."""
    return bool(os.environ.get("RENEW"))
