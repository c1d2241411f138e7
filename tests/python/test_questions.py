"""docs/questions.md: its queries run on the export, its tables are their answers, and the answers are what the documents say.

With RENEW=1 in the environment the tables on the page are written anew instead of compared.
"""

import shutil

import duckdb
import pytest

from question_answers import OF_ALL_DOCUMENTS
from question_page import ask, cell, is_stale, parse, table
from signed_answers import OF_BOTH_KINDS

EXPECTATIONS = [*OF_ALL_DOCUMENTS, *OF_BOTH_KINDS]

TITLES = [
    "Which layers does each framework have, in order, and which claims state them?",
    "Which states withhold consent to membership, according to whom?",
    "What has the United States refused, offered, or left open?",
    "Which instruments are on the menu of the Article 5-like guarantee, and for which is no provider named?",
    "Who offered a concrete contingent, how large, on what condition?",
    "What is in force today rather than under discussion?",
    "Which claims depend on a peace settlement, and which on a new attack?",
    "Who says Russia must have a say, and who answers?",
    "What did the same occasion yield in different outlets?",
    "Which past guarantee lapsed?",
    "Which courses of events are named, and what is said to matter beyond the guarantees?",
    "Which claims rest on the outlet's word alone?",
    "Who is called on to do what?",
    "Who would protect whom against whom?",
    "What is only possible, and what is promised outright?",
    "Which guarantees are said to be binding or automatic?",
    "How sure is the coding of the claims behind an answer?",
    "Which quotations are not what was said?",
    "Which documents draw on the same report?",
    "What was signed of what the Article 5-like guarantee is reported to contain?",
    "What must happen within 24 hours of an attack, and what do reports say of it?",
    "Which undertakings are binding, which discretionary, and with which reservations?",
    "Where does what an American president said differ from what was signed?",
    "Which reported claims does a signed provision support or contradict?",
    "How long do the undertakings hold, and how do they end?",
    "Who decides or must consent, by the reports and by the official texts?",
    "What does Ukraine itself undertake, and what do reports expect of it?",
]
NUMBERS = range(1, len(TITLES) + 1)


@pytest.fixture(scope="session")
def page_path(root):
    return root / "docs" / "questions.md"


