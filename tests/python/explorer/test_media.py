"""How the page looks in colours of the reader's system, and on paper."""

import re

import pytest

from conftest import go, settle
from test_looks import axe, violations  # noqa: F401  (a fixture)
from test_page import STATES

# The colours of texts that are none of the system's, with the texts that have them.
FOREIGN = """() => {
    const probe = document.body.appendChild(document.createElement("i"));
    const system = new Set(["CanvasText", "LinkText", "VisitedText", "ButtonText", "FieldText", "GrayText", "HighlightText", "MarkText"].map((name) => {
        probe.style.color = name;
        return getComputedStyle(probe).color;
    }));
    probe.remove();
    const own = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const colour = (one) => getComputedStyle(one)[one.namespaceURI.endsWith("svg") ? "fill" : "color"];
    const texts = [...document.querySelectorAll("body *")].filter((one) => own(one) && !one.matches("script, style") && one.checkVisibility());
    return { count: texts.length, foreign: texts.filter((one) => !system.has(colour(one))).map((one) => `${one.tagName} ${one.textContent.slice(0, 30)}: ${colour(one)}`) };
}"""
FORCED = {"forced_colors": "active"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_have_colours_of_the_system(view, axe, scheme):  # noqa: F811
    page = view(color_scheme=scheme, **FORCED)
    for name, hash_ in STATES.items():
        go(page, hash_)
        found = page.evaluate(FOREIGN)
        assert found["count"] > 10 and found["foreign"] == [], name
    assert violations(page, axe) == {}


def test_a_text_in_another_colour_is_noticed(view, rebuilt):
    page = view(path=rebuilt({"src/style/forced.css": (".theme { display: none; }", ".item { forced-color-adjust: none; }")}), **FORCED)
    assert page.evaluate(FOREIGN)["foreign"]


SIDES = ["borderBottomWidth", "borderBottomColor", "outlineWidth", "outlineStyle", "backgroundColor"]
SEEN = "(one, sides) => { const style = getComputedStyle(one); return sides.map((side) => style[side]); }"
# What is chosen, and what of its kind is not.
CHOSEN = [
    (".top nav a[aria-current]", ".top nav a:not([aria-current])"),
    (".matrix [aria-current]", ".matrix td a:not([aria-current])"),
    (".switch [aria-pressed=true]", ".switch [aria-pressed=false]"),
]


def looks_chosen(page):
    return [page.locator(one).first.evaluate(SEEN, SIDES) != page.locator(other).first.evaluate(SEEN, SIDES) for one, other in CHOSEN]


def test_what_is_chosen_is_seen_in_forced_colours(view, rebuilt):
    hash_ = "#layer=coalition&type=ground-troops"
    page = view(hash_, width=1000, **FORCED)
    page.get_by_role("button", name="Matrix and time").click()
    settle(page)
    assert looks_chosen(page) == [True] * 3
    # Boxes of links that are not drawn are of no use.
    bare = view(hash_, width=1000, path=rebuilt({"src/style.css": ('@import "./style/forced.css";', "")}), **FORCED)
    bare.get_by_role("button", name="Matrix and time").click()
    settle(bare)
    assert looks_chosen(bare)[:2] == [False, False]


def test_colours_of_the_system_win_over_the_chosen_ones(view):
    page = view(color_scheme="light", **FORCED)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light dark"
    assert not page.locator(".theme").is_visible()


def on_paper(page):
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.emulate_media(media="print")
    return page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")


def test_paper_is_white_in_either_scheme(view, rebuilt):
    assert on_paper(view("#layer=coalition")) == ["rgb(255, 255, 255)", "rgb(28, 32, 36)"]
    dark = rebuilt({"src/style/print.css": ("color-scheme: light; --paper: #fff; --card: #fff;", "")})
    assert on_paper(view("#layer=coalition", path=dark)) != ["rgb(255, 255, 255)", "rgb(28, 32, 36)"]


def test_nothing_to_click_is_printed(view):
    page = view("#layer=coalition")
    page.emulate_media(media="print")
    assert page.locator("button:visible, select:visible, input:visible").count() == 0
    assert page.locator(".item:visible").count() > 20


def pages(page):
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def test_frameworks_print_on_few_pages(view, rebuilt):
    hash_ = "#view=frameworks"
    few = pages(view(hash_))
    assert 1 <= few <= 6
    one_column = rebuilt({"src/style/print.css": (".pair, .designs { grid-template-columns: 1fr 1fr; gap: 22px; }", "")})
    assert pages(view(hash_, path=one_column)) > few
