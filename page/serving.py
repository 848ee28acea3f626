"""Serve the page: open the library, find a port, print the address, open the browser."""

import logging
import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from page.guard import Secrets

if TYPE_CHECKING:
    from page.library import Library

FIRST_PORT, LAST_PORT = 7860, 7959
PASSWORD, PASSWORD_FILE = "RAPPORTEUR_PASSWORD", "RAPPORTEUR_PASSWORD_FILE"  # names
MCP_TOKEN = "RAPPORTEUR_MCP_TOKEN"  # noqa: S105  # the name of the variable

EXAMPLES = (
    "What did Glenda Napier propose?",
    "Who wants more meta clusters?",
    "What did Angela Merkel say about clusters?",
)
"""Questions to try on the shipped record; the last one is not answered by it."""


class ServeError(Exception):
    """The page cannot be served as asked; one line that says what to do."""


def serve(
    library: "Library",
    host: str = "127.0.0.1",
    port: int | None = None,
    *,
    root_path: str = "",
    allowed: Secrets | None = None,
    mcp: bool = False,
    browser: bool = True,
) -> None:
    """Serve the page until interrupted; without a port on the first free one from 7860 on.

    Raises ServeError.
    """
    if mcp:
        _check_mcp_is_installed()
    free = port if port is not None else free_port(host)

    import uvicorn

    from page.server import application

    app = application(
        library,
        examples=examples_for(library),
        allowed=allowed or Secrets(),
        root_path=root_path,
        mcp=mcp,
    )
    config = uvicorn.Config(
        app,
        host,
        free,
        log_level=logging.WARNING,
        access_log=False,  # it would keep every question
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                _announce(host, free, library.may_change, browser)

    Server(config).run()


def open_library(
    index: Path | None,
    records: Path | None,
    may_change: bool,
    progress: Callable[[int, int], None] | None = None,
) -> "Library":
    """The library over an index; a missing one is built, of ``records`` or where it is the default one.

    Records can only be changed when ``records`` (by default those added on the page, else those that
    ship) is what the index was built from: a rebuild from anything else would drop records.
    """
    from page.library import Library
    from qa.opening import DEFAULT_INDEX, not_among, open_assistant, records_of

    assistant = open_assistant(index, progress, records)
    folder = index or DEFAULT_INDEX
    records = records or records_of(folder)
    if may_change:
        elsewhere = not_among(records, (entry.id for entry in assistant.index.entries))
        if elsewhere:
            may_change = False
            _tell(
                f"records cannot be changed on the page: the index holds {elsewhere[0]!r}, which is not in "
                f"{records}; name the folder it was built from with --corpus, or build it of this one: "
                f"rapporteur build --corpus {records} --index {folder}"
            )
    return Library(assistant, folder, records, may_change)


def examples_for(library: "Library") -> tuple[str, ...]:
    """Questions to try: prepared ones for the shipped record, else one for each of the first speakers."""
    import corpus

    shipped = {corpus.document_id(path, root) for path, root in corpus.find_files([corpus.SHIPPED])}
    if shipped & {entry.id for entry in library.assistant.index.entries}:
        return EXAMPLES
    names = [entry.speaker.label for entry in library.assistant.index.speakers[:2] if entry.speaker.label]
    return tuple(f"What did {name} say?" for name in names)


def secrets_from_environment(user: str | None) -> Secrets:
    """Password and token, which never stand on a command line. Raises ServeError for a user without one."""
    token = os.environ.get(MCP_TOKEN) or None
    if user is None:
        return Secrets(token=token)
    password = os.environ.get(PASSWORD) or _password_from_file()
    if not password:
        raise ServeError(
            f"--auth {user} needs a password: set {PASSWORD}, or {PASSWORD_FILE} to a file that holds it"
        )
    return Secrets(user, password, token)


def _password_from_file() -> str:
    name = os.environ.get(PASSWORD_FILE)
    if not name:
        return ""
    try:
        return Path(name).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ServeError(f"{PASSWORD_FILE} names {name}, which cannot be read: {error}") from None


def is_this_machine(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def free_port(host: str) -> int:
    """The first port from 7860 on that nobody listens on. Raises ServeError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in range(FIRST_PORT, LAST_PORT + 1):
        with socket.socket(family, socket.SOCK_STREAM) as candidate:
            if os.name == "posix":  # elsewhere it would share a port that is taken
                candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                candidate.bind((host, port))
            except OSError:
                continue
            return port
    raise ServeError(f"no port is free on {host} from {FIRST_PORT} to {LAST_PORT}; name one with --port")


def _check_mcp_is_installed() -> None:
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        raise ServeError('--mcp needs the extra "mcp": pip install -e ".[mcp]" in the folder of Rapporteur')


def _announce(host: str, port: int, may_change: bool, browser: bool) -> None:
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104
    address = f"http://{shown}:{port}/"
    note = "" if may_change else " (read-only)"
    _tell(f"Rapporteur answers at {address}{note}; stop it with Ctrl+C")
    if browser:
        webbrowser.open(address)


def _tell(message: str) -> None:
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()
