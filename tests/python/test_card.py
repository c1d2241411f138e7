"""The page of an export: its metadata, as `datasets` takes it, and the code that it shows."""

import os
import re
import subprocess
import sys

import datasets
import duckdb
import pyarrow.parquet
import pytest
import yaml
from huggingface_hub import DatasetCard

from export_tables import TABLES
from test_readme import blocks


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A folder for what the libraries keep."""
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    return tmp_path / "cache"


def load(dist, home, name=None):
    return datasets.load_dataset(str(dist), name, split="train", cache_dir=str(home))


@pytest.mark.parametrize("name", TABLES)
def test_datasets_loads_the_table(dist, home, name):
    expected = pyarrow.parquet.read_table(dist / "parquet" / f"{name}.parquet")
    table = load(dist, home, name)
    assert table.column_names == expected.column_names
    assert table.to_list() == expected.to_pylist()


def test_datasets_loads_the_claims_when_no_table_is_named(dist, home, records):
    assert load(dist, home)["id"][:] == [record["id"] for record in records]


def test_datasets_does_not_load_a_table_that_the_card_does_not_name(copy, home):
    path = copy / "README.md"
    path.write_text(path.read_text(encoding="utf-8").replace("config_name: evidence", "config_name: proof"), encoding="utf-8")
    with pytest.raises(ValueError, match="evidence"):
        load(copy, home, "evidence")


def test_the_card_has_its_metadata(dist, root):
    card = DatasetCard.load(dist / "README.md", ignore_metadata_errors=False)
    assert (card.data.license, card.data.language, card.data.size_categories) == ("cc-by-4.0", ["en"], ["n<1K"])
    files = {config["config_name"]: config["data_files"] for config in card.data.configs}
    assert files == {name: f"parquet/{name}.parquet" for name in TABLES}
    assert [config["config_name"] for config in card.data.configs if config.get("default")] == ["claims"]


def test_a_card_that_is_not_yaml_is_refused(copy):
    path = copy / "README.md"
    path.write_text(path.read_text(encoding="utf-8").replace("license: ", "license: [", 1), encoding="utf-8")
    with pytest.raises(yaml.YAMLError):
        DatasetCard.load(path)


def page_blocks(dist, language):
    return [code for name, code in blocks((dist / "README.md").read_text(encoding="utf-8")) if name == language]


def run_python(code, dist, home):
    environment = os.environ | {"HF_DATASETS_CACHE": str(home), "HF_HOME": str(home)}
    done = subprocess.run([sys.executable, "-"], input=code, cwd=dist, env=environment, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("place", range(4))
def test_python_on_the_page_runs(dist, home, place):
    code = page_blocks(dist, "python")[place]
    status, output, errors = run_python(code, dist, home)
    assert (status, bool(output)) == (0, True), errors


def test_broken_python_on_the_page_is_found(dist, home):
    assert run_python(page_blocks(dist, "python")[0].replace("claims.parquet", "nothing.parquet"), dist, home)[0] == 1


def test_sql_on_the_page_gives_rows(dist, monkeypatch):
    monkeypatch.chdir(dist)
    (code,) = page_blocks(dist, "sql")
    assert duckdb.connect().execute(code).fetchall() != []


def test_the_page_has_no_other_blocks(dist):
    languages = [name for name, _ in blocks((dist / "README.md").read_text(encoding="utf-8"))]
    assert sorted(languages) == ["python"] * 4 + ["sql"]


def test_the_page_names_every_file(dist):
    page = (dist / "README.md").read_text(encoding="utf-8")
    patterns = re.findall(r"^\| `([^`]+)` \|.*\|$", page.split("## Files\n")[1].split("\n## ")[0], re.MULTILINE)
    named = {path for pattern in patterns for path in dist.glob(pattern)}
    assert {path for path in dist.rglob("*") if path.is_file()} - named == {dist / "README.md", dist / ".guarantee-claims-export"}


def excel(page):
    """How to open a CSV file in Excel, as a page says it."""
    return " ".join(re.search(r"^In Excel, .*?into dates\.", page, re.MULTILINE | re.DOTALL)[0].split())


def test_the_page_and_the_readme_say_how_excel_opens_the_data(dist, root, claims_bin, tmp_path):
    for page in [dist / "README.md", root / "README.md"]:
        assert "\nExcel and LibreOffice open " in page.read_text(encoding="utf-8")
    subprocess.run([claims_bin, "export", "--root", root, "--format", "csv", "--out", tmp_path / "dist"], check=True, capture_output=True)
    said = excel((tmp_path / "dist/README.md").read_text(encoding="utf-8"))
    assert all(word in said for word in ["*Data > From Text/CSV*", "65001: Unicode (UTF-8)", "*Delimiter* Comma", "*Data Type > Text*"])
