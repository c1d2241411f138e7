"""CITATION.cff: valid by cffconvert and by the schema of the Citation File Format, and about this dataset."""

import subprocess
import sys
import tomllib

import pytest
import yaml


@pytest.fixture
def citation(root):
    return root / "CITATION.cff"


@pytest.fixture(scope="module")
def cffconvert(root):
    """The program, which has an environment of its own."""
    program = root / ".venv-cffconvert" / "bin" / "cffconvert"
    if not program.is_file():
        pytest.fail(f"there is no program {program}: run `make setup`", pytrace=False)
    return program


def by_cffconvert(program, path):
    return subprocess.run([program, "--validate", "--infile", path], capture_output=True).returncode


def by_schema(path):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", path]
    return subprocess.run(command, capture_output=True).returncode


def test_the_citation_is_valid(cffconvert, citation):
    assert (by_cffconvert(cffconvert, citation), by_schema(citation)) == (0, 0)


@pytest.mark.parametrize(
    ("find", "write"),
    [
        ("type: dataset", "type: data"),
        ("license: CC-BY-4.0", "license: CC BY 4"),
        ("  - name: ", "  - called: "),
        ("cff-version: 1.2.0\n", ""),
    ],
)
def test_a_broken_citation_is_refused(cffconvert, citation, tmp_path, find, write):
    text = citation.read_text(encoding="utf-8")
    assert find in text
    broken = tmp_path / "CITATION.cff"
    broken.write_text(text.replace(find, write), encoding="utf-8")
    assert 0 not in (by_cffconvert(cffconvert, broken), by_schema(broken))


def test_the_citation_converts_to_bibtex(cffconvert, citation):
    done = subprocess.run([cffconvert, "--format", "bibtex", "--infile", citation], capture_output=True, text=True)
    assert done.returncode == 0
    assert "author = {Guarantee Claims contributors}" in done.stdout


def test_the_citation_has_the_version_of_the_data_and_of_the_crate(root, citation):
    cited = yaml.safe_load(citation.read_text(encoding="utf-8"))
    data = tomllib.loads((root / "data" / "dataset.toml").read_text(encoding="utf-8"))
    package = tomllib.loads((root / "Cargo.toml").read_text(encoding="utf-8"))["package"]
    assert cited["version"] == data["version"] == package["version"]
    assert [author["name"] for author in cited["authors"]] == [data["creator"]] == package["authors"]
