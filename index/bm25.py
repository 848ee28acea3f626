"""BM25 over memory-mapped lists, so that it starts at once and grows by segments.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with Lucene's
idf, which is never negative. The statistics of a word are those of the whole corpus, not of the
segment: scores of different segments can be compared.
"""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.postings import Postings, Rows, write_postings
from index.words import terms

Scores = npt.NDArray[np.float32]

K1 = 1.5  # how soon a repeated word stops to count
B = 0.75  # how much a long passage pays for its length
LONGEST_TERM = 40  # bytes; what is longer is an address or noise


class WordIndex:
    """The words of one segment."""

    def __init__(self, vocabulary: npt.NDArray[np.bytes_], postings: Postings, lengths: Rows) -> None:
        self._vocabulary, self._postings, self._lengths = vocabulary, postings, lengths
        self.total_length = int(lengths.sum(dtype=np.int64))

    def __len__(self) -> int:
        return len(self._lengths)

    @classmethod
    def open(cls, folder: Path) -> "WordIndex":
        vocabulary = np.load(folder / "vocabulary.npy", mmap_mode="r")
        lengths = np.load(folder / "lengths.npy", mmap_mode="r")
        return cls(vocabulary, Postings.open(folder / "postings"), lengths)

    def frequency(self, term: str) -> int:
        """How many passages hold the term."""
        key = self._key(term)
        return 0 if key is None else self._postings.size(key)

    def scores(self, weights: dict[str, float], mean_length: float) -> Scores:
        """The score of every passage, (n,); a term weighs its idf times its count in the query."""
        found = np.zeros(len(self), np.float32)
        for term, weight in weights.items():
            key = self._key(term)
            if key is not None:
                rows = self._postings.rows(key)
                found[rows] += self._impacts(rows, self._postings.counts(key), weight, mean_length)
        return found

    def scores_of(self, rows: Rows, weights: dict[str, float], mean_length: float) -> Scores:
        """The scores of the chosen passages alone, in their order."""
        found = np.zeros(len(rows), np.float32)
        for term, weight in weights.items():
            key = self._key(term)
            if key is None:
                continue
            holders = self._postings.rows(key)
            at = np.minimum(np.searchsorted(holders, rows), len(holders) - 1)
            held = holders[at] == rows
            counts = self._postings.counts(key)[at[held]]
            found[held] += self._impacts(rows[held], counts, weight, mean_length)
        return found

    def _impacts(
        self, rows: Rows, counts: npt.NDArray[np.uint8], weight: float, mean_length: float
    ) -> Scores:
        saturation = K1 * (1 - B + B * self._lengths[rows] / mean_length)
        impacts: Scores = (weight * counts / (counts + saturation)).astype(np.float32)
        return impacts

    def _key(self, term: str) -> int | None:
        wanted = _stored(term)
        at = int(np.searchsorted(self._vocabulary, np.array(wanted, self._vocabulary.dtype)))
        return at if at < len(self._vocabulary) and self._vocabulary[at] == wanted else None


def idf(frequency: int, passages: int) -> float:
    """How much a word tells: Lucene's form, never negative."""
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


def write_words(folder: Path, texts: Sequence[str]) -> None:
    """Store the words of each text; the row of a text is its place in ``texts``."""
    numbers: dict[bytes, int] = {}
    keys: list[int] = []
    lengths = np.zeros(len(texts), np.int32)
    for row, text in enumerate(texts):
        found = [_stored(term) for term in terms(text)]
        lengths[row] = len(found)
        keys.extend(numbers.setdefault(term, len(numbers)) for term in found)
    vocabulary = np.array(list(numbers) or [b""], dtype=f"S{LONGEST_TERM}")
    order = np.argsort(vocabulary)
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    folder.mkdir(parents=True)
    np.save(folder / "vocabulary.npy", vocabulary[order])
    np.save(folder / "lengths.npy", lengths)
    rows = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    write_postings(folder / "postings", ranks[np.array(keys, np.int64)], rows, len(vocabulary))


def _stored(term: str) -> bytes:
    return term.encode()[:LONGEST_TERM]
