"""How the page looks: accessible to axe, no overflow, layers told apart, large enough to touch. It also takes pictures of five views."""

import itertools
import re

import pytest

from conftest import go, settle
from test_page import STATES

RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
    .map((found) => `${found.id}: ${found.nodes.slice(0, 3).map((node) => node.target.join(" ") + " " + node.failureSummary).join(" | ")}`)"""


@pytest.fixture(scope="session")
def axe(root):
    return (root / "explorer" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page, axe, states=STATES):
    page.evaluate(axe)
    found = {}
    for name, hash_ in states.items():
        go(page, hash_)
        found[name] = page.evaluate(RUN)
    return {name: texts for name, texts in found.items() if texts}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(view, axe, scheme, width):
    page = view(width=width, color_scheme=scheme)
    assert violations(page, axe) == {}
    if width == 390:
        go(page, "#layer=coalition")
        for button in ["Matrix and time", "Filters (1)"]:
            page.get_by_role("button", name=button).click()
            settle(page)
            assert page.evaluate(RUN) == [], button


def test_axe_finds_nothing_without_script(view, axe, explorer):
    # axe is a script itself: what it looks at are the articles, with the page's own script taken away.
    page = view()
    text = explorer.read_text(encoding="utf-8")
    page.evaluate(
        "html => { document.documentElement.className = ''; document.querySelector('#app').remove(); document.querySelector('#tip').remove(); document.body.innerHTML = html; }",
        re.search(r'<main id="static">.*?</main>', text, re.DOTALL)[0],
    )
    page.evaluate(axe)
    assert page.locator("#static article").count() > 500
    assert page.evaluate(RUN) == []


SOME = {"start": "", "claim": STATES["claim"]}


def test_axe_finds_a_muted_colour_that_is_too_light(view, axe, rebuilt):
    light = rebuilt({"src/style/base.css": ("--muted: light-dark(#5a626c", "--muted: light-dark(#9aa2ac")})
    assert "color-contrast" in str(violations(view(path=light, color_scheme="light"), axe, SOME))


def test_axe_finds_a_page_without_its_language(view, axe, changed):
    assert "html-has-lang" in str(violations(view(path=changed('<html lang="en">', "<html>")), axe, SOME))


WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [320, 390, 768, 899, 900, 1024, 1279, 1280, 1440])
def test_nothing_is_wider_than_the_window(view, width):
    page = view(width=width)
    for name, hash_ in STATES.items():
        go(page, hash_)
        assert page.evaluate(WIDER) <= 0, name
    if width < 1280:
        go(page, "#layer=coalition")
        page.get_by_role("button", name="Matrix and time").click()
        settle(page)
        assert page.evaluate(WIDER) <= 0


def test_a_wide_table_is_noticed(view, changed):
    page = view(width=320, path=changed('<div id="app">', f'<pre>{"wide" * 30}</pre><div id="app">'))
    assert page.evaluate(WIDER) > 0


SMALL = """() => [...document.querySelectorAll("a, button, select, summary, label.value, input[type=search]")].filter((one) => {
    const box = (one.matches(".statement a") ? one.closest(".item") : one).getBoundingClientRect();
    const inText = one.matches("p a, dd a, figcaption a, .cite a, .meaning a, .laid a, .stated a, .pairs li a, .source a, .skip, .nothing a, .vocabulary a");
    return one.checkVisibility() && !inText && box.height && box.height < 44;
}).map((one) => `${one.tagName} ${one.className} ${one.textContent.slice(0, 40)} ${one.getBoundingClientRect().height}`)"""


@pytest.mark.parametrize("hash_", ["", "#layer=coalition", "#claim=t4k3-2025-08.019", "#view=frameworks", "#view=replies"])
def test_what_is_touched_is_large_enough(view, hash_):
    page = view(hash_, width=390, height=844, has_touch=True, is_mobile=True)
    assert page.evaluate(SMALL) == []
    if hash_ == "#layer=coalition":
        for button in ["Matrix and time", "Filters (1)"]:
            page.get_by_role("button", name=button).click()
            settle(page)
            assert page.evaluate(SMALL) == []


def test_a_small_button_is_noticed(view, rebuilt):
    small = rebuilt({"src/style/claims.css": (".bar select, .bar button { min-height: 44px; }", "")})
    assert view(path=small, width=390, height=844, has_touch=True, is_mobile=True).evaluate(SMALL)


# The places of the timeline that a finger finds, those that are too small, and those that lie over each other.
PLACES = """() => {
    const boxes = [...document.querySelectorAll(".timeline .mark")].map((one) => [one.getAttribute("aria-label"), (one.querySelector(".hit") ?? one).getBoundingClientRect()]);
    const over = ([, a], [, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
    const small = boxes.filter(([, box]) => box.width < 43.5 || box.height < 43.5).map(([name]) => name);
    const near = boxes.flatMap((one, place) => boxes.slice(place + 1).filter((other) => over(one, other)).map(([name]) => `${one[0]} / ${name}`));
    return { count: boxes.length, small, near };
}"""


def places(view, hash_="", width=390, **options):
    page = view(hash_, width=width, height=844, has_touch=True, is_mobile=True, **options)
    page.get_by_role("button", name="Matrix and time").click()
    settle(page)
    return page, page.evaluate(PLACES)


@pytest.mark.parametrize("width", [320, 390, 820])
def test_marks_of_the_timeline_are_far_enough_apart_for_a_finger(view, width):
    page, found = places(view, width=width)
    assert found["count"] > 20 and found["small"] == [] and found["near"] == []
    # The last one is reached, though the rows may be wider than the window.
    page.locator(".timeline .mark[aria-label^='18 December 2025, Outside']").tap()
    settle(page)
    assert "date=2025-12-18" in page.url and "layer=outside" in page.url
    assert page.evaluate(WIDER) <= 0


def test_marks_that_are_too_near_are_noticed(view, rebuilt):
    near = rebuilt({"src/views/timeline.jsx": ("{ apart: TOUCH,", "{ apart: 25,")})
    assert places(view, path=near)[1]["near"]


# Machado, Oliveira and Fernandes (2009), severity 1.
SIGHTS = {
    "normal": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def linear(hue):
    parts = [int(hue[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def oklab(rgb):
    lms = times([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]], rgb)
    roots = [max(0, part) ** (1 / 3) for part in lms]
    return times([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]], roots)


def distance(one, other, sight):
    a, b = (oklab(times(SIGHTS[sight], linear(hue))) for hue in (one, other))
    return sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5


def contrast(one, other):
    light, dark = sorted((sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear(hue), strict=True)) for hue in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def hues(style):
    found = re.findall(r"--(layer-[a-z-]+|paper): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", style)
    return [{name: pair[place] for name, *pair in found} for place in (0, 1)]


def too_near(style):
    near = []
    for scheme in hues(style):
        paper = scheme.pop("paper")
        assert len(scheme) == 6
        near += [(name, "paper") for name, hue in scheme.items() if contrast(hue, paper) < 3]
        for (name, one), (other_name, other) in itertools.combinations(scheme.items(), 2):
            near += [(name, other_name, sight) for sight in SIGHTS if distance(one, other, sight) < 0.11]
    return near


def test_layers_are_told_apart_in_every_sight(root):
    style = (root / "explorer" / "src" / "style" / "base.css").read_text(encoding="utf-8")
    assert too_near(style) == []
    assert too_near(style.replace("#123fb7", "#2f6fb0"))


PICTURES = {
    "explorer-start": ("", 1440, 900, "light"),
    "explorer-dark": ("#layer=coalition,united-states", 1440, 900, "dark"),
    "explorer-claim": ("#claim=t4k3-2025-08.019", 1440, 900, "light"),
    "explorer-frameworks": ("#view=frameworks", 1440, 900, "light"),
    "explorer-phone": ("#layer=coalition", 390, 844, "light"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_taken(view, root, name):
    hash_, width, height, scheme = PICTURES[name]
    page = view(hash_, width=width, height=height, color_scheme=scheme)
    folder = root / "target" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    picture = page.screenshot(path=folder / f"{name}.png")
    # A blank page is a few kilobytes.
    assert len(picture) > 40_000


def test_picture_in_the_readme_is_there_and_small(view, root, renew):
    picture = root / "docs" / "explorer.png"
    if renew:
        page = view(width=1280, height=800, color_scheme="light")
        page.screenshot(path=picture)
    assert 40_000 < picture.stat().st_size < 250_000
    assert "docs/explorer.png" in (root / "README.md").read_text(encoding="utf-8")
