"""What a reader does: filters, goes and comes back, by mouse and by keyboard, with and without script."""

import re
import shutil
import subprocess

import pytest

from conftest import go, listed, settle

BOX = '.facet:has(legend:text-is("Stage")) .value:has(.name:text-is("Announced")) input'


def test_focus_stays_on_the_filter_that_was_set(view):
    page = view()
    page.locator(BOX).focus()
    page.keyboard.press("Space")
    settle(page)
    assert page.locator(BOX).is_checked() and "stage=announced" in page.url
    assert page.evaluate("box => document.activeElement === box", page.locator(BOX).element_handle())


def test_filters_drawn_anew_lose_the_focus(view, rebuilt):
    restless = rebuilt({"src/views/filters.jsx": ("<Group key={one.key}", "<Group key={one.key + Math.random()}")})
    page = view(path=restless)
    page.locator(BOX).focus()
    page.keyboard.press("Space")
    settle(page)
    assert not page.evaluate("box => document.activeElement === box", page.locator(BOX).element_handle())


def wander(view, **where):
    """Filters, scrolls, opens a claim and comes back: the list before and after, and where the claim stood in the window."""
    page = view(**where)
    page.locator(BOX).check()
    settle(page)
    before = listed(page)
    page.locator(".item").nth(12).scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") > 500
    top = page.locator(".item").nth(12).bounding_box()["y"]
    page.locator(".item .statement a").nth(12).click()
    settle(page)
    assert page.locator("article.claim h1").count() == 1 and page.evaluate("scrollY") == 0
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.go_back()
    page.wait_for_timeout(200)
    after = listed(page)
    return before, after, top, page.locator(".item").nth(12).bounding_box()["y"] if len(after) > 12 else None


def test_back_leads_to_the_same_place_of_the_same_list(view):
    before, after, top, back = wander(view)
    assert before == after and abs(top - back) < 3


def test_history_without_entries_is_noticed(view, rebuilt):
    forgetful = rebuilt({"src/navigate.js": ("history.pushState(", "history.replaceState(")})
    before, after, *_ = wander(view, path=forgetful)
    assert before != after


def test_a_claim_leads_on_through_the_list_that_it_was_opened_from(view):
    page = view("#type=ground-troops&by=stage")
    order = listed(page)
    page.locator(".item .statement a").first.click()
    for place, claim in enumerate(order[:4], 1):
        settle(page)
        assert f"claim={claim}&" in page.url
        assert page.locator(".steps span").inner_text() == f"{place} of {len(order)}"
        page.get_by_role("link", name="Next").click()
    settle(page)
    page.get_by_role("link", name="Previous").click()
    settle(page)
    assert f"claim={order[3]}&" in page.url
    page.get_by_role("link", name=f"{len(order)} claims found").click()
    settle(page)
    assert listed(page) == order


NUMBER = "us-ukraine-agreement-2024-06.031"


@pytest.mark.parametrize("claim", ["t4k3-2025-08.019", NUMBER])
def test_without_script_a_permalink_shows_its_claim(view, claim, records):
    record = next(record for record in records if record["id"] == claim)
    page = view(f"#claim={claim}", java_script_enabled=False)
    article = page.locator(f'[id="claim={claim}"]')
    top = article.bounding_box()["y"]
    assert 0 <= top < 900
    text = article.inner_text()
    assert record["statement"] in text
    for quote in [span["quote"] for span in record["evidence"] if span["quote"]]:
        assert f"“{quote}”" in text
    assert "“" in text or re.search("Paraphrased|The outlet’s own words|Official text|No quotation recorded", text)


def test_without_script_conditions_modality_and_doubts_are_there(view, records):
    page = view(java_script_enabled=False)
    shown = page.locator("#static").inner_text()
    for record in records[::40]:
        assert record["statement"] in shown
    article = page.locator(f'[id="claim={NUMBER}"]').inner_text()
    assert "(will)" in article and "if: renewed attack" in article
    doubtful = next(record for record in records if record["doubtful"] == ["stage"])
    assert "moderate confidence, doubtful: stage" in page.locator(f'[id="claim={doubtful["id"]}"]').inner_text()


def test_without_ids_no_permalink_works(view, explorer, tmp_path):
    page = tmp_path / "without.html"
    page.write_text(explorer.read_text(encoding="utf-8").replace('<article id="claim=', '<article title="'), encoding="utf-8")
    assert view(f"#claim={NUMBER}", path=page, java_script_enabled=False).locator(f'[id="claim={NUMBER}"]').count() == 0


