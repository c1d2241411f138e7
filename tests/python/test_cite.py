"""What `claims cite` prints, as other programs read it: pybtex the BibTeX, citeproc-py the CSL-JSON; each with a twin that must fail."""

import json
import subprocess
import warnings

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string
from pybtex.exceptions import PybtexError
from pybtex.plugin import find_plugin

# One of each kind of document, and a statement with an apostrophe.
CLAIMS = [None, "t4k3-2025-08.002", "us-ukraine-agreement-2024-06.001", "white-house-2025-08.001", "geneva-statement-2025-11.001"]


@pytest.fixture(scope="module")
def cite(claims_bin, root):
    """A function that cites the dataset, or one claim."""

    def run(claim, form):
        done = subprocess.run(
            [claims_bin, "cite", "--root", root, "--format", form, *([claim] if claim else [])], capture_output=True, text=True, encoding="utf-8"
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run


def rendered_bibtex(text):
    """The entry as pybtex writes it into a list of references, in which braces and backslashes are markup and are gone."""
    entries = parse_string(text, "bibtex").entries
    [entry] = find_plugin("pybtex.style.formatting", "plain")().format_entries(list(entries.values()))
    # Of LaTeX's commands it knows the accents alone.
    return entry.key, entry.text.render_as("text").replace("\\url ", "")


@pytest.mark.parametrize("claim", CLAIMS)
def test_pybtex_reads_what_the_json_says(cite, claim):
    [item] = json.loads(cite(claim, "csl-json"))
    key, line = rendered_bibtex(cite(claim, "bibtex"))
    assert key == item["id"]
    assert line.startswith(f"{item['author'][0]['literal']}.") and item["title"] in line
    assert not set(line) & set("{}\\"), line
    [entry] = parse_string(cite(claim, "bibtex"), "bibtex").entries.values()
    assert entry.fields["version"] == item["version"]


def test_every_claim_is_read_by_pybtex(cite, document):
    # One text: pybtex refuses an entry that stands twice, and what follows an entry that is not closed.
    some = [claim["id"] for claim in document["claims"]][::20]
    entries = parse_string("".join(cite(claim, "bibtex") for claim in some), "bibtex").entries
    assert len(entries) == len(some) > 20
    for claim, entry in zip(some, entries.values(), strict=True):
        assert claim in entry.fields["howpublished"]


@pytest.mark.parametrize(("find", "write"), [("},\n}", ",\n}"), ("@misc{", "@misc "), ("title        =", "title")])
def test_pybtex_refuses_a_broken_entry(cite, find, write):
    text = cite("t4k3-2025-08.002", "bibtex")
    assert text.count(find) >= 1
    with pytest.raises(PybtexError):
        rendered_bibtex(text.replace(find, write))


def rendered_csl(text):
    """The item as citeproc-py writes it into a list of references; what it does not know is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        items = json.loads(text)
        source = CiteProcJSON(items)
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        bibliography.register(Citation([CitationItem(item["id"]) for item in items]))
        [entry] = bibliography.bibliography()
    return str(entry)


@pytest.mark.parametrize("claim", CLAIMS)
def test_citeproc_writes_who_what_and_where(cite, claim):
    text = cite(claim, "csl-json")
    [item] = json.loads(text)
    line = rendered_csl(text)
    # It has quotation marks and apostrophes of its own.
    plain = line.translate(str.maketrans("’‘“”", "''\"\""))
    assert item["author"][0]["literal"] in plain and item["title"] in plain, line


@pytest.mark.parametrize(
    ("find", "write"),
    [
        ('"version": ', '"versions": '),
        ('"literal": ', '"literally": '),
        ('"id": ', '"ids": '),
    ],
)
def test_citeproc_refuses_what_is_no_csl(cite, find, write):
    text = cite("t4k3-2025-08.002", "csl-json")
    assert find in text
    with pytest.raises(Exception):  # noqa: B017, PT011
        line = rendered_csl(text.replace(find, write))
        assert "Guarantee Claims contributors" in line
