"""A corpus of any size made of public transcripts, and vectors for it that need not all be encoded.

Records are made by drawing turns and joining two to a passage. The first vectors are
really encoded; the rest are drawn around them, in the directions in which real ones differ: independent
random vectors would have no neighbours to find, and ruin every approximate index.
"""

import random
from collections.abc import Iterator, Sequence

import numpy as np

from corpus import Attribution, Document, Passage, Span, Speaker
from index import Progress, Vectors
from index.encoder import SentenceEncoder
from index.model import Model

PASSAGES = 50  # a record
SPEAKERS = 1_000  # each says a thousandth of the whole, so that a limit to one keeps 0.1 %
FEW = 2_000  # texts below which all are encoded


def passages_of(
    turns: Sequence[str], size: int, seed: int = 0
) -> Iterator[tuple[Document, tuple[Passage, ...]]]:
    """Records of ``PASSAGES`` passages of two turns each, ``size`` passages in all."""
    drawn = random.Random(seed)
    for number in range(-(-size // PASSAGES)):
        name = f"{number:06}.txt"
        passages, text = [], ""
        for place in range(min(PASSAGES, size - number * PASSAGES)):
            words = f"{drawn.choice(turns)} {drawn.choice(turns)}"
            who = drawn.randrange(SPEAKERS)
            span = Span(len(text), len(text) + len(words))
            speaker = Speaker(f"speaker-{who}", f"Speaker {who}")
            said = (Attribution(speaker, span, None, "reported", 1.0),)
            passages.append(Passage(f"{name}#{place}", name, span, words, (), said))
            text += words + "\n"
        yield Document(name, f"Record {number}", text), tuple(passages)


class PartlyDrawn(SentenceEncoder):
    """The real encoder for the first ``encoded`` texts; the vectors of the rest are drawn around theirs."""

    def __init__(self, model: Model, encoded: int) -> None:
        super().__init__(model)
        self.encoded = encoded
        self._real = np.empty((0, self.dimension), np.float32)
        self._drawn = np.random.default_rng(0)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        wanted = self.encoded - len(self._real)
        if wanted <= 0 and len(texts) < FEW:
            return super().embed_passages(texts, progress)
        real = super().embed_passages(texts[: max(wanted, 0)])
        self._real = np.concatenate([self._real, real])
        if progress:
            progress(len(texts), len(texts))
        return np.concatenate([real, self._around(len(texts) - len(real))])

    def _around(self, count: int) -> Vectors:
        """A mixture of a real vector and the difference of two others, at length 1."""
        one, two, three = (self._real[self._drawn.integers(0, len(self._real), count)] for _ in range(3))
        found = 0.8 * one + 0.4 * (two - three)
        return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
