"""The values of the index: vectors, hits and what an embedder must offer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus import Passage

Vectors = npt.NDArray[np.float32]  # (n, dimension), rows of length 1
Progress = Callable[[int, int], None]  # called with (done, total)


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A passage and its score: higher is better, comparable only inside one list."""

    passage: Passage
    score: float


class Embedder(Protocol):
    """Whatever turns text into unit vectors, so that a dot product is the cosine."""

    @property
    def name(self) -> str:
        """What built the vectors, as the index remembers it: model name or folder, and its hash."""
        ...

    @property
    def dimension(self) -> int: ...

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors: ...

    def embed_query(self, text: str) -> Vectors:
        """One question, shape (dimension,)."""
        ...
