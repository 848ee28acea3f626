"""Records made by hand, and an embedder whose vectors can be worked out by hand."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus import Attribution, Document, Passage, Span, Speaker
from index import Index, KeepTokens, Progress, Vectors
from index.build import build_documents

Split = tuple[Document, tuple[Passage, ...]]
Line = tuple[str | None, str]  # who said it, and what

VOCABULARY = ("wind", "solar", "grid", "budget", "harbour")


class WordCounts:
    """A real embedder: how often each word of a fixed list occurs in the text, at length 1.

    The last dimension is 1 for a text with none of the words, so that every vector has a length.
    """

    name = "word counts sha256:1"
    dimension = len(VOCABULARY) + 1

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_passages(
        self, texts: Sequence[str], progress: Progress | None = None, keep: KeepTokens | None = None
    ) -> Vectors:
        self.embedded.extend(texts)
        if progress:
            progress(len(texts), len(texts))
        if keep:
            for place, text in enumerate(texts):
                keep(place, self.embed_tokens([text])[0], self.token_spans(text))
        return np.array([self.embed_query(text) for text in texts], np.float32)

    def embed_query(self, text: str) -> Vectors:
        words = text.lower().replace(".", " ").replace(":", " ").split()
        counts = np.array([*(words.count(word) for word in VOCABULARY), 0], np.float32)
        if not counts.any():
            counts[-1] = 1
        return counts / np.linalg.norm(counts)

    def embed_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        return [np.array([self.embed_query(word) for word in text.split()], np.float32) for text in texts]

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer(r"\S+", text)]


ORGANISATIONS = {"Ada Berg": "Port of Ekeby", "Noor Aziz": "Port of Ekeby", "Tomas Lind": "Lind Energi"}


def _record(name: str, *lines: Line, date: str | None = None) -> Split:
    """A document of one passage a line, each said by its speaker or by nobody."""
    passages, text = [], ""
    for number, (who, words) in enumerate(lines):
        span = Span(len(text), len(text) + len(words))
        text += words + "\n"
        said: tuple[Attribution, ...] = ()
        if who is not None:
            speaker = Speaker(who.lower().replace(" ", "-"), who, None, ORGANISATIONS.get(who))
            said = (Attribution(speaker, span, None, "reported", 0.9),)
        passages.append(Passage(f"{name}#{number}", name, span, words, ("Debate",), said))
    return Document(name, name.title(), text, date), tuple(passages)


@pytest.fixture
def record() -> Callable[..., Split]:
    return _record


@pytest.fixture
def embedder() -> WordCounts:
    return WordCounts()


@pytest.fixture
def make(tmp_path: Path, embedder: WordCounts) -> Callable[..., Index]:
    """Build an index of records in the same folder each time."""

    def build(*records: Split) -> Index:
        build_documents(records, tmp_path / "index", embedder)
        return Index.load(tmp_path / "index", embedder)

    return build


@pytest.fixture
def records() -> tuple[Split, ...]:
    return (
        _record(
            "harbour.txt",
            ("Ada Berg", "The grid needs wind."),
            ("Ada Berg", "Wind and solar together."),
            ("Noor Aziz", "The budget of the harbour."),
            (None, "Lunch was served."),
            date="2023-11-07",
        ),
        _record(
            "summit.txt",
            ("Ada Berg", "Solar on the harbour."),
            ("Tomas Lind", "The budget is the budget."),
            date="2024-05",
        ),
    )
