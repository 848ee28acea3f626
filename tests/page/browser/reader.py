"""What a reader does on the page, and what is looked at."""

import re
from importlib.resources import files

from playwright.sync_api import Locator, Page, expect

PROPOSAL = "What did Glenda Napier propose?"
META_CLUSTERS = "What did Glenda Napier say about meta clusters?"
COMPARED = "Compare what Glenda Napier and Susana Remotti said about meta clusters"
UNKNOWN = "What did Angela Merkel say about clusters?"
RECORD = "summary-2024-05-15-european-cluster-conference.txt"

expect.set_options(timeout=20_000)  # machines are shared: nothing fails for being slow


def ask(page: Page, question: str) -> None:
    box = page.get_by_role("textbox", name="Your question")
    box.fill(question)
    box.press("Enter")
    expect(page.locator("#view")).to_have_attribute("data-title", re.compile(re.escape(question)))


def first_card(page: Page) -> Locator:
    return page.locator(".card").first


def chip(page: Page, text: str) -> Locator:
    return page.locator(".chip", has_text=text)


def open_view(page: Page, address: str, query: str) -> None:
    page.goto(address + query)
    page.locator("#view h2").first.wait_for()


WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}

# Once the colours of the moment are painted.
RUN_AXE = """async rules => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    return axe.run(document, rules);
}"""


def assert_accessible(page: Page) -> None:
    """No violation of WCAG 2.2 A and AA that axe can find; in the dark only colours are another."""
    page.emulate_media(reduced_motion="reduce")
    page.locator("html:not([data-busy])").wait_for()
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    for is_dark, rules, passed in ((False, WCAG, 10), (True, CONTRAST, 0)):
        page.evaluate("dark => document.body.classList.toggle('dark', dark)", is_dark)
        found = page.evaluate(RUN_AXE, rules)
        assert len(found["passes"]) > passed, "axe did not look at the page"
        violations = [
            (violation["id"], node["html"], node["failureSummary"], f"{is_dark=}")
            for violation in found["violations"]
            for node in violation["nodes"]
        ]
        assert not violations, violations
    page.evaluate("document.body.classList.remove('dark')")
