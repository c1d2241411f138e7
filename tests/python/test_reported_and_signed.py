"""docs/reported-and-signed.md: its queries run on the export, one after the other in one database, and what stands below each is its answer.

With RENEW=1 in the environment the answers are written anew instead of compared.
"""

import contextlib
import re

import duckdb
import pytest

from question_page import Answer, table

# A query with its answer; a statement that only defines something has none.
BLOCK = re.compile(r"```sql\n(?P<sql>.*?)```\n(?:\n(?P<table>(?:\|[^\n]*\n)+))?", re.DOTALL)
CLAIM = re.compile(r"`([a-z0-9-]+\.\d{3,})`")
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


def sections(text):
    """The text of each section that is about an instrument, by its heading."""
    _, *parts = re.split(r"(?m)^## ", text)
    return {part.splitlines()[0]: part for part in parts if "WHERE instrument = " in part}


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


def test_the_prose_rests_on_claims_of_its_section(page):
    for heading, section in sections(page.read_text(encoding="utf-8")).items():
        claims = {row[1] for row in shown(section)}
        named = set(CLAIM.findall(prose(section)))
        assert named and named <= claims, (heading, named - claims)


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
