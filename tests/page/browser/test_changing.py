"""Adding, replacing and removing records while questions are answered."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from page.following import Progress
from page.library import Library, Proposal
from page.server import application
from tests.page.browser.reader import PROPOSAL, ask, assert_accessible, first_card, open_view

HOSTILE = Path(__file__).parent / "hostile.md"

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_a_hostile_record_is_previewed_added_shown_as_text_and_removed(
    reader: Page, address: str, project: Path, tmp_path: Path
) -> None:
    reader.get_by_role("link", name="Add records").click()
    (tmp_path / "photo.bmp").write_bytes(b"BM")
    reader.locator("#upload input[type=file]").set_input_files([HOSTILE, tmp_path / "photo.bmp"])
    preview = reader.locator(".preview")
    expect(preview).to_contain_text("Mallory")
    expect(reader.locator(".refused")).to_contain_text("photo.bmp")
    assert not (project / "corpus" / HOSTILE.name).exists(), "a preview changes nothing"
    assert_accessible(reader)
    reader.get_by_role("button", name="Add and rebuild").click()
    expect(reader.locator(".told")).to_contain_text("Done.", timeout=60_000)
    assert (project / "corpus" / HOSTILE.name).exists()
    ask_address = reader.url.split("?")[0] + "?q=What+did+Mallory+say+about+the+harbour+tax"
    reader.goto(ask_address)
    card = first_card(reader)
    expect(card).to_contain_text("<script>window.stolen = true</script>")
    expect(card).to_contain_text("${window.stolen = 1} and {{stolen}}")
    expect(card).to_contain_text("U+202E")
    assert reader.evaluate("window.stolen") is None
    assert reader.locator("#view a[href^='javascript:']").count() == 0
    for query in (
        "?view=speakers",
        "?view=speakers&speaker=Mallory Vane",
        f"?view=records&document={HOSTILE.name}",
    ):
        open_view(reader, address, query)
        assert reader.evaluate("window.stolen") is None, query
        assert reader.locator("#view :is(script, b, a[href^='javascript:'])").count() == 0, query
    expect(reader.locator(".text")).to_contain_text("{{title}}")
    reader.get_by_role("link", name="Add records").click()
    reader.locator("#upload input[type=file]").set_input_files(HOSTILE)
    expect(reader.locator(".preview .tag")).to_have_text("Replaces the record of the same name")
    reader.get_by_role("button", name="Discard").click()
    expect(reader.locator(".preview")).to_have_count(0)
    open_view(reader, address, f"?view=records&document={HOSTILE.name}")
    reader.get_by_text("Remove this record").click()
    reader.get_by_role("button", name=re.compile("^Remove “")).click()
    expect(reader.locator(".told")).to_contain_text("Done.", timeout=60_000)
    assert not (project / "corpus" / HOSTILE.name).exists()


def test_a_rebuild_can_be_called_off_while_questions_are_answered(
    reader: Page, context: BrowserContext, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    add, before = library.add, library.assistant

    def add_slowly(proposal: Proposal, progress: Progress) -> None:
        def slowed(done: int, total: int) -> None:
            progress(done, total)
            library._cancelled.wait(20)

        add(proposal, slowed)

    monkeypatch.setattr(library, "add", add_slowly)
    reader.get_by_role("link", name="Add records").click()
    reader.locator("#upload input[type=file]").set_input_files(HOSTILE)
    reader.get_by_role("button", name="Add and rebuild").click()
    expect(reader.get_by_role("progressbar")).to_be_visible()
    assert_accessible(reader)
    other = context.new_page()
    other.goto(reader.url.split("?")[0] + f"?q={PROPOSAL}")
    expect(first_card(other)).to_contain_text("Europe-wide energy meta cluster")
    reader.get_by_role("button", name="Cancel").focus()
    reader.wait_for_timeout(700)  # longer than the page takes to tell how far it is
    expect(reader.get_by_role("button", name="Cancel")).to_be_focused()
    reader.keyboard.press("Enter")
    told = reader.get_by_role("status").filter(has_text="Nothing has changed")
    expect(told).to_be_visible(timeout=40_000)
    assert library.assistant is before


def test_a_question_is_shown_as_text(reader: Page) -> None:
    ask(reader, "<img src=x onerror=window.stolen=1> ${window.stolen=1} {{1+1}}")
    expect(reader.locator(".chip", has_text="onerror").or_(reader.locator(".refusal")).first).to_be_visible()
    assert reader.evaluate("window.stolen") is None
    assert reader.locator("#view img").count() == 0


def test_a_page_served_read_only_offers_no_change(
    blank: Page, project: Path, library: Library, serve: Callable[..., str]
) -> None:
    closed = Library(library.assistant, project / "index", project / "corpus", may_change=False)
    address = serve(application(closed))
    open_view(blank, address, "?view=add")
    expect(blank.locator("#view")).to_contain_text("served read-only")
    expect(blank.locator("#upload")).to_be_hidden()
    assert_accessible(blank)
    open_view(blank, address, f"?q={PROPOSAL}")
    expect(first_card(blank)).to_be_visible()
    expect(blank.get_by_role("link", name="Wrong?")).to_have_count(0)
