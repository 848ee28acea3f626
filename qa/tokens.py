"""Compare a question with passages word by word: late interaction over the tokens of one encoder.

Khattab and Zaharia, ColBERT (2020), with two differences: the encoder is the one that found the passages,
and each word of the question weighs by its rarity (idf), so that "fee" counts and "what" does not.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from corpus import Passage
from index import Index, Spans, TokenCosines, Vectors, plain
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
        self._last: tuple[str, dict[str, TokenCosines]] = "", {}
        self._spans = lru_cache(64)(index.token_spans)
        self._compared = lru_cache(64)(self._compare)
        # One question is compared with several lists.
        self._asked = lru_cache(64)(self._read)
        self._weights = lru_cache(64)(self._weigh)

    def similarities(self, query: str, passages: Sequence[Passage]) -> Numbers:
        """For each passage the weighted mean of the best cosine that each token of the query finds in it."""
        if not query.strip() or not passages:
            return np.zeros(len(passages))
        found = self.look_at(query, passages)
        best = np.array([each.cosines.max(axis=1, initial=0.0) for each in found], np.float64)
        weights = self._weights(query, best.shape[1])
        similarities: Numbers = best @ weights / weights.sum()
        return similarities

    def compare(self, query: str, passage: Passage) -> Comparison:
        """How near each content word of a query is to each content word of a passage, by meaning."""
        return self._compared(query, passage)

    def _compare(self, query: str, passage: Passage) -> Comparison:
        text = plain(passage.text)
        asked, found = _content_words(query), _content_words(text)
        if not asked or not found:
            return Comparison(text, asked, found, np.zeros((len(asked), len(found))))
        [(cosines, kept)] = self.look_at(query, [passage])
        spans = kept.tolist()
        best = _reduced(np.maximum, cosines, _edges(found, spans))
        edges = _edges(asked, self._spans(query)[: len(cosines)])
        sums = _reduced(np.add, best.T, edges).T
        means: Numbers = sums / np.maximum(edges[1::2] - edges[::2], 1)[:, None]
        stems = np.array([word.stem for word in found])
        same = np.array([stems == word.stem for word in asked])
        return Comparison(text, asked, found, np.where(same, 1.0, means))

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
            inside = [i for i, (a, b) in enumerate(spans) if a < word.span.end and b > word.span.start]
            if inside and wording().is_content(word):
                weights[inside] = idf(self._index.frequency(word.folded), len(self._index)) / len(inside)
        return weights

    def _read(self, query: str) -> Vectors:
        return self._index.token_vectors([query])[0]


@lru_cache(maxsize=1024)
def _content_words(text: str) -> tuple[Word, ...]:
    return tuple(word for word in words_of(text) if wording().is_content(word))


def _edges(words: Sequence[Word], spans: Spans) -> npt.NDArray[np.int64]:
    """The first token of each word and the one after its last; equal where the encoder read none of it."""
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    edges = [(bisect_right(ends, word.span.start), bisect_left(starts, word.span.end)) for word in words]
    return np.array([edge for start, end in edges for edge in (start, max(start, end))], np.int64)


def _reduced(operation: np.ufunc, values: npt.NDArray[np.floating], edges: npt.NDArray[np.int64]) -> Numbers:
    """The columns of each stretch taken together; 0 for an empty stretch."""
    padded = np.concatenate([values, np.zeros((len(values), 1))], axis=1)
    reduced: Numbers = operation.reduceat(padded, edges, axis=1)[:, ::2]
    reduced[:, edges[::2] == edges[1::2]] = 0.0
    return reduced
