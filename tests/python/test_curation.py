"""Agreement as the program measures it, held against others' implementations, and the tables of docs/curation.md that show it."""

import csv
import itertools
import json
import subprocess

import krippendorff
import numpy
import pytest

FIELDS = ["speaker", "attribution", "layer", "commitment_type", "speech_act", "modality", "polarity", "stage", "aspect", "legal_form"]
FIELDS += ["bindingness", "parties", "conditions"]
LISTS = {"parties", "conditions"}

# The repository, and invented codings that are there before anybody has coded anything.
DATASETS = [".", "tests/fixtures/coded"]


@pytest.fixture(scope="module")
def agreement(claims_bin, root):
    """A function that gives what `claims agreement` says of a dataset."""

    def run(dataset, *arguments):
        command = [claims_bin, "agreement", "--root", root / dataset, "--format", "json", *arguments]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, f"`claims agreement` ended with {done.returncode}\n{done.stdout}{done.stderr}"
        return json.loads(done.stdout)

    return run


def files(root, dataset):
    """The codings of each document, as they are written."""
    found = {}
    for path in sorted((root / dataset / "data/codings").glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


def pairs(rows):
    """The pairs of a document: of the coder a, and of b."""
    of_b = {row["coding"]: row for row in rows if row["coder"] == "b"}
    return [(row, of_b[row["pair"]]) for row in rows if row["coder"] == "a" and row["pair"]]


def measure(pairs, field):
    """Krippendorff's alpha by the package of that name; for lists F1 over the items."""
    if field in LISTS:
        lists = [[set(row[field].split(";")) - {""} for row in pair] for pair in pairs]
        common, all_items = sum(len(a & b) for a, b in lists), sum(len(a) + len(b) for a, b in lists)
        return 2 * common / all_items if all_items else None
    codes = sorted({row[field] for pair in pairs for row in pair})
    data = [[codes.index(row[field]) for row in coder] for coder in zip(*pairs)]
    return krippendorff.alpha(data, level_of_measurement="nominal") if len(codes) > 1 else None


def values(figures):
    return {(row["source"], row["field"]): row["value"] for row in figures["agreement"]}


@pytest.mark.parametrize("dataset", DATASETS)
def test_agreement_is_what_another_implementation_finds(agreement, root, dataset):
    found, compared = values(agreement(dataset)), 0
    of_documents = {source: pairs(rows) for source, rows in files(root, dataset).items()}
    of_documents = {source: of_document for source, of_document in of_documents.items() if (source, "unit") in found}
    for source, of_document in [(None, list(itertools.chain(*of_documents.values()))), *of_documents.items()]:
        for field in FIELDS:
            assert found[source, field] == pytest.approx(measure(of_document, field), abs=1e-12), (source, field)
            compared += found[source, field] is not None
    assert compared > 5, "nothing was compared: expected codings of two coders in data/codings/"


@pytest.mark.parametrize("dataset", DATASETS)
def test_intervals_are_about_those_of_other_resamples(agreement, root, dataset):
    every = list(itertools.chain(*(pairs(rows) for rows in files(root, dataset).values())))
    random, compared = numpy.random.default_rng(1), 0
    resamples = [[every[place] for place in random.integers(len(every), size=len(every))] for _ in range(400)]
    for row in agreement(dataset)["agreement"]:
        # Of few pairs, the ends are those of single resamples.
        if row["source"] is None and row["field"] in ("layer", "aspect", "parties") and row["pairs"] > 30 and row["value"] is not None:
            others = [value for value in (measure(resample, row["field"]) for resample in resamples) if value is not None]
            low, high = numpy.percentile(others, [2.5, 97.5])
            assert row["low"] == pytest.approx(low, abs=0.04) and row["high"] == pytest.approx(high, abs=0.04), row
            compared += 1
    assert compared or dataset != ".", "nothing was compared: expected codings of two coders in data/codings/"


def test_a_planted_wrong_value_is_noticed(agreement, root):
    found = values(agreement("tests/fixtures/coded"))
    for field in ("aspect", "parties", "speaker"):
        of_document = pairs(files(root, "tests/fixtures/coded")["coded-2025"])
        assert found["coded-2025", field] == pytest.approx(measure(of_document, field))
        of_document[0][0][field] = "planted"
        assert found["coded-2025", field] != pytest.approx(measure(of_document, field)), field


def part(root, name, content, renew):
    """Holds a generated part of the page to what it should say."""
    page, start = root / "docs/curation.md", f"<!-- generated: {name} -->\n"
    before, rest = page.read_text(encoding="utf-8").split(start)
    _, after = rest.split("<!-- end -->", 1)
    fresh = f"{before}{start}\n{content}\n\n<!-- end -->{after}"
    if renew:
        page.write_text(fresh, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == fresh, "docs/curation.md is stale: run `make renew`"


def table(heads, rows):
    """A table whose columns after the first are numbers."""
    lines = [f"| {' | '.join(heads)} |", "|---|" + "---:|" * (len(heads) - 1)]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def figure(value):
    return "" if value is None else f"{value:.2f}"


def interval(row):
    return "" if row["low"] is None else f"{row['low']:.2f} to {row['high']:.2f}"


def test_the_page_shows_the_agreement_of_the_two_codings(rows, root, renew):
    scopes = {}
    for row in rows["agreement"]:
        scopes.setdefault(row["scope"], {})[row["field"]] = row
    if not scopes:
        return part(root, "agreement", "No document has been coded by two coders.", renew)
    of_all = scopes.pop("*")
    names = {"alpha": "alpha", "f1": "F1"}
    fields = [[f"`{field}`", names[of_all[field]["measure"]], figure(of_all[field]["value"]), interval(of_all[field])] for field in [*FIELDS, "unit"]]
    documents = []
    for name, scope in [*((f"`{source}`", scope) for source, scope in sorted(scopes.items())), ("all", of_all)]:
        unit = scope["unit"]
        shares = [f"{unit[share]:.0%}" for share in ("paired_a", "paired_b")]
        counts = [str(unit["codings_a"]), str(unit["codings_b"]), str(unit["pairs"]), *shares]
        documents.append([name, *counts, *(figure(scope[field]["value"]) for field in [*FIELDS, "unit"])])
    heads = ["document", "A", "B", "pairs", "of A", "of B", *(f"`{field}`" for field in [*FIELDS, "unit"])]
    content = f"{table(['field', 'measure', 'agreement', '95% interval'], fields)}\n\n{table(heads, documents)}"
    return part(root, "agreement", content, renew)


OFFICIAL = ("agreement", "declaration", "readout", "press-release")


def by_kind(root, rows):
    """The codings of the reports, and those of the official texts."""
    official = {source["id"] for source in rows["sources"] if source["genre"] in OFFICIAL}
    found = files(root, ".").items()
    return [[of_document for source, of_document in found if (source in official) == wanted] for wanted in (False, True)]


def unit(documents):
    """Twice the pairs by all codings."""
    count = sum(row["coder"] in "ab" for of_document in documents for row in of_document)
    return 2 * sum(len(pairs(of_document)) for of_document in documents) / count


def test_the_page_shows_the_agreement_on_each_kind_of_document(root, rows, renew):
    kinds = by_kind(root, rows)
    assert [len(documents) for documents in kinds] == [5, 5]
    of_kinds = [list(itertools.chain(*map(pairs, documents))) for documents in kinds]
    lines = [[f"`{field}`", *(figure(measure(of_kind, field)) for of_kind in of_kinds)] for field in FIELDS]
    lines += [["`unit`", *(figure(unit(documents)) for documents in kinds)], ["pairs", *(str(len(of_kind)) for of_kind in of_kinds)]]
    # What the prose says: no field of the official texts is below.
    assert min(measure(of_kinds[1], field) for field in FIELDS) >= 0.85
    return part(root, "kinds", table(["field", "reports", "official texts"], lines), renew)


def test_both_kinds_together_are_what_the_program_finds_of_all(agreement, root, rows):
    found = values(agreement("."))
    both = list(itertools.chain(*by_kind(root, rows)))
    assert unit(both) == pytest.approx(found[None, "unit"])
    assert unit(both[1:]) != pytest.approx(found[None, "unit"])


def further(root):
    """The further coders of each document: those whose codings were not settled."""
    coders = ((source, {row["coder"] for row in rows} - {"a", "b"}) for source, rows in files(root, ".").items())
    return {source: sorted(letters) for source, letters in coders if letters}


def test_the_page_shows_how_far_confidence_tells_doubt(agreement, root, renew):
    tested = [root / f"data/codings/{source}.csv" for source, coders in further(root).items() if "c" in coders]
    if not tested:
        return part(root, "confidence", "No document has been coded a third time.", renew)
    found = agreement(".", "--coder", "c", *itertools.chain(*(("--against", path) for path in tested)))
    levels = [[f"`{level['confidence']}`", str(level["claims"]), str(level["differing"]), figure(level["value"]), interval(level)] for level in found["confidence"]]
    ratio = found["lowToHigh"]
    levels.append(["low to high", "", "", figure(ratio["value"]), interval(ratio)])
    assert ratio["value"] >= 2
    return part(root, "confidence", table(["confidence", "claims", "differing", "share", "95% interval"], levels), renew)


def test_the_page_shows_how_far_further_coders_agree_with_the_claims(agreement, root, renew):
    rows = []
    for source, coders in sorted(further(root).items()):
        for coder in coders:
            found = agreement(".", "--coder", coder, "--against", root / f"data/codings/{source}.csv")["agreement"]
            values = {row["field"]: figure(row["value"]) for row in found if row["source"] is None}
            rows.append([f"`{source}`", coder, *(values[field] for field in [*FIELDS, "unit"])])
    assert rows, "nothing was compared: expected codings of further coders in data/codings/"
    return part(root, "further", table(["document", "coder", *(f"`{field}`" for field in [*FIELDS, "unit"])], rows), renew)
