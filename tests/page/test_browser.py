"""The page in a real browser over the real index: what a reader does, and what must never happen."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import corpus
from page.following import Progress
from page.library import Library, Proposal
from page.server import application
from page.serving import EXAMPLES
from qa import Assistant

pytestmark = [pytest.mark.browser, pytest.mark.model]

PROPOSAL = "What did Glenda Napier propose?"
META_CLUSTERS = "What did Glenda Napier say about meta clusters?"
UNKNOWN = "What did Angela Merkel say about clusters?"
expect.set_options(timeout=20_000)  # machines are shared: nothing fails for being slow
HOSTILE = Path(__file__).parent / "hostile.md"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, shipped_index: Path) -> Path:
    """A folder with an index and records that the tests may change."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(shipped_index, folder / "index")
    shutil.copytree(corpus.SHIPPED, folder / "corpus")
    return folder


@pytest.fixture(scope="module")
def library(project: Path) -> Library:
    return Library(Assistant.load(project / "index"), project / "index", project / "corpus", may_change=True)


@pytest.fixture(scope="module")
def address(library: Library, serve: Callable[..., str]) -> str:
    return serve(application(library, examples=EXAMPLES))


@pytest.fixture(scope="module")
def seen() -> tuple[list[str], list[str]]:
    """The addresses that were asked for, and the scripts that failed."""
    return [], []


@pytest.fixture(scope="module")
def browsing(chromium: Browser, seen: tuple[list[str], list[str]]) -> Iterator[BrowserContext]:
    """A reader's browser, opened once: what it has read of the page it need not read again."""
    asked_for, troubles = seen
    context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    context.on("request", lambda request: asked_for.append(request.url))
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    context.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def requests(seen: tuple[list[str], list[str]]) -> list[str]:
    return seen[0]


@pytest.fixture
def context(
    browsing: BrowserContext, seen: tuple[list[str], list[str]], address: str
) -> Iterator[BrowserContext]:
    """Whatever a test does in the browser, nothing may leave this machine and no script may fail."""
    for kept in seen:
        kept.clear()
    yield browsing
    for page in browsing.pages:
        page.close()
    browsing.clear_permissions()
    away = [url for url in seen[0] if urlsplit(url).hostname not in (None, urlsplit(address).hostname)]
    assert away == []
    assert seen[1] == []


@pytest.fixture
def reader(context: BrowserContext, address: str) -> Page:
    """A page that shows the welcome."""
    page = context.new_page()
    page.goto(address)
    page.locator("#view").wait_for()
    return page


@pytest.fixture
def blank(context: BrowserContext) -> Page:
    """A page that has not gone anywhere yet."""
    return context.new_page()


def ask(page: Page, question: str) -> None:
    box = page.get_by_role("textbox", name="Your question")
    box.fill(question)
    box.press("Enter")
    expect(page.locator("#view")).to_have_attribute("data-title", re.compile(re.escape(question)))


def first_card(page: Page) -> Locator:
    return page.locator(".card").first


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
    other = context.new_page()
    other.goto(shared)
    expect(first_card(other).locator("blockquote")).to_have_text(words)


def test_the_words_that_answer_are_marked(reader: Page) -> None:
    ask(reader, META_CLUSTERS)
    expect(first_card(reader).locator("mark").first).to_contain_text(re.compile("meta cluster"))
    ask(reader, PROPOSAL)
    expect(first_card(reader).locator("blockquote mark")).to_have_text(re.compile("^She proposed .*sector.$"))


def test_a_refusal_says_why_and_shows_the_nearest_misses(reader: Page) -> None:
    ask(reader, UNKNOWN)
    expect(reader.get_by_role("heading", name="Not in the record")).to_be_visible()
    assert len(reader.locator(".reason").inner_text().split()) > 3
    expect(
        reader.get_by_role("status").filter(has_text=reader.locator(".reason").inner_text())
    ).to_have_count(1)
    assert reader.locator(".nearest .card").count() <= 3


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
    expect(card.locator(".excerpt")).to_contain_text("Carolina Garcés")


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


