"""What stands between the network and the page: password, read-only uploads, who may use MCP, headers."""

import base64
import hmac
import secrets
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEALTH = "/healthz"
MCP = "/mcp"
_UPLOAD = "/gradio_api/upload"
_LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1", "testserver"}


@dataclass(frozen=True, slots=True)
class Secrets:
    """Who may come in. Without a user everybody may; without a token MCP is for this machine only."""

    user: str | None = None
    password: str | None = None
    token: str | None = None


class Guard:
    """Ask for the password on every route but the health check, and keep closed what must be closed.

    Gradio's own ``auth`` leaves the MCP and schema routes open; this stands in front of all of them.
    """

    def __init__(self, app: ASGIApp, allowed: Secrets, may_change: bool) -> None:
        self.app = app
        self.allowed = allowed
        self.may_change = may_change

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self.app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        path, headers = scope["path"], Headers(scope=scope)
        if path == HEALTH:
            return None
        if path == MCP or path.startswith(f"{MCP}/"):
            if self._has_token(headers) or self._has_password(headers):
                return None
            if self.allowed.token or self.allowed.user or not _is_this_machine(scope, headers):
                return _unauthorised("MCP needs the bearer token", "Bearer")
            return None
        if self.allowed.user and not (self._has_password(headers) or self._has_token(headers)):
            return _unauthorised("a user name and a password are needed", 'Basic realm="Rapporteur"')
        if _UPLOAD in path and not self.may_change:
            return PlainTextResponse("records cannot be changed here", 403)
        return None

    def _has_password(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic" or not self.allowed.user or not self.allowed.password:
            return False
        expected = base64.b64encode(f"{self.allowed.user}:{self.allowed.password}".encode())
        return hmac.compare_digest(given.strip().encode(), expected)

    def _has_token(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not self.allowed.token:
            return False
        return hmac.compare_digest(given.strip().encode(), self.allowed.token.encode())


def _is_this_machine(scope: Scope, headers: Headers) -> bool:
    """Whether a request comes from this machine and not through a proxy or another site's name for it."""
    client = (scope.get("client") or ("", 0))[0]
    host = headers.get("host", "").rsplit(":", 1)[0].strip("[]")
    is_forwarded = any(name in headers for name in ("forwarded", "x-forwarded-for", "x-forwarded-host"))
    return client in _LOCAL_HOSTS | {"testclient"} and host in _LOCAL_HOSTS and not is_forwarded


def _unauthorised(message: str, challenge: str) -> PlainTextResponse:
    return PlainTextResponse(message, 401, {"WWW-Authenticate": challenge})


class SubPath:
    """Take the path below which a proxy serves the page off what it asks for, where the proxy left it on."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self.app = app
        self.path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.path and scope.get("path", "").startswith(f"{self.path}/"):
            scope = {**scope, "path": scope["path"].removeprefix(self.path)}
        await self.app(scope, receive, send)


class SecureHeaders:
    """Security headers for every answer; a page's own scripts carry a nonce, anybody else's do not run.

    Gradio compiles its templates in the browser, hence ``unsafe-eval``; its styles are inline.
    """

    def __init__(self, app: ASGIApp, head: str = "") -> None:
        self.app = app
        self.head = head.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        page = bytearray()

        async def secured(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                if headers.get("content-type", "").startswith("text/html"):
                    start = message
                    return
            elif start is not None and message["type"] == "http.response.body":
                page.extend(message.get("body", b""))
                if not message.get("more_body"):
                    await self._send_page(start, bytes(page), send)
                return
            await send(message)

        await self.app(scope, receive, secured)

    async def _send_page(self, start: Message, page: bytes, send: Send) -> None:
        nonce = secrets.token_urlsafe(18)
        # The page holds no text of a record: what it shows comes later, as data.
        page = page.replace(b"<script", f'<script nonce="{nonce}"'.encode())
        page = page.replace(_MANIFEST, b"")
        page = page.replace(b"</head>", self.head + b"</head>", 1)
        headers = MutableHeaders(scope=start)
        headers["content-security-policy"] = _POLICY.format(nonce=nonce)
        headers["content-length"] = str(len(page))
        headers["cache-control"] = "no-store"
        await send(start)
        await send({"type": "http.response.body", "body": page})


# Gradio names it even where the page is no installable application, by a path that knows no sub-path.
_MANIFEST = b'<link rel="manifest" href="/manifest.json" />'
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
