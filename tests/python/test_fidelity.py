"""The table in docs/curation.md of what came of holding quotations against records is that of the exported evidence.

With RENEW=1 in the environment it is written anew instead of compared.
"""

from collections import Counter

import pytest

from question_page import line

START, END = "<!-- generated: fidelity -->\n", "<!-- end -->"
# Their own words need no record, and of the interview that one of them quotes there is none here.
OFFICIAL = ("agreement", "declaration", "readout", "press-release")
# What leaves the words as they were.
FAITHFUL = ["verbatim", "punctuation", "same-sense"]


def verdicts(rows):
    """How many quotations of each outlet of reports have each verdict, and how many have none."""
    outlets = {row["id"]: row["outlet"] for row in rows["sources"] if row["genre"] not in OFFICIAL}
    names = {row["id"]: row["name"] for row in rows["actors"]}
    counts = {}
    for row in rows["evidence"]:
        if row["quote"] is not None and row["source"] in outlets:
            counts.setdefault(names[outlets[row["source"]]], Counter())[row["record_verdict"] or "not looked up"] += 1
    return counts


def table(rows, vocabulary):
    counts = verdicts(rows)
    total = sum(counts.values(), Counter())
    shown = [term for term in [*vocabulary["record_verdict"], "not looked up"] if total[term]]
    lines = [["outlet", "quotations", *(f"`{term}`" if term in vocabulary["record_verdict"] else term for term in shown), "faithful, of those found"]]
    lines.append(["---", *["---:"] * (len(shown) + 2)])
    for outlet, count in [*sorted(counts.items()), ("all", total)]:
        found = sum(count.values()) - count["not-found"] - count["not looked up"]
        faithful = sum(count[term] for term in FAITHFUL)
        lines.append([outlet, str(sum(count.values())), *(str(count[term]) for term in shown), f"{faithful} of {found}"])
    return "".join(line(cells) for cells in lines)


def test_the_page_shows_what_came_of_the_quotations(root, rows, vocabulary, renew):
    page = root / "docs" / "curation.md"
    before, rest = page.read_text(encoding="utf-8").split(START)
    shown, after = rest.split(END, 1)
    fresh = f"\n{table(rows, vocabulary)}\n"
    if renew:
        page.write_text(f"{before}{START}{fresh}{END}{after}", encoding="utf-8")
    else:
        assert shown == fresh, "stale: run the tests with RENEW=1"


def test_every_quotation_was_looked_up(rows):
    assert {outlet: count["not looked up"] for outlet, count in verdicts(rows).items() if count["not looked up"]} == {}


def test_a_quotation_that_was_not_looked_up_is_found(rows):
    changed = {**rows, "evidence": [{**row, "record_verdict": None} for row in rows["evidence"]]}
    looked_up = sum(row["record_verdict"] is not None for row in rows["evidence"])
    assert sum(count["not looked up"] for count in verdicts(changed).values()) == looked_up > 0


def test_the_page_says_how_many_quotations_of_official_texts_are_an_interviews(root, rows):
    official = {row["id"] for row in rows["sources"] if row["genre"] in OFFICIAL}
    quoted = {claim["id"] for claim in rows["claims"] if claim["attribution"] == "quoted" and claim["source"] in official}
    count = sum(row["quote"] is not None and row["claim"] in quoted for row in rows["evidence"])
    assert f"its {count} quotations" in (root / "docs" / "curation.md").read_text(encoding="utf-8")


def test_a_changed_verdict_changes_the_table(rows, vocabulary):
    quoted = next(row for row in rows["evidence"] if row["record_verdict"] == "verbatim")
    changed = {**rows, "evidence": [{**row, "record_verdict": "altered"} if row == quoted else row for row in rows["evidence"]]}
    assert table(changed, vocabulary) != table(rows, vocabulary)


@pytest.mark.parametrize("verdict", FAITHFUL)
def test_faithful_verdicts_are_terms(vocabulary, verdict):
    assert verdict in vocabulary["record_verdict"]
