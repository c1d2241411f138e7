"""The page of external claims and of other datasets: up to a size, and with what the registers know."""

import json
import subprocess

import pytest

from conftest import go, listed

MOST = 3000


@pytest.fixture
def export_from(claims_bin, records, tmp_path):
    """A function that exports so many external claims, each a copy of one record under its own id."""

    def run(count, *options):
        claim = records[0] | {"relations": [], "waive": []}
        source = claim["source"]
        lines = [json.dumps(claim | {"id": f"{source}.{number:05}"}) for number in range(10_000, 10_000 + count)]
        path, out = tmp_path / "claims.ndjson", tmp_path / "out"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        done = subprocess.run([claims_bin, "export", "--from", path, "--out", out, *options], capture_output=True, text=True)
        return done, out

    return run


def test_external_claims_have_a_page(view, export_from):
    done, out = export_from(30)
    assert done.returncode == 0, done.stdout + done.stderr
    page = view(path=out / "explorer.html")
    assert len(listed(page)) == 30
    # No question of the dataset is asked of other claims, and there are no frameworks of theirs.
    assert view.seen[0].errors == []
    for hash_ in ["#view=frameworks", "#view=replies", "#view=terms", f"#claim={listed(page)[0]}"]:
        go(page, hash_)
        assert page.locator("h1").count() == 1
    assert view.seen[0].errors == []


def test_as_many_claims_as_a_page_bears_are_on_it(export_from):
    done, out = export_from(MOST)
    assert done.returncode == 0 and "left out" not in done.stdout + done.stderr
    assert (out / "explorer.html").is_file()


def test_more_claims_leave_the_page_out_and_say_so(export_from):
    done, out = export_from(MOST + 1)
    assert done.returncode == 0 and (out / "csv" / "claims.csv").is_file()
    assert not (out / "explorer.html").exists()
    assert "left out explorer.html: 3,001 claims are more than the 3,000 that a page can bear" in done.stdout + done.stderr


def test_more_claims_are_an_error_where_the_page_is_asked_for(export_from):
    done, out = export_from(MOST + 1, "--format", "html")
    assert done.returncode == 2 and not out.exists()
    assert "3,001 claims are too many for explorer.html: expected at most 3,000" in done.stderr


def test_another_dataset_has_a_page(view, claims_bin, root, tmp_path):
    mini = root / "tests" / "fixtures" / "mini"
    subprocess.run([claims_bin, "export", "--root", mini, "--out", tmp_path / "dist"], check=True, capture_output=True)
    page = view(path=tmp_path / "dist" / "explorer.html")
    assert 0 < len(listed(page)) < 20
    for hash_ in ["#view=frameworks", "#view=replies", "#view=terms", f"#claim={listed(page)[0]}"]:
        go(page, hash_)
        assert page.locator("h1").count() == 1
    assert view.seen[0].errors == []
