"""The workbook, as openpyxl, pandas and polars read it, held against the Parquet files."""

import datetime
import re
import shutil
import subprocess
import zipfile
from urllib.parse import unquote

import openpyxl
import pandas
import polars
import pytest

from description_readers import export_formats
from export_tables import COLUMNS, LIST_COLUMNS, TABLES, TERMS, csv_cell

NAME = "guarantee-claims.xlsx"


@pytest.fixture(scope="module")
def path(dist):
    return dist / NAME


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


def cell(value):
    """What a cell of the workbook has for a value of Parquet."""
    if isinstance(value, list):
        return csv_cell(value) or None
    return value


def expected(rows, name):
    return [[cell(row[column]) for column in COLUMNS[name]] for row in rows[name]]


def by_openpyxl(path, name):
    read = openpyxl.load_workbook(path, read_only=True)[name].iter_rows(min_row=2, values_only=True)
    day = lambda value: value.date() if isinstance(value, datetime.datetime) else value  # noqa: E731
    return [[day(value) for value in row] for row in read]


def by_pandas(path, name):
    frame = pandas.read_excel(path, sheet_name=name, dtype=object, keep_default_na=False, na_values=[""])
    day = lambda value: value.date() if isinstance(value, (datetime.datetime, pandas.Timestamp)) else value  # noqa: E731
    return [[None if pandas.isna(value) else day(value) for value in row] for row in frame.itertuples(index=False)]


def by_polars(path, name):
    return [list(row) for row in polars.read_excel(path, sheet_name=name, infer_schema_length=None).iter_rows()]


READERS = {"openpyxl": by_openpyxl, "pandas": by_pandas, "polars": by_polars}


def differing(read, rows, name):
    """The places where a reader finds something else, another type included; whole numbers may be read as either kind of number."""
    wanted = expected(rows, name)
    assert len(read) == len(wanted) > 0
    places = [(i, column) for i in range(len(wanted)) for column in COLUMNS[name]]
    cells = [pair for left, right in zip(wanted, read, strict=True) for pair in zip(left, right, strict=True)]
    return [place for place, (a, b) in zip(places, cells, strict=True) if not alike(a, b)]


def alike(a, b):
    are_numbers = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in (a, b))
    return a == b and (are_numbers or type(a) is type(b))


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("reader", READERS)
def test_a_sheet_has_the_rows_of_its_table(path, rows, reader, name):
    read = READERS[reader](path, name)
    assert differing(read, rows, name) == []


@pytest.mark.parametrize("reader", READERS)
def test_a_changed_cell_is_found(path, rows, tmp_path, reader):
    book = openpyxl.load_workbook(path)
    book["claims"].cell(row=5, column=COLUMNS["claims"].index("statement") + 1).value += "x"
    book["claims"].cell(row=6, column=COLUMNS["claims"].index("stated_on_earliest") + 1).value = "2025-08-22"
    book.save(tmp_path / NAME)
    read = READERS[reader](tmp_path / NAME, "claims")
    assert {(3, "statement"), (4, "stated_on_earliest")} <= set(differing(read, rows, "claims"))


def test_there_is_a_sheet_for_each_table_and_the_codebook(book):
    assert book.sheetnames == ["claims", "codebook", *(name for name in TABLES if name != "claims")]
    for name in TABLES:
        assert [head.value for head in book[name][1]] == COLUMNS[name]


def test_texts_are_texts_and_days_are_days(book):
    sheet = book["claims"]
    kinds = {name: {row[at].data_type for row in sheet.iter_rows(min_row=2)} for at, name in enumerate(COLUMNS["claims"])}
    assert kinds["stated_on"] == {"s"}
    assert kinds["stated_on_earliest"] == kinds["stated_on_latest"] == {"d"}
    months = [row[COLUMNS["claims"].index("stated_on")] for row in sheet.iter_rows(min_row=2)]
    assert {cell.number_format for cell in months} == {"@"} and "2025-08" in {cell.value for cell in months}
    assert not [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type in "fe"]


def test_heads_stay_and_filter_and_are_described(book, tables):
    for name in TABLES:
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        notes = {head.value: head.comment.text for head in sheet[1]}
        docs = {field.name: field.metadata[b"description"].decode() for field in tables[name].schema}
        assert notes == {column: docs[column] for column in COLUMNS[name]}
        assert all(9 <= sheet.column_dimensions[head.column_letter].width <= 62 for head in sheet[1])


def terms_of(book, rule):
    """The terms that a rule of validation allows, from the range that it names."""
    sheet, cells = re.fullmatch(r"(\w+)!(\$C\$\d+:\$C\$\d+)", rule.formula1).groups()
    return [row[0].value for row in book[sheet][cells.replace("$", "")]]


@pytest.mark.parametrize("name", TABLES)
def test_coded_columns_take_the_terms_alone(book, vocabulary, name):
    rules = {}
    for rule in book[name].data_validations.dataValidation:
        assert rule.type == "list" and rule.showErrorMessage
        letter, first, last = re.fullmatch(r"([A-Z]+)(\d+):\1(\d+)", str(rule.sqref)).groups()
        assert (first, last) == ("2", "1048576")
        rules[book[name][f"{letter}1"].value] = terms_of(book, rule)
    assert rules == {column: vocabulary[field] for column, field in TERMS.get(name, {}).items()}


