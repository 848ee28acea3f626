"""For everybody: keyboard, screen reader, phone, large print, another language."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.page.browser.reader import (
    COMPARED,
    META_CLUSTERS,
    PROPOSAL,
    RECORD,
    UNKNOWN,
    ask,
    assert_accessible,
    first_card,
    open_view,
)

pytestmark = [pytest.mark.browser, pytest.mark.model]


STATES = {
    "empty": "",
    "answer": f"?q={META_CLUSTERS}",
    "comparison": f"?q={COMPARED}",
    "refusal": f"?q={UNKNOWN}",
    "speakers": "?view=speakers",
    "person": "?view=speakers&speaker=Glenda Napier",
    "records": "?view=records",
    "record": f"?view=records&document={RECORD}",
    "problem": "?q=clusters&since=yesterday",
    "add": "?view=add",
    "evaluate": "?view=evaluate",
    "french": f"?lang=fr&q={META_CLUSTERS}",
}


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible(blank: Page, address: str, state: str) -> None:
    blank.goto(address + STATES[state])
    blank.locator("#view h2").wait_for()
    for details in blank.locator("details.context > summary").all()[:1]:
        details.click()
    assert_accessible(blank)


@pytest.mark.parametrize("state", ["answer", "refusal", "speakers", "record", "add"])
def test_every_state_is_accessible_on_a_phone(blank: Page, address: str, state: str) -> None:
    blank.set_viewport_size({"width": 390, "height": 844})
    open_view(blank, address, STATES[state])
    assert_accessible(blank)


def test_the_keyboard_alone_is_enough(reader: Page) -> None:
    reader.keyboard.type(PROPOSAL)
    reader.keyboard.press("Enter")
    expect(first_card(reader)).to_be_visible()
    reader.locator("html:not([data-busy])").wait_for()
    focused = "document.activeElement.textContent.trim()"
    for _ in range(40):
        reader.keyboard.press("Tab")
        if reader.evaluate(focused) == "Show in context":
            break
    reader.keyboard.press("Enter")
    expect(first_card(reader).locator(".excerpt")).to_be_visible()
    reader.keyboard.press("Escape")
    reader.locator("h2").focus()
    reader.keyboard.press("/")
    expect(reader.get_by_role("textbox", name="Your question")).to_be_focused()


def test_a_screen_reader_finds_its_way(reader: Page) -> None:
    for landmark in ("navigation", "main", "search"):
        expect(reader.get_by_role(landmark)).to_have_count(1)  # type: ignore[arg-type]
    ask(reader, META_CLUSTERS)
    expect(reader.get_by_role("status").filter(has_text="passages answer")).to_have_count(1)
    levels = reader.locator("h1, h2, h3, h4").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
    assert levels[:2] == [1, 2]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    named = first_card(reader).get_by_role("article", name="Glenda Napier")
    expect(named.get_by_role("mark").first).to_be_visible()


def test_nothing_moves_for_whoever_wants_no_motion(blank: Page, address: str) -> None:
    animation = "getComputedStyle(document.querySelector('#view')).animationName"
    blank.emulate_media(reduced_motion="no-preference")
    open_view(blank, address, f"?q={PROPOSAL}")
    assert blank.evaluate(animation) == "appear"
    blank.emulate_media(reduced_motion="reduce")
    assert blank.evaluate(animation) == "none"


def test_a_phone_and_two_hundred_percent_need_no_sideways_scrolling(blank: Page, address: str) -> None:
    for query in (f"?q={META_CLUSTERS}", "?view=speakers", "?view=records", "?view=add", "?view=evaluate"):
        blank.goto(address + query)
        blank.locator("#view h2").wait_for()
        for width in (360, 640):
            blank.set_viewport_size({"width": width, "height": 800})
            wide = blank.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, (width, query)


def test_the_page_speaks_french(reader: Page) -> None:
    reader.get_by_role("link", name="Français").click()
    expect(reader.locator("html")).to_have_attribute("lang", "fr")
    expect(reader.get_by_role("textbox", name="Votre question")).to_be_visible()
    expect(reader.get_by_role("link", name="Intervenants")).to_be_visible()


def test_a_refusal_is_told_in_french(blank: Page, address: str) -> None:
    blank.goto(f"{address}?lang=fr&q={UNKNOWN}")
    expect(blank.locator(".reason")).to_contain_text("Personne du nom de Angela Merkel ne prend la parole")


def test_the_drop_zone_speaks_the_language_of_the_page(blank: Page, address: str) -> None:
    open_view(blank, address, "?view=add&lang=fr")
    zone = blank.locator("#upload")
    expect(zone.get_by_role("button", name="Déposez des fichiers ici, ou choisissez-les")).to_be_visible()
    shown = zone.locator("[data-testid=upload-text]").evaluate(
        "zone => [getComputedStyle(zone).fontSize, getComputedStyle(zone, '::after').content]"
    )
    assert shown == ["0px", '"Déposez des fichiers ici, ou choisissez-les"']
