"""Who may come in, and with which headers: the application without a browser."""

import base64
import re

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from page.guard import Guard, Secrets, SecureHeaders


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that answers everything."""
    page = "<html><head><script>1</script></head><body><script src=x></script></body></html>"
    response = HTMLResponse(page) if scope["path"] == "/" else PlainTextResponse("inside")
    await response(scope, receive, send)


def client(allowed: Secrets | None = None, may_change: bool = True) -> TestClient:
    return TestClient(Guard(inner, allowed or Secrets(), may_change))


def basic(user: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


LOCKED = Secrets("desk", "s3cret", "t0ken")
EVERY_ROUTE = [
    "/",
    "/config",
    "/gradio_api/info",
    "/mcp/",
    "/gradio_api/openapi.json",
    "/style.css",
]


@pytest.mark.parametrize("path", EVERY_ROUTE)
def test_a_password_covers_every_route(path: str) -> None:
    locked = client(LOCKED)
    assert locked.get(path).status_code == 401
    assert locked.get(path, headers=basic("desk", "wrong")).status_code == 401
    assert locked.get(path, headers=basic("other", "s3cret")).status_code == 401
    assert locked.get(path, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert locked.get(path, headers=basic("desk", "s3cret")).status_code == 200
    assert locked.get(path, headers={"Authorization": "Bearer t0ken"}).status_code == 200


def test_the_health_check_needs_no_password() -> None:
    assert client(LOCKED).get("/healthz").status_code == 200


def test_an_empty_password_opens_nothing() -> None:
    assert client(Secrets("desk", "")).get("/", headers=basic("desk", "")).status_code == 401


def test_mcp_without_a_token_is_for_this_machine_alone() -> None:
    here = client()
    assert here.get("/mcp/").status_code == 200
    assert here.get("/mcp/", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 401
    assert here.get("/mcp/", headers={"Host": "evil.example"}).status_code == 401
    away = TestClient(Guard(inner, Secrets(), True), client=("203.0.113.7", 5000))
    assert away.get("/mcp/").status_code == 401
    assert away.get("/").status_code == 200


def test_mcp_with_a_token_needs_it_even_here() -> None:
    here = client(Secrets(token="t0ken"))
    assert here.get("/mcp/").status_code == 401
    assert here.get("/mcp/", headers={"Authorization": "Bearer t0ken"}).status_code == 200


def test_nothing_can_be_uploaded_where_nothing_may_change() -> None:
    assert client(may_change=False).post("/gradio_api/upload").status_code == 403
    assert client(may_change=True).post("/gradio_api/upload").status_code == 200


def test_only_the_scripts_of_the_page_run() -> None:
    secured = TestClient(SecureHeaders(inner, '<link rel="stylesheet" href="./style.css">'))
    first, second = secured.get("/"), secured.get("/")
    nonces = set(re.findall(r'<script nonce="([^"]+)"', first.text))
    assert len(nonces) == 1
    assert first.text.count("<script nonce=") == first.text.count("<script") == 2
    policy = first.headers["content-security-policy"]
    assert f"'nonce-{nonces.pop()}'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert first.headers["content-security-policy"] != second.headers["content-security-policy"]
    assert '<link rel="stylesheet" href="./style.css"></head>' in first.text
    assert int(first.headers["content-length"]) == len(first.content)


def test_other_answers_carry_the_headers_too() -> None:
    headers = TestClient(SecureHeaders(inner)).get("/data").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
