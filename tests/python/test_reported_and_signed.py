"""docs/reported-and-signed.md: its queries run on the export, one after the other in one database, what stands below each is its answer,
and its figure is what the script draws.

With RENEW=1 in the environment the answers and the figure are written anew instead of compared.
"""

import contextlib
import re
import shutil
import subprocess
import sys
from collections import Counter
from xml.etree import ElementTree

import duckdb
import pyarrow.parquet
import pytest

from question_page import Answer, table

# A query with its answer; a statement that only defines something has none.
BLOCK = re.compile(r"```sql\n(?P<sql>.*?)```\n(?:\n(?P<table>(?:\|[^\n]*\n)+))?", re.DOTALL)
CLAIM = re.compile(r"`([a-z0-9-]+\.\d{3,})`")
FIGURE = re.compile(r"!\[(?P<alternative>[^\]]+)\]\(analysis/(?P<name>[a-z_]+\.svg)\)")
LONGEST_QUOTATION = 9


@pytest.fixture(scope="module")
def page(root):
    return root / "docs" / "reported-and-signed.md"


def answered(text, folder):
    """The page with the answers to its queries."""
    with contextlib.chdir(folder), duckdb.connect() as database:

        def answer(match):
            cursor = database.execute(match["sql"])
            block = f"```sql\n{match['sql']}```\n"
            if match["sql"].startswith("CREATE"):
                return block
            return f"{block}\n{table(Answer([column[0] for column in cursor.description], cursor.fetchall()))}"

        return BLOCK.sub(answer, text)


def section(text, heading):
    """The text of one section."""
    (found,) = re.findall(rf"(?ms)^## {re.escape(heading)}\n.*?(?=^## |\Z)", text)
    return found


def sections(text):
    """The text of each section that is about an instrument, by its heading."""
    _, *parts = re.split(r"(?m)^## ", text)
    return {part.splitlines()[0]: part for part in parts if "WHERE instrument = " in part}


def counts(text):
    """What the first table counts, by instrument and column."""
    head, _, *lines = [line for line in section(text, "How much of each").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in (head, *lines)]
    return {row[0]: dict(zip(cells[0][1:], map(int, row[1:]), strict=True)) for row in cells[1:]}


def shown(section):
    """The rows of a section's table as lists of cells, without its head."""
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def prose(section):
    return BLOCK.sub("", section)


def test_what_the_page_shows_is_the_answer_to_its_queries(page, dist, renew):
    text = page.read_text(encoding="utf-8")
    expected = answered(text, dist.parent)
    if renew:
        page.write_text(expected, encoding="utf-8")
    else:
        assert text == expected


def test_a_stale_answer_is_found(page, dist):
    text = page.read_text(encoding="utf-8")
    assert answered(text.replace("ground-troops", "air-power"), dist.parent) != text.replace("ground-troops", "air-power")


def test_each_of_seven_instruments_has_claims_of_both_kinds_or_says_that_it_has_none(page):
    found = sections(page.read_text(encoding="utf-8"))
    assert len(found) == 7
    for heading, section in found.items():
        sides = {row[0] for row in shown(section)}
        assert "reported" in sides, heading
        assert "signed" in sides or "Nothing is signed" in prose(section), heading


def test_the_prose_rests_on_claims_of_its_section_or_on_what_holds_for_all(page):
    text = page.read_text(encoding="utf-8")
    whole = section(text, "What holds for all that is signed")
    for_all = {row[0] for row in shown(whole)}
    assert set(CLAIM.findall(prose(whole))) <= for_all
    for heading, part in sections(text).items():
        claims = {row[1] for row in shown(part)}
        named = set(CLAIM.findall(prose(part)))
        assert named & claims and named <= claims | for_all, (heading, named - claims - for_all)


def test_the_annex_starts_where_the_page_says(page, rows):
    whole = section(page.read_text(encoding="utf-8"), "What holds for all that is signed")
    (first,) = re.findall(r"annex, where the claims from\s+`([^`]+)`\s+on\s+stand", whole)
    (start,) = [row["start_char"] for row in rows["evidence"] if row["claim"] == first]
    of_agreement = [row for row in rows["evidence"] if row["claim"].startswith("us-ukraine-agreement-2024-06.")]
    assert {row["claim"] for row in of_agreement if row["end_char"] > start} == {row["claim"] for row in of_agreement if row["claim"] >= first}


