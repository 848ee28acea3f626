"""The page over the real index in a real browser, opened once for all tests."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

import corpus
from page.library import Library
from page.server import application
from page.serving import EXAMPLES
from qa import Assistant


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory, shipped_index: Path) -> Path:
    """A folder with an index and records that the tests may change, and leave as they were."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(shipped_index, folder / "index")
    shutil.copytree(corpus.SHIPPED, folder / "corpus")
    return folder


@pytest.fixture(scope="session")
def library(project: Path) -> Library:
    return Library(Assistant.load(project / "index"), project / "index", project / "corpus", may_change=True)


@pytest.fixture(scope="session")
def address(library: Library, serve: Callable[..., str]) -> str:
    return serve(application(library, examples=EXAMPLES))


@pytest.fixture(scope="session")
def seen() -> tuple[list[str], list[str]]:
    """The addresses that were asked for, and the scripts that failed."""
    return [], []


@pytest.fixture(scope="session")
def browsing(chromium: Browser, seen: tuple[list[str], list[str]]) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    watch(context, seen)
    yield context
    context.close()


def watch(context: BrowserContext, seen: tuple[list[str], list[str]]) -> None:
    """Note every request, and every script that fails or is refused."""
    asked_for, troubles = seen
    context.on("request", lambda request: asked_for.append(request.url))
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    context.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    context.set_default_timeout(20_000)


@pytest.fixture
def requests(seen: tuple[list[str], list[str]]) -> list[str]:
    return seen[0]


@pytest.fixture
def troubles(seen: tuple[list[str], list[str]]) -> list[str]:
    return seen[1]


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
def blank(context: BrowserContext) -> Page:
    """A page that has not gone anywhere yet."""
    return context.new_page()


@pytest.fixture
def reader(blank: Page, address: str) -> Page:
    """A page that shows the welcome."""
    blank.goto(address)
    blank.locator("#view").wait_for()
    return blank