def test_more_from_a_speaker_is_a_page_of_statements_in_order(reader: Page) -> None:
    ask(reader, PROPOSAL)
    first_card(reader).get_by_role("link", name="More from Glenda Napier").click()
    expect(reader.get_by_role("heading", name="Glenda Napier", exact=True, level=2)).to_be_focused()
    statements = reader.locator(".statements blockquote").all_inner_texts()
    text = " ".join(next(corpus.SHIPPED.glob("*.txt")).read_text("utf-8").replace("*", "").split())
    places = [text.index(" ".join(statement.split())) for statement in statements]
    assert places == sorted(places)
    assert len(places) > 4


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


def test_two_people_stand_side_by_side(reader: Page) -> None:
    ask(reader, "Compare what Glenda Napier and Susana Remotti said about meta clusters")
    headings = reader.locator(".columns h3")
    expect(headings).to_have_count(2)
    columns = reader.locator(".columns > section").all()
    assert [column.locator(".card").count() for column in columns] == [3, 3]
    boxes = [column.bounding_box() for column in columns]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]


def test_speakers_and_records_can_be_browsed(reader: Page) -> None:
    reader.get_by_role("link", name="Speakers", exact=True).click()
    table = reader.get_by_role("table")
    expect(table).to_contain_text("Kristina Šermukšnytė-Alešiūnienė")
    expect(table).to_contain_text("AgriFood Lithuania")
    expect(reader.locator("svg.bars-picture")).to_be_visible()
    reader.get_by_role("link", name="Records", exact=True).click()
    reader.get_by_role("link", name="Green, digital and resilient").click()
    line = reader.locator(".line", has_text="Europe-wide energy meta cluster").first
    expect(line.locator(".margin")).to_contain_text("Glenda Napier")
    agenda = reader.locator(".line", has_text="EU-Taiwan Matchmaking").first
    expect(agenda).to_have_class(re.compile("nobody"))


def test_the_keyboard_alone_is_enough(reader: Page) -> None:
    reader.keyboard.type(PROPOSAL)
    reader.keyboard.press("Enter")
    expect(first_card(reader)).to_be_visible()
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


def test_the_page_speaks_french(reader: Page) -> None:
    reader.get_by_role("link", name="Français").click()
    expect(reader.locator("html")).to_have_attribute("lang", "fr")
    expect(reader.get_by_role("textbox", name="Votre question")).to_be_visible()
    expect(reader.get_by_role("link", name="Intervenants")).to_be_visible()


def test_a_refusal_is_told_in_french(blank: Page, address: str) -> None:
    blank.goto(f"{address}?lang=fr&q={UNKNOWN}")
    expect(blank.locator(".reason")).to_contain_text("Personne du nom de Angela Merkel ne prend la parole")


