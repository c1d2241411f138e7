"""What is listed is what was asked for: counts, questions, downloads, search."""

import json
import re

import pytest

from conftest import DRAWN, go, listed, settle
from question_page import ask, parse

ID = re.compile(r"[a-z0-9-]+-\d{4}-\d{2}\.\d{3,}")


def ids_in(value):
    if isinstance(value, list):
        return set().union(*map(ids_in, value)) if value else set()
    return {value} if isinstance(value, str) and ID.fullmatch(value) else set()


def ids_of(answer):
    """Every claim that a table of docs/questions.md names; the numbers that question 12 gives belong to the row's source."""
    found = set()
    for record in answer.records():
        found |= set().union(*map(ids_in, record.values()))
        if "outlet_alone" in record:
            found |= {f"{record['source']}.{number}" for number in record["which"]}
    return found


# By the number on the page of questions: the key in the address.
ASKS = {
    2: "withheld-consent",
    3: "us-standing",
    4: "menu",
    5: "contingent",
    6: "in-force",
    7: "conditions",
    8: "russian-say",
    9: "same-occasion",
    10: "lapsed",
    11: "significance",
    12: "outlet-alone",
    13: "demands",
    14: "protection",
    15: "firmness",
    16: "bindingness",
    17: "us-confidence",
    18: "altered-quotations",
    20: "reported-and-signed",
    21: "after-attack",
    22: "undertakings",
    23: "said-and-signed",
    24: "provisions",
    25: "duration",
    26: "deciders",
    27: "ukraine-undertakes",
}
# Tables that count claims beside the few that they name, and how many they count.
COUNTED = {
    15: lambda rows: sum(row["only_possible"] + row["would_or_ready"] + row["intended"] + row["promised"] for row in rows),
    20: lambda rows: len({claim for row in rows for claim in row["reported"]}) + sum(row["signed"] for row in rows),
    22: lambda rows: sum(row["claims"] for row in rows),
}


@pytest.fixture(scope="module")
def questions(root):
    return parse((root / "docs" / "questions.md").read_text(encoding="utf-8")).questions


@pytest.fixture(scope="module")
def answers(questions, dist, tmp_path_factory):
    folder = tmp_path_factory.mktemp("questions")
    (folder / "dist").symlink_to(dist.resolve(), target_is_directory=True)
    return {number: ask(question.sql, folder) for number, question in enumerate(questions, 1)}


def fits(number, answer, shown):
    named = ids_of(answer)
    if number in COUNTED:
        return named <= set(shown) and len(shown) == COUNTED[number](answer.records())
    return named == set(shown)


def test_every_question_answered_by_claims_lists_exactly_these(view, answers):
    page = view()
    wrong = []
    for number, key in ASKS.items():
        go(page, f"#ask={key}")
        shown = listed(page)
        assert shown and len(shown) == len(set(shown)), key
        if not fits(number, answers[number], shown):
            wrong.append((number, key, sorted(ids_of(answers[number]) ^ set(shown))))
    assert wrong == []
    without_claims = {number for number, answer in answers.items() if not ids_of(answer)}
    assert without_claims == {19} and set(answers) - set(ASKS) == {1, 19}


def test_a_loosened_predicate_is_noticed(view, rebuilt, answers):
    loose = rebuilt({"src/questions.js": ('(claim.layer === "united-states" || claim.stage === "ruled-out") &&', "true &&")})
    assert not fits(3, answers[3], listed(view("#ask=us-standing", path=loose)))


def test_questions_are_offered_in_words_of_the_page(view, questions):
    page = view()
    assert page.locator(".start > .questions a").count() == 12
    page.locator(".start summary").click()
    assert page.locator(".start .questions a").count() == len(questions)
    full = page.eval_on_selector_all(".start .questions a", "links => links.map(link => link.dataset.tip)")
    headings = [re.sub(r"^\d+\. ", "", question.heading) for question in questions]
    assert sorted(text.split(" Here, ")[0].replace("’", "'") for text in full) == sorted(headings)
    page.get_by_role("link", name="What has the US refused or offered?").click()
    settle(page)
    assert page.locator("h1").inner_text() == "What has the United States refused, offered, or left open?"
    page.go_back()
    page.get_by_role("link", name="Which parts has each plan?").click()
    settle(page)
    assert page.locator("h1").inner_text().startswith("Frameworks")


# Ticks every so many of the values, alone in its facet, and gives those whose count is not the number of claims then listed.
TICK_EACH = """async ([start, step]) => {
    const settled = DRAWN;
    const values = () => [...document.querySelectorAll(".facet .value")];
    const count = values().map((value) => Number(value.querySelector(".count").textContent));
    const wrong = [];
    let tried = 0;
    for (let place = 0; place < count.length; place += step) {
        location.hash = start;
        await settled();
        for (const box of values()[place].closest(".facet").querySelectorAll("input:checked")) {
            box.click();
            await settled();
        }
        values()[place].querySelector("input").click();
        await settled();
        const listed = document.querySelectorAll(".list .item").length;
        tried += 1;
        if (listed !== count[place]) wrong.push([values()[place].textContent, count[place], listed]);
    }
    return { tried, wrong };
}""".replace("DRAWN", DRAWN)
STARTS = ["", "#ask=in-force", "#layer=coalition,united-states&stage=announced"]


@pytest.mark.parametrize("start", STARTS)
def test_counts_of_filters_are_the_lengths_of_the_lists_that_they_lead_to(view, start):
    found = view(start).evaluate(TICK_EACH, [start, 5])
    assert found["tried"] > 20 and found["wrong"] == []


LINKS = """selector => [...document.querySelectorAll(selector)].map((link) =>
    [link.getAttribute("href"), Number(link.getAttribute("aria-label").match(/: ([\\d,]+) claim/)[1].replace(",", ""))])"""


