"""The page keeps to itself, runs no script but its own, and is rebuilt byte for byte."""

import json
import re
import subprocess

import pytest

from conftest import go, settle

STATES = {
    "start": "",
    "filtered": "#layer=coalition&stage=announced",
    "asked": "#ask=us-standing",
    "searched": "#q=%22Article%205%22%20troops",
    "nothing": "#q=nothing%20at%20all&layer=coalition",
    "unknown": "#layer=coalition,moon",
    "claim": "#claim=t4k3-2025-08.019",
    "signed": "#claim=us-ukraine-agreement-2024-06.031",
    "no-claim": "#claim=t4k3-2025-08.999",
    "frameworks": "#view=frameworks",
    "replies": "#view=replies&layer=architecture",
    "terms": "#view=terms",
}


def test_page_asks_nothing_of_anybody_and_reports_no_error(view):
    page = view()
    for hash_ in STATES.values():
        go(page, hash_)
        page.mouse.wheel(0, 4000)
        settle(page)
    assert len(view.seen[0].requests) == 1 and page.locator("h1").inner_text() == "Sources and terms"
    assert view.seen[0].foreign() == []
    assert view.seen[0].errors == []


def test_a_request_is_noticed(view, changed):
    view(path=changed('<div id="app"></div>', '<div id="app"></div><img src="https://example.invalid/dot.png" alt="">'))
    assert view.seen[0].foreign() and view.seen[0].errors


INJECT = """() => {
    const script = document.createElement("script");
    script.textContent = "window.injected = true";
    document.body.append(script);
    return !!window.injected;
}"""


def test_no_script_runs_but_the_pages_own(view):
    assert view().evaluate(INJECT) is False


def test_a_page_without_the_policy_runs_any_script(view, explorer, tmp_path):
    text = explorer.read_text(encoding="utf-8")
    page = tmp_path / "without.html"
    page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text), encoding="utf-8")
    assert page.read_text(encoding="utf-8") != text
    assert view(path=page).evaluate(INJECT) is True


HOSTILE = 'Nothing follows from <img src=x onerror=alert(1)></script><script>alert(2)</script> markup & "marks".'


@pytest.fixture
def hostile(claims_bin, records, tmp_path):
    """The page of an external claim that has markup as its statement."""
    claim = records[0] | {"statement": HOSTILE, "relations": [], "waive": []}
    (tmp_path / "claims.ndjson").write_text(json.dumps(claim) + "\n", encoding="utf-8")
    out = tmp_path / "dist"
    done = subprocess.run([claims_bin, "export", "--from", tmp_path / "claims.ndjson", "--out", out], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return out / "explorer.html"


@pytest.mark.parametrize("script", [True, False])
def test_markup_in_a_statement_stays_text(view, hostile, script):
    page = view(path=hostile, java_script_enabled=script)
    assert page.locator("h3").filter(has_text=HOSTILE).first.is_visible()
    assert page.locator("img").count() == 0
    assert view.seen[0].errors == []


def test_a_statement_written_raw_is_noticed(view, hostile, changed):
    escaped = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    page = view(path=changed(f"<h3>{escaped}</h3>", f"<h3>{HOSTILE}</h3>", hostile), java_script_enabled=False)
    assert page.locator("img").count() == 1


def is_readable(page):
    return page.locator("#static article").first.is_visible()


def test_without_its_script_the_page_shows_the_claims(view, explorer, tmp_path):
    assert not is_readable(view())
    text = explorer.read_text(encoding="utf-8")
    head, bundle = text.rsplit("<script>", 1)
    page = tmp_path / "altered.html"
    page.write_text(f"{head}<script>;{bundle}", encoding="utf-8")
    assert is_readable(view(path=page))


def test_an_exception_leaves_the_claims_to_be_read(view, changed, rebuilt):
    assert is_readable(view(path=changed('id="data">{', 'id="data">{,')))
    later = rebuilt({"src/views/terms.jsx": ("const { info } = data;", 'if (data) throw new Error("planned"); const { info } = data;')})
    page = view(path=later)
    assert not is_readable(page)
    page.get_by_role("link", name="Sources and terms").click()
    settle(page)
    assert is_readable(page)


def test_a_page_that_does_not_look_is_blank_without_its_script(view, rebuilt):
    blind = rebuilt({"src/head.js": ('document.addEventListener("DOMContentLoaded"', 'document.addEventListener("never"')})
    text = blind.read_text(encoding="utf-8")
    head, bundle = text.rsplit("<script>", 1)
    blind.write_text(f"{head}<script>;{bundle}", encoding="utf-8")
    assert not is_readable(view(path=blind))


def test_template_is_the_one_that_its_sources_make(root, node, template, tmp_path, renew):
    built = tmp_path / "template.html"
    subprocess.run([node, "build.mjs", built], cwd=root / "explorer", check=True)
    if renew:
        template.write_bytes(built.read_bytes())
    assert built.read_bytes() == template.read_bytes(), "stale: run `make template`"


def test_a_space_in_the_sources_is_noticed(root, rebuilt, template, explorer):
    same = rebuilt({"src/words.js": ("// What views say", "//  What views say")})
    assert same.read_bytes() == explorer.read_bytes(), "a comment is not in the page"
    other = rebuilt({"src/views/terms.jsx": ("What the documents are, and", "What the documents are,  and")})
    assert other.read_bytes() != explorer.read_bytes()
    assert template.stat().st_size > 20_000
