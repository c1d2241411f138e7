"""docs/questions.md: its queries run on the export, its tables are their answers, and the answers are what the documents say.

With RENEW=1 in the environment the tables on the page are written anew instead of compared.
"""

import contextlib
import re
import shutil
from collections import defaultdict
from typing import NamedTuple

import duckdb
import pytest

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
    "What outlooks are named?",
    "Which claims rest on the outlet's word alone?",
]
NUMBERS = range(1, len(TITLES) + 1)

# The page: sections of a heading, prose, a query and its answer, and nothing else.

SECTION = re.compile(
    r"## (?P<heading>[^\n]+)\n\n"
    r"(?P<prose>[^\n]+(?:\n[^\n]+)*)\n\n"
    r"```sql\n(?P<sql>[^`]+)```\n\n?"
    r"(?P<table>(?:\|[^\n]*\n)*)\n*"
)


class Question(NamedTuple):
    heading: str
    prose: str
    sql: str
    table: str

    def section(self):
        return f"## {self.heading}\n\n{self.prose}\n\n```sql\n{self.sql}```\n\n{self.table}"


class Page(NamedTuple):
    introduction: str
    questions: list[Question]

    def text(self):
        return self.introduction + "\n".join(question.section() for question in self.questions)


def parse(text):
    introduction, *sections = re.split(r"(?m)^(?=## )", text)
    matches = [SECTION.fullmatch(section) for section in sections]
    odd = [section.splitlines()[0] for section, match in zip(sections, matches, strict=True) if match is None]
    assert not odd, f"not heading, prose, one query and one table: {odd}"
    return Page(introduction, [Question(**match.groupdict()) for match in matches])


# An answer and its rendering.


class Answer(NamedTuple):
    columns: list[str]
    rows: list[tuple]

    def records(self):
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def ask(sql, folder):
    with contextlib.chdir(folder), duckdb.connect() as database:
        cursor = database.execute(sql)
        return Answer([column[0] for column in cursor.description], cursor.fetchall())