@pytest.mark.parametrize("start", ["", "#ask=conditions", "#stage=agreed"])
@pytest.mark.parametrize("selector", [".matrix td a", ".timeline a"])
def test_counts_of_the_overviews_are_the_lengths_of_the_lists_that_they_lead_to(view, start, selector):
    page = view(start)
    links = page.evaluate(LINKS, selector)
    assert len(links) >= 3
    for hash_, count in links[:: max(1, len(links) // 12)]:
        go(page, hash_)
        assert len(listed(page)) == count, hash_


def test_a_count_that_obeys_its_own_facet_is_noticed(view, rebuilt):
    wrong = rebuilt({"src/select.js": ("of by === null ? FACETS : [by]", "of by === null ? FACETS : []")})
    assert view(STARTS[2], path=wrong).evaluate(TICK_EACH, [STARTS[2], 5])["wrong"]


def test_a_count_of_all_claims_is_noticed(view, rebuilt):
    wrong = rebuilt({"src/select.js": ("matrix: without(\"layer\", \"type\")", "matrix: data.claims")})
    page = view("#stage=agreed", path=wrong)
    links = page.evaluate(LINKS, ".matrix td a")
    differing = 0
    for hash_, count in links[:10]:
        go(page, hash_)
        differing += len(listed(page)) != count
    assert differing


def download(page, name):
    with page.expect_download() as found:
        page.get_by_role("button", name=name, exact=True).click()
    return found.value.suggested_filename, found.value.path().read_bytes()


def test_all_claims_as_csv_are_the_exported_table_byte_for_byte(view, dist):
    name, content = download(view(), "CSV")
    assert content == (dist / "csv" / "claims_wide.csv").read_bytes()
    assert re.fullmatch(r"guarantee-claims-\d+\.\d+\.\d+-all\.csv", name)


def test_all_claims_as_json_are_the_exported_records(view, dist):
    exported = (dist / "json" / "claims.json").read_text(encoding="utf-8").splitlines()
    _, content = download(view(), "JSON")
    assert sorted(line.rstrip(",") for line in content.decode().splitlines()) == sorted(line.rstrip(",") for line in exported)


def test_a_selection_is_downloaded_in_the_order_of_the_data(view, dist):
    page = view("#type=ground-troops&layer=coalition")
    name, content = download(page, "JSON")
    assert name.endswith("-coalition-ground-troops.json")
    records = json.loads(content)
    assert [record["id"] for record in records] == sorted(listed(page)) and len(records) > 3
    lines = download(page, "CSV")[1].decode().splitlines(keepends=True)
    whole = (dist / "csv" / "claims_wide.csv").read_text(encoding="utf-8")
    assert "".join(lines) != whole and all(line in whole for line in lines)


def test_one_letter_of_the_data_is_noticed(view, dist, changed, records):
    statement = records[0]["statement"]
    page = view(path=changed(f"<h3>{statement}</h3>", f"<h3>{statement[:-1]}!</h3>"))
    assert download(page, "CSV")[1] != (dist / "csv" / "claims_wide.csv").read_bytes()


def found(query, page):
    page.locator("#search").fill(query)
    settle(page)
    return listed(page)


def test_search_knows_words_phrases_accents_and_quotation_marks(view, records):
    page = view()
    words = found("attack new", page)
    phrase = found('"new attack"', page)
    assert set(phrase) < set(words) and found("“new attack”", page) == phrase
    assert found("kosiniak wladyslaw", page) == found("Władysław Kosiniak", page) != []
    assert found("us-ukraine-agreement-2024-06.031", page)[0] == "us-ukraine-agreement-2024-06.031"
    # A word is found where one begins: not in "Russia".
    begun = found("us", page)
    assert all(re.search(r"\bus", json.dumps(record), re.IGNORECASE) for record in records if record["id"] in begun)


def test_search_finds_what_an_item_shows(view, records, rebuilt):
    def shown(record):
        return record["speaker"] == "united-states" and record["speech_act"] == "refuse"

    def ruled_out(record):
        return record["stage"] == "ruled-out"

    def all_found(page):
        return [{record["id"] for record in records if fits(record)} <= set(found(query, page)) for query, fits in [('"United States refuses"', shown), ("ruled out", ruled_out)]]

    assert any(map(shown, records)) and any(map(ruled_out, records))
    assert all_found(view()) == [True, True]
    page = view(path=rebuilt({"src/data.js": ("saying, ...names, ...codes, ...stands,", "nameOf(claim.speaker), ...names, ...codes,")}))
    assert all_found(page) == [False, False]


def test_what_was_looked_for_is_marked(view):
    page = view("#q=%22security%20guarantees%22")
    marks = page.eval_on_selector_all(".item mark", "marks => marks.map(mark => mark.textContent.toLowerCase())")
    assert marks and set(marks) == {"security guarantees"}


def test_nothing_found_says_what_would_be(view):
    page = view("#q=troops%20%22no%20such%20phrase%22&layer=coalition")
    hints = page.locator(".nothing li")
    assert hints.count() >= 2
    for place in range(hints.count()):
        go(page, "#q=troops%20%22no%20such%20phrase%22&layer=coalition")
        promised = int(re.search(r": ([\d,]+) claim", hints.nth(place).inner_text())[1].replace(",", ""))
        hints.nth(place).locator("a").click()
        settle(page)
        assert len(listed(page)) == promised > 0


def test_an_unknown_value_is_left_out_and_said(view):
    page = view("#layer=coalition,moon")
    assert "no “moon”" in page.locator(".notice").inner_text()
    assert listed(page) == listed(view("#layer=coalition"))
