"""The values of the index: vectors, hits and what an embedder must offer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus import Passage, Speaker

Vectors = npt.NDArray[np.float32]  # (n, dimension), rows of length 1
Progress = Callable[[int, int], None]  # called with (done, total)
Spans = Sequence[tuple[int, int]]  # the characters that each token of a text stands for
# called with the place of a text, the unit vectors of its tokens, (tokens, dimension), and their spans
KeepTokens = Callable[[int, Vectors, Spans], None]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A passage and its score: higher is better, comparable only inside one list."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """What is known of a document without reading its text."""

    id: str
    title: str
    date: str | None
    source: str | None
    publisher: str | None
    notice: str | None
    passages: int


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """Somebody who speaks in the corpus, where, and in how many passages."""

    speaker: Speaker
    document_ids: tuple[str, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of passages without reading them, each (n,)."""

    document: npt.NDArray[np.int64]  # a number for each document
    words: npt.NDArray[np.int64]
    is_turn: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Selection:
    """The passages a search is limited to, by their positions in the index, rising."""

    positions: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.positions)


class Embedder(Protocol):
    """Whatever turns text into unit vectors, so that a dot product is the cosine."""

    @property
    def name(self) -> str:
        """What built the vectors, as the index remembers it: model name or folder, and its hash."""
        ...

    @property
    def dimension(self) -> int: ...

    def embed_passages(
        self, texts: Sequence[str], progress: Progress | None = None, keep: KeepTokens | None = None
    ) -> Vectors:
        """Unit vectors of passages, (n, dimension), in the order given; their tokens go to ``keep``."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """One question, shape (dimension,)."""
        ...

    def embed_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """The unit vectors of every token of each text, (tokens, dimension)."""
        ...

    def token_spans(self, text: str) -> Spans:
        """Which characters of a text each of its token vectors stands for."""
        ...