@pytest.fixture
def page(page_path):
    return parse(page_path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def folder(dist, tmp_path_factory):
    folder = tmp_path_factory.mktemp("questions")
    (folder / "dist").symlink_to(dist.resolve(), target_is_directory=True)
    return folder


@pytest.mark.parametrize("number", NUMBERS)
def test_table_on_the_page_is_the_answer(number, page, page_path, folder, renew):
    question = page.questions[number - 1]
    if renew:
        page.questions[number - 1] = question._replace(table=table(ask(question.sql, folder)))
        page_path.write_text(page.text(), encoding="utf-8")
    else:
        assert question.table == table(ask(question.sql, folder)), "stale: run the tests with RENEW=1"


def test_changed_table_is_noticed(page, folder):
    question = page.questions[1]
    assert is_stale(question._replace(table=question.table.replace("Hungary", "Estonia")), folder)


def test_changed_query_is_noticed(page, folder):
    question = page.questions[1]
    assert is_stale(question._replace(sql=question.sql.replace("'refuse'", "'assert'")), folder)


def test_query_on_an_unknown_column_fails(page, folder):
    with pytest.raises(duckdb.Error):
        ask(page.questions[1].sql.replace("speech_act", "speech_acts"), folder)


def test_page_has_exactly_the_questions_in_order(page):
    expected = [f"{number}. {title}" for number, title in enumerate(TITLES, 1)]
    assert [question.heading for question in page.questions] == expected


def test_introduction_says_how_many_questions_there_are(page):
    words = {27: "twenty-seven"}
    assert f"each of these {words[len(TITLES)]} questions" in " ".join(page.introduction.split())


def test_page_is_written_back_as_it_was_read(page, page_path):
    assert page.text() == page_path.read_text(encoding="utf-8")


def test_section_without_a_query_is_refused(page):
    with pytest.raises(AssertionError, match="Which past guarantee lapsed"):
        parse(page.text().replace(page.questions[9].sql, "").replace("```sql\n```", ""))


def test_section_with_two_queries_is_refused(page):
    question = page.questions[9]
    with pytest.raises(AssertionError, match="Which past guarantee lapsed"):
        parse(page.text().replace(question.section(), question.section() + "\n```sql\nSELECT 1\n```\n"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ([], ""),
        ([None], ""),
        (["a", "b"], "a, b"),
        (["a|b"], "a\\|b"),
        (True, "yes"),
        (1.0, "1"),
        (4.5, "4.5"),
        (1994, "1994"),
    ],
)
def test_cell_is_rendered(value, expected):
    assert cell(value) == expected


@pytest.mark.parametrize("number", NUMBERS)
def test_answer_has_rows(number, page, folder):
    assert ask(page.questions[number - 1].sql, folder).rows


@pytest.mark.parametrize("number", NUMBERS)
def test_answer_is_what_the_documents_say(number, page, folder):
    EXPECTATIONS[number - 1](ask(page.questions[number - 1].sql, folder).records())


def write_changed(dist, folder, table_name, select):
    original = dist / "parquet" / f"{table_name}.parquet"
    changed = folder / "dist" / "parquet" / original.name
    with duckdb.connect() as database:
        database.execute(f"CREATE VIEW original AS FROM '{original}'")
        database.execute(f"COPY ({select}) TO '{changed}' (FORMAT parquet)")


def copy_export(dist, folder):
    shutil.copytree(dist / "parquet", folder / "dist" / "parquet")


def coded(field, claim, value):
    return f"SELECT * REPLACE (CASE WHEN id = '{claim}' THEN {value} ELSE {field} END AS {field}) FROM original"


def without(condition):
    return f"SELECT * FROM original WHERE NOT ({condition})"


CHANGES = [
    ("component_claims", without("claim = 'newstech24-2025-12.027'")),
    ("claims_wide", coded("speech_act", "newstech24-2025-12.021", "'reject'")),
    ("claims_wide", coded("layer", "revolutions2040-2025-08.009", "'partners'")),
    ("claims_wide", coded("layer", "revolutions2040-2025-08.076", "'coalition'")),
    ("quantities", "SELECT * REPLACE (value * 2 AS value) FROM original"),
    ("claims_wide", coded("stage", "flga-2025-12.028", "'under-discussion'")),
    ("claim_conditions", without("claim = 'flga-2025-12.001' AND condition = 'renewed-attack'")),
    ("relations", without("claim = 'revolutions2040-2025-08.037' AND kind = 'answers'")),
    ("claims_wide", coded("occasion", "t4k3-2025-08.019", "NULL")),
    ("claims_wide", coded("stage", "phoenix24-2025-08.030", "'not-applicable'")),
    ("component_claims", without("claim = 'phoenix24-2025-08.048'")),
    ("relations", without("claim = 'newstech24-2025-12.020' AND kind = 'restates'")),
    ("claims_wide", coded("speech_act", "newstech24-2025-12.002", "'assert'")),
    ("claims_wide", coded("layer", "t4k3-2025-08.003", "'architecture'")),
    ("claims_wide", coded("modality", "revolutions2040-2025-08.089", "'actual'")),
    ("claims_wide", coded("bindingness", "revolutions2040-2025-08.077", "NULL")),
    ("claims", coded("confidence", "revolutions2040-2025-08.013", "'high'")),
    ("evidence", "SELECT * REPLACE (if(claim = 't4k3-2025-08.019', 'verbatim', record_verdict) AS record_verdict) FROM original"),
    ("source_origins", without("source = 't4k3-2025-08'")),
    ("claims_wide", coded("bindingness", "us-ukraine-agreement-2024-06.144", "'binding'")),
    ("quantities", without("claim = 'us-ukraine-agreement-2024-06.031'")),
    ("claims_wide", coded("bindingness", "us-ukraine-agreement-2024-06.036", "'binding'")),
    ("relations", without("claim = 'white-house-2025-08.018' AND target = 'us-ukraine-agreement-2024-06.064'")),
    ("relations", without("claim = 'us-ukraine-agreement-2024-06.034' AND kind = 'supports'")),
    ("claims_wide", coded("aspect", "us-ukraine-agreement-2024-06.080", "'decision'")),
    ("claim_parties", without("claim = 'us-ukraine-agreement-2024-06.057' AND role = 'decider'")),
    ("claims", coded("speaker", "us-ukraine-agreement-2024-06.173", "'united-states'")),
]


@pytest.mark.parametrize("number", NUMBERS)
def test_one_wrong_coding_is_noticed(number, page, dist, tmp_path):
    copy_export(dist, tmp_path)
    write_changed(dist, tmp_path, *CHANGES[number - 1])
    answer = ask(page.questions[number - 1].sql, tmp_path)
    with pytest.raises(AssertionError):
        EXPECTATIONS[number - 1](answer.records())


@pytest.fixture(scope="session")
def upside_down(dist, tmp_path_factory):
    folder = tmp_path_factory.mktemp("upside-down")
    copy_export(dist, folder)
    backwards = "SELECT * EXCLUDE (place) FROM (SELECT *, row_number() OVER () AS place FROM original) ORDER BY place DESC"
    for path in (dist / "parquet").glob("*.parquet"):
        write_changed(dist, folder, path.stem, backwards)
    return folder


@pytest.mark.parametrize("number", NUMBERS)
def test_order_of_the_tables_does_not_matter(number, page, folder, upside_down):
    sql = page.questions[number - 1].sql
    assert ask(sql, upside_down) == ask(sql, folder)


def test_query_without_order_is_noticed(folder, upside_down):
    sql = "SELECT id FROM 'dist/parquet/claims.parquet'"
    assert ask(sql, upside_down) != ask(sql, folder)
