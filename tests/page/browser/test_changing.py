"""Adding, replacing and removing records while questions are answered."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from page.following import Progress
from page.library import Library
from page.proposals import Proposal
from page.server import application
from tests.page.browser.reader import (
    PROPOSAL,
    RECORD,
    ask,
    assert_accessible,
    chip,
    first_card,
    open_view,
)

HOSTILE = Path(__file__).parent / "hostile.md"
FACTS = Path(__file__).parent / "hostile.md.toml"

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_a_hostile_record_is_previewed_added_shown_as_text_and_removed(
    reader: Page, address: str, project: Path, tmp_path: Path
) -> None:
    def assert_nothing_ran(where: str) -> None:
        assert reader.evaluate("window.stolen") is None, where
        assert reader.locator("#view :is(script, img, b, a[href^='javascript:'])").count() == 0, where

    reader.get_by_role("link", name="Add records").click()
    (tmp_path / "photo ${window.stolen=1} {{1+1}}.bmp").write_bytes(b"BM")
    reader.locator("#upload input[type=file]").set_input_files([HOSTILE, FACTS, *tmp_path.iterdir()])
    preview = reader.locator(".preview")
    expect(preview).to_contain_text("Mallory")
    expect(preview).to_contain_text("<img src=x onerror=window.stolen=1>")
    expect(reader.locator(".refused")).to_contain_text(
        re.compile(r"photo .*\.bmp This kind of file is not read")
    )
    preview.get_by_text("Show the words without a speaker").click()
    expect(preview.locator(".excerpt")).to_contain_text("{{7*7}}")
    assert not (project / "corpus" / HOSTILE.name).exists(), "a preview changes nothing"
    assert_nothing_ran("preview")
    assert_accessible(reader)
    reader.get_by_role("button", name="Add and rebuild").click()
    expect(reader.locator(".told")).to_contain_text("Done.", timeout=60_000)
    assert_accessible(reader)
    assert (project / "corpus" / HOSTILE.name).exists()
    reader.goto(address + "?q=What+did+Mallory+say+about+the+harbour+tax")
    card = first_card(reader)
    expect(card).to_contain_text("<script>window.stolen = true</script>")
    expect(card).to_contain_text("${window.stolen = 1} and {{stolen}}")
    expect(card).to_contain_text("U+202E")
    for query in (
        "?q=What did Mallory say about the harbour tax",
        "?q=What did Mallory say about zeppelins",
        "?view=speakers",
        "?view=speakers&speaker=Mallory Vane",
        "?view=records",
        f"?view=records&document={HOSTILE.name}",
    ):
        open_view(reader, address, query)
        for closed in reader.locator("#view details.context > summary").all():
            closed.click()
        assert_nothing_ran(query)
    expect(reader.locator(".text")).to_contain_text("{{title}}")
    expect(reader.locator("#view")).to_contain_text('"><script>window.stolen=1</script>')
    reader.get_by_role("link", name="Add records").click()
    reader.locator("#upload input[type=file]").set_input_files(HOSTILE)
    expect(reader.locator(".preview .tag")).to_have_text("Replaces the record of the same name")
    reader.get_by_role("link", name="Speakers", exact=True).click()
    expect(reader.get_by_role("table")).to_contain_text("Mallory Vane")
    reader.get_by_role("link", name="Add records").click()
    expect(reader.locator(".preview .tag"), "the preview waits").to_have_count(1)
    reader.get_by_role("button", name="Discard").click()
    expect(reader.locator(".preview")).to_have_count(0)
    open_view(reader, address, f"?view=records&document={HOSTILE.name}")
    reader.get_by_text("Remove this record").click()
    assert_accessible(reader)
    reader.get_by_role("button", name=re.compile("^Remove “")).click()
    expect(reader.locator(".told")).to_contain_text("Done.", timeout=60_000)
    assert_accessible(reader)
    assert not (project / "corpus" / HOSTILE.name).exists()


def test_a_record_is_replaced_and_a_chip_leads_from_one_to_the_other(
    reader: Page, address: str, tmp_path: Path
) -> None:
    said = "Speakers: Ada Berg, Harbour Master, Port of Ekeby\n\nAda Berg said that the quay needs {}.\n"
    quay = tmp_path / "quay.txt"
    for needed in ("a new crane", "forty lamps"):
        quay.write_text(said.format(needed), encoding="utf-8")
        open_view(reader, address, "?view=add")
        reader.locator("#upload input[type=file]").set_input_files(quay)
        reader.get_by_role("button", name="Add and rebuild").click()
        expect(reader.locator(".told")).to_contain_text("Done.", timeout=60_000)
    open_view(reader, address, "?q=What does the quay need?&document=quay.txt")
    expect(first_card(reader)).to_contain_text("forty lamps")
    expect(reader.locator("#view")).not_to_contain_text("crane")
    record = chip(reader, "Record quay")
    record.locator("summary").click()
    assert_accessible(reader)
    record.get_by_role("link", name="Green, digital and resilient").click()
    expect(reader).to_have_url(re.compile(f"document={RECORD}"))
    expect(chip(reader, "Record Green, digital")).to_be_visible()
    open_view(reader, address, "?view=speakers")  # now with the records of each beside them
    reader.set_viewport_size({"width": 390, "height": 844})
    assert_accessible(reader)
    open_view(reader, address, "?view=records&document=quay.txt")
    reader.get_by_text("Remove this record").click()
    reader.get_by_role("button", name=re.compile("^Remove “")).click()
    expect(reader.locator(".told")).to_contain_text("Done.", timeout=60_000)


def test_dropped_files_are_read_in_every_format_and_in_french(blank: Page, address: str) -> None:
    """With one that is no record and one that is too large, which is not even sent."""
    monologue = "Ada Berg: The quay needs a new crane before the winter comes.\n"
    turns = '[{"speaker": "Ada Berg", "text": "The quay needs a new crane."}]'
    captions = "00:00:01.000 --> 00:00:04.000\nAda Berg: The quay needs a new crane.\n"
    files = {
        "a.txt": monologue,
        "b.md": f"# Quay\n\n{monologue}",
        "c.html": f"<h1>Quay</h1><p>{monologue}</p>",
        "d.vtt": f"WEBVTT\n\n{captions}",
        "e.srt": f"1\n{captions.replace('.000', ',000')}",
        "f.json": turns,
        "g.jsonl": turns.strip("[]"),
        "photo.bmp": "BM",
    }
    open_view(blank, address, "?view=add&lang=fr")
    blank.evaluate("document.querySelector('[data-most-bytes]').dataset.mostBytes = 1000")
    blank.locator("#upload input[type=file]").wait_for(state="attached")
    dropped = blank.evaluate_handle(
        """files => {
            const dropped = new DataTransfer();
            for (const [name, text] of Object.entries(files)) dropped.items.add(new File([text], name));
            return dropped;
        }""",
        files | {"film.mp4": "x" * 1001},
    )
    blank.locator("#upload button").first.dispatch_event("drop", {"dataTransfer": dropped})
    expect(blank.locator(".preview > li")).to_have_count(7)
    expect(blank.get_by_role("heading", name="Ce qui a été trouvé")).to_be_visible()
    refused = blank.locator(".refused li")
    expect(refused).to_have_count(2)
    expect(refused.first).to_contain_text("film.mp4 Il dépasse")
    expect(refused.last).to_contain_text("photo.bmp Ce type de fichier n’est pas lu.")
    assert_accessible(blank)
    blank.get_by_role("button", name="Abandonner").click()
    expect(blank.locator(".preview")).to_have_count(0)


def test_a_file_that_is_too_large_is_refused_at_once(blank: Page, address: str, tmp_path: Path) -> None:
    (tmp_path / "film.txt").write_text("x" * 1001)
    open_view(blank, address, "?view=add")
    blank.evaluate("document.querySelector('[data-most-bytes]').dataset.mostBytes = 1000")
    blank.locator("#upload input[type=file]").set_input_files(tmp_path / "film.txt")
    expect(blank.locator(".refused")).to_contain_text("film.txt It is larger than")
    expect(blank.get_by_role("status").filter(has_text="Could not be read")).to_have_count(1)


def test_a_rebuild_can_be_called_off_while_questions_are_answered(
    reader: Page, address: str, context: BrowserContext, library: Library, monkeypatch: pytest.MonkeyPatch
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
    bar = reader.get_by_role("progressbar")
    expect(bar).to_have_attribute("max", re.compile(r"^[1-9]\d*$"))
    expect(reader.locator(".building")).to_contain_text(re.compile(r"Rebuilding: \d+ of \d+ passages"))
    expect(reader.locator("#upload")).to_be_hidden()
    assert_accessible(reader)
    reader.get_by_role("link", name="Ask", exact=True).click()  # nobody has to wait for it
    ask(reader, PROPOSAL)
    expect(first_card(reader)).to_contain_text("Europe-wide energy meta cluster")
    reader.wait_for_timeout(700)  # longer than the page takes to tell how far it is
    expect(first_card(reader)).to_be_visible()
    other = context.new_page()
    open_view(other, address, "?view=add")  # whoever comes later sees how far it is
    expect(other.get_by_role("progressbar")).to_be_visible()
    reader.get_by_role("link", name="Add records").click()
    reader.get_by_role("button", name="Cancel").focus()
    reader.wait_for_timeout(700)
    expect(reader.get_by_role("button", name="Cancel")).to_be_focused()
    reader.keyboard.press("Enter")
    for page in (reader, other):
        told = page.get_by_role("status").filter(has_text="Nothing has changed")
        expect(told).to_be_visible(timeout=40_000)
    expect(reader.locator(".preview"), "it can be added after all").to_be_visible()
    assert_accessible(reader)
    assert library.assistant is before
    reader.get_by_role("button", name="Discard").click()
    expect(reader.locator(".preview")).to_have_count(0)


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
