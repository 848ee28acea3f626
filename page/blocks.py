"""The Gradio page: its components and events. The only file that knows gradio."""

import os

# Before gradio is imported: nothing is reported to anybody, nothing is looked up anywhere.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_OFFLINE"] = "1"

from dataclasses import replace
from functools import wraps
from importlib.resources import files
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from page.address import Address
from page.api import Endpoint, endpoints
from page.desk import Desk, names_in
from page.library import Library
from page.proposals import LARGEST_FILE, Proposal
from page.words import DEFAULT, Words, preferred, words_in

SYSTEM_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"]
MOST_CHOICES = 300  # names in the speaker filter; any other can be typed
LONGEST_KEPT = 3600  # seconds: files that were sent are read at once


def mount(app: FastAPI, library: Library, desk: Desk, root_path: str = "") -> FastAPI:
    """Put the page at the root of a web application."""
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build(library, desk),
        path="/",
        theme=gr.themes.Base(font=SYSTEM_FONTS, font_mono=["ui-monospace", "monospace"]),
        root_path=root_path or None,
        footer_links=[],
        run_history=False,  # it would keep every question in the browser
        ssr_mode=False,
        mcp_server=False,  # page.tools answers in JSON; Gradio's own would answer in Python's notation
        enable_monitoring=False,
        pwa=False,
        show_error=False,
        max_file_size=LARGEST_FILE,
    )
    return mounted


def build(library: Library, desk: Desk) -> gr.Blocks:
    """The page over a library, with nothing asked yet."""
    words = words_in(DEFAULT)
    ask_now = "(question, speaker) => window.rapporteurAsk(question, speaker)"
    ask_if_other = "(question, speaker) => window.rapporteurAsk(question, speaker, true)"
    quick: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
    page: gr.Blocks
    with gr.Blocks(
        title=words("page.title"),
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(LONGEST_KEPT, LONGEST_KEPT),
    ) as page:
        masthead = gr.HTML(desk.masthead(Address(), words), elem_id="masthead", apply_default_css=False)
        with gr.Row(elem_id="ask-form"):
            question = gr.Textbox(
                label=words("ask.question"),
                placeholder=words("ask.placeholder"),
                lines=1,
                max_lines=1,
                autofocus=True,
                elem_id="question",
                scale=6,
                container=False,
            )
            button = gr.Button(words("ask.button"), variant="primary", elem_id="ask", scale=1, min_width=96)
            speaker = gr.Dropdown([], label=words("ask.speaker"), allow_custom_value=True, elem_id="speaker")
            limits = gr.HTML("", elem_id="limits", apply_default_css=False)
        content = gr.HTML(
            "",
            js_on_load=files("page").joinpath("static/page.js").read_text("utf-8"),
            elem_id="content",
            apply_default_css=False,
        )
        upload = gr.File(
            label=words("add.files"),
            file_count="multiple",
            elem_id="upload",
            height=180,
            visible=True,
        )
        sent_along = [gr.Textbox(visible=False) for _ in range(3)]  # where, in which turn, what was kept back
        proposal = gr.State(None, delete_callback=lambda left: desk.forget(left))

        def navigate(event: gr.EventData, request: gr.Request, proposed: Proposal | None) -> list[Any]:
            """Show what an address asks for; the question box and the filters follow it."""
            address = Address.parse(event.search)
            texts = _words(address, request)
            follows = event.reason == "follow"
            shown = desk.view(address, texts, int(event.turn), proposed, follows)
            if follows or event.reason == "ask":
                return [*[gr.skip()] * 6, shown]
            return [
                desk.masthead(address, texts),
                gr.update(value=address.q, label=texts("ask.question"), placeholder=texts("ask.placeholder")),
                gr.update(value=texts("ask.button")),
                gr.update(
                    value=address.speaker,
                    label=texts("ask.speaker"),
                    choices=[(texts("ask.anyone"), ""), *desk.speaker_choices(address, texts, MOST_CHOICES)],
                ),
                desk.limits(address, texts),
                gr.update(label=texts("add.files"), visible=library.may_change),
                shown,
            ]

        def act(
            event: gr.EventData, request: gr.Request, proposed: Proposal | None
        ) -> tuple[str, Proposal | None]:
            """Begin a change, or call it off."""
            address = Address.parse(event.search)
            texts = _words(address, request)
            turn = int(getattr(event, "turn", 0))
            return desk.act(address, texts, event.action, event.value, turn, proposed)

        def receive(
            paths: list[str] | None,
            search: str,
            turn: str,
            kept_back: str,
            proposed: Proposal | None,
            request: gr.Request,
        ) -> tuple[str, Proposal | None, None]:
            """Show what is in the files, instead of what was proposed before; nothing changes yet."""
            desk.forget(proposed)
            address = replace(Address.parse(search or ""), view="add")
            texts, files = _words(address, request), [Path(path) for path in paths or ()]
            return *desk.receive(address, texts, int(turn or 0), files, names_in(kept_back)), None

        content.navigate(
            navigate,
            [proposal],
            [masthead, question, button, speaker, limits, upload, content],
            trigger_mode="multiple",  # a deferred event would come with the data of the one before it
            **quick,
        )
        content.act(act, [proposal], [content, proposal], trigger_mode="multiple", **quick)
        asked = [question, speaker]
        gr.on([question.submit, button.click], None, asked, None, js=ask_now)
        speaker.input(None, asked, None, js=ask_if_other)  # it also comes when the box is only left
        upload.upload(
            receive,
            [upload, *sent_along, proposal],
            [content, proposal, upload],
            js="(files, ...rest) => [files, ...window.rapporteurSent(), rest.at(-1)]",
            **quick,
        )
        for name, endpoint in endpoints(library).items():
            gr.api(_telling(endpoint), api_name=name, concurrency_limit=None)  # type: ignore[attr-defined]
    page.queue(default_concurrency_limit=None)
    return page


def _telling(endpoint: Endpoint) -> Endpoint:
    """The same function, whose errors are told to whoever calls it: Gradio keeps others to itself."""

    @wraps(endpoint)
    def told(*values: Any, **named: Any) -> Any:
        try:
            return endpoint(*values, **named)
        except ValueError as error:
            raise gr.Error(str(error), print_exception=False) from None

    return told


def _words(address: Address, request: gr.Request) -> Words:
    """The texts in the language that the address asks for, else in the one the browser prefers."""
    return words_in(address.lang or preferred(request.headers.get("accept-language", "")))
