"""Two exports of one dataset, byte by byte."""

import pytest

from reading import contents



def changed(left, right):
    """The files that differ between two exports."""
    ours, theirs = contents(left), contents(right)
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))


@pytest.fixture
def again(export, tmp_path):
    return export(tmp_path / "again")


def test_two_exports_have_the_same_bytes(dist, again):
    assert changed(dist, again) == []


def test_one_changed_byte_is_found(dist, again):
    path = again / "csv" / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"high", b"higH", 1))
    (again / "json" / "claims.json").unlink()
    assert changed(dist, again) == ["csv/claims.csv", "json/claims.json"]
