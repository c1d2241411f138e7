"""What stands beside the tables in an export, as its readers take it: frictionless, mlcroissant, DuckDB, datasets, sha256sum."""

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

# Before the libraries that heed them are loaded: nothing is fetched, and nothing is written to the user's home.
os.environ.update(HF_HUB_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")

import datasets
import duckdb
import frictionless
import mlcroissant
import pyarrow
import pyarrow.parquet
import pytest
import yaml
from huggingface_hub import DatasetCard

from test_readers import COLUMNS, KEYS, PARTS, PARQUET_COLUMNS, REFERENCES, TABLES, TERMS, WIDE
from test_readme import blocks

FORMATS = ["csv", "parquet"]


@pytest.fixture
def copy(dist, tmp_path):
    """An export that a test may damage."""
    return shutil.copytree(dist, tmp_path / "dist")


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


def edit_csv(path, row, column, value):
    """Puts a value in a cell."""
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    table[row][column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def edit_parquet(path, row, column, value):
    """Puts a value in a cell."""
    table = pyarrow.parquet.read_table(path)
    values = table[column].to_pylist()
    values[row] = value
    place = table.column_names.index(column)
    pyarrow.parquet.write_table(table.set_column(place, column, pyarrow.array(values)), path)


# Data packages


def validate(path):
    """What `frictionless validate` says: its exit code and the types of the errors."""
    # The library's own entry point, as a program: paths outside the current folder are refused unless it runs there.
    command = [sys.executable, "-m", "frictionless", "validate", path.name, "--json"]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True)
    report = json.loads(done.stdout)
    return done.returncode, {error["type"] for task in report["tasks"] for error in task["errors"]}


def faults(folder, *resources):
    """The types of the errors in some of a package's tables, which must mention no others."""
    descriptor = read_json(folder / "datapackage.json")
    descriptor["resources"] = [resource for resource in descriptor["resources"] if resource["name"] in resources]
    report = frictionless.Package.from_descriptor(descriptor, basepath=str(folder)).validate()
    return {row[0] for row in report.flatten(["type"])}


@pytest.mark.parametrize("name", FORMATS)
def test_frictionless_accepts_the_package(dist, name):
    assert validate(dist / name / "datapackage.json") == (0, set())


def test_frictionless_finds_one_changed_byte(copy):
    path = copy / "csv" / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"Ukraine", b"ukraine", 1))
    assert validate(copy / "csv" / "datapackage.json") == (1, {"hash-count"})


def test_frictionless_finds_a_changed_length(copy):
    path = copy / "csv" / "actors.csv"
    path.write_bytes(path.read_bytes().replace(b"Ukraine", b"The Ukraine", 1))
    assert faults(copy / "csv", "actors") == {"hash-count", "byte-count"}


@pytest.mark.parametrize(("name", "edit"), [("csv", edit_csv), ("parquet", edit_parquet)])
def test_frictionless_finds_a_broken_foreign_key(copy, name, edit):
    edit(copy / name / f"frameworks.{name}", 0, "presented_by", "nobody")
    assert "foreign-key" in faults(copy / name, "frameworks", "actors", "occasions")


@pytest.mark.parametrize(("name", "edit"), [("csv", edit_csv), ("parquet", edit_parquet)])
def test_frictionless_finds_a_broken_key_to_the_table_itself(copy, name, edit):
    edit(copy / name / f"actors.{name}", 0, "affiliation", "nobody")
    assert "foreign-key" in faults(copy / name, "actors")


@pytest.mark.parametrize(("name", "edit"), [("csv", edit_csv), ("parquet", edit_parquet)])
def test_frictionless_finds_a_bad_term(copy, name, edit):
    edit(copy / name / f"actors.{name}", 0, "kind", "robot")
    assert "constraint-error" in faults(copy / name, "actors")


