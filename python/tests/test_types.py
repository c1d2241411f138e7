"""The types, by three checkers, each with a twin that must fail."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIB = ROOT / "python" / "lib"

USE = """
import guarantee_claims
from guarantee_claims import Report, validate

def check(path: str) -> Report:
    report = validate(path, max_findings=None, references="warn")
    validate([b"{}", "{}", {"id": 1}])
    validate(guarantee_claims.table("claims").to_polars())
    validate(open(path))
    rule: str = next(iter(report.counts))
    report.raise_for_errors()
    return report

terms: tuple[str, ...] = guarantee_claims.vocabulary("layer").values
"""
MISUSE = USE.replace('references="warn"', 'references="warm"')


def run(*command, **options):
    return subprocess.run([sys.executable, "-m", *map(str, command)], **{"capture_output": True, "text": True, "timeout": 600, **options})


@pytest.mark.parametrize(("code", "fails"), [(USE, False), (MISUSE, True)])
def test_mypy_is_strict_about_use(code, fails, tmp_path):
    (tmp_path / "use.py").write_text(code)
    done = run("mypy", "--strict", "--cache-dir", tmp_path / "cache", tmp_path / "use.py", cwd=tmp_path)
    assert (done.returncode != 0) is fails and ("warm" in done.stdout) is fails, done.stdout + done.stderr


def test_mypy_is_strict_about_the_package(tmp_path):
    done = run("mypy", "--config-file", ROOT / "python" / "pyproject.toml", "--cache-dir", tmp_path, LIB / "guarantee_claims", cwd=ROOT / "python")
    assert done.returncode == 0, done.stdout


def test_the_stub_is_what_the_native_part_has(tmp_path):
    done = run("mypy.stubtest", "guarantee_claims._native", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    listed = tmp_path / "all.txt"
    listed.write_text("guarantee_claims._native.Register\n")
    twin = run("mypy.stubtest", "guarantee_claims._native", "--allowlist", listed, cwd=tmp_path)
    assert twin.returncode != 0, "an entry that is not needed should fail"


def test_every_public_type_is_known_to_pyright(tmp_path):
    # It takes the Python that is first on the path.
    here = {**os.environ, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    done = run("pyright", "--verifytypes", "guarantee_claims", "--ignoreexternal", "--outputjson", cwd=tmp_path, env=here)
    found = json.loads(done.stdout)["typeCompleteness"]
    unknown = [symbol["name"] for symbol in found["symbols"] if symbol["isExported"] and not symbol["isTypeKnown"]]
    assert found["completenessScore"] == 1 and not unknown, unknown
    (tmp_path / "twin").mkdir()
    (tmp_path / "twin" / "py.typed").touch()
    (tmp_path / "twin" / "__init__.py").write_text("def untyped(x): return x\n")
    twin = run("pyright", "--verifytypes", "twin", "--outputjson", cwd=tmp_path, env={**here, "PYTHONPATH": str(tmp_path)})
    assert json.loads(twin.stdout)["typeCompleteness"]["completenessScore"] < 1
