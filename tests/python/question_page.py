"""docs/questions.md as sections of a heading, prose, a query and its answer, and the answers as tables."""

import contextlib
import re
from typing import NamedTuple

import duckdb

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