def test_what_the_prose_says_of_the_counts_holds(page):
    text = page.read_text(encoding="utf-8")
    found = counts(text)
    most = sorted(found, key=lambda instrument: found[instrument]["reported"], reverse=True)
    assert set(most[:2]) == {"consultation", "ground-troops"} and found["ground-troops"]["signed"] == 0
    assert max(found, key=lambda instrument: found[instrument]["signed"]) == "training"
    assert found["training"]["discretionary"] > found["training"]["signed"] / 2
    binding = {instrument: row["of_these_binding"] for instrument, row in found.items() if row["of_these_binding"]}
    assert binding == {"training": 1, "consultation": 2}
    bound = [heading for heading, part in sections(text).items() if not re.match(r"Bound[^:]*: nobody\b", prose(part).splitlines()[2])]
    assert bound == ["Training", "Consultation and the answer to an attack"]


def test_the_signed_claims_of_each_row_add_up(page):
    for instrument, row in counts(page.read_text(encoding="utf-8")).items():
        assert row["signed"] == sum(list(row.values())[4:]), instrument


def test_every_signed_undertaking_is_listed_with_who_undertakes_it(page):
    text = page.read_text(encoding="utf-8")
    listed = section(text, "Who undertakes what, how firmly")
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in listed.splitlines() if line.startswith("|")][2:]
    assert [row[0] for row in rows if row[1] == "nobody"] == ["ground-troops", "membership"]
    assert all(who for _, who, *_ in rows)
    undertakings = sum(row["signed"] - row["nothing_undertaken"] for row in counts(text).values())
    assert len(re.findall(r"[a-z0-9-]+\.\d{3}", " ".join(row[3] for row in rows if row[1] != "nobody"))) == undertakings > 30


def test_quotations_are_short_and_those_of_the_evidence(page, rows):
    quotations = {}
    for row in rows["evidence"]:
        if row["quote"] is not None:
            quotations.setdefault(row["claim"], []).append(row["quote"])
    seen = 0
    for section in sections(page.read_text(encoding="utf-8")).values():
        for row in shown(section):
            words = row[-1].strip("“”")
            if words:
                seen += 1
                assert len(re.findall(r"[^\W_]+", words)) <= LONGEST_QUOTATION, row
                assert any(words.rstrip("…") in quotation for quotation in quotations[row[1]]), row
    assert seen > 20


def test_every_signed_claim_shows_the_words_that_bind(page):
    signed = [row for section in sections(page.read_text(encoding="utf-8")).values() for row in shown(section) if row[0] == "signed"]
    assert signed and [row[1] for row in signed if not row[-1]] == []


def draw(root, dist, folder):
    command = [sys.executable, "-B", root / "docs" / "analysis" / "instruments.py", dist, folder]
    subprocess.run(command, check=True, capture_output=True)
    (drawn,) = folder.iterdir()
    return drawn


def test_the_figure_is_what_the_script_draws(root, dist, page, tmp_path, renew):
    drawn = draw(root, dist, tmp_path)
    kept = root / "docs" / "analysis" / drawn.name
    if renew:
        kept.write_bytes(drawn.read_bytes())
    assert kept.read_bytes() == drawn.read_bytes()
    (figure,) = FIGURE.finditer(page.read_text(encoding="utf-8"))
    assert figure["name"] == drawn.name and len(figure["alternative"]) > 40


def test_a_figure_of_other_data_is_another(root, dist, tmp_path):
    other = shutil.copytree(dist, tmp_path / "other")
    claims = other / "parquet" / "claims_wide.parquet"
    pyarrow.parquet.write_table(pyarrow.parquet.read_table(claims).slice(0, 400), claims)
    assert draw(root, other, tmp_path / "figure").read_bytes() != (root / "docs" / "analysis" / "instruments.svg").read_bytes()


def test_the_figure_has_the_numbers_of_the_table(root, page):
    svg = ElementTree.parse(root / "docs" / "analysis" / "instruments.svg")
    texts = [element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")]
    found = counts(page.read_text(encoding="utf-8"))
    assert [text for text in texts if text in found] == list(found)
    in_bars = ["of_these_less_than_certain", "said_officially", *list(next(iter(found.values())))[4:]]
    missing = Counter(str(row[column]) for row in found.values() for column in in_bars if row[column]) - Counter(texts)
    assert not missing