@pytest.mark.parametrize(("name", "edit"), [("csv", edit_csv), ("parquet", edit_parquet)])
def test_frictionless_finds_a_repeated_key(copy, name, edit):
    edit(copy / name / f"occasions.{name}", 0, "id", "kyiv-2025-08-22")
    assert "primary-key" in faults(copy / name, "occasions")


def as_files(folder):
    """The types of the errors in the files of a package, taken as bytes: of Parquet, frictionless hashes no tables."""
    resources = read_json(folder / "datapackage.json")["resources"]
    reports = [
        frictionless.resources.FileResource(path=resource["path"], hash=resource["hash"], basepath=str(folder)).validate()
        for resource in resources
    ]
    return {row[0] for report in reports for row in report.flatten(["type"])}


def test_hashes_of_parquet_are_right(dist):
    assert as_files(dist / "parquet") == set()


def test_one_changed_byte_of_parquet_is_found(copy):
    path = copy / "parquet" / "claims.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert as_files(copy / "parquet") == {"hash-count"}


@pytest.mark.parametrize("name", FORMATS)
def test_the_package_has_the_tables_with_their_columns_and_keys(dist, name):
    package = read_json(dist / name / "datapackage.json")
    columns = COLUMNS if name == "csv" else PARQUET_COLUMNS
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert {table: [field["name"] for field in schema["fields"]] for table, schema in schemas.items()} == columns
    assert {table: schema["primaryKey"] for table, schema in schemas.items()} == KEYS
    assert all(field["description"] for schema in schemas.values() for field in schema["fields"])


def packaged_references(package):
    """The foreign keys as the readers' tests write them."""

    def columns(names):
        return names[0] if len(names) == 1 else f"({', '.join(names)})"

    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            reference = key["reference"]
            yield resource["name"], columns(key["fields"]), reference.get("resource", resource["name"]), columns(reference["fields"])


@pytest.mark.parametrize("name", FORMATS)
def test_the_package_has_every_reference(dist, name):
    found = sorted(packaged_references(read_json(dist / name / "datapackage.json")))
    # A list has no foreign key: what it mentions is checked by the joins of the readers' tests.
    assert found == sorted(reference for reference in REFERENCES if "unnest" not in reference[1])


@pytest.mark.parametrize("name", FORMATS)
def test_terms_are_categories_with_their_definitions(dist, name):
    vocabulary = read_json(dist / "json" / "vocabulary.json")
    resources = {resource["name"]: resource for resource in read_json(dist / name / "datapackage.json")["resources"]}
    for table, terms in TERMS.items():
        fields = {field["name"]: field for field in resources[table]["schema"]["fields"]}
        for column, vocabulary_name in terms.items():
            expected = [{"value": row["value"], "label": row["definition"]} for row in vocabulary if row["field"] == vocabulary_name]
            assert fields[column]["categories"] == expected
            assert fields[column]["constraints"]["enum"] == [category["value"] for category in expected]
            assert fields[column].get("categoriesOrdered", False) == (vocabulary_name in ("confidence", "reliability"))


def test_frictionless_reads_lists_as_lists(dist):
    package = frictionless.Package(dist / "csv" / "datapackage.json")
    rows = {row["id"]: row for row in package.get_resource("claims").read_rows()}
    records = [json.loads(line) for line in (dist / "json" / "claims.ndjson").read_text(encoding="utf-8").splitlines()]
    assert [rows[record["id"]]["parties"] or [] for record in records] == [record["parties"] for record in records]


# Croissant


def croissant(dist):
    return mlcroissant.Dataset(jsonld=str(dist / "croissant.json"))


