"""What may leave the page, who may come in, and the page below a sub-path."""

from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from page.guard import Secrets
from page.library import Library
from page.server import application
from page.serving import EXAMPLES
from tests.page.browser.reader import PROPOSAL, ask, first_card

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_nothing_is_kept_in_the_browser(reader: Page, context: BrowserContext) -> None:
    ask(reader, PROPOSAL)
    kept = reader.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
    assert "Glenda" not in kept
    databases = reader.evaluate("indexedDB.databases().then(all => all.map(one => one.name))")
    assert databases == []
    assert "Glenda" not in str(context.cookies())


def test_nothing_is_kept_on_the_server(reader: Page, project: Path) -> None:
    question = "What did Glenda Napier say about zeppelins?"
    ask(reader, question)
    for folder in (project, Path(gettempdir()) / "gradio"):
        for file in folder.rglob("*"):
            assert not file.is_file() or b"zeppelins" not in file.read_bytes(), file


def test_only_the_scripts_of_the_page_run(reader: Page, troubles: list[str]) -> None:
    reader.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.stolen = 1";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<b onclick='window.stolen = 2' id=trap>!</b>");
            document.querySelector("#trap").click();
        }"""
    )
    assert reader.evaluate("window.stolen") is None
    refused = [text for text in troubles if "Content Security Policy" in text]
    assert len(refused) == 2
    troubles.clear()


def test_a_password_opens_the_page(
    library: Library, serve: Callable[..., str], chromium: Browser, address: str
) -> None:
    locked = serve(application(library, examples=EXAMPLES, allowed=Secrets("desk", "s3cret")))
    context = chromium.new_context(http_credentials={"username": "desk", "password": "s3cret"})
    page = context.new_page()
    page.goto(locked)
    ask(page, PROPOSAL)
    expect(first_card(page)).to_contain_text("Glenda Napier")
    context.close()
    context = chromium.new_context()
    answer = context.request.get(locked)
    assert answer.status == 401
    assert "Glenda" not in answer.text()
    context.close()


@pytest.fixture(params=["the proxy takes the path off", "the proxy leaves the path on"])
def behind_a_proxy(request: pytest.FixtureRequest, library: Library, serve: Callable[..., str]) -> str:
    """The address of the page below a sub-path of another server."""
    inside = serve(application(library, examples=EXAMPLES, root_path="/rapporteur"))
    base = inside if request.param.endswith("off") else f"{inside}rapporteur/"

    async def forward(request: Request) -> Response:
        async with httpx.AsyncClient(timeout=30) as client:
            answer = await client.request(
                request.method,
                f"{base}{request.path_params['path']}?{request.url.query}",
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
    page.get_by_role("link", name="Add records").click()
    page.locator("#upload input[type=file]").set_input_files(Path(__file__).parent / "hostile.md")
    expect(page.locator(".preview")).to_contain_text("Mallory Vane")
    page.get_by_role("button", name="Discard").click()
    expect(page.locator(".preview")).to_have_count(0)
    away = [url for url in requests if not url.startswith((f"{behind_a_proxy}rapporteur/", "data:", "blob:"))]
    assert away == []
