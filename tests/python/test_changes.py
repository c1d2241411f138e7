"""The changes from version 0.1.0 to this one: with the two exports, they make the new claims of the old ones."""

import copy
import csv
import io
import json
import subprocess

import pytest

CHANGED = "changed"


@pytest.fixture(scope="module")
def old(root):
    """The claims of version 0.1.0 by id."""
    document = json.loads((root / "data" / "released" / "0.1.0" / "dataset.json").read_text(encoding="utf-8"))
    return {claim["id"]: claim for claim in document["claims"]}


@pytest.fixture(scope="module")
def new(document):
    """The exported claims by id."""
    return {claim["id"]: claim for claim in document["claims"]}


@pytest.fixture(scope="module")
def changes(claims_bin, root):
    """The rows of `claims diff` as CSV."""
    command = [claims_bin, "diff", "@0.1.0", root, "--root", root, "--output-format", "csv"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (1, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert len(rows) > 1000
    return rows


def plain(value):
    """A value without keys that are null or an empty list, as changes have it."""
    if isinstance(value, dict):
        members = {key: plain(item) for key, item in value.items()}
        return {key: item for key, item in members.items() if item is not None and item != []}
    return [plain(item) for item in value] if isinstance(value, list) else value


def lists(*versions):
    """The fields that hold lists: their cells are JSON."""
    return {field for claims in versions for claim in claims.values() for field, value in claim.items() if isinstance(value, list)}


def value(cell, is_list):
    if cell == "":
        return None
    return json.loads(cell) if is_list else cell


def made_new(old, new, changes):
    """The old claims with these changes; those that were added are taken from the new ones."""
    made, of_json = {id: plain(claim) for id, claim in old.items()}, lists(old, new)
    for row in changes:
        if row["record"] != "claim":
            continue
        id, field = row["id"], row["field"]
        if row["change"] == "added":
            assert id not in made
            made[id] = plain(new[id])
        elif row["change"] == "removed":
            del made[id]
        else:
            before = value(row["old"], field in of_json)
            assert made[id].get(field) == before, f"{id}: {field}"
            since = value(row["new"], field in of_json)
            if since is None:
                del made[id][field]
            else:
                made[id][field] = since
    return made


def test_the_changes_make_the_new_claims_of_the_old_ones(old, new, changes):
    made = made_new(old, new, changes)
    assert len(made) == len(new) > len(old)
    assert made == {id: plain(claim) for id, claim in new.items()}


def test_without_any_one_change_they_do_not(old, new, changes):
    expected, made = {id: plain(claim) for id, claim in new.items()}, made_new(old, new, changes)
    of_claims = [row for row in changes if row["record"] == "claim"]
    dropped = 0
    for row in of_claims:
        id = row["id"]
        alone = made_new({id: old[id]} if id in old else {}, new, [other for other in of_claims if other["id"] == id and other != row])
        assert alone.get(id) != expected.get(id), row
        dropped += 1
    assert dropped == len(of_claims) > 1000
    assert made == expected


def test_every_kind_of_change_and_every_field_is_among_them(old, new, changes):
    of_claims = [row for row in changes if row["record"] == "claim"]
    assert {row["id"] for row in of_claims if row["change"] == "added"} == new.keys() - old.keys()
    assert {row["id"] for row in of_claims if row["change"] == "removed"} == old.keys() - new.keys()
    differ = {
        (id, field)
        for id in old.keys() & new.keys()
        for field in old[id].keys() | new[id].keys()
        if plain(old[id]).get(field) != plain(new[id]).get(field)
    }
    assert {(row["id"], row["field"]) for row in of_claims if row["change"] == CHANGED} == differ
    assert {field for _, field in differ} >= {"modality", "inferred", "parties", "statement", "evidence"}


def test_a_change_that_was_altered_is_found(old, new, changes):
    altered = copy.deepcopy(changes)
    row = next(row for row in altered if row["field"] == "aspect" and row["change"] == CHANGED)
    row["new"] = "trigger" if row["new"] != "trigger" else "decision"
    assert made_new(old, new, altered) != {id: plain(claim) for id, claim in new.items()}


def test_every_change_has_a_reason(changes):
    assert [row for row in changes if not row["reason"]] == []


def test_the_table_of_the_export_has_the_same_rows(changes, rows):
    table = [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in rows["changes"]]
    assert table == changes
