"""An embedder without a model."""

import re
from collections.abc import Sequence

import numpy as np

from index import KeepTokens, Progress, Vectors


class LetterCounts:
    """A real embedder, good enough to build with: how often each letter occurs."""

    name = "letter counts sha256:1"
    dimension = 26

    def embed_passages(
        self, texts: Sequence[str], progress: Progress | None = None, keep: KeepTokens | None = None
    ) -> Vectors:
        for done in range(len(texts)):
            if progress:
                progress(done, len(texts))
        if keep:
            for place, text in enumerate(texts):
                keep(place, self.embed_tokens([text])[0], self.token_spans(text))
        return np.array([self.embed_query(text) for text in texts], np.float32).reshape(-1, 26)

    def embed_query(self, text: str) -> Vectors:
        counts = np.array([1 + text.lower().count(chr(97 + i)) for i in range(26)], np.float32)
        return np.asarray(counts / np.linalg.norm(counts), np.float32)

    def embed_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        return [np.array([self.embed_query(word) for word in text.split()], np.float32) for text in texts]

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer(r"\S+", text)]
