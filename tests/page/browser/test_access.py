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
def test_every_state_is_accessible_and_fits(blank: Page, address: str, state: str) -> None:
    """With axe, at a desk and on a phone; nothing is scrolled sideways there or at 200 % of 1280."""
    open_view(blank, address, STATES[state])
    for details in blank.locator("details:is(.context, .numbers) > summary").all()[:1]:
        details.click()
    assert_accessible(blank)
    for width in (640, 390, 320):
        blank.set_viewport_size({"width": width, "height": 800})
        too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert blank.evaluate(too_wide) <= 0, width
        if width == 390:
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


def test_a_menu_closes_when_the_focus_leaves_it(reader: Page) -> None:
    ask(reader, META_CLUSTERS)
    reader.locator("html:not([data-busy])").wait_for()
    menu = reader.locator(".chip .menu").first
    menu.locator("summary").focus()
    reader.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    for _ in range(12):
        reader.keyboard.press("Tab")
    expect(menu).not_to_have_attribute("open", "")
    menu.locator("summary").focus()
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")
    reader.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_what_a_menu_covers_is_not_reached_until_it_closes(reader: Page) -> None:
    ask(reader, META_CLUSTERS)
    reader.locator("html:not([data-busy])").wait_for()
    menu = reader.locator(".chip .menu").first
    speaker = first_card(reader).get_by_role("heading").get_by_role("link")
    menu.locator("summary").click()
    expect(reader.locator("[inert] >> visible=true").first).to_be_attached()
    assert_accessible(reader)
    covered = reader.locator("[data-covered]").count()
    menu.get_by_role("link").last.focus()
    assert reader.locator("[data-covered]").count() == covered
    for _ in range(6):
        reader.keyboard.press("Tab")
        if reader.evaluate("Boolean(document.activeElement.closest('.card'))"):
            break
    expect(speaker).to_be_focused()
    expect(menu).not_to_have_attribute("open", "")
    expect(reader.locator("[inert]")).to_have_count(0)


def test_a_screen_reader_finds_its_way(reader: Page) -> None:
    for landmark in ("banner", "navigation", "main", "search"):
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


def test_a_word_without_end_stays_inside(blank: Page, address: str) -> None:
    open_view(blank, address, f"?q=What did Glenda Napier say about {'a' * 300}?")
    assert blank.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_lines_stay_readable_on_a_wide_screen(blank: Page, address: str) -> None:
    blank.set_viewport_size({"width": 2560, "height": 1000})
    open_view(blank, address, f"?q={META_CLUSTERS}")
    words = first_card(blank).locator("blockquote").bounding_box()
    assert words is not None
    assert words["width"] < 900
    assert abs(words["x"] + words["width"] / 2 - 1280) < 10


def test_in_a_narrow_context_no_name_covers_the_words(blank: Page, address: str) -> None:
    blank.set_viewport_size({"width": 390, "height": 844})
    open_view(blank, address, f"?q={META_CLUSTERS}")
    first_card(blank).get_by_text("Show in context").click()
    margins = first_card(blank).locator(".excerpt .margin")
    assert set(margins.evaluate_all("all => all.map(one => getComputedStyle(one).position)")) == {"static"}


def test_the_whole_form_of_limits_is_seen(blank: Page, address: str) -> None:
    open_view(blank, address, f"?q={META_CLUSTERS}&document={RECORD}")
    blank.locator("#limits summary").click()
    expect(blank.locator("#limits").get_by_role("button", name="Apply")).to_be_in_viewport(ratio=1)
    form = blank.locator("#limits form")
    assert form.evaluate("form => form.scrollHeight <= form.clientHeight")


def test_the_page_speaks_french(reader: Page) -> None:
    reader.get_by_role("link", name="Français").click()
    expect(reader.locator("html")).to_have_attribute("lang", "fr")
    expect(reader.get_by_role("textbox", name="Votre question")).to_be_visible()
    banner = reader.get_by_role("banner")
    expect(banner.get_by_role("link", name="Intervenants")).to_be_visible()
    expect(banner).to_contain_text("Qui a dit quoi")


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