def tab_to(page, wanted, most=400):
    """Presses Tab until the focus is on an element that a selector finds; whether it came there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return True
    return False


def walk(page):
    """By keyboard alone: filter, open a claim, follow a relation, come back."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    settle(page)
    if not tab_to(page, ".filters .value input", 10):
        return "no filter"
    page.keyboard.press("Space")
    settle(page)
    if not tab_to(page, ".item .statement a"):
        return "no claim"
    page.keyboard.press("Enter")
    settle(page)
    if not tab_to(page, ".related .statement a", 40):
        return "no relation"
    first = page.url
    page.keyboard.press("Enter")
    settle(page)
    assert page.url != first
    # A browser without a window has no key for this.
    page.go_back()
    settle(page)
    return "back" if page.url == first else "lost"


def test_keyboard_alone_filters_opens_follows_and_returns(view):
    assert walk(view()) == "back"


def test_a_click_that_is_no_link_is_noticed(view, rebuilt):
    unreachable = rebuilt({"src/views/parts.jsx": ("<a href={`#claim=${claim.id}`}>", "<a onClick={() => { location.hash = `#claim=${claim.id}`; }}>")})
    assert walk(view(path=unreachable)) == "no claim"


def test_skip_link_changes_no_filter(view):
    page = view("#layer=coalition")
    before = listed(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    settle(page)
    assert listed(page) == before and page.evaluate("document.activeElement.id") == "content"


def test_slash_leads_to_the_search_and_escape_clears_it(view):
    page = view()
    page.keyboard.press("/")
    page.keyboard.type("patrol")
    settle(page)
    assert "q=patrol" in page.url and 0 < len(listed(page)) < 540
    page.keyboard.press("Escape")
    settle(page)
    assert "q=" not in page.url
    # Typing makes one entry of the history.
    page.go_back()
    settle(page)
    assert "q=patrol" in page.url


def test_result_is_announced(view):
    page = view()
    page.locator(BOX).check()
    page.wait_for_timeout(400)
    assert page.locator('p[role="status"].off-screen').inner_text() == f"{len(listed(page))} claims found"


def test_tooltips_stay_under_the_mouse_and_close_on_escape(view):
    page = view()
    page.locator(".filters .value").nth(1).hover()
    tip = page.locator("#tip")
    tip.wait_for(state="visible")
    box = tip.bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + 5, steps=4)
    page.wait_for_timeout(600)
    assert tip.is_visible()
    page.keyboard.press("Escape")
    assert not tip.is_visible()


def test_copying_works_in_a_file_from_the_disk(view):
    page = view(f"#claim={NUMBER}&layer=united-states")
    # A page without the right to the clipboard, as a file has none in some browsers.
    page.evaluate("navigator.clipboard && Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Copy link").click()
    page.locator(".copied", has_text="Link copied.").wait_for()
    page.locator("#search").focus()
    page.keyboard.press("Control+V")
    assert page.locator("#search").input_value().endswith(f"explorer.html#claim={NUMBER}")


def citations(page, claims):
    """What the page says and copies as the citation of each claim: the line, and the entry of BibTeX."""
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.taken = text; } } })")
    found = {}
    for claim in claims:
        go(page, f"#claim={claim}")
        page.get_by_role("button", name="Copy citation").click()
        line = page.evaluate("taken")
        assert page.locator(".cite .citation").text_content() == line
        page.get_by_role("button", name="Copy BibTeX").click()
        found[claim] = (f"{line}\n", page.evaluate("taken"))
    return found


def cited(claims_bin, root, claims):
    def said(claim, form):
        done = subprocess.run([claims_bin, "cite", "--root", root, claim, "--format", form], capture_output=True, check=True)
        return done.stdout.decode()

    return {claim: (said(claim, "apa"), said(claim, "bibtex")) for claim in claims}


@pytest.fixture(scope="module")
def of_each_document(records):
    """A claim of each document."""
    first = {record["source"]: record["id"] for record in records}
    assert len(first) > 8
    return [*first.values()]


def test_the_page_cites_a_claim_as_the_program_does(view, claims_bin, root, of_each_document):
    assert citations(view(), of_each_document) == cited(claims_bin, root, of_each_document)


def test_a_citation_in_other_words_is_noticed(view, rebuilt, claims_bin, root, of_each_document):
    page = view(path=rebuilt({"src/citation.js": ('.replace(/\\.+$/, "")', "")}))
    here, there = citations(page, of_each_document), cited(claims_bin, root, of_each_document)
    assert all(here[claim][form] != there[claim][form] for claim in of_each_document for form in (0, 1))


UNSEEN = {"\u202e": r"\u{202e}", "\u200b": r"\u{200b}", "\u2028": r"\u{2028}", "\U000e0041": r"\u{e0041}", "\u0085": r"\u{85}"}


