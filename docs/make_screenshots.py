"""Remake docs/screenshot.png and docs/screenshots/: every state of the page, in a headless Chromium.

    python docs/make_screenshots.py

Needs the test extra and a Chromium; works on a copy of the shipped record.
"""

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent))

import corpus  # noqa: E402
from index import Index  # noqa: E402
from page.following import Progress  # noqa: E402
from page.library import Library  # noqa: E402
from page.proposals import Proposal  # noqa: E402
from page.server import application  # noqa: E402
from page.serving import EXAMPLES, free_port  # noqa: E402
from qa import Assistant  # noqa: E402

DESK = {"width": 1180, "height": 860}
ASKED = "?q=What did Glenda Napier propose?"
MINUTES = """# Ekeby harbour council, 7 November 2023

Speakers:

- Ada Berg, Director, Port of Ekeby
- Noor Aziz, Minister, Ekeby Council

## The new quay

Ada Berg said that the quay needs a new crane before the winter. She proposed to borrow one from Lind Energi.
Noor Aziz replied that the budget is spent. Lunch was served at noon.
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        address = serve(folder)
        found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        record = f"?view=records&document={next(corpus.SHIPPED.glob('*.txt')).name}"
        take(browser, address, "empty", "")
        take(browser, address, "answer", ASKED)
        shutil.copyfile(DOCS / "screenshots" / "answer.png", DOCS / "screenshot.png")
        take(browser, address, "refusal", f"?q={EXAMPLES[-1]}")
        take(browser, address, "comparison", "?q=Compare Glenda Napier and Susana Remotti on meta clusters")
        take(
            browser, address, "context", ASKED, lambda page: page.locator(".context > summary").first.click()
        )
        take(browser, address, "speakers", "?view=speakers")
        take(browser, address, "person", "?view=speakers&speaker=Glenda Napier")
        take(browser, address, "record", record, lambda page: page.mouse.wheel(0, 2600))
        take(browser, address, "dark", ASKED, color_scheme="dark")
        take(browser, address, "french", f"{ASKED}&lang=fr")
        take(browser, address, "phone", ASKED, viewport={"width": 390, "height": 844})
        take(browser, address, "records", "?view=records")
        take(
            browser, address, "organisation", "?q=What did PROPLAST Italy say about meta clusters?", open_chip
        )
        take(browser, address, "wrong", ASKED, lambda page: page.get_by_text("Wrong?").first.click())
        take(browser, address, "running", "?view=evaluate", begin_evaluation)
        take(browser, address, "evaluation", "?view=evaluate", run_evaluation)
        take(browser, address, "trade-off", "?view=evaluate", lambda page: show(page, "figure:has(.curve)"))
        take(browser, address, "limits", ASKED, lambda page: page.locator("#limits summary").click())
        take(browser, address, "preview", "?view=add", lambda page: drop(page, folder))
        take(browser, address, "rebuilding", "?view=add", lambda page: rebuild(page, folder))
        browser.close()


def serve(folder: Path) -> str:
    shutil.copytree(corpus.SHIPPED, folder / "corpus")
    library = Library(
        Assistant(Index.build(folder / "corpus", folder / "index")),
        folder / "index",
        folder / "corpus",
        may_change=True,
    )
    add = library.add

    def add_slowly(proposal: Proposal, progress: Progress | None = None) -> None:
        def slowed(done: int, total: int) -> None:
            if progress:
                progress(done, total)
            time.sleep(2)

        add(proposal, slowed)

    library.add = add_slowly  # type: ignore[method-assign,assignment]  # a picture takes its time
    port = free_port("127.0.0.1")
    app = application(library, examples=EXAMPLES)
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{port}/"


def take(
    browser: Browser,
    address: str,
    name: str,
    query: str,
    prepare: Callable[[Page], object] | None = None,
    **settings: object,
) -> None:
    page = browser.new_page(**({"viewport": DESK, "locale": "en-GB"} | settings))  # type: ignore[arg-type]
    page.goto(address + query)
    page.locator("#view").wait_for()
    if prepare:
        prepare(page)
    page.wait_for_timeout(500)
    page.screenshot(path=DOCS / "screenshots" / f"{name}.png")
    page.close()


def open_chip(page: Page) -> None:
    page.locator(".chip", has_text="Organisation").locator("summary").click()


def begin_evaluation(page: Page) -> None:
    page.get_by_role("button", name="Run the question set").click()
    page.locator(".tally .done").first.wait_for()


def run_evaluation(page: Page) -> None:
    page.get_by_role("button", name="Run the question set").click()
    page.get_by_role("table").wait_for(timeout=120_000)


def show(page: Page, selector: str) -> None:
    page.locator(selector).evaluate("figure => figure.scrollIntoView({block: 'center'})")


def drop(page: Page, folder: Path) -> None:
    dropped = {"harbour-council.md": MINUTES, "photo-of-the-quay.bmp": "BM"}
    for name, text in dropped.items():
        (folder / name).write_text(text, encoding="utf-8")
    page.locator("#upload input[type=file]").set_input_files([folder / name for name in dropped])
    page.locator(".preview").wait_for()


def rebuild(page: Page, folder: Path) -> None:
    drop(page, folder)
    page.get_by_role("button", name="Add and rebuild").click()
    page.locator(".building progress[value]").wait_for()


if __name__ == "__main__":
    main()
