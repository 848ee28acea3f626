"""The routes around the page, over HTTP and MCP, with the real index."""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

import corpus
from page.guard import Secrets
from page.library import Library
from page.server import application
from qa import Assistant, answer_to_json

pytestmark = pytest.mark.model

PROPOSAL = "What did Glenda Napier propose?"


@pytest.fixture(scope="module")
def library(shipped_index: Path) -> Library:
    return Library(Assistant.load(shipped_index), shipped_index, corpus.SHIPPED, may_change=False)


@pytest.fixture(scope="module")
def address(library: Library, serve: Callable[..., str]) -> str:
    return serve(application(library, allowed=Secrets(token="t0ken"), mcp=True))


def call(address: str, name: str, **values: object) -> Any:
    """An endpoint of Gradio's HTTP API, by the names of its parameters: ask first, then read the result."""
    begun = httpx.post(f"{address}gradio_api/call/v2/{name}", json=values).raise_for_status()
    events = httpx.get(f"{address}gradio_api/call/{name}/{begun.json()['event_id']}", timeout=30).text
    kinds = [line.removeprefix("event: ") for line in events.splitlines() if line.startswith("event: ")]
    data = [
        json.loads(line.removeprefix("data: ")) for line in events.splitlines() if line.startswith("data: ")
    ]
    assert kinds[-1] == "complete", data[-1]
    return data[-1][0]


def test_the_health_check_says_what_answers(address: str, library: Library) -> None:
    health = httpx.get(f"{address}healthz").json()
    assert health["status"] == "ok"
    assert health["passages"] == len(library.assistant.index)
    assert "MiniLM" in health["model"]
    assert health["built_at"] == library.assistant.index.manifest.built_at
    assert health["uptime_seconds"] >= 0


def test_the_api_answers_with_the_json_of_the_command_line(address: str, library: Library) -> None:
    assert call(address, "ask", question=PROPOSAL, limit=3) == json.loads(
        json.dumps(answer_to_json(library.assistant.ask(PROPOSAL, limit=3)))
    )


def test_the_api_names_its_endpoints_and_what_they_take(address: str) -> None:
    described = httpx.get(f"{address}gradio_api/info").json()["named_endpoints"]
    assert set(described) == {"/ask", "/list_speakers", "/get_passage_in_context"}
    assert [p["parameter_name"] for p in described["/ask"]["parameters"]] == [
        "question",
        "speaker",
        "document",
        "limit",
        "organisation",
        "since",
        "until",
    ]


def test_the_api_says_what_it_takes_and_gives(address: str) -> None:
    described = httpx.get(f"{address}gradio_api/info").json()["named_endpoints"]
    for name, first, given, returned in (
        ("/ask", "Find who said what", ["string"] * 3 + ["integer"] + ["string"] * 3, "object"),
        ("/list_speakers", "List everybody who speaks", [], "array"),
        ("/get_passage_in_context", "Read a passage", ["string", "integer", "integer"], "object"),
    ):
        endpoint = described[name]
        assert endpoint["description"].startswith(first)
        assert [parameter["type"]["type"] for parameter in endpoint["parameters"]] == given
        assert endpoint["returns"][0]["type"]["type"] == returned


def test_the_api_limits_an_answer_like_the_page(address: str) -> None:
    asked = {"question": "What was said about meta clusters?", "limit": 10}
    named = call(address, "ask", **asked, organisation="PROPLAST Italy", since="2024", until="2024-05-15")
    speakers = {
        a["speaker"]["name"] for hit in named["hits"] for a in hit["passage"]["attributions"] if a["speaker"]
    }
    assert named["status"] == "answered"
    assert "Susana Remotti" in speakers
    assert all(
        any(a["speaker"]["organisation"] == "PROPLAST Italy" for a in hit["passage"]["attributions"])
        for hit in named["hits"]
    )
    assert named["understood"]["filters"]["since"] == "2024"
    assert call(address, "ask", **asked, since="2024-05-16")["status"] == "refused"
    assert call(address, "ask", **asked, until="2023")["status"] == "refused"


