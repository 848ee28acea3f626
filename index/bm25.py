"""BM25 over memory-mapped lists, so that it starts at once and grows by segments.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with Lucene's
idf, which is never negative. The statistics of a word are those of the whole corpus, not of the
segment: scores of different segments can be compared.
"""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.postings import Postings, Rows, write_postings
from index.rows import mapped
from index.vectors import TIE, highest
from index.words import terms

Scores = npt.NDArray[np.float32]
Weights = Mapping[str, float]  # of each term of the query: its idf times its count there

K1 = 1.5  # how soon a repeated word stops to count
B = 0.75  # how much a long passage pays for its length
LONG = 10_000  # passages; a shorter list is scored sooner than it is found to be needless
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
        vocabulary = mapped(folder / "vocabulary.npy")
        lengths = mapped(folder / "lengths.npy")
        return cls(vocabulary, Postings.open(folder / "postings"), lengths)

    def frequency(self, term: str) -> int:
        """How many passages hold the term."""
        key = self._key(term)
        return 0 if key is None else self._postings.size(key)

    def search(
        self, weights: Weights, mean_length: float, limit: int, rows: Rows | None = None
    ) -> tuple[Rows, Scores]:
        """The passages with the highest scores above 0 and all that tie with the last, among ``rows`` or all.

        In no order.
        """
        if rows is None:
            return self._search_all(weights, mean_length, limit)
        scores = self.scores_of(rows, weights, mean_length)
        best = highest(scores, limit)
        best = best[scores[best] > 0]
        return rows[best], scores[best]

    def _search_all(self, weights: Weights, mean_length: float, limit: int) -> tuple[Rows, Scores]:
        """The search of all passages.

        The rarest words come first. Once the rest, all together, could not lift a passage into the
        list that holds none of the words so far, only those that are in reach are scored to the end
        (MaxScore: Turtle and Flood, Query evaluation: strategies and optimizations, 1995).
        """
        ordered = sorted(weights.items(), key=lambda pair: -pair[1])
        scores = np.zeros(len(self), np.float32)
        rest = sum(weights.values())  # no word adds more than its weight
        for done, (term, weight) in enumerate(ordered):
            if done and self.frequency(term) > LONG:
                held = np.flatnonzero(scores)
                if len(held) > limit and rest < (least := _least(scores[held], limit)):
                    near = held[scores[held] >= least - rest - TIE].astype(np.int32)
                    found = scores[near] + self.scores_of(near, dict(ordered[done:]), mean_length)
                    best = highest(found, limit)
                    return near[best], found[best]
            key = self._key(term)
            if key is not None:
                rows = self._postings.rows(key)
                scores[rows] += self._impacts(rows, self._postings.counts(key), weight, mean_length)
            rest -= weight
        near = np.flatnonzero(scores).astype(np.int32)
        best = highest(scores[near], limit)
        return near[best], scores[near[best]]

    def scores_of(self, rows: Rows, weights: Weights, mean_length: float) -> Scores:
        """The scores of the chosen passages alone, in their order."""
        if len(rows) * 4 > len(self):  # most passages: to score all is quicker than to look each up
            return self._all_scores(weights, mean_length)[rows]
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

    def _all_scores(self, weights: Weights, mean_length: float) -> Scores:
        scores = np.zeros(len(self), np.float32)
        for term, weight in weights.items():
            if (key := self._key(term)) is not None:
                rows = self._postings.rows(key)
                scores[rows] += self._impacts(rows, self._postings.counts(key), weight, mean_length)
        return scores

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


def idf(frequency: float, passages: int) -> float:
    """How much a word tells: Lucene's form, never negative."""
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


def _least(scores: Scores, limit: int) -> float:
    """The lowest of the ``limit`` highest scores."""
    return float(np.partition(scores, len(scores) - limit)[len(scores) - limit])


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