def plain(value):
    """A value of Croissant as JSON has it: texts come as bytes, days as points in time, fields by their full names."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key.rsplit("/", 1)[-1]: plain(item) for key, item in value.items()}
    return value.date() if hasattr(value, "date") else value


def test_croissant_is_valid(dist):
    issues = croissant(dist).metadata.issues
    assert issues.errors == set()
    # The one recommendation that is not met: no date of publication is known before the data is published.
    assert [issue for issue in issues.warnings if "datePublished" not in issue] == []


@pytest.mark.parametrize("name", TABLES)
def test_croissant_loads_the_record_set(dist, name):
    records = [plain(record) for record in croissant(dist).records(record_set=name)]
    assert records == pyarrow.parquet.read_table(dist / "parquet" / f"{name}.parquet").to_pylist()


def test_croissant_has_a_record_set_a_table(dist):
    assert sorted(record_set.id for record_set in croissant(dist).metadata.record_sets) == TABLES


def damaged_croissant(folder, edit):
    description = read_json(folder / "croissant.json")
    edit(description)
    (folder / "croissant.json").write_text(json.dumps(description), encoding="utf-8")
    return croissant(folder)


def test_croissant_with_an_unknown_file_is_refused(copy):
    def edit(description):
        description["recordSet"][0]["field"][0]["source"]["fileObject"]["@id"] = "parquet/nothing.parquet"

    with pytest.raises(mlcroissant.ValidationError):
        damaged_croissant(copy, edit)


def test_croissant_with_an_unknown_column_does_not_load(copy):
    def edit(description):
        description["recordSet"][0]["field"][0]["source"]["extract"]["column"] = "nothing"

    with pytest.raises(mlcroissant.GenerationError):
        list(damaged_croissant(copy, edit).records(record_set="actors"))


def test_croissant_names_the_hash_and_size_of_each_file(dist):
    for file in read_json(dist / "croissant.json")["distribution"]:
        content = (dist / file["contentUrl"]).read_bytes()
        assert (file["sha256"], file["contentSize"]) == (hashlib.sha256(content).hexdigest(), f"{len(content)} B")


# DuckDB


@pytest.fixture
def database(dist, monkeypatch):
    """A database made by load.sql."""
    monkeypatch.chdir(dist)
    connection = duckdb.connect()
    connection.execute(Path("load.sql").read_text(encoding="utf-8"))
    return connection


def column_types(database, table):
    return dict(database.execute("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?", [table]).fetchall())


def test_the_database_has_the_tables_and_views(database):
    tables = {name for (name,) in database.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    views = {name for (name,) in database.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
    assert tables == set(TABLES) - {"claims_wide"}
    assert views == {"claims_wide", *(f"claims_by_{column}" for column in TERMS["claims"])}


@pytest.mark.parametrize("name", TABLES)
def test_the_database_holds_the_rows_of_parquet(dist, database, name):
    kept = [column for column in PARQUET_COLUMNS[name] if name != "claims" or column not in set(PARTS) & set(TABLES)]
    assert sorted(column_types(database, name)) == sorted(kept)
    order = ", ".join(f"{column}::VARCHAR" for column in KEYS[name])
    rows = database.execute(f"SELECT {', '.join(kept)} FROM {name} ORDER BY {order}").fetchall()
    expected = database.execute(f"SELECT {', '.join(kept)} FROM '{dist}/parquet/{name}.parquet' ORDER BY {order}").fetchall()
    assert rows == expected != []


def test_the_view_repeats_the_wide_table(dist, database):
    expected = database.execute(WIDE.replace("claims_wide", f"'{dist}/parquet/claims_wide.parquet'")).fetchall()
    assert database.execute(WIDE).fetchall() == expected


@pytest.mark.parametrize("table", TERMS)
def test_terms_are_enums_in_the_codebooks_order(dist, database, table):
    vocabulary = read_json(dist / "json" / "vocabulary.json")
    for column, name in TERMS[table].items():
        terms = [row["value"] for row in vocabulary if row["field"] == name]
        assert column_types(database, table)[column] == f"ENUM({', '.join(repr(term) for term in terms)})"


def test_lists_of_terms_are_lists_of_enums(database):
    assert re.fullmatch(r"ENUM\('peace-settlement', .*'other'\)\[\]", column_types(database, "claims")["conditions"])


def test_terms_sort_as_in_the_codebook(database):
    confidence = database.execute("SELECT DISTINCT confidence FROM claims ORDER BY confidence").fetchall()
    assert confidence == [("low",), ("moderate",), ("high",)]


@pytest.mark.parametrize("column", TERMS["claims"])
def test_views_count_every_term_in_order(dist, database, records, column):
    terms = [row["value"] for row in read_json(dist / "json" / "vocabulary.json") if row["field"] == TERMS["claims"][column]]
    expected = [(term, sum(record[column] == term for record in records)) for term in terms]
    assert database.execute(f"FROM claims_by_{column}").fetchall() == expected


def uncommented(database):
    """The tables, views and columns without a comment."""
    return database.execute("""
        SELECT table_name, NULL FROM duckdb_tables() WHERE comment IS NULL
        UNION ALL SELECT view_name, NULL FROM duckdb_views() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL
    """).fetchall()


def test_everything_has_a_comment(database):
    assert uncommented(database) == []
    database.execute("COMMENT ON COLUMN claims.layer IS NULL")
    assert uncommented(database) == [("claims", "layer")]


REFUSED = {
    "a claim that is not there": ("INSERT INTO claim_parties VALUES ('nothing.001', 'nato')", duckdb.ConstraintException),
    "an actor that is not there": ("INSERT INTO claim_parties SELECT id, 'nobody' FROM claims LIMIT 1", duckdb.ConstraintException),
    "an affiliation that is not there": (
        "INSERT INTO actors SELECT * REPLACE ('new' AS id, 'nobody' AS affiliation) FROM actors LIMIT 1",
        duckdb.ConstraintException,
    ),
    "a row twice": ("INSERT INTO relations SELECT * FROM relations LIMIT 1", duckdb.ConstraintException),
    "no value where there must be one": (
        "INSERT INTO claims SELECT * REPLACE ('new.001' AS id, NULL AS layer) FROM claims LIMIT 1",
        duckdb.ConstraintException,
    ),
    "a term that is not in the codebook": (
        "INSERT INTO claim_conditions SELECT id, 'good-weather' FROM claims LIMIT 1",
        duckdb.ConversionException,
    ),
    "a listed term that is not in the codebook": (
        "INSERT INTO claims SELECT * REPLACE ('new.001' AS id, ['good-weather'] AS conditions) FROM claims LIMIT 1",
        duckdb.ConversionException,
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(database, what):
    statement, error = REFUSED[what]
    with pytest.raises(error):
        database.execute(statement)


def test_the_database_takes_what_is_right(database):
    database.execute("INSERT INTO actors SELECT * REPLACE ('new' AS id, 'nato' AS affiliation) FROM actors LIMIT 1")
    database.execute("INSERT INTO claims SELECT * REPLACE ('new.001' AS id, 'new' AS speaker) FROM claims LIMIT 1")
    database.execute("INSERT INTO claim_parties VALUES ('new.001', 'new')")


def test_actors_that_belong_to_one_another_are_loaded_without_the_key(claims_bin, root, tmp_path):
    data = shutil.copytree(root / "tests/fixtures/mini", tmp_path / "mini")
    actors = data / "data" / "actors.toml"
    text = actors.read_text(encoding="utf-8")
    ids = re.findall(r'^id = "(.*)"$', text, re.MULTILINE)[-2:]
    for one, other in (ids, reversed(ids)):
        text = re.sub(rf'(id = "{one}"\n(?:.+\n)*)', rf'\1affiliation = "{other}"\n', text)
    actors.write_text(text, encoding="utf-8")
    subprocess.run([claims_bin, "fmt", "--root", data], check=True, capture_output=True)
    export(claims_bin, data, tmp_path / "dist", "parquet")
    script = (tmp_path / "dist" / "load.sql").read_text(encoding="utf-8").replace("FROM 'parquet", f"FROM '{tmp_path}/dist/parquet")
    with duckdb.connect() as connection:
        connection.execute(script)
        affiliations = dict(connection.execute("SELECT id, affiliation FROM actors WHERE affiliation IS NOT NULL").fetchall())
    assert affiliations | {ids[0]: ids[1], ids[1]: ids[0]} == affiliations


# The page


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


# Schemas, licence, sums


def test_the_schemas_are_those_of_the_project(dist, root):
    def schemas(folder):
        return {path.name: path.read_bytes() for path in folder.glob("*.json")}

    assert schemas(dist / "schema") == schemas(root / "schema") != {}


def test_the_licence_is_that_of_the_data(dist, root):
    licence = (dist / "LICENSE").read_text(encoding="utf-8")
    assert licence == (root / "LICENSE-DATA").read_text(encoding="utf-8")
    assert licence.startswith("Creative Commons Attribution 4.0 International\n")


def check_sums(folder):
    return subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True).returncode


def test_sums_are_right_and_name_every_file(dist):
    assert check_sums(dist) == 0
    named = [line.split("  ", 1)[1] for line in (dist / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    files = [path.relative_to(dist).as_posix() for path in dist.rglob("*") if path.is_file()]
    assert named == sorted(set(files) - {"SHA256SUMS", ".guarantee-claims-export"})


def test_one_changed_byte_gives_another_sum(copy):
    path = copy / "json" / "dataset.json"
    path.write_bytes(path.read_bytes().replace(b"Ukraine", b"ukraine", 1))
    assert check_sums(copy) == 1


# Fewer formats, another dataset


def export(claims_bin, root, out, formats):
    command = [claims_bin, "export", "--root", root, "--out", out, "--format", formats]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.suffix in (".json", ".sql") and path.parent.name != "json"}


@pytest.mark.parametrize(
    ("formats", "expected"),
    [
        ("csv", {"csv/datapackage.json"}),
        ("json", set()),
        ("parquet", {"parquet/datapackage.json", "croissant.json", "load.sql"}),
    ],
)
def test_what_is_not_there_is_not_described(claims_bin, root, tmp_path, formats, expected):
    written = export(claims_bin, root, tmp_path / "dist", formats)
    assert {name for name in written if not name.startswith("schema/")} == expected
    page = (tmp_path / "dist" / "README.md").read_text(encoding="utf-8")
    assert [name for name in ("csv", "json", "parquet") if re.search(rf"^\| `{name}/\*", page, re.MULTILINE)] == [formats]
    assert ("From Text/CSV" in page) == (formats == "csv")
    assert check_sums(tmp_path / "dist") == 0


def excel(page):
    """How to open a CSV file in Excel, as a page says it."""
    return " ".join(re.search(r"^In Excel, .*?into dates\.", page, re.MULTILINE | re.DOTALL)[0].split())


def test_the_page_and_the_readme_say_how_excel_opens_a_file(dist, root):
    said = excel((dist / "README.md").read_text(encoding="utf-8"))
    assert all(word in said for word in ["*Data > From Text/CSV*", "65001: Unicode (UTF-8)", "*Delimiter* Comma", "*Data Type > Text*"])
    assert said == excel((root / "README.md").read_text(encoding="utf-8"))


def test_a_dataset_without_a_creator_names_none(claims_bin, root, tmp_path):
    out = tmp_path / "dist"
    export(claims_bin, root / "tests/fixtures/mini", out, "csv,parquet")
    assert "contributors" not in read_json(out / "csv" / "datapackage.json")
    assert "creator" not in read_json(out / "croissant.json")
    assert "Guarantee Claims contributors" not in (out / "README.md").read_text(encoding="utf-8")
    assert validate(out / "csv" / "datapackage.json") == (0, set())
    assert croissant(out).metadata.issues.errors == set()
    with duckdb.connect() as database:
        database.execute((out / "load.sql").read_text(encoding="utf-8").replace("FROM 'parquet", f"FROM '{out}/parquet"))
