"""A corpus of any size made of public transcripts, and vectors for it that need not all be encoded.

Records are made by drawing turns and joining two to a passage. The vectors of the first passages are
really encoded, and kept on disk; the rest are drawn around them, in the directions in which real ones
differ: independent random vectors would have no neighbours to find, and ruin every approximate index. The
vectors of words, whose cost alone matters here, are drawn from those of the first few passages.
"""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from corpus import Attribution, Document, Passage, Span, Speaker
from index import KeepTokens, Progress, Vectors
from index.context import text_to_embed
from index.encoder import SentenceEncoder

PASSAGES = 50  # a record
SPEAKERS = 1_000  # each says a thousandth of the whole, so that a limit to one keeps 0.1 %
CHUNK = 1_000  # passages that are encoded between two files
WITH_TOKENS = 256  # passages from which the vectors of words are drawn


def passages_of(
    turns: Sequence[str], size: int, each: int = PASSAGES
) -> Iterator[tuple[Document, tuple[Passage, ...]]]:
    """Records of ``each`` passages of two turns each, ``size`` passages in all; always the same."""
    drawn = random.Random(0)
    for number in range(-(-size // each)):
        name = f"{number:06}.txt"
        passages, text = [], ""
        for place in range(min(each, size - number * each)):
            words = f"{drawn.choice(turns)} {drawn.choice(turns)}"
            who = drawn.randrange(SPEAKERS)
            span = Span(len(text), len(text) + len(words))
            speaker = Speaker(f"speaker-{who}", f"Speaker {who}")
            said = (Attribution(speaker, span, None, "reported", 1.0),)
            passages.append(Passage(f"{name}#{place}", name, span, words, (), said))
            text += words + "\n"
        yield Document(name, f"Record {number}", text), tuple(passages)


def encode_first(turns: Sequence[str], count: int, folder: Path) -> dict[str, Vectors]:
    """The vectors of the first ``count`` passages by text; what lies in ``folder`` is not encoded again."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [text_to_embed(p, d) for d, passages in passages_of(turns, count) for p in passages]
    encoder = SentenceEncoder.open()
    found: dict[str, Vectors] = {}
    for at in range(0, count, CHUNK):
        path = folder / f"{at:07}.npy"
        part = texts[at : at + CHUNK]
        vectors = np.load(path) if path.exists() else np.empty(0, np.float32)
        if len(vectors) < len(part):
            vectors = encoder.embed_passages(part)
            np.save(folder / "new.npy", vectors)
            (folder / "new.npy").replace(path)
        found.update(zip(part, vectors, strict=False))
    return found


def tokens_of(texts: Sequence[str]) -> Vectors:
    """The vectors of all tokens of the texts, (tokens, dimension)."""
    return np.concatenate(SentenceEncoder.open().embed_tokens(texts))


class PartlyDrawn:
    """The real vectors of the texts that were encoded; those of all others are drawn around them."""

    def __init__(self, name: str, encoded: dict[str, Vectors], tokens: Vectors) -> None:
        self.name = name
        self._encoded, self._tokens = encoded, tokens
        self._real = np.array(list(encoded.values()), np.float32)
        self.dimension = self._real.shape[1]
        self._drawn = np.random.default_rng(0)

    def embed_passages(
        self, texts: Sequence[str], progress: Progress | None = None, keep: KeepTokens | None = None
    ) -> Vectors:
        vectors = self._around(len(texts))
        for place, text in enumerate(texts):
            if (known := self._encoded.get(text)) is not None:
                vectors[place] = known
            if keep:
                spans = [match.span() for match in re.finditer(r"\w+", text)]
                keep(place, self._tokens[self._drawn.integers(0, len(self._tokens), len(spans))], spans)
        if progress:
            progress(len(texts), len(texts))
        return vectors

    def _around(self, count: int) -> Vectors:
        """A mixture of a real vector and the difference of two others, at length 1."""
        one, two, three = (self._real[self._drawn.integers(0, len(self._real), count)] for _ in range(3))
        found = 0.8 * one + 0.4 * (two - three)
        drawn: Vectors = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
        return drawn
