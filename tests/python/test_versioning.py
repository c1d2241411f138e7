"""docs/versioning.md: the queries and programs that tell a user of version 0.1.0 what to change."""

import json
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


@pytest.fixture(scope="session")
def versions(root, dist):
    """The documents of both versions."""
    return {"0.1.0": root / "data" / "released" / "0.1.0" / "dataset.json", "0.2.0": dist / "json" / "dataset.json"}


def program(root, name, language):
    """The program on the page behind this mark."""
    page = (root / "docs" / "versioning.md").read_text(encoding="utf-8")
    return re.search(rf"<!-- {name} -->\n```{language}\n(.*?)```\n", page, re.DOTALL)[1]


@pytest.fixture
def pandas_program(root):
    names = {}
    exec(program(root, "pandas", "python"), names)
    return names


@pytest.mark.parametrize(("version", "number"), [("0.1.0", 276), ("0.2.0", 540)])
def test_the_pandas_program_reads_either_version(pandas_program, versions, version, number):
    claims = pandas_program["claims_of"](versions[version])
    assert len(claims) == number
    assert all(isinstance(actor, str) for providers in claims["providers"] for actor in providers)
    assert claims["providers"].map(len).sum() > 100
    assert claims["in_doubt"].map(lambda fields: len(fields or [])).sum() > 20
    assert "outlook" not in set(claims["aspect"]) and "significance" in set(claims["aspect"])


def test_the_pandas_program_follows_withdrawn_claims(pandas_program, versions):
    old, new = (pandas_program["claims_of"](versions[version]) for version in ("0.1.0", "0.2.0"))
    now = pandas_program["successors_of"](old.index, versions["0.2.0"])
    assert set(now) <= set(new.index) and not set(old.index) <= set(new.index)
    assert "t4k3-2025-08.002" in pandas_program["successors_of"](["t4k3-2025-08.008"], versions["0.2.0"])


def test_the_query_of_both_versions_has_a_row_for_each_old_claim(root, database, versions):
    # The database is made in the folder of the export, where the query finds its tables' neighbours.
    query = program(root, "duckdb", "sql").replace("'old.json'", f"'{versions['0.1.0'].as_posix()}'")
    rows = database.execute(query).fetchall()
    old = {claim["id"]: claim for claim in json.loads(versions["0.1.0"].read_text(encoding="utf-8"))["claims"]}
    new = {claim["id"]: claim for claim in json.loads(versions["0.2.0"].read_text(encoding="utf-8"))["claims"]}
    assert [row[0] for row in rows] == sorted(old)
    for id, before, since, reason, successors in rows:
        assert before == old[id]["aspect"]
        assert (since is None) == (id not in new) == (successors is not None)
        assert (reason is not None) == (id in new and new[id]["aspect"] != before)
    assert {bool(row[3]) for row in rows} == {True, False}


def test_with_the_versions_exchanged_the_programs_fail(pandas_program, versions, tmp_path):
    exchanged = tmp_path / "dataset.json"
    document = json.loads(versions["0.2.0"].read_text(encoding="utf-8"))
    exchanged.write_text(json.dumps({**document, "version": "0.1.0"}), encoding="utf-8")
    with pytest.raises(KeyError):
        pandas_program["claims_of"](exchanged)
