"""docs/versioning.md: the queries that tell a user of version 1 of the schemas what to change."""

import re

import duckdb
import pytest


@pytest.fixture(scope="session")
def queries(root):
    """The query of each row of the table."""
    page = (root / "docs" / "versioning.md").read_text(encoding="utf-8")
    section = page.split("## From schema 1 to schema 2\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\|[^|]*\|[^|]*\|([^|]*)\|$", section, re.MULTILINE)[2:]
    found = [re.match(r" `((?:SELECT|WHERE) [^`]+)`", row) for row in rows]
    assert rows and all(found), f"a row without a query: {[row for row, query in zip(rows, found, strict=True) if not query]}"
    return [query[1] for query in found]


def ask(database, query):
    return database.execute(query if query.startswith("SELECT") else f"SELECT id FROM claims {query}").fetchall()


def test_each_query_has_an_answer(database, queries):
    assert len(queries) > 10
    assert [query for query in queries if not ask(database, query)] == []


@pytest.mark.parametrize(
    "query",
    [
        "WHERE list_contains(parties, 'estonia')",
        "SELECT party_names FROM claims_wide",
        "WHERE list_contains(inferred, 'aspect')",
    ],
)
def test_a_query_of_version_1_fails(database, query):
    with pytest.raises(duckdb.Error):
        ask(database, query)


def test_a_former_term_finds_nothing(database):
    assert ask(database, "WHERE aspect = 'outlook'") == []
