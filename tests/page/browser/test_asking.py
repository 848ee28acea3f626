"""Asking: what stands on a card, in a refusal and side by side."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from page.serving import EXAMPLES
from tests.page.browser.reader import (
    COMPARED,
    META_CLUSTERS,
    PROPOSAL,
    RECORD,
    UNKNOWN,
    ask,
    first_card,
    open_view,
)

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_the_box_has_focus_and_enter_asks(reader: Page) -> None:
    expect(reader.get_by_role("textbox", name="Your question")).to_be_focused()
    reader.keyboard.type(PROPOSAL)
    reader.keyboard.press("Enter")
    card = first_card(reader)
    expect(card).to_contain_text("Glenda Napier")
    expect(card).to_contain_text("CEO, Energy Cluster Denmark")
    expect(card.locator(".rank")).to_contain_text("1")
    expect(card.locator("blockquote")).to_contain_text("Europe-wide energy meta cluster")
    expect(card).to_contain_text("3. Panel debate")
    expect(card).to_contain_text("15 May 2024")
    expect(card.locator("cite")).to_contain_text("Takeaways from the European Cluster Conference")
    assert "**" not in reader.locator("body").inner_text()


def test_an_answer_moves_nothing_that_was_there(reader: Page) -> None:
    def places() -> list[object]:
        return [reader.locator(part).bounding_box() for part in ("#masthead", "#question", "#ask", "#limits")]

    before, top = places(), reader.locator("#content").bounding_box()
    ask(reader, PROPOSAL)
    after = reader.locator("#content").bounding_box()
    assert places() == before
    assert top is not None
    assert after is not None
    assert (after["x"], after["y"], after["width"]) == (top["x"], top["y"], top["width"])


def test_the_address_can_be_shared_and_back_works(reader: Page, context: BrowserContext) -> None:
    ask(reader, META_CLUSTERS)
    words = first_card(reader).locator("blockquote").inner_text()
    shared = reader.url
    assert "q=What+did+Glenda" in shared
    ask(reader, UNKNOWN)
    reader.go_back()
    expect(first_card(reader).locator("blockquote")).to_have_text(words)
    expect(reader.get_by_role("textbox", name="Your question")).to_have_value(META_CLUSTERS)
    reader.go_back()
    expect(reader.locator(".welcome")).to_be_visible()
    reader.go_forward()
    expect(first_card(reader).locator("blockquote")).to_have_text(words)
    other = context.new_page()
    other.goto(shared)
    expect(first_card(other).locator("blockquote")).to_have_text(words)


def test_the_last_of_quick_clicks_is_shown(reader: Page) -> None:
    reader.evaluate(
        """addresses => { for (const address of addresses) {
            const link = document.createElement("a");
            link.href = address;
            document.querySelector("#view").append(link);
            link.click();
        } }""",
        [f"?q={PROPOSAL}", "?view=speakers", f"?q={META_CLUSTERS}", "?view=records", f"?q={UNKNOWN}"],
    )
    expect(reader.locator(".refusal")).to_be_visible()
    expect(reader).to_have_url(re.compile("Merkel"))
    expect(reader.get_by_role("textbox", name="Your question")).to_have_value(UNKNOWN)
    reader.wait_for_timeout(1500)
    expect(reader.locator(".refusal")).to_be_visible()


def test_the_words_that_answer_are_marked(reader: Page) -> None:
    ask(reader, META_CLUSTERS)
    expect(first_card(reader).locator("mark").first).to_contain_text(re.compile("meta cluster"))
    ask(reader, PROPOSAL)
    expect(first_card(reader).locator("blockquote mark")).to_have_text(re.compile("^She proposed .*sector.$"))


def test_a_card_says_how_strong_and_how_it_was_said(reader: Page) -> None:
    ask(reader, PROPOSAL)
    expect(first_card(reader).locator(".strength")).to_have_text("Strong match")
    expect(first_card(reader).locator(".how")).to_have_text("As the record reports it")
    expect(first_card(reader).locator(".discs .disc")).to_have_text("GN")
    ask(reader, "What did Thierry Breton say about the heart of Europe's industrial agenda?")
    expect(first_card(reader)).to_contain_text("Clusters are at the heart")
    expect(first_card(reader).locator(".how")).to_have_text("In their own words, relayed by Marek Przeor")
    ask(reader, "What did the panellists say together about collaboration?")
    expect(reader.locator(".how", has_text="Said together").first).to_be_visible()


def test_a_person_has_one_colour_everywhere(reader: Page, address: str) -> None:
    def colour() -> str:
        disc = reader.locator(".disc", has_text="GN").first
        return str(disc.evaluate("disc => getComputedStyle(disc).backgroundColor"))

    ask(reader, PROPOSAL)
    on_the_card = colour()
    for query in (
        "?view=speakers",
        "?view=speakers&speaker=Glenda Napier",
        f"?view=records&document={RECORD}",
    ):
        open_view(reader, address, query)
        assert colour() == on_the_card, query


def test_a_refusal_says_why_and_shows_the_nearest_misses(reader: Page) -> None:
    ask(reader, UNKNOWN)
    expect(reader.get_by_role("heading", name="Not in the record")).to_be_visible()
    assert len(reader.locator(".reason").inner_text().split()) > 3
    expect(
        reader.get_by_role("status").filter(has_text=reader.locator(".reason").inner_text())
    ).to_have_count(1)
    assert reader.locator(".nearest .card").count() <= 3


def test_who_did_speak_on_it_is_one_click_away(reader: Page) -> None:
    ask(reader, "What did Glenda Napier say about the skills of the green transition?")
    expect(reader.locator(".reason")).to_contain_text("Glenda Napier")
    reader.locator(".ways").get_by_role("link", name="Susana Remotti").click()
    expect(first_card(reader)).to_contain_text("Susana Remotti")
    expect(reader.locator(".answer")).to_be_visible()


def test_an_example_is_one_click_and_one_of_them_is_refused(reader: Page) -> None:
    for example in EXAMPLES:
        reader.goto(reader.url.split("?")[0])
        reader.get_by_role("link", name=example).click()
        expect(reader.locator("#view")).to_have_attribute("data-title", re.compile(re.escape(example)))
    expect(reader.locator(".refusal")).to_be_visible()


def test_the_context_of_a_passage_is_shown_in_the_card(reader: Page) -> None:
    ask(reader, PROPOSAL)
    card = first_card(reader)
    here = card.locator(".excerpt .here").first
    expect(here).to_be_hidden()
    card.get_by_text("Show in context").click()
    expect(here).to_be_in_viewport()
    expect(here).to_contain_text("Europe-wide energy meta cluster")
    inside = "box => { const at = e => e.getBoundingClientRect(), h = at(box.querySelector('.here'));"
    inside += " return h.top >= at(box).top && h.top < at(box).bottom && box.scrollTop > 0; }"
    assert card.locator(".excerpt").evaluate(inside), "scrolled to"
    for name in ("Carolina Garcés", "Susana Remotti"):
        expect(card.locator(".excerpt .margin", has_text=name).first).to_be_attached()


def test_the_citation_is_copied(reader: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(reader, PROPOSAL)
    button = first_card(reader).get_by_role("button", name="Copy citation")
    button.click()
    expect(first_card(reader).get_by_role("button", name="Copied")).to_be_visible()
    copied = reader.evaluate("navigator.clipboard.readText()")
    assert "Europe-wide energy meta cluster" in copied
    assert "Glenda Napier, CEO, Energy Cluster Denmark" in copied
    assert "European Union" in copied


def test_the_citation_is_copied_where_the_browser_offers_no_clipboard(reader: Page) -> None:
    """As on a page served to an office without a certificate."""
    ask(reader, PROPOSAL)
    reader.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    reader.evaluate("addEventListener('copy', () => { window.copied = getSelection().toString(); })")
    first_card(reader).get_by_role("button", name="Copy citation").click()
    expect(first_card(reader).get_by_role("button", name="Copied")).to_be_focused()
    assert "Glenda Napier, CEO, Energy Cluster Denmark" in reader.evaluate("window.copied")


def test_two_people_stand_side_by_side(reader: Page) -> None:
    ask(reader, COMPARED)
    headings = reader.locator(".columns h3")
    expect(headings).to_have_count(2)
    columns = reader.locator(".columns > section").all()
    assert [column.locator(".card").count() for column in columns] == [3, 3]
    boxes = [column.bounding_box() for column in columns]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]


def test_whoever_said_nothing_on_the_topic_has_an_empty_column(reader: Page) -> None:
    ask(
        reader,
        "Compare what Glenda Napier and Susana Remotti said about the skills needed for the transition",
    )
    glenda, susana = reader.locator(".columns > section").all()
    expect(glenda).to_contain_text("Nothing on this in the record.")
    assert glenda.locator(".card").count() == 0
    expect(susana.locator(".card").first).to_contain_text("skills")
