"""Compare a question with passages word by word: late interaction over the tokens of one encoder.

Khattab and Zaharia, ColBERT (2020), with two differences: the encoder is the one that found the passages,
and each word of the question weighs by its rarity (idf), so that "fee" counts and "what" does not.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from corpus import Passage
from index import Index
from index.bm25 import idf
from qa.folding import words_of
from qa.wording import wording

# What a token that is no content word weighs; it only settles ties.
FILLER = 0.02


class TokenMatcher:
    """How well passages hold the words of a question, by meaning."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._last: tuple[str, dict[str, npt.NDArray[np.float64]]] = "", {}
        self._spans = lru_cache(64)(index.token_spans)
        self._weights = lru_cache(64)(self._weigh)  # one question is compared with several lists

    def similarities(self, query: str, passages: Sequence[Passage]) -> npt.NDArray[np.float64]:
        """For each passage the weighted mean of the best cosine that each token of the query finds in it."""
        if not query.strip() or not passages:
            return np.zeros(len(passages))
        best = self._best(query, passages)
        weights = self._weights(query, best.shape[1])
        similarities: npt.NDArray[np.float64] = best @ weights / weights.sum()
        return similarities

    def words_held(self, query: str, passages: Sequence[Passage]) -> npt.NDArray[np.float64]:
        """How well each passage holds each content word of the query by meaning, (passages, words)."""
        words = [word for word in words_of(query) if wording().is_content(word)]
        if not words or not passages:
            return np.zeros((len(passages), len(words)))
        found = self._best(query, passages)
        spans = self._spans(query)[: found.shape[1]]
        held = np.zeros((len(passages), len(words)))
        for column, word in enumerate(words):
            inside = [i for i, (a, b) in enumerate(spans) if a < word.span.end and b > word.span.start]
            held[:, column] = found[:, inside].mean(axis=1) if inside else 0.0
        return held

    def _best(self, query: str, passages: Sequence[Passage]) -> npt.NDArray[np.float64]:
        """The best cosine that each token of the query finds in each passage, (passages, tokens)."""
        last, found = self._last  # taken once: another thread may replace it at any time
        found = found if last == query else {}
        if missing := [passage for passage in passages if passage.id not in found]:
            asked = self._index.token_vectors([query])[0]
            new = self._index.best_tokens(asked, missing).astype(np.float64)
            found = found | dict(zip((p.id for p in missing), new, strict=True))
            self._last = query, found
        return np.array([found[passage.id] for passage in passages])

    def _weigh(self, query: str, tokens: int) -> npt.NDArray[np.float64]:
        """The weight of each token: that of its word, shared among the tokens of the word."""
        spans = self._spans(query)[:tokens]
        weights = np.full(tokens, FILLER)
        for word in words_of(query):
            inside = [i for i, (a, b) in enumerate(spans) if a < word.span.end and b > word.span.start]
            if inside and wording().is_content(word):
                weights[inside] = idf(self._index.frequency(word.folded), len(self._index)) / len(inside)
        return weights
