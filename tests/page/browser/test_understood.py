"""What was understood of a question stands under it, to be taken off or corrected."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.page.browser.reader import (
    META_CLUSTERS,
    RECORD,
    ask,
    assert_accessible,
    chip,
    first_card,
    open_view,
)

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_the_speaker_filter_limits_the_answer(reader: Page) -> None:
    ask(reader, "What was said about meta clusters?")
    reader.get_by_label("Speaker", exact=True).click()
    reader.get_by_role("option", name="Susana Remotti").click()
    expect(reader).to_have_url(re.compile("speaker=Susana"))
    expect(first_card(reader)).to_contain_text("Susana Remotti")
    for card in reader.locator(".card").all():
        expect(card.locator("header")).to_contain_text("Susana Remotti")


def test_chips_take_off_and_correct_what_was_understood(reader: Page) -> None:
    ask(reader, META_CLUSTERS)
    chip = reader.locator(".chip", has_text="Glenda Napier")
    chip.locator("summary").click()
    chip.get_by_role("link", name="Susana Remotti").click()
    expect(first_card(reader)).to_contain_text("Susana Remotti")
    reader.get_by_role("link", name="Remove: Speaker Susana Remotti").click()
    expect(reader.locator(".chip", has_text="Susana")).to_have_count(0)
    expect(reader.locator(".chip")).to_have_count(1)


def test_an_organisation_in_the_question_is_taken_off_and_corrected(reader: Page) -> None:
    ask(reader, "What did PROPLAST Italy say about meta clusters?")
    expect(first_card(reader)).to_contain_text("Susana Remotti")
    named = chip(reader, "Organisation PROPLAST Italy")
    named.locator("summary").click()
    assert_accessible(reader)
    named.get_by_role("link", name="Energy Cluster Denmark").click()
    box = reader.get_by_role("textbox", name="Your question")
    expect(box).to_have_value("What did Energy Cluster Denmark say about meta clusters?")
    expect(first_card(reader)).to_contain_text("Glenda Napier")
    reader.get_by_role("link", name="Remove: Organisation Energy Cluster Denmark").click()
    expect(box).to_have_value("meta clusters")
    expect(chip(reader, "Organisation")).to_have_count(0)


def test_a_record_is_taken_off(reader: Page, address: str) -> None:
    open_view(reader, address, f"?q={META_CLUSTERS}&document={RECORD}")
    expect(chip(reader, "Record Green, digital and resilient")).to_be_visible()
    reader.get_by_role("link", name=re.compile("^Remove: Record")).click()
    expect(chip(reader, "Record")).to_have_count(0)
    expect(reader).not_to_have_url(re.compile("document="))


def test_among_many_names_the_right_one_is_chosen_from_a_box(
    reader: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("page.chips.MOST_LINKS", 2)
    ask(reader, META_CLUSTERS)
    named = chip(reader, "Speaker Glenda Napier")
    named.locator("summary").click()
    assert_accessible(reader)
    named.get_by_role("combobox", name="Speaker").select_option("Susana Remotti")
    named.get_by_role("button", name="Correct").click()
    box = reader.get_by_role("textbox", name="Your question")
    expect(box).to_have_value("What did Susana Remotti say about meta clusters?")
    expect(first_card(reader)).to_contain_text("Susana Remotti")


def test_limits_are_set_stand_in_the_address_and_are_corrected(reader: Page) -> None:
    ask(reader, "What was said about meta clusters?")
    limits = reader.locator("#limits")
    limits.locator("summary").click()
    assert_accessible(reader)
    limits.get_by_label("Organisation").select_option("PROPLAST Italy")
    limits.get_by_label("From").fill("2024-05-01")
    limits.get_by_role("button", name="Apply").click()
    expect(reader).to_have_url(re.compile("organisation=PROPLAST.Italy.*since=2024-05-01"))
    expect(reader.locator(".chip", has_text="PROPLAST Italy")).to_be_visible()
    for card in reader.locator(".card").all():
        expect(card.locator("header")).to_contain_text("Susana Remotti")
    chip = reader.locator(".chip", has_text="since 1 May 2024")
    chip.locator("summary").click()
    assert_accessible(reader)
    chip.get_by_label("From").fill("2025-01-01")
    chip.get_by_role("button", name="Correct").click()
    expect(reader.locator(".refusal")).to_be_visible()
    reader.get_by_role("link", name=re.compile("^Remove: Date")).click()
    expect(reader.locator(".refusal")).to_have_count(0)
    chip = reader.locator(".chip", has_text="PROPLAST Italy")
    chip.locator("summary").click()
    chip.get_by_role("link", name="Energy Cluster Denmark").click()
    expect(reader.locator(".card header", has_text="Glenda Napier").first).to_be_visible()
    reader.get_by_role("link", name=re.compile("^Remove: Organisation")).click()
    expect(reader).to_have_url(re.compile(r"\?q=[^&]*$"))
    expect(limits.locator("select[name=organisation]")).to_have_value("")


def test_the_topic_is_corrected_in_the_question(reader: Page) -> None:
    ask(reader, META_CLUSTERS)
    chip = reader.locator(".chip", has_text="About")
    chip.locator("summary").click()
    chip.get_by_role("textbox", name="About").fill("public funding")
    chip.get_by_role("textbox", name="About").press("Enter")
    box = reader.get_by_role("textbox", name="Your question")
    expect(box).to_have_value("What did Glenda Napier say about public funding?")
    expect(first_card(reader)).to_contain_text("public funding")
    reader.get_by_role("link", name="Remove: About public funding").click()
    expect(reader.get_by_role("heading", name="Glenda Napier", level=2)).to_be_visible()


def test_a_day_that_is_none_is_told(blank: Page, address: str) -> None:
    open_view(blank, address, "?q=clusters&since=yesterday")
    expect(blank.get_by_role("alert")).to_contain_text("“yesterday” is no day. Write it as 2024-05-15")
