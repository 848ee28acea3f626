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
Weighted = tuple[int, float]  # the same of a term that a segment holds, by its key

K1 = 1.5  # how soon a repeated word stops to count
B = 0.75  # how much a long passage pays for its length
LONG = 10_000  # passages; a shorter list is scored sooner than it is found to be needless
SPARSE = 16  # a list of fewer than this part of all passages is not spread over all
LONGEST_TERM = 40  # bytes; what is longer is an address or noise


class WordIndex:
    """The words of one segment."""

    def __init__(self, vocabulary: npt.NDArray[np.bytes_], postings: Postings, lengths: Rows) -> None:
        self._vocabulary, self._postings, self._lengths = vocabulary, postings, lengths
        self.total_length = int(lengths.sum(dtype=np.int64))
        self._shortest = int(lengths.min(initial=10_000))  # terms; of a longer one little more is to be had
        self._saturations: tuple[float, Scores] | None = None  # of the last mean length

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
        found = [(key, weight) for term, weight in ordered if (key := self._key(term)) is not None]
        most = [self._most(key, weight, mean_length) for key, weight in found]
        held, scores = np.empty(0, np.int32), np.empty(0, np.float32)
        for done, (key, weight) in enumerate(found):
            rest = sum(most[done:])
            is_long = self._postings.size(key) > LONG and len(held) > limit
            if is_long and rest < (least := _least(scores, limit)):
                near = scores >= least - rest - TIE
                held = held[near]
                scores = scores[near] + self._scores_of(held, found[done:], mean_length)
                break
            held, scores = self._joined(held, scores, key, weight, mean_length)
        best = highest(scores, limit)
        return held[best], scores[best]

    def _joined(
        self, held: Rows, scores: Scores, key: int, weight: float, mean_length: float
    ) -> tuple[Rows, Scores]:
        """The passages held, rising, and those of a word, with what they have together."""
        rows, counts = self._postings.rows(key), self._postings.counts(key)
        impacts = self._impacts(rows, counts, weight, mean_length)
        if not len(held):
            return rows, impacts
        if len(held) + len(rows) < len(self) // SPARSE:
            both = np.concatenate([held, rows])
            order = np.argsort(both, kind="stable")  # two rising runs: merged, not sorted
            both, impacts = both[order], np.concatenate([scores, impacts])[order]
            first = np.flatnonzero(np.diff(both, prepend=-1) > 0)
            return both[first], np.add.reduceat(impacts, first)
        every = np.zeros(len(self), np.float32)
        every[held] = scores
        every[rows] += impacts
        held = np.flatnonzero(every > 0).astype(np.int32)  # of truth values, found many times sooner
        return held, every[held]

    def scores_of(self, rows: Rows, weights: Weights, mean_length: float) -> Scores:
        """The scores of the chosen passages alone, in their order."""
        found = [(key, weight) for term, weight in weights.items() if (key := self._key(term)) is not None]
        if len(rows) * 4 > len(self):  # most passages: to score all is quicker than to look each up
            return self._all_scores(found, mean_length)[rows]
        return self._scores_of(rows, found, mean_length)

    def _scores_of(self, rows: Rows, weights: Sequence[Weighted], mean_length: float) -> Scores:
        found = np.zeros(len(rows), np.float32)
        for key, weight in weights:
            holders = self._postings.rows(key)
            at = np.minimum(np.searchsorted(holders, rows), len(holders) - 1)
            held = holders[at] == rows
            counts = self._postings.counts(key)[at[held]]
            found[held] += self._impacts(rows[held], counts, weight, mean_length)
        return found

    def _all_scores(self, weights: Sequence[Weighted], mean_length: float) -> Scores:
        scores = np.zeros(len(self), np.float32)
        for key, weight in weights:
            rows = self._postings.rows(key)
            scores[rows] += self._impacts(rows, self._postings.counts(key), weight, mean_length)
        return scores

    def _impacts(
        self, rows: Rows, counts: npt.NDArray[np.uint8], weight: float, mean_length: float
    ) -> Scores:
        counted = counts.astype(np.float32)
        impacts: Scores = counted / (counted + self._saturation(mean_length).take(rows))
        impacts *= np.float32(weight)
        return impacts

    def _most(self, key: int, weight: float, mean_length: float) -> float:
        """What no passage exceeds by a word alone."""
        count = int(self._postings.counts(key).max(initial=0))
        return weight * count / (count + K1 * (1 - B + B * self._shortest / mean_length))

    def _saturation(self, mean_length: float) -> Scores:
        """Of each passage how many of a word bring half of its weight."""
        known = self._saturations  # taken once: another thread may replace it at any time
        if known is None or known[0] != mean_length:
            saturation = (K1 * (1 - B + B / mean_length * self._lengths)).astype(np.float32)
            known = self._saturations = mean_length, saturation
        return known[1]

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
