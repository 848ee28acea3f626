"""Who speaks, and the records with everybody's words in their place."""

import re

import pytest
from playwright.sync_api import Page, expect

import corpus
from tests.page.browser.reader import PROPOSAL, ask, first_card, open_view

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_more_from_a_speaker_is_a_page_of_statements_in_order(reader: Page) -> None:
    ask(reader, PROPOSAL)
    first_card(reader).get_by_role("link", name="More from Glenda Napier").click()
    expect(reader.get_by_role("heading", name="Glenda Napier", exact=True, level=2)).to_be_focused()
    statements = reader.locator(".statements blockquote").all_inner_texts()
    text = " ".join(next(corpus.SHIPPED.glob("*.txt")).read_text("utf-8").replace("*", "").split())
    places = [text.index(" ".join(statement.split())) for statement in statements]
    assert places == sorted(places)
    assert len(places) > 4


def test_speakers_and_records_can_be_browsed(reader: Page) -> None:
    reader.get_by_role("link", name="Speakers", exact=True).click()
    table = reader.get_by_role("table")
    expect(table).to_contain_text("Kristina Šermukšnytė-Alešiūnienė")
    expect(table).to_contain_text("AgriFood Lithuania")
    expect(reader.locator("svg.bars-picture")).to_be_visible()
    reader.get_by_role("link", name="Records", exact=True).click()
    reader.get_by_role("heading", name="Green, digital and resilient").get_by_role("link").click()
    line = reader.locator(".line", has_text="Europe-wide energy meta cluster").first
    expect(line.locator(".margin")).to_contain_text("Glenda Napier")
    agenda = reader.locator(".line", has_text="EU-Taiwan Matchmaking").first
    expect(agenda).to_have_class(re.compile("nobody"))


def test_the_records_of_a_speaker_are_named_and_one_click_away(reader: Page, address: str) -> None:
    open_view(reader, address, "?view=speakers")
    row = reader.get_by_role("row", name="Glenda Napier")
    expect(row.get_by_role("cell").last).to_have_text(re.compile(r"^\d+$"))
    reader.get_by_role("link", name="Green, digital and resilient").click()
    expect(reader.get_by_role("heading", level=2)).to_contain_text("Green, digital and resilient")


def test_a_speaker_is_found_by_any_part_of_the_row(
    reader: Page, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("page.views.speakers.FEW", 2)
    open_view(reader, address, "?view=speakers")
    reader.get_by_role("searchbox", name="Find a speaker").press_sequentially("sermuks")
    expect(reader.locator("tbody tr:visible")).to_have_count(1)
    expect(reader.locator("tbody tr:visible")).to_contain_text("Kristina Šermukšnytė-Alešiūnienė")
    reader.get_by_role("searchbox").fill("energy cluster")
    expect(reader.locator("tbody tr:visible")).to_contain_text("Glenda Napier")


def test_a_person_is_asked_from_their_own_page(reader: Page, address: str) -> None:
    open_view(reader, address, "?view=speakers&speaker=Glenda Napier")
    reader.get_by_label("Ask Glenda Napier about").fill("public funding")
    reader.get_by_label("Ask Glenda Napier about").press("Enter")
    expect(reader).to_have_url(re.compile(r"speaker=Glenda\+Napier&q=public\+funding"))
    expect(first_card(reader)).to_contain_text("Glenda Napier")
    expect(first_card(reader)).to_contain_text("public funding")


def test_a_passage_is_marked_in_its_record_and_scrolled_to(reader: Page) -> None:
    ask(reader, PROPOSAL)
    first_card(reader).locator("cite").click()
    here = reader.locator(".text .here").first
    expect(here).to_be_in_viewport()
    expect(here.locator("mark").first).to_contain_text("Europe-wide energy meta cluster")
