"""The check: every way in gives the same findings, and what cannot be read is said in words of Python's."""

import gzip
import io
import json
import os
import subprocess

import guarantee_claims
import pandas
import polars
import pyarrow
import pytest
from guarantee_claims import ClaimsError, InvalidClaimsError, validate

PLACE = ("row", "id", "rule", "severity", "message", "help", "pointer")


def found(report, keys=PLACE):
    return [tuple(row[key] for key in keys) for row in report.findings.rows()]


def with_links(texts):
    """Claims that do not fit together: an id twice, a relation that leads nowhere, two that make a circle."""
    first, second = json.loads(texts[0]), json.loads(texts[1])
    nowhere = {**first, "id": first["source"] + ".901", "relations": [{"kind": "supports", "target": "none-2025-01.001"}]}
    circle = [
        {**first, "id": f"{first['source']}.{a}", "relations": [{"kind": "supersedes", "target": f"{first['source']}.{b}"}]}
        for a, b in [("902", "903"), ("903", "902")]
    ]
    return [json.dumps(claim).encode() for claim in (first, second, first, nowhere, *circle)]


@pytest.fixture(scope="module")
def records(corpus, texts):
    return corpus + with_links(texts)


@pytest.fixture(scope="module")
def expected(records):
    report = validate(records)
    assert {"duplicate-id", "unknown-reference", "relation-cycle", "syntax", "unknown-term"} - set(report.counts) <= {"unknown-term"}
    return found(report)


def arrow(records, data_type):
    return pyarrow.table({"json": pyarrow.array(records, type=pyarrow.binary()).cast(pyarrow.large_binary()).cast(data_type, safe=False)})


@pytest.mark.parametrize("threads", [1, 2])
def test_every_way_in_gives_the_same_findings(records, expected, threads, tmp_path):
    lines = b"\n".join(records) + b"\n"
    path = tmp_path / "claims.ndjson"
    path.write_bytes(lines)
    binary = pyarrow.table({"json": pyarrow.array(records, type=pyarrow.binary())})
    chunked = pyarrow.concat_tables([binary.slice(0, 5), binary.slice(5)])
    sliced = pyarrow.table({"json": pyarrow.array([b"{}", *records], type=pyarrow.large_binary())}).slice(1)
    view = pyarrow.table({"json": pyarrow.array(records, type=pyarrow.binary_view())})
    dictionary = pyarrow.table({"json": pyarrow.array(records, type=pyarrow.binary()).dictionary_encode()})
    sources = {
        "path": (path, None),
        "bytes": (lines, None),
        "file": (path.open("rb"), None),
        "gzip": (gzip.open(io.BytesIO(gzip.compress(lines))), None),
        "list": (records, None),
        "binary": (binary, "json"),
        "chunked": (chunked, "json"),
        "sliced": (sliced, "json"),
        "view": (view, "json"),
        "dictionary": (dictionary, "json"),
        "array": (chunked.column("json"), None),
        "polars": (polars.DataFrame({"json": records}), "json"),
        "series": (polars.Series(records), None),
        "pandas": (pandas.DataFrame({"json": pandas.Series(records, dtype=object)}), "json"),
    }
    for name, (source, column) in sources.items():
        assert found(validate(source, column=column, threads=threads)) == expected, name
    unplaced = validate(iter(records), threads=threads)
    assert sorted((row[0], row[2]) for row in found(unplaced)) == sorted((row[0], row[2]) for row in expected)
    assert unplaced.counts == validate(path).counts


def test_texts_of_every_library_are_read(texts):
    bad = [texts[0], texts[1].replace('"layer": "', '"layer": "x'), None]
    expected = found(validate([bad[0], bad[1], "null"]))
    assert [row[0] for row in expected] == [1, 2]
    frame = pandas.DataFrame({"json": bad})
    for source in (
        frame,
        frame.astype(object),
        frame.astype("category"),
        polars.DataFrame({"json": bad}),
        pyarrow.table({"json": bad}),
        pyarrow.table({"json": pyarrow.array(bad, pyarrow.large_string())}),
        pyarrow.table({"json": pyarrow.array(bad, pyarrow.string_view())}),
    ):
        assert found(validate(source, column="json")) == expected
    assert found(validate(frame["json"])) == expected


def test_the_program_finds_the_same(records, claims_bin, tmp_path):
    path = tmp_path / "claims.ndjson"
    path.write_bytes(b"\n".join(records))
    without_texts = {name: value for name, value in os.environ.items() if name != "CLAIMS_TEXTS"}
    done = subprocess.run(
        [claims_bin, "validate", path, "--output-format", "json", "--max-findings", "100000"], capture_output=True, text=True, cwd=tmp_path, env=without_texts
    )
    of_program = json.loads(done.stdout)["findings"]
    of_package = validate(path, max_findings=None).findings.rows()
    assert len(of_program) == len(of_package) > 20
    for theirs, ours in zip(of_program, of_package, strict=True):
        assert (theirs["rule"], theirs["message"]) == (ours["rule"], ours["message"])
        assert (theirs["line"], theirs["column"]) == (ours["line"], ours["column"])


def test_nothing_is_a_failure_everywhere(tmp_path):
    path = tmp_path / "empty.ndjson"
    path.write_bytes(b"")
    document = tmp_path / "empty.json"
    document.write_text("[]")
    empty = guarantee_claims.table("claims").to_polars().head(0)
    for source in (path, document, b"", b"[]", [], iter(()), [""], io.StringIO(""), empty, empty.to_pandas(), empty.to_arrow()):
        report = validate(source)
        assert not report.ok and report.records == 0 and report.errors == 1, source
        assert "no claims" in report.findings.rows()[0]["message"]
        with pytest.raises(InvalidClaimsError, match="checked 0 records: 1 error"):
            report.raise_for_errors()


