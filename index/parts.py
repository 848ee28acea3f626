"""The segments of an index as one row of positions."""

import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from index.catalogue import Catalogue, Place
from index.segment import Segment
from index.types import Selection
from index.vectors import search_alone

Positions = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Found = tuple[Positions, Scores]
Rows = npt.NDArray[np.int32]  # of one segment
Search = Callable[[Segment, Rows | None], tuple[Rows, Scores]]  # None searches all rows
Part = tuple[int, Rows | None]  # a segment by number, and the rows of it to search

DECIMALS = 6  # scores that agree so far are equal: what is left is the order of the sums
TERMS_KEPT = 20_000  # terms whose frequency is remembered


class Parts:
    """Segments that stand one after the other; what was dropped keeps its positions, but is not found."""

    def __init__(
        self, segments: Sequence[Segment], rows: Sequence[int], live: int, catalogue: Catalogue
    ) -> None:
        """``rows`` are those of each segment, ``live`` those of all that were not dropped."""
        self.segments = segments
        self.bases = np.cumsum([0, *rows])
        self._bases: list[int] = self.bases.tolist()  # one position is found sooner in a list
        self.is_whole = int(self.bases[-1]) == live
        self._catalogue = catalogue
        self._limited: tuple[Selection | None, list[Part]] = None, []
        self.frequency: Callable[[str], int] = lru_cache(TERMS_KEPT)(self._count)

    @property
    def size(self) -> int:
        """How many positions there are."""
        return self._bases[-1]

    @cached_property
    def mean_length(self) -> float:
        """The mean number of terms of a passage."""
        total = sum(segment.words.total_length for segment in self.segments)
        return max(total / max(self.size, 1), 1.0)

    def _count(self, term: str) -> int:
        """How many passages hold a term."""
        return sum(segment.words.frequency(term) for segment in self.segments)

    def place(self, position: int) -> tuple[int, int]:
        """The segment and the row of a position. Raises IndexError outside the index."""
        if not 0 <= position < self.size:
            raise IndexError(position)
        number = bisect_right(self._bases, position) - 1
        return number, position - self._bases[number]

    def chosen(self, positions: Positions) -> Iterator[tuple[int, npt.NDArray[np.intp], Rows]]:
        """The segments that the positions lie in; which of the positions, and their rows there."""
        owners = np.searchsorted(self.bases, positions, side="right") - 1
        for number in range(len(self.segments)):
            at = np.flatnonzero(owners == number)
            if len(at):
                yield number, at, (positions[at] - self.bases[number]).astype(np.int32)

    def score(self, positions: Positions, score: Callable[[Segment, Rows], Scores]) -> Scores:
        """The scores of the passages at these positions, in their order."""
        found = np.empty(len(positions), np.float32)
        for number, at, rows in self.chosen(positions):
            found[at] = score(self.segments[number], rows)
        return found

    def search(self, search: Search, within: Selection | None, limit: int) -> Found:
        """The best of all segments: score descending, then by document and place in it."""

        def search_part(part: Part) -> Found:
            number, rows = part
            found, scores = search(self.segments[number], rows)
            return found + self.bases[number], scores

        parts = self._rows(within)
        each = map(search_part, parts) if len(parts) < 2 else self._threads.map(search_part, parts)
        nothing = np.empty(0, np.int64), np.empty(0, np.float32)
        positions, scores = zip(nothing, *each, strict=True)
        return self.best(np.concatenate(positions), np.concatenate(scores), limit)

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        """Segments are searched side by side."""
        return ThreadPoolExecutor(os.cpu_count() or 1, "segment", search_alone)

    def best(self, positions: Positions, scores: Scores, limit: int) -> Found:
        """Score descending, then by document and place in it."""
        order = np.lexsort((self._reading_order(positions), -np.round(scores, DECIMALS)))[:limit]
        return positions[order], scores[order]

    def _reading_order(self, positions: Positions) -> Positions:
        """Numbers that rise with the document's id and the place in it, however the index has grown."""
        if len(self.segments) == 1:
            return positions  # a segment is written in this order
        firsts, ranks = self._document_ranks
        return ranks[np.searchsorted(firsts, positions, side="right") - 1] * 2**32 + positions

    @cached_property
    def _document_ranks(self) -> tuple[Positions, Positions]:
        """The first position of each document, rising, and the rank of its id among all ids."""
        places = sorted((place.first, place.entry.id) for place in self._catalogue.places())
        ranks = np.argsort(np.argsort([id_ for _, id_ in places]))
        return np.array([first for first, _ in places], np.int64), ranks.astype(np.int64)

    # --- what was not dropped ---

    @cached_property
    def _living(self) -> Selection:
        return Selection(ranges(self._catalogue.places()))

    def alive(self, positions: Positions) -> Positions:
        """Those of the positions, rising, that were not dropped."""
        if self.is_whole:
            return positions
        return np.intersect1d(positions, self._living.positions, assume_unique=True)

    def is_alive(self, position: int) -> bool:
        if self.is_whole:
            return True
        live = self._living.positions
        at = int(np.searchsorted(live, position))
        return at < len(live) and int(live[at]) == position

    def _rows(self, within: Selection | None) -> list[Part]:
        """The segments to search and their rows; None for all rows."""
        if within is None and self.is_whole:
            return [(number, None) for number in range(len(self.segments))]
        selection = self._living if within is None else within
        limited = self._limited  # taken once: another thread may replace it at any time
        if limited[0] is not selection:  # one question searches the same passages several times
            limited = self._limited = selection, self._split(selection.positions)
        return limited[1]

    def _split(self, positions: Positions) -> list[Part]:
        """The rows of each segment that hold the positions."""
        cuts = pairwise(np.searchsorted(positions, self.bases))
        return [
            (
                number,
                None if end - start == rows else (positions[start:end] - self.bases[number]).astype(np.int32),
            )
            for number, ((start, end), rows) in enumerate(zip(cuts, np.diff(self.bases), strict=True))
            if start < end
        ]


def ranges(places: Iterable[Place]) -> Positions:
    """The positions of documents, rising."""
    found = sorted((p.first, p.first + p.entry.passages) for p in places)
    parts = [np.arange(start, end, dtype=np.int64) for start, end in found]
    return np.concatenate(parts) if parts else np.empty(0, np.int64)
