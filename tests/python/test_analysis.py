"""docs/analysis.md: its code runs on the export, what stands below it is what it prints, and its figures are what the script draws.

With RENEW=1 in the environment the answers and figures are written anew instead of compared.
"""

import contextlib
import io
import re
import shutil
import subprocess
import sys
from collections import Counter
from xml.etree import ElementTree

import pyarrow.parquet
import pytest

from question_page import ask, table

# A block of Python with its output, or a query with its answer.
PYTHON = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<shown>.*?)```\n", re.DOTALL)
QUERY = re.compile(r"```sql\n(?P<code>.*?)```\n\n(?P<shown>(?:\|[^\n]*\n)*)\n?", re.DOTALL)
FIGURE = re.compile(r"!\[[^\]]+\]\(analysis/(?P<name>[a-z_]+\.svg)\)")


@pytest.fixture(scope="module")
def page(root):
    return root / "docs" / "analysis.md"


@pytest.fixture(scope="module")
def folder(dist, tmp_path_factory):
    """A folder with nothing in it but `dist`."""
    folder = tmp_path_factory.mktemp("analysis")
    (folder / "dist").symlink_to(dist, target_is_directory=True)
    return folder


def answered(text, folder):
    """The page with what its code prints."""
    names = {}

    def printed(match):
        output = io.StringIO()
        with contextlib.chdir(folder), contextlib.redirect_stdout(output):
            exec(compile(match["code"], "docs/analysis.md", "exec"), names)
        return f"```python\n{match['code']}```\n\n```text\n{output.getvalue()}```\n"

    def queried(match):
        return f"```sql\n{match['code']}```\n\n{table(ask(match['code'], folder))}\n"

    return QUERY.sub(queried, PYTHON.sub(printed, text))


def draw(root, dist, folder):
    command = [sys.executable, "-B", root / "docs" / "analysis" / "plots.py", dist, folder]
    subprocess.run(command, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_the_page_shows_is_what_its_code_prints(page, folder, renew):
    text = page.read_text(encoding="utf-8")
    expected = answered(text, folder)
    if renew:
        page.write_text(expected, encoding="utf-8")
    else:
        assert text == expected


def test_every_block_is_run(page):
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w+)$", text, re.MULTILINE)
    assert blocks.count("python") == len(PYTHON.findall(text)) == blocks.count("text") >= 5
    assert blocks.count("sql") == len(QUERY.findall(text)) >= 4
    assert set(blocks) == {"python", "sql", "text"}


def test_every_answer_has_content(page):
    text = page.read_text(encoding="utf-8")
    assert all(match["shown"].count("\n") >= 2 for pattern in (PYTHON, QUERY) for match in pattern.finditer(text))


def test_a_stale_answer_is_found(page, folder):
    text = page.read_text(encoding="utf-8")
    for number in ("   32\n", "all  "):
        assert number in text
        stale = text.replace(number, "  999\n", 1)
        assert answered(stale, folder) != stale


OFFICIAL = ("agreement", "declaration", "readout", "press-release")


@pytest.fixture
def kinds(rows, records):
    """The claims of the reports, and those of the official texts."""
    official = {source["id"] for source in rows["sources"] if source["genre"] in OFFICIAL}
    return [[record for record in records if (record["source"] in official) == wanted] for wanted in (False, True)]


def count(records, key, *terms):
    return sum(record[key] in terms for record in records)


def inside(records):
    return [record for record in records if record["layer"] != "outside"]


def test_what_the_prose_says_of_the_documents_holds(records, kinds):
    lengths = Counter(record["source"] for record in records)
    assert [len({record["source"] for record in kind}) for kind in kinds] == [5, 5]
    assert len(lengths) == 10 and min(lengths.values()) == 12 and 190 < max(lengths.values()) < 200
    assert lengths["us-ukraine-agreement-2024-06"] > len(records) / 3


def test_what_the_prose_says_of_commitments_holds(kinds):
    reports, official = kinds
    assert count(inside(reports), "stage", "idea", "under-discussion") > len(inside(reports)) / 2
    agreed = [record for record in inside(official) if record["stage"] == "agreed"]
    assert len(agreed) > len(inside(official)) / 2
    assert count(agreed, "source", "us-ukraine-agreement-2024-06") > 0.8 * len(agreed)
    for kind in kinds:
        in_force = [record for record in kind if record["stage"] == "in-force"]
        assert count(in_force, "layer", "outside") > 0.6 * len(in_force) > 0
    assert count(reports, "speech_act", "refuse") == count(reports, "speech_act", "offer") > 0 == count(reports, "speech_act", "pledge")
    assert count(reports, "speech_act", "assert", "assess", "predict") > len(reports) / 2
    assert count(official, "speech_act", "pledge", "offer", "refuse") > len(official) / 2


def test_what_the_prose_says_of_firmness_holds(kinds):
    reports, official = (inside(kind) for kind in kinds)
    assert 2 * count(reports, "modality", "certain") < count(reports, "modality", "possible")
    assert count(official, "modality", "certain") > 2 * count(official, "modality", "possible")
    assert count(official, "modality", "probable") == pytest.approx(0.75 * count(official, "modality", "certain"), rel=0.1)
    certain = [[record for record in kind if record["modality"] == "certain"] for kind in (reports, official)]
    assert count(certain[0], "speech_act", "predict") > len(certain[0]) / 2
    assert count(certain[1], "speech_act", "pledge") > 0.9 * len(certain[1])
    assert count(certain[1], "bindingness", "binding") < len(certain[1]) / 2


def test_broken_code_is_found(folder):
    with pytest.raises(NameError):
        answered("```python\nprint(nothing)\n```\n\n```text\n```\n", folder)


def test_figures_are_what_the_script_draws(root, dist, page, tmp_path, renew):
    drawn = draw(root, dist, tmp_path)
    kept = root / "docs" / "analysis"
    if renew:
        for name, content in drawn.items():
            (kept / name).write_bytes(content)
    # That of docs/reported-and-signed.md is drawn by a script of its own, and compared in its test.
    assert {path.name: path.read_bytes() for path in kept.glob("*.svg") if path.name != "instruments.svg"} == drawn
    assert set(FIGURE.findall(page.read_text(encoding="utf-8"))) == set(drawn)


def test_figures_change_with_the_data(root, dist, tmp_path):
    copy = shutil.copytree(dist, tmp_path / "dist")
    claims = copy / "parquet" / "claims.parquet"
    pyarrow.parquet.write_table(pyarrow.parquet.read_table(claims).slice(0, 100), claims)
    drawn = draw(root, copy, tmp_path / "figures")
    kept = {path.name: path.read_bytes() for path in (root / "docs" / "analysis").glob("*.svg")}
    assert [name for name in drawn if drawn[name] == kept[name]] == []


def test_figures_are_svg_with_the_terms_in_order(root):
    svg = ElementTree.parse(root / "docs" / "analysis" / "stages_by_layer.svg")
    texts = [element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")]
    stages = ["idea", "under-discussion", "announced", "agreed", "in-force", "ruled-out", "lapsed", "not-applicable"]
    assert [text for text in texts if text in stages] == stages


def test_the_script_needs_an_export(root, tmp_path):
    with pytest.raises(subprocess.CalledProcessError):
        draw(root, tmp_path, tmp_path / "figures")