def test_a_report_says_what_it_leaves_out_and_counts_in_words(texts):
    bad = ['{"id": 1}'] * 3
    report = validate(bad, max_findings=2)
    assert report.truncated and len(report.findings) == 2 and report.hidden == report.errors - 2
    assert "not listed" in str(report) and sum(report.counts.values()) == report.errors
    assert validate(bad, max_findings=None).truncated is False
    assert str(validate([texts[0]])).startswith("checked 1 record: 0 errors, 0 warnings")
    one = validate([texts[0].replace('"layer": "', '"layer": "x'), texts[1]])
    assert "1 error, 0 warnings; 1 of 2 records has errors" in str(one)
    with pytest.raises(TypeError, match=r"report\.ok"):
        bool(one)
    with pytest.raises(InvalidClaimsError, match=r"row 0 /layer: error\[unknown-term\]") as raised:
        one.raise_for_errors()
    assert raised.value.report is one and isinstance(raised.value, ClaimsError)
    twice = validate([texts[0], texts[0]])
    assert twice.refused == 1 and "1 of 2 records has errors" in str(twice)


def test_dictionaries_and_blank_items_keep_their_rows(texts):
    claim = json.loads(texts[0])
    report = validate([claim, "\n", {**claim, "id": claim["source"] + ".902", "layer": "coalitio"}])
    assert report.records == 2 and [row[0] for row in found(report)] == [2]
    with pytest.raises(TypeError, match="a claim was given as an int: expected str, bytes or a dict"):
        validate([7])
    with pytest.raises(TypeError, match="a claim holds an object"):
        validate([{"id": object()}])


def test_references_and_registers(texts, root):
    unknown = [texts[0].replace('"speaker": "', '"speaker": "x-')]
    assert validate(unknown).errors == 1
    assert validate(unknown, references="warn").warnings == 1 and validate(unknown, references="warn").ok
    assert validate(unknown, references="off").ok
    assert validate(texts, register=guarantee_claims.Dataset.load(root)).ok


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: validate(7), TypeError, "claims were given as an int: expected a path, bytes"),
        (lambda: validate(None), TypeError, "claims were given as None"),
        (lambda: validate({"id": 1}), TypeError, r"validate\(\[claim\]\)"),
        (lambda: validate('{"id": 1}'), ValueError, "a str is a path"),
        (lambda: validate("none.ndjson"), FileNotFoundError, "none.ndjson"),
        (lambda: validate("/"), IsADirectoryError, "/"),
        (lambda: validate(__file__), ValueError, "none of the endings"),
        (lambda: validate([], column="json"), ValueError, "expected none with a list"),
        (lambda: validate([], threads=0), ValueError, "threads is 0: expected 1 or more"),
        (lambda: validate([], threads="2"), TypeError, "threads is a str: expected a whole number"),
        (lambda: validate([], column=7), TypeError, "column is an int: expected str"),
        (lambda: validate([], progress=7), TypeError, "progress is an int: expected True"),
        (lambda: validate([], register=object()), TypeError, "register is an object: expected a Dataset"),
        (lambda: validate([], max_findings=-1), ValueError, "max_findings is -1: expected 0 or more"),
        (lambda: validate([], references="none"), ValueError, "expected 'error', 'warn', 'off'"),
        (lambda: validate([], format="xml"), ValueError, "expected 'lines', 'document'"),
        (lambda: validate([], register="."), TypeError, r"expected a Dataset: Dataset.load\(path\)"),
        (lambda: validate([], texts="/none"), FileNotFoundError, "no such folder of texts"),
        (lambda: validate(polars.LazyFrame({"a": [1]})), TypeError, r"validate\(frame.collect\(\)\)"),
        (lambda: validate(polars.DataFrame({"jsn": ["{}"]}), column="json"), ValueError, 'did you mean "jsn"'),
        (lambda: validate(polars.DataFrame({"json": [1]}), column="json"), ValueError, "expected text"),
        (lambda: validate(polars.DataFrame({"json": ["{}"]})), ValueError, 'give column="json"'),
    ],
)
def test_what_cannot_be_done_is_said_in_plain_words(call, error, words):
    with pytest.raises(error, match=words) as raised:
        call()
    assert not any(word in str(raised.value).lower() for word in ("rust", "pyo3", "native", "capsule", "panic"))


def test_parquet_is_refused_with_the_line_that_reads_it(tmp_path):
    path = tmp_path / "claims.parquet"
    guarantee_claims.table("claims").to_polars().write_parquet(path)
    with pytest.raises(ValueError, match="polars.read_parquet") as raised:
        validate(path)
    assert validate(polars.read_parquet(path)).ok and validate(pandas.read_parquet(path)).ok
    assert "read_parquet" in str(raised.value)
    with gzip.open(tmp_path / "claims.ndjson.gz", "wb") as file:
        file.write(b"{}")
    with pytest.raises(ValueError, match=r"gzip\.open"):
        validate(tmp_path / "claims.ndjson.gz")


def test_documents_are_told_by_name_or_start(texts, tmp_path):
    document = "[" + ",\n".join(texts) + "]"
    path = tmp_path / "claims.json"
    path.write_text(document, encoding="utf-8")
    for source in (path, document.encode(), path.open(), path.open("rb")):
        assert validate(source).records == len(texts)
    assert validate(io.StringIO(document), format="document").ok
    assert validate(io.StringIO("\n".join(texts))).ok
