"""The figures on agreement in docs/curation.md are those of the two codings."""

import csv
from collections import Counter, defaultdict

import krippendorff
import pytest

FIELDS = ["speaker", "attribution", "layer", "commitment_type", "speech_act", "stage", "aspect", "confidence"]
START, END = "<!-- generated: agreement -->\n", "<!-- end -->"


@pytest.fixture(scope="module")
def codings(root):
    with open(root / "docs/codings.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pairs(codings, source=None):
    """The two codings of each matched claim."""
    found = defaultdict(dict)
    for row in codings:
        if row["pair"] and source in (None, row["source"]):
            found[row["source"], int(row["pair"])][row["coder"]] = row
    return [(pair["a"], pair["b"]) for pair in found.values()]


def alpha(pairs, field):
    codes = sorted({row[field] for pair in pairs for row in pair})
    number = {code: i for i, code in enumerate(codes)}
    data = [[number[row[field]] for row in coder] for coder in zip(*pairs)]
    return krippendorff.alpha(data, level_of_measurement="nominal") if len(codes) > 1 else 1.0


def table(codings):
    lines = [f"| document | A | B | matched | {' | '.join(FIELDS)} |", "|---|" + "---:|" * (3 + len(FIELDS))]
    for source in [*sorted({row["source"] for row in codings}), None]:
        matched = pairs(codings, source)
        coders = Counter(row["coder"] for row in codings if source in (None, row["source"]))
        figures = " | ".join(f"{alpha(matched, field):.2f}" for field in FIELDS)
        lines.append(f"| {f'`{source}`' if source else 'all'} | {coders['a']} | {coders['b']} | {len(matched)} | {figures} |")
    return "\n".join(lines)


def test_the_page_shows_the_agreement_of_the_two_codings(root, codings, renew):
    page = root / "docs/curation.md"
    before, rest = page.read_text(encoding="utf-8").split(START)
    _, after = rest.split(END, 1)
    fresh = f"{before}{START}\n{table(codings)}\n\n{END}{after}"
    if renew:
        page.write_text(fresh, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == fresh, "docs/curation.md is stale: run `make renew`"


def test_agreement_falls_when_a_code_is_changed(codings):
    matched = pairs(codings)
    changed = [({**a, "layer": "outside" if a["layer"] == "coalition" else a["layer"]}, b) for a, b in matched]
    assert alpha(changed, "layer") < alpha(matched, "layer") <= 1


def test_every_pair_has_two_coders_and_no_claim_two_pairs(codings):
    numbers = Counter((row["source"], row["pair"], row["coder"]) for row in codings if row["pair"])
    assert set(numbers.values()) == {1}
    assert len(numbers) == 2 * len(pairs(codings))
