"""The wheel with the tables alone, as a machine gets it for which there is no other: installed, and read beside the Parquet files."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from release_copy import TIME

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts/release"))

import fallback  # noqa: E402

VERSION = "9.8.7"
# The smallest package around the tables, where the repository has none yet.
LIBRARY = """
from guarantee_claims._native import Register, __version__, judge, vocabularies

def column(table, place):
    return Register.embedded().table(table)[0].column(place)
"""
PROJECT = """
[project]
name = "guarantee-claims"
description = "Claims"
license = "CC-BY-4.0"
requires-python = ">=3.10"
classifiers = ["Operating System :: POSIX :: Linux", "Typing :: Typed"]
optional-dependencies = { pandas = ["pandas>=2.2"] }
"""


@pytest.fixture(scope="module")
def package(root, tmp_path_factory):
    """A folder with licences and a package in it: a small one, which gives out what the tables hold."""
    folder = tmp_path_factory.mktemp("package")
    for licence in root.glob("LICENSE*"):
        shutil.copy(licence, folder)
    for name, text in [("pyproject.toml", PROJECT), ("README.md", "# Claims\n"), ("lib/guarantee_claims/__init__.py", LIBRARY)]:
        path = folder / "python" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def write(content, path):
    path.write_bytes(content)
    return path


def install(content, folder):
    """Installs a wheel into a folder, with pip and without a network."""
    wheel = folder / f"guarantee_claims-{VERSION}-py3-none-any.whl"
    wheel.write_bytes(content)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", folder / "installed", wheel]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "installed"


def ask(installed, code):
    """What Python prints with what is installed, alone."""
    command = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(installed)!r})\nimport json, guarantee_claims as g\n{code}"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def content(package, dist):
    return fallback.wheel(package, dist, VERSION, TIME)


@pytest.fixture(scope="module")
def installed(content, tmp_path_factory):
    return install(content, tmp_path_factory.mktemp("wheel"))


COLUMNS = """
from importlib.resources import files
names = json.loads(files("guarantee_claims").joinpath("tables.json").read_text(encoding="utf-8"))["tables"]
print(json.dumps({name: [g.column(name, place) for place in range(len(table["fields"]))] for name, table in names.items()}))
"""


def expected(tables):
    """The values of every column of every table, as pyarrow reads them."""
    return {name: [[fallback.days(value) for value in column.to_pylist()] for column in table.columns] for name, table in tables.items()}


def test_every_value_of_every_table_is_that_of_parquet(installed, tables):
    done = ask(installed, COLUMNS)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == expected(tables)
    assert len(tables) > 10 and len(tables["claims"]) > 200


def test_a_changed_value_is_found(content, tables, tmp_path):
    with zipfile.ZipFile(write(content, tmp_path / "true.whl")) as reader, zipfile.ZipFile(tmp_path / "x.whl", "w") as writer:
        for name in reader.namelist():
            member = reader.read(name)
            writer.writestr(name, member.replace(b'"united-states"', b'"united-state"', 1) if name.endswith("tables.json") else member)
    done = ask(install((tmp_path / "x.whl").read_bytes(), tmp_path), COLUMNS)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) != expected(tables)


def test_the_vocabularies_are_those_of_the_codebook(installed, vocabulary):
    done = ask(installed, "print(json.dumps(g.vocabularies()))")
    assert done.returncode == 0, done.stderr
    told = {name: [value for value, *_ in terms] for name, _, terms in json.loads(done.stdout)}
    assert told == vocabulary
    assert [name for name, description, _ in json.loads(done.stdout) if not description] == []


def test_what_needs_the_compiled_part_says_so(installed):
    done = ask(installed, "g.judge('lines', [], None, None, {}, None)")
    assert done.returncode == 1
    assert "ImportError: the check needs the compiled part of guarantee-claims" in done.stderr


def test_the_wheel_says_what_it_is(content, tmp_path, package, dist):
    with zipfile.ZipFile(write(content, tmp_path / "x.whl")) as reader:
        told = reader.read(f"guarantee_claims-{VERSION}.dist-info/METADATA").decode()
    for line in [f"Version: {VERSION}", "Classifier: Operating System :: OS Independent", 'Requires-Dist: pandas>=2.2 ; extra == "pandas"']:
        assert f"\n{line}\n" in told
    assert "POSIX" not in told
    assert fallback.wheel(package, dist, VERSION, TIME) == content
    assert fallback.wheel(package, dist, VERSION, TIME + 2) != content


def test_the_package_itself_gives_the_tables(root, dist, rows, tmp_path):
    done = ask(install(fallback.wheel(root, dist, VERSION, TIME), tmp_path), "print(json.dumps([g.table('actors').rows(), g.__version__]))")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [rows["actors"], VERSION]