def cell(value):
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(cell(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("|", "\\|")


def line(cells):
    return "| " + " | ".join(cells) + " |\n"


def table(answer):
    rows = [answer.columns, ["---"] * len(answer.columns), *answer.rows]
    return "".join(line([cell(value) for value in row]) for row in rows)


def is_stale(question, folder):
    return question.table != table(ask(question.sql, folder))


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


# What each answer must be, written by hand from the documents.

PREFIXES = {
    "flga": "flga-2025-12",
    "newstech24": "newstech24-2025-12",
    "phoenix24": "phoenix24-2025-08",
    "revolutions2040": "revolutions2040-2025-08",
    "t4k3": "t4k3-2025-08",
}


def claims(outlet, numbers):
    return [f"{PREFIXES[outlet]}.{number}" for number in numbers.split()]


def column(records, name):
    return [record[name] for record in records]


def pick(records, *names):
    return [tuple(record[name] for name in names) for record in records]


def grouped(records, key, value):
    groups = defaultdict(list)
    for record in records:
        groups[record[key]].append(record[value])
    return groups


def expect_frameworks(records):
    parts = grouped(records, "framework", "layer")
    assert [len(layers) for layers in parts.values()] == [6, 5, 2, 4, 3]
    assert parts["Three layers: Ukraine, the Coalition of the Willing, the United States"] == [
        "ukrainian-forces",
        "coalition",
        "united-states",
    ]
    assert parts["Two layers: a stronger Ukrainian army, and commitments of Europe and the United States"] == [
        "ukrainian-forces",
        "partners",
    ]
    assert parts["Coalition pledge on the model of Article 5"] == [None] * 6
    assert column(records, "claims")[-3:] == [
        claims("newstech24", "023"),
        claims("newstech24", "024"),
        claims("newstech24", "025 026 027"),
    ]


def expect_withheld_consent(records):
    assert pick(records, "state", "according_to") == [
        ("Hungary", "Mark Rutte"),
        ("United States", "Mark Rutte"),
        ("Slovakia", "Mark Rutte"),
    ]


def expect_american_standing(records):
    standing = grouped(records, "standing", "claim")
    assert list(standing) == ["refused", "offered", "left open"]
    assert sorted(standing["refused"]) == claims("newstech24", "020") + claims("revolutions2040", "012 081 086 087")
    assert sorted(standing["offered"]) == claims("newstech24", "026") + claims("revolutions2040", "013 110")
    assert sorted(standing["left open"]) == (
        claims("newstech24", "025 027")
        + claims("phoenix24", "011 012 013 014 015 016")
        + claims("revolutions2040", "009 079 080 088 089 090")
    )


def expect_menu(records):
    assert grouped(records, "no_provider_named", "instrument") == {
        False: ["air-power", "maritime-presence", "intelligence", "training", "logistics"],
        True: ["arms-supply", "cyber-defence", "sanctions"],
    }
    assert {name for names in column(records, "providers") for name in names} == {"Coalition of the Willing"}


def expect_contingent(records):
    assert pick(records, "speaker", "comparator", "value", "unit", "conditions") == [
        ("Estonia", "exactly", 1, "company", ["agreement-permits"]),
    ]


def expect_in_force(records):
    layers = grouped(records, "layer", "claim")
    assert layers["ukrainian-forces"] == claims("newstech24", "023")
    assert list(layers) == ["ukrainian-forces", "outside"]
    assert sorted(layers["outside"]) == (
        claims("flga", "021 022 023 027 028")
        + claims("newstech24", "003 005 006 008 012 013 014 030 031")
        + claims("phoenix24", "035 052 053 054 055 056")
        + claims("revolutions2040", "017 018")
        + claims("t4k3", "005 006")
    )


def expect_conditions(records):
    conditions = grouped([record | {"depends_on": tuple(record["depends_on"])} for record in records], "depends_on", "claim")
    assert conditions == {
        ("peace-settlement",): (
            claims("flga", "004 009 010 011 012 015 016")
            + claims("newstech24", "004")
            + claims("phoenix24", "004")
            + claims("revolutions2040", "001 015 019 020 021 051 109")
        ),
        ("peace-settlement", "renewed-attack"): claims("newstech24", "028"),
        ("renewed-attack",): (
            claims("flga", "001 017 018") + claims("phoenix24", "005") + claims("revolutions2040", "027 028 029 030 031 032 070 077")
        ),
    }


def expect_say_and_replies(records):
    assert pick(records, "demanded_by", "act", "answered_by") == [
        ("Russia", "demand", "Western officials"),
        ("Russia", "demand", "Rose Gottemoeller"),
        ("Russia", "demand", "Keith Kellogg"),
        ("Sergei Lavrov", "demand", "Western officials"),
        ("Sergei Lavrov", "demand", "Keith Kellogg"),
        ("Sergei Lavrov", "demand", "Western officials"),
        ("Sergei Lavrov", "refuse", "Western officials"),
    ]


def expect_shared_occasion(records):
    assert set(column(records, "occasion")) == {"kyiv-2025-08-22"}
    assert {outlet: sorted(ids) for outlet, ids in grouped(records, "outlet", "claim").items()} == {
        "phoenix24": claims("phoenix24", "001 002 003 004 005 006"),
        "revolutions2040": claims("revolutions2040", "019 020 050 051 117"),
        "t4k3": claims("t4k3", "005 006 007 008 009 010 011 012 019"),
    }


def expect_lapsed(records):
    assert pick(records, "claim", "legal_form", "year", "parties") == [
        ("phoenix24-2025-08.029", "memorandum", 1994, []),
        ("phoenix24-2025-08.030", "memorandum", None, ["Russia"]),
    ]
    assert all("Budapest Memorandum" in statement for statement in column(records, "statement"))


def expect_outlooks(records):
    courses = grouped(records, "course", "claim")
    assert list(courses) == ["Continuity", "Disruption", "Bifurcation", None]
    assert courses["Continuity"] == claims("phoenix24", "043 044 045 046 047")
    assert courses["Disruption"] == claims("phoenix24", "048")
    assert courses["Bifurcation"] == claims("phoenix24", "049 050")
    assert courses[None] == (
        claims("flga", "002 003 005 007 008 024 026 029 030")
        + claims("phoenix24", "042 051 058 061")
        + claims("revolutions2040", "116")
        + claims("t4k3", "012 021 035")
    )


def expect_outlet_alone(records):
    assert {outlet: sum(counts) for outlet, counts in grouped(records, "outlet", "outlet_alone").items()} == {
        "FLGA News": 27,
        "NewsTech24": 3,
        "Phoenix24": 40,
        "Revolutions 2040": 81,
        "T4K3.news": 15,
    }
    assert all(record["outlet_alone"] == len(record["which"]) for record in records)
    alone = {f"{record['source']}.{number}" for record in records for number in record["which"]}
    assert alone.isdisjoint(claims("revolutions2040", "009 015 087 110 111") + claims("t4k3", "001 002 003 004 029 030"))


EXPECTATIONS = [
    expect_frameworks,
    expect_withheld_consent,
    expect_american_standing,
    expect_menu,
    expect_contingent,
    expect_in_force,
    expect_conditions,
    expect_say_and_replies,
    expect_shared_occasion,
    expect_lapsed,
    expect_outlooks,
    expect_outlet_alone,
]


@pytest.mark.parametrize("number", NUMBERS)
def test_answer_is_what_the_documents_say(number, page, folder):
    EXPECTATIONS[number - 1](ask(page.questions[number - 1].sql, folder).records())


# The same questions on exports that are wrong in one place, or in another order.


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
    ("claims_wide", coded("stage", "newstech24-2025-12.023", "'under-discussion'")),
    ("claim_conditions", without("claim = 'flga-2025-12.001' AND condition = 'renewed-attack'")),
    ("relations", without("claim = 'revolutions2040-2025-08.037' AND kind = 'answers'")),
    ("claims_wide", coded("occasion", "t4k3-2025-08.019", "NULL")),
    ("claims_wide", coded("stage", "phoenix24-2025-08.030", "'not-applicable'")),
    ("component_claims", without("claim = 'phoenix24-2025-08.048'")),
    ("relations", without("claim = 'newstech24-2025-12.020' AND kind = 'restates'")),
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