def test_a_hostile_record_is_previewed_added_shown_as_text_and_removed(
    reader: Page, project: Path, tmp_path: Path
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
    reader.goto(reader.url.split("?")[0] + f"?view=records&document={HOSTILE.name}")
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
    reader.get_by_role("button", name="Cancel").click()
    told = reader.get_by_role("status").filter(has_text="Nothing has changed")
    expect(told).to_be_visible(timeout=40_000)
    assert library.assistant is before


def test_a_question_is_shown_as_text(reader: Page) -> None:
    ask(reader, "<img src=x onerror=window.stolen=1> ${window.stolen=1} {{1+1}}")
    expect(reader.locator(".chip", has_text="onerror").or_(reader.locator(".refusal")).first).to_be_visible()
    assert reader.evaluate("window.stolen") is None
    assert reader.locator("#view img").count() == 0


def test_a_wrong_answer_becomes_a_question_of_the_set(reader: Page, project: Path) -> None:
    ask(reader, META_CLUSTERS)
    first_card(reader).get_by_role("link", name="Wrong?").click()
    expect(reader.locator(".picks .wrong")).to_have_count(1)
    assert_accessible(reader)
    reader.get_by_role("button", name="This one answers").first.click()
    expect(reader.locator(".told")).to_contain_text("corrections.jsonl")
    assert META_CLUSTERS in (project / "corrections.jsonl").read_text("utf-8")


def test_nothing_is_kept_in_the_browser(reader: Page, context: BrowserContext) -> None:
    ask(reader, PROPOSAL)
    kept = reader.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
    assert "Glenda" not in kept
    databases = reader.evaluate("indexedDB.databases().then(all => all.map(one => one.name))")
    assert databases == []
    assert "Glenda" not in str(context.cookies())


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


STATES = {
    "empty": "",
    "answer": f"?q={META_CLUSTERS}",
    "comparison": "?q=Compare what Glenda Napier and Susana Remotti said about meta clusters",
    "refusal": f"?q={UNKNOWN}",
    "speakers": "?view=speakers",
    "person": "?view=speakers&speaker=Glenda Napier",
    "records": "?view=records",
    "record": "?view=records&document=summary-2024-05-15-european-cluster-conference.txt",
    "add": "?view=add",
    "evaluate": "?view=evaluate",
    "french": f"?lang=fr&q={META_CLUSTERS}",
}


def assert_accessible(page: Page) -> None:
    """No violation of WCAG 2.2 A and AA that axe can find, in light and in dark."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    for is_dark in (False, True):
        page.evaluate("dark => document.body.classList.toggle('dark', dark)", is_dark)
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
        )
        assert len(found["passes"]) > 10, "axe did not look at the page"
        assert [
            (violation["id"], node["html"], node["failureSummary"], f"{is_dark=}")
            for violation in found["violations"]
            for node in violation["nodes"]
        ] == []
    page.evaluate("document.body.classList.remove('dark')")


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible(blank: Page, address: str, state: str) -> None:
    blank.goto(address + STATES[state])
    blank.locator("#view h2").wait_for()
    for details in blank.locator("details.context > summary").all()[:1]:
        details.click()
    assert_accessible(blank)


def test_the_evaluation_runs_and_shows_what_fell_short(blank: Page, address: str, project: Path) -> None:
    blank.goto(address + STATES["evaluate"])
    blank.get_by_role("button", name="Run the question set").click()
    expect(blank.get_by_role("progressbar")).to_be_visible()
    expect(blank.get_by_role("table")).to_contain_text("All", timeout=90_000)
    expect(blank.locator("svg.bars-picture").first).to_be_visible()
    expect(blank.locator("svg .curve")).to_be_visible()
    blank.get_by_role("button", name="Keep this run").click()
    expect(blank.get_by_role("heading", name="Since the saved run: 0 better, 0 worse.")).to_be_visible()
    kept = json.loads((project / "kept-run.json").read_text("utf-8"))
    was_well = next(outcome for outcome in kept["outcomes"] if outcome["shortfall"] is None)
    was_well["shortfall"] = "refused"
    (project / "kept-run.json").write_text(json.dumps(kept), "utf-8")
    blank.reload()
    expect(blank.get_by_role("heading", name="Since the saved run: 1 better, 0 worse.")).to_be_visible()
    expect(blank.locator("svg rect.better")).to_have_count(1)
    assert_accessible(blank)


@pytest.fixture
def behind_a_proxy(library: Library, serve: Callable[..., str]) -> str:
    """The address of the page below a sub-path: a small proxy that takes the path off."""
    inside = serve(application(library, examples=EXAMPLES, root_path="/rapporteur"))

    async def forward(request: Request) -> Response:
        async with httpx.AsyncClient(timeout=30) as client:
            answer = await client.request(
                request.method,
                f"{inside}{request.path_params['path']}?{request.url.query}",
                content=await request.body(),
                headers={k: v for k, v in request.headers.items() if k != "accept-encoding"},
            )
        kept = {k: v for k, v in answer.headers.items() if k not in ("content-encoding", "content-length")}
        return Response(answer.content, answer.status_code, kept)

    return serve(Starlette(routes=[Route("/rapporteur/{path:path}", forward, methods=["GET", "POST"])]))


def test_the_page_works_below_a_sub_path(
    context: BrowserContext, behind_a_proxy: str, requests: list[str]
) -> None:
    page = context.new_page()
    page.goto(f"{behind_a_proxy}rapporteur/")
    page.locator("#view").wait_for()
    ask(page, PROPOSAL)
    expect(first_card(page)).to_contain_text("Glenda Napier")
    assert page.url.startswith(f"{behind_a_proxy}rapporteur/?q=")
    first_card(page).get_by_role("link", name="More from Glenda Napier").click()
    expect(page.locator(".statements").first).to_be_visible()
    assert page.url.startswith(f"{behind_a_proxy}rapporteur/?view=speakers")
    away = [url for url in requests if not url.startswith((f"{behind_a_proxy}rapporteur/", "data:", "blob:"))]
    assert away == []