def test_the_api_tells_what_it_cannot_take(address: str) -> None:
    for name, values, told in (
        ("ask", {"question": "Who?", "since": "yesterday"}, "“yesterday” is no day"),
        ("ask", {"question": "Who?", "document": "gone.txt"}, "There is no record “gone.txt”"),
        ("get_passage_in_context", {"passage_id": "nowhere#1"}, "there is no passage 'nowhere#1'"),
    ):
        with pytest.raises(AssertionError, match=told):
            call(address, name, **values)


def test_speakers_and_contexts_can_be_asked_for(address: str) -> None:
    names = {speaker["name"]: speaker for speaker in call(address, "list_speakers")}
    assert names["Glenda Napier"]["organisation"] == "Energy Cluster Denmark"
    first = call(address, "ask", question=PROPOSAL, limit=1)["hits"][0]["passage"]
    found = call(address, "get_passage_in_context", passage_id=first["id"], before=2, after=1)
    assert found["passage"] == first
    assert len(found["before"]) == 2
    assert len(found["after"]) == 1
    assert found["before"][-1]["end"] <= first["start"] <= found["after"][0]["start"]


def test_no_event_that_changes_something_is_open_where_nothing_may_change(
    address: str, library: Library
) -> None:
    """The events of the page have no names, but anybody can call them by number."""
    config = httpx.get(f"{address}config").json()
    events = {d["targets"][0][1]: d["id"] for d in config["dependencies"] if d["targets"]}

    def send(event: str, session: str, **given: object) -> str:
        httpx.post(
            f"{address}gradio_api/queue/join",
            json={
                "data": [None] * (5 if event == "upload" else 1),
                "fn_index": events[event],
                "session_hash": session,
                **given,
            },
        ).raise_for_status()
        with httpx.stream(
            "GET", f"{address}gradio_api/queue/data?session_hash={session}", timeout=30
        ) as stream:
            return "".join(stream.iter_lines())

    before = [entry.id for entry in library.assistant.index.entries]
    for action, value in (("remove", before[0]), ("rebuild", ""), ("correct", ""), ("keep", "")):
        told = send("act", action, event_data={"search": "?q=x", "action": action, "value": value})
        if action != "rebuild":  # without a proposal there is nothing to rebuild
            assert "read-only" in told, action
    assert "read-only" in send("upload", "receive")
    assert [entry.id for entry in library.assistant.index.entries] == before
    assert not (library.index_folder.parent / "corrections.jsonl").exists()
    assert httpx.post(f"{address}gradio_api/upload", files={"files": b"x"}).status_code == 403


def test_mcp_offers_three_tools_to_whoever_has_the_token(address: str) -> None:
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    assert httpx.post(f"{address}mcp/", json={}).status_code == 401

    async def ask() -> tuple[set[str], dict[str, Any]]:
        headers = {"Authorization": "Bearer t0ken"}
        async with (
            httpx.AsyncClient(headers=headers) as client,
            streamable_http_client(f"{address}mcp/", http_client=client) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            tools = {tool.name for tool in (await session.list_tools()).tools}
            result = await session.call_tool("ask", {"question": PROPOSAL})
            return tools, json.loads(result.content[0].text)  # type: ignore[union-attr]

    with ThreadPoolExecutor(1) as pool:  # Playwright, where it ran before, keeps a loop in this thread
        tools, answer = pool.submit(asyncio.run, ask()).result()
    assert tools == {"ask", "list_speakers", "get_passage_in_context"}
    assert answer["hits"][0]["passage"]["attributions"][0]["speaker"]["name"] == "Glenda Napier"


def test_a_sub_path_behind_a_proxy_is_kept(library: Library, serve: Callable[..., str]) -> None:
    address = serve(application(library, root_path="/rapporteur"))
    config = httpx.get(f"{address}config").json()
    assert config["root"].endswith("/rapporteur")
    assert 'href="./style.css"' in httpx.get(address).text
