"""The options of ``python app.py``, which are those of ``rapporteur serve``."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from page.serving import (
    PASSWORD,
    PASSWORD_FILE,
    ServeError,
    is_this_machine,
    open_library,
    secrets_from_environment,
    serve,
)

command = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@command.command(context_settings={"help_option_names": ["-h", "--help"]})
def _serve(
    host: Annotated[
        str, typer.Option(help="Address to serve on; 0.0.0.0 for the whole network.")
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Port to serve on.", show_default="first free from 7860"),
    ] = None,
    index: Annotated[
        Path | None,
        typer.Option("--index", metavar="DIR", help="Folder of the index.", show_default=".rapporteur/index"),
    ] = None,
    records: Annotated[
        Path | None,
        typer.Option("--corpus", metavar="DIR", help="Folder of the records, to be changed on the page."),
    ] = None,
    root_path: Annotated[
        str, typer.Option(metavar="PATH", help="Path below which a proxy serves the page, as /rapporteur.")
    ] = "",
    auth: Annotated[
        str | None,
        typer.Option(
            metavar="USER", help=f"Ask for this user and the password in {PASSWORD} or {PASSWORD_FILE}."
        ),
    ] = None,
    read_only: Annotated[
        bool | None,
        typer.Option(
            "--read-only/--changes",
            help="Whether records can be changed on the page.",
            show_default="only here or with a password",
        ),
    ] = None,
    mcp: Annotated[
        bool, typer.Option("--mcp", help="Offer the tools of the page to assistants by MCP.")
    ] = False,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Open the page in the browser."""
    from qa.terminal import progress_bar

    allowed = secrets_from_environment(auth)
    is_open = not is_this_machine(host) and auth is None
    may_change = not (is_open if read_only is None else read_only)
    with progress_bar("Building the index (only this once)") as progress:
        library = open_library(index, records, may_change, progress)
    serve(library, host, port, root_path=root_path, allowed=allowed, mcp=mcp, browser=browser)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Serve the page as the arguments say; whatever goes wrong is told in one line."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        command(given, standalone_mode=False, prog_name="rapporteur serve")
        sys.exit(0)
    except typer.TyperException as error:
        _fail(f"{error.format_message()}; see: rapporteur serve --help")
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(0)
    except (ServeError, OSError) as error:
        _fail(str(error))
    except Exception as error:
        if os.environ.get("RAPPORTEUR_DEBUG"):
            raise
        own = type(error).__module__.partition(".")[0] in {"corpus", "index", "qa", "page"}
        _fail(
            str(error)
            if own
            else f"unexpected {type(error).__name__}: {error}; set RAPPORTEUR_DEBUG=1 to see where"
        )


def _fail(message: str) -> NoReturn:
    sys.stderr.write(f"rapporteur: {' '.join(message.split())}\n")
    sys.exit(2)
