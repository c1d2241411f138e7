"""The README's Python and SQL run as they stand, beside an export named `dist`."""

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

README = Path(__file__).resolve().parents[2] / "README.md"
FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)\n(?P<code>.*?)^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)

# The languages that other tests look after, and those with nothing to run. Any other is an oversight, say `py` for `python`.
TESTED_IN_OTHER_FILES = {"sh", "r", "rust", "toml"}
NOTHING_TO_RUN = {"csv", "json", "text", "yaml"}


def blocks(text):
    """The language and the code of each fenced block."""
    return [(found["info"].strip(), found["code"]) for found in FENCE.finditer(text)]


BLOCKS = blocks(README.read_text(encoding="utf-8")) if README.is_file() else []


def in_language(language):
    # What the package shows is run where it is installed, by python/tests/test_docs.py.
    return [code for name, code in BLOCKS if name == language and "guarantee_claims" not in code]


@pytest.fixture
def folder(dist, tmp_path):
    """A folder with nothing in it but `dist`."""
    (tmp_path / "dist").symlink_to(dist, target_is_directory=True)
    return tmp_path


def run_python(code, folder):
    """The exit code and the error output of a script of its own."""
    done = subprocess.run([sys.executable, "-"], input=code, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, done.stderr


def run_sql(code):
    """The rows of the last statement, run in the current folder."""
    return duckdb.connect().execute(code).fetchall()


@pytest.mark.parametrize("code", in_language("python"))
def test_python_block_runs(folder, code):
    assert run_python(code, folder) == (0, "")


@pytest.mark.parametrize("code", in_language("sql"))
def test_sql_block_gives_rows(folder, monkeypatch, code):
    monkeypatch.chdir(folder)
    assert run_sql(code) != []


def test_the_readme_has_python_and_sql():
    assert README.is_file()
    assert len(in_language("python")) >= 2
    assert len(in_language("sql")) >= 1


def test_every_block_is_looked_after():
    assert {name for name, _ in BLOCKS} - {"python", "sql"} - TESTED_IN_OTHER_FILES - NOTHING_TO_RUN == set()


def test_every_fence_is_part_of_a_block():
    fences = re.findall(r"^[ \t>]*(?:```|~~~)", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(fences) == 2 * len(BLOCKS)


def test_blocks_are_found():
    text = "```sh\nmake\n```\n\n````python\nprint('```')\n````\n\n```\nplain\n```\n"
    assert blocks(text) == [("sh", "make\n"), ("python", "print('```')\n"), ("", "plain\n")]


def test_broken_python_is_found(folder):
    status, errors = run_python("import pandas\npandas.read_parquet('dist/parquet/no_such_table.parquet')\n", folder)
    assert status == 1
    assert "FileNotFoundError" in errors


def test_broken_sql_is_found(folder, monkeypatch):
    monkeypatch.chdir(folder)
    with pytest.raises(duckdb.BinderException):
        run_sql("SELECT no_such_column FROM 'dist/parquet/claims.parquet'")
