"""Records made by hand, the scene of a reader, and the page served with the real index."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping

import pytest

from corpus import Attribution, Document, Passage, Span, Speaker
from index import DocumentEntry, SpeakerEntry
from page.address import Address
from page.scene import Scene
from page.words import words_in

# As root in a container, and without the requests a browser makes on its own.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

ADA = Speaker("ada-berg", "Ada Berg", "Harbour Master", "Port of Ekeby")
NOOR = Speaker("noor-aziz", "Noor Aziz", "Minister", None)
TOMAS = Speaker("tomas-lind", "Tomas Lind", None, "Lind Energi")


class HandMade:
    """Records that are not read from anywhere: a text, and who said which words of it."""

    def __init__(self, *records: tuple[Document, tuple[Passage, ...]]) -> None:
        self._passages = {document.id: passages for document, passages in records}
        self.documents: Mapping[str, Document] = {document.id: document for document, _ in records}

    def __len__(self) -> int:
        return sum(map(len, self._passages.values()))

    @property
    def entries(self) -> tuple[DocumentEntry, ...]:
        return tuple(
            DocumentEntry(d.id, d.title, d.date, d.source, d.publisher, d.notice, len(self._passages[d.id]))
            for d in self.documents.values()
        )

    @property
    def speakers(self) -> tuple[SpeakerEntry, ...]:
        said = [(s, p) for passages in self._passages.values() for p in passages for s in p.speakers]
        return tuple(
            SpeakerEntry(
                speaker,
                tuple(dict.fromkeys(p.document_id for s, p in said if s == speaker)),
                sum(s == speaker for s, _ in said),
            )
            for speaker in dict.fromkeys(s for s, _ in said)
        )

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        return self._passages[document_id]


def make_record(
    text: str, *said: tuple[str, tuple[Speaker, ...], str], **facts: str
) -> tuple[Document, tuple[Passage, ...]]:
    """A record with a passage for each (words, speakers, kind); the words are looked up in the text."""
    document = Document("debate.txt", facts.pop("title", "The harbour debate"), text, **facts)
    passages = []
    for words, speakers, kind in said:
        start = text.index(words)
        span = Span(start, start + len(words))
        attributions = tuple(Attribution(speaker, span, None, kind, 0.9) for speaker in speakers)  # type: ignore[arg-type]
        passages.append(
            Passage(f"debate.txt:{start}", "debate.txt", span, words, ("1. Debate",), attributions)
        )
    return document, tuple(passages)


@pytest.fixture
def debate() -> tuple[Document, tuple[Passage, ...]]:
    text = (
        "1. Debate\n\n"
        "Ada Berg opened. She asked for a **new quay** by [2027](https://example.org/quay).\n"
        "Noor Aziz agreed.\n\n"
        "Lunch was served.\n\n"
        "They all thanked the crew.\n"
    )
    return make_record(
        text,
        ("Ada Berg opened.", (ADA,), "reported"),
        ("She asked for a **new quay** by [2027](https://example.org/quay).", (ADA,), "reported"),
        ("Noor Aziz agreed.", (NOOR,), "reported"),
        ("They all thanked the crew.", (ADA, NOOR), "collective"),
        date="2024-05-15",
        publisher="Port of Ekeby",
        notice="Reuse with the source.",
    )


@pytest.fixture
def make_scene() -> Callable[..., Scene]:
    def make(*records: tuple[Document, tuple[Passage, ...]], query: str = "", lang: str = "en") -> Scene:
        return Scene(Address.parse(query), words_in(lang), HandMade(*records), may_change=True)

    return make


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve an application on this machine until the tests are over; gives its address."""
    import uvicorn

    from page.serving import free_port

    running = []

    def start(app: object) -> str:
        port = free_port("127.0.0.1")
        server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", port, log_level="warning"))  # type: ignore[arg-type]
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        running.append((server, thread))
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.05)
        return f"http://127.0.0.1:{port}/"

    yield start
    for server, _ in running:
        server.should_exit = server.force_exit = True  # a browser that still listens is not waited for
    for _, thread in running:
        thread.join(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A headless Chromium: the system's, or the one that Playwright installed."""
    from playwright.sync_api import Error, sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        except Error:
            pytest.skip("needs Chromium: apt-get install chromium, or: playwright install chromium")
        yield browser
        browser.close()
