"""Compare a question with passages word by word: late interaction over the tokens of one encoder.

Khattab and Zaharia, ColBERT (2020), with two differences: the encoder is the one that found the passages,
and each word of the question weighs by its rarity (idf), so that "fee" counts and "what" does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from corpus import Passage
from index import Index, TokenCosines, Vectors, plain
from index.bm25 import idf
from qa.folding import Word, words_of
from qa.wording import wording

Numbers = npt.NDArray[np.float64]

# What a token that is no content word weighs; it only settles ties.
FILLER = 0.02


@dataclass(frozen=True, slots=True)
class Comparison:
    """The content words of a query and of a passage, and how near they are: 1 for forms of one word.

    ``cosines`` (asked, found) is the mean over the tokens of the asked word of their best in the found word.
    """

    text: str  # of the passage, as it was read, without markup
    asked: tuple[Word, ...]
    found: tuple[Word, ...]
    cosines: Numbers

    def held(self) -> Numbers:
        """How well the passage holds each asked word, 0 to 1.

        A found word that is itself asked stands for itself alone: "conference" is no likeness of "catering"
        where both are asked.
        """
        stems = {word.stem for word in self.asked}
        rivals = np.array([word.stem in stems for word in self.found], bool)
        own = np.where(rivals[None, :] & (self.cosines < 1.0), 0.0, self.cosines)
        best: Numbers = own.max(axis=1, initial=0.0)
        return best


class TokenMatcher:
    """How well passages hold the words of a question, by meaning."""

    def __init__(self, index: Index) -> None:
        self._index = index
        # by passage id, for the last query
        self._last: tuple[str, dict[str, TokenCosines]] = "", {}
        self._compared: tuple[str, dict[str, Comparison]] = "", {}
        self._spans = lru_cache(64)(index.token_spans)
        # One question is compared with several lists.
        self._asked = lru_cache(64)(self._read)
        self._weights = lru_cache(64)(self._weigh)

    def similarities(self, query: str, passages: Sequence[Passage]) -> Numbers:
        """For each passage the weighted mean of the best cosine that each token of the query finds in it."""
        if not query.strip() or not passages:
            return np.zeros(len(passages))
        best = _best(self.look_at(query, passages))
        weights = self._weights(query, len(best))
        similarities: Numbers = best.T @ weights / weights.sum()
        return similarities

    def in_turns(self, query: str, positions: npt.NDArray[np.int64]) -> tuple[Numbers, Numbers]:
        """The best cosine of each token of the query in each turn at positions, (tokens, n); its weight."""
        if not query.strip():
            return np.zeros((0, len(positions))), np.zeros(0)
        best = _best(self._index.token_cosines(self._asked(query), positions))
        return best, self._weights(query, len(best))

    def compare(self, query: str, passage: Passage) -> Comparison:
        """How near each content word of a query is to each content word of a passage, by meaning."""
        return self.compare_all(query, [passage])[0]

    def compare_all(self, query: str, passages: Sequence[Passage]) -> list[Comparison]:
        """``compare`` with each of the passages; many at once are compared sooner."""
        last, found = self._compared  # taken once: another thread may replace it at any time
        found = found if last == query else {}
        if missing := [passage for passage in passages if passage.id not in found]:
            found = found | dict(zip((p.id for p in missing), self._compare(query, missing), strict=True))
            self._compared = query, found
        return [found[passage.id] for passage in passages]

    def _compare(self, query: str, passages: Sequence[Passage]) -> list[Comparison]:
        asked, texts = _content_words(query), [plain(passage.text) for passage in passages]
        words = [_content_words(text) for text in texts]
        tokens = self.look_at(query, passages)
        firsts = np.cumsum([0, *(len(each.spans) for each in tokens)])  # token of each passage
        edges = [_edges(text, t.spans) + first for text, t, first in zip(texts, tokens, firsts, strict=False)]
        cosines = np.concatenate([each.cosines for each in tokens], axis=1)
        best = _reduced(np.maximum, cosines, np.concatenate(edges))
        edges_asked = _edges(query, np.array(self._spans(query)[: len(cosines)]).reshape(-1, 2))
        sums = _reduced(np.add, best.T, edges_asked).T
        means: Numbers = sums / np.maximum(edges_asked[1::2] - edges_asked[::2], 1)[:, None]
        stems = [word.stem for found in words for word in found]
        for row, word in enumerate(asked):
            means[row, [column for column, stem in enumerate(stems) if stem == word.stem]] = 1.0
        parts = pairwise([0, *accumulate(map(len, words))])
        each = zip(texts, words, parts, strict=True)
        return [Comparison(text, asked, found, means[:, start:end]) for text, found, (start, end) in each]

    def look_at(self, query: str, passages: Sequence[Passage]) -> list[TokenCosines]:
        """How near the words of each passage are to the query's tokens; many at once are read sooner."""
        last, found = self._last  # taken once: another thread may replace it at any time
        found = found if last == query else {}
        if missing := [passage for passage in passages if passage.id not in found]:
            new = self._index.token_cosines(self._asked(query), missing)
            found = found | dict(zip((p.id for p in missing), new, strict=True))
            self._last = query, found
        return [found[passage.id] for passage in passages]

    def _weigh(self, query: str, tokens: int) -> Numbers:
        """The weight of each token: that of its word, shared among the tokens of the word."""
        spans = self._spans(query)[:tokens]
        weights = np.full(tokens, FILLER)
        for word in words_of(query):
            inside = [i for i, (a, b) in enumerate(spans) if a < word.end and b > word.start]
            if inside and wording().is_content(word):
                weights[inside] = idf(self._index.frequency(word.folded), len(self._index)) / len(inside)
        return weights

    def _read(self, query: str) -> Vectors:
        return self._index.token_vectors([query])[0]


@lru_cache(maxsize=1024)
def _content_words(text: str) -> tuple[Word, ...]:
    return tuple(word for word in words_of(text) if wording().is_content(word))


@lru_cache(maxsize=1024)
def _places(text: str) -> npt.NDArray[np.int64]:
    """Where each content word of a text starts and ends, (2, words)."""
    return np.array([(w.start, w.end) for w in _content_words(text)], np.int64).reshape(-1, 2).T


def _edges(text: str, spans: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """The first token of each content word and the one after its last; equal where the encoder read none."""
    starts, ends = _places(text)
    first = np.searchsorted(spans[:, 1], starts, side="right")
    return np.stack([first, np.maximum(first, np.searchsorted(spans[:, 0], ends))], axis=1).ravel()


def _best(found: Sequence[TokenCosines]) -> Numbers:
    """The best cosine of each token asked in each passage, at least 0, (tokens, passages)."""
    ends = np.cumsum([len(each.spans) for each in found])
    edges = np.stack([np.concatenate([[0], ends[:-1]]), ends], axis=1).ravel()
    best = _reduced(np.maximum, np.concatenate([each.cosines for each in found], axis=1), edges)
    return np.maximum(best, 0.0)


def _reduced(operation: np.ufunc, values: npt.NDArray[np.floating], edges: npt.NDArray[np.int64]) -> Numbers:
    """The columns of each stretch taken together; 0 for an empty stretch."""
    padded = np.concatenate([values, np.zeros((len(values), 1))], axis=1)
    reduced: Numbers = operation.reduceat(padded, edges, axis=1)[:, ::2]
    reduced[:, edges[::2] == edges[1::2]] = 0.0
    return reduced
