"""The web application around the page: its routes, its headers and its guard."""

from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import Response

from page.blocks import mount
from page.desk import Desk
from page.guard import HEALTH, MCP, Guard, Secrets, SecureHeaders, SubPath
from page.library import Library

if TYPE_CHECKING:
    from mcp.server.fastmcp import FastMCP

STYLE = "/style.css"
_EVERYBODY = Secrets()
# A quotation mark on the colour of the page, inside the page itself: nothing more to ask for.
_ICON = (
    '<link rel="icon" href="data:image/svg+xml,'
    "%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 32 32%22%3E"
    "%3Crect width=%2232%22 height=%2232%22 rx=%227%22 fill=%22%23123a52%22/%3E"
    "%3Ctext x=%226%22 y=%2236%22 font-family=%22serif%22 font-size=%2240%22 fill=%22white%22%3E"
    '“%3C/text%3E%3C/svg%3E">'
)


def application(
    library: Library,
    *,
    examples: tuple[str, ...] = (),
    allowed: Secrets = _EVERYBODY,
    root_path: str = "",
    mcp: bool = False,
) -> FastAPI:
    """The page as an ASGI application, below ``root_path`` of a proxy."""
    root_path = f"/{root_path.strip('/')}" if root_path.strip("/") else ""
    started = datetime.now(UTC)
    tools = _tools(library) if mcp else None
    app = FastAPI(
        title="Rapporteur",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=(lambda _: tools.session_manager.run()) if tools else None,
    )
    if tools:
        app.mount(MCP, tools.streamable_http_app())
    style = files("page").joinpath("static/style.css").read_text("utf-8")

    @app.get(HEALTH)
    def healthz() -> dict[str, Any]:
        """Whether questions are answered, from what, built when, and since when."""
        return health(library, started)

    @app.get(STYLE)
    def stylesheet() -> Response:
        return Response(style, media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    app.add_middleware(Guard, allowed=allowed, may_change=library.may_change)
    app.add_middleware(SecureHeaders, head=f'<link rel="stylesheet" href=".{STYLE}">{_ICON}')
    # Without this one, Gradio lets every other site call the page with the reader's credentials.
    app.add_middleware(CORSMiddleware, allow_origins=[])
    app.add_middleware(SubPath, path=root_path)  # the last one is the first to be asked
    return mount(app, library, Desk(library, examples), root_path)


def health(library: Library, started: datetime) -> dict[str, Any]:
    """The state of a library: ok, model, passages, records, when it was built, seconds since the start."""
    manifest = library.assistant.index.manifest
    return {
        "status": "ok",
        "model": manifest.model,
        "passages": manifest.passages,
        "documents": manifest.documents,
        "built_at": manifest.built_at,
        "rebuilding": library.is_changing,
        "uptime_seconds": round((datetime.now(UTC) - started).total_seconds()),
    }


def _tools(library: Library) -> "FastMCP":
    from page.tools import mcp_server  # an extra: not everybody has it

    return mcp_server(library)