def test_the_codebook_describes_every_column(book, tables):
    rows = [row for row in book["codebook"].iter_rows(min_row=2, values_only=True)]
    described = {(table, column): text for table, column, *_, text in rows}
    assert len(described) == len(rows)
    docs = {(name, field.name): field.metadata[b"description"].decode() for name in TABLES for field in tables[name].schema}
    assert {key: text for key, text in described.items() if key[1]} == {key: docs[key] for key in docs if key[1] in COLUMNS[key[0]]}
    values = {(table, column): text for table, column, _, _, text, _ in rows}
    assert all(values[table, column] == f"terms of {field} in vocabulary" for table, column, field in LIST_COLUMNS)


def test_claims_lead_to_their_documents(book):
    at = COLUMNS["claims"].index("source") + 1
    for row in range(2, book["claims"].max_row + 1):
        cell = book["claims"].cell(row=row, column=at)
        sheet, place = re.fullmatch(r"(\w+)!(A\d+)", cell.hyperlink.location).groups()
        assert book[sheet][place].value == cell.value
    at, addresses = COLUMNS["claims_wide"].index("url") + 1, set()
    for row in range(2, book["claims_wide"].max_row + 1):
        cell = book["claims_wide"].cell(row=row, column=at)
        link = cell.hyperlink.target + (f"#{cell.hyperlink.location}" if cell.hyperlink.location else "")
        # No address of a document has an escape that means something of its own.
        assert unquote(link) == unquote(cell.value) and "%" not in link
        addresses.add(cell.value)
    assert any("%" in address for address in addresses)


def test_the_workbook_says_what_it_is(book, document):
    properties = book.properties
    assert (properties.title, properties.creator) == (document["title"], "Guarantee Claims contributors")
    own = {item.name: item.value for item in book.custom_doc_props.props}
    assert own == {"Version": document["version"], "Licence": document["licence"]}


def test_nothing_in_it_is_of_the_hour(path):
    with zipfile.ZipFile(path) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2


HOSTILE = ["=1+1", "@SUM(A1)", "2025-08", "1e5", "TRUE", "_x0041_ & <b> \"quoted\"", "#N/A", "'apostrophe"]


@pytest.fixture
def mini(root, tmp_path):
    return shutil.copytree(root / "tests/fixtures/mini", tmp_path / "mini")


def notes(mini, text):
    """Gives an actor of the small dataset a note."""
    path = mini / "data" / "actors.toml"
    content = path.read_text(encoding="utf-8")
    literal = "'''" + text + "'''"
    content = content.replace('[[actors]]\n', f"[[actors]]\nnote = {literal}\n", 1)
    path.write_text(content, encoding="utf-8")


def test_texts_that_look_like_something_else_stay_as_they_are(claims_bin, mini, tmp_path):
    text = "so: " + " | ".join(HOSTILE)
    notes(mini, text)
    subprocess.run([claims_bin, "fmt", "--root", mini], check=True, capture_output=True)
    export_formats(claims_bin, mini, tmp_path / "dist", "xlsx")
    for reader in READERS.values():
        assert text in [value for row in reader(tmp_path / "dist" / NAME, "actors") for value in row]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://example.org/caf%C3%A9", "https://example.org/café"),
        ("https://example.org/caf%C3%A9%20noir", "https://example.org/caf%C3%A9%20noir"),
        ("https://example.org/a%2Dand%7Eb", "https://example.org/a-and~b"),
        ("https://example.org/a%2Fb", None),
        ("https://example.org/a?b=%25&c#d", "https://example.org/a?b=%25&c"),
    ],
)
def test_addresses_with_escapes_lead_where_they_did(claims_bin, mini, tmp_path, address, target):
    (source,) = (mini / "seeds").glob("*.toml")
    content = source.read_text(encoding="utf-8")
    source.write_text(re.sub(r'(?m)^url = ".*"$', f'url = "{address}"', content, count=1), encoding="utf-8")
    export_formats(claims_bin, mini, tmp_path / "dist", "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "dist" / NAME)["sources"]
    cell = sheet.cell(row=2, column=COLUMNS["sources"].index("url") + 1)
    assert cell.value == address
    assert (cell.hyperlink and cell.hyperlink.target) == target


def test_days_that_excel_does_not_have_are_texts(claims_bin, mini, tmp_path):
    for path in mini.rglob("*.toml"):
        content = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'"20\d\d((?:-\d\d){0,2})"', r'"1899\1"', content), encoding="utf-8")
    export_formats(claims_bin, mini, tmp_path / "dist", "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "dist" / NAME)["claims"]
    at = COLUMNS["claims"].index("stated_on_earliest") + 1
    cells = {(cell.data_type, cell.value[:5]) for (cell,) in sheet.iter_rows(min_row=2, min_col=at, max_col=at)}
    assert cells == {("s", "1899-")}


def test_what_no_cell_holds_is_refused(claims_bin, mini, tmp_path):
    notes(mini, ("long " * 6554).rstrip())
    subprocess.run([claims_bin, "fmt", "--root", mini], check=True, capture_output=True)
    command = [claims_bin, "export", "--root", mini, "--out", tmp_path / "dist"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2 and not (tmp_path / "dist").exists()
    assert re.search(r"row \d+, note of actors: 32769 characters: expected at most 32,767 in a cell in Excel", done.stderr), done.stderr
    subprocess.run([*command, "--format", "csv,json,parquet"], check=True, capture_output=True)


def test_a_workbook_of_external_claims_is_refused(claims_bin, dist, tmp_path):
    command = [claims_bin, "export", "--from", dist / "json/claims.ndjson", "--out", tmp_path / "dist"]
    done = subprocess.run([*command, "--format", "csv,xlsx"], capture_output=True, text=True)
    assert done.returncode == 2 and "xlsx is not written with --from" in done.stderr
    subprocess.run(command, check=True, capture_output=True)
    assert not (tmp_path / "dist" / NAME).exists()