def test_a_citation_hides_nothing(view, changed, records):
    # The export refuses such text, so it is put into the finished page: what is copied into a terminal is as safe as what the program prints.
    record = records[0]
    page = changed(f"{record['statement']}</h3>", f"The support {''.join(UNSEEN)} goes on.</h3>")
    (line, entry), *_ = citations(view(path=page), [record["id"]]).values()
    assert f"The support {''.join(UNSEEN.values())} goes on [Claim" in line
    assert r"\textbackslash{}u\{202e\}" in entry
    bare = changed('"steering":"[', '"steering":"[^\\\\s\\\\S]|[^\\\\s\\\\S', page)
    (line, _), *_ = citations(view(path=bare), [record["id"]]).values()
    assert "\u202e" in line


def test_signs_of_tex_are_escaped_as_the_program_does(view, claims_bin, root, tmp_path):
    dataset = tmp_path / "mini"
    shutil.copytree(root / "tests" / "fixtures" / "mini", dataset)
    file = next(file for file in sorted((dataset / "data" / "claims").iterdir()) if "statement = " in file.read_text(encoding="utf-8"))
    text = file.read_text(encoding="utf-8")
    claim = re.search(r'^id = "(.*)"', text, re.MULTILINE)[1]
    file.write_text(re.sub(r"^statement = .*", lambda _: "statement = 'Costs of 50% & $1 for #2_a {b} ~ c^d \\ e.'", text, count=1, flags=re.MULTILINE), encoding="utf-8")
    subprocess.run([claims_bin, "export", "--root", dataset, "--out", tmp_path / "dist", "--format", "html"], check=True, capture_output=True)
    here = citations(view(path=tmp_path / "dist" / "explorer.html"), [claim])
    assert here == cited(claims_bin, dataset, [claim]) and r"50\% \& \$1 for \#2\_a \{b\}" in here[claim][1]


def test_without_script_the_notes_are_there(view, records):
    page = view(java_script_enabled=False)
    noted = [record for record in records if record["note"]]
    assert len(noted) > 20
    shown = dict(page.eval_on_selector_all("#static article", "all => all.map(one => [one.id, one.textContent])"))
    assert [record["id"] for record in noted if f"Note: {record['note']}" not in shown[f"claim={record['id']}"]] == []


def test_replies_say_what_narrows_them_and_show_each_tie_once(view):
    page = view("#view=replies")
    every = page.locator(".thread").count()
    pairs = page.evaluate("""() => [...document.querySelectorAll(".thread")].flatMap((thread) => {
        const [targets, replies] = [...thread.querySelectorAll("ul")].map((list) => [...list.querySelectorAll(".item")].map((item) => item.dataset.claim));
        return targets.flatMap((target) => replies.map((reply) => [target, reply].sort().join(" ")));
    })""")
    assert len(pairs) == len(set(pairs)) > 5
    go(page, "#view=replies&speaker=sergei-lavrov")
    assert 0 < page.locator(".thread").count() < every
    assert page.locator(".chip").inner_text().startswith("Speaker Sergei Lavrov")
    page.locator(".chip").click()
    settle(page)
    assert page.locator(".thread").count() == every


def test_frameworks_are_led_to(view):
    page = view("#view=frameworks&at=article-5-like")
    top = page.locator("#framework-article-5-like").bounding_box()["y"]
    assert 0 <= top < 400
    page = view("#view=frameworks")
    assert page.locator(".pair .arrows .line").count() == 2
    assert page.get_by_text("replaces part 2 of the earlier plan").count() == 2


def test_colours_are_chosen_and_kept(view):
    page = view(color_scheme="light")
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 27)"
    view(page=page)
    assert page.get_by_role("button", name="Light colours").is_visible()


def test_print_shows_claims_without_the_controls(view):
    page = view(f"#claim={NUMBER}")
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible() and not page.locator(".buttons").is_visible()
    assert page.locator(".print-only").first.is_visible()


def test_cards_name_their_outlet_and_why_there_is_no_quotation(view, records, document):
    outlets = {source["id"]: source["outlet"] for source in document["sources"]}
    names = {actor["id"]: actor["name"] for actor in document["actors"]}
    page = view()
    cards = dict(page.eval_on_selector_all(".list .item", "items => items.map(item => [item.dataset.claim, item.textContent])"))
    for record in records:
        assert names[outlets[record["source"]]] in cards[record["id"]]
        if not any(span["quote"] for span in record["evidence"]):
            assert re.search("paraphrase|official text|in the outlet’s own words|no quotation", cards[record["id"]])
