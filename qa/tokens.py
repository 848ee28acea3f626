"""Compare a question with passages word by word: late interaction over the tokens of one encoder.

Khattab and Zaharia, ColBERT (2020), with two differences: the encoder is the one that found the passages,
and each word of the question weighs by its rarity (idf), so that "fee" counts and "what" does not.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from corpus import Passage
from index import Index, Vectors
from index.bm25 import idf
from qa.folding import words_of
from qa.wording import wording

# What a token that is no content word weighs; it only settles ties.
FILLER = 0.02
# Passages whose token vectors are kept: some tens of megabytes.
KEPT = 2000


class TokenMatcher:
    """How well passages hold the words of a question, by meaning; remembers the passages it has read."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._tokens = lru_cache(KEPT)(self._read)
        self._weights = lru_cache(64)(self._weigh)  # one question is compared with several lists

    def similarities(self, query: str, passages: Sequence[Passage]) -> npt.NDArray[np.float64]:
        """For each passage the weighted mean of the best cosine that each token of the query finds in it."""
        if not query.strip() or not passages:
            return np.zeros(len(passages))
        asked = self._index.token_vectors([query])[0]
        weights = self._weights(query, len(asked))
        best = [(asked @ self._tokens(p.id, p.text).T).max(axis=1) @ weights for p in passages]
        similarities: npt.NDArray[np.float64] = np.array(best, np.float64) / weights.sum()
        return similarities

    def words_held(self, query: str, passages: Sequence[Passage]) -> npt.NDArray[np.float64]:
        """How well each passage holds each content word of the query by meaning, (passages, words)."""
        words = [word for word in words_of(query) if wording().is_content(word)]
        if not words or not passages:
            return np.zeros((len(passages), len(words)))
        asked = self._index.token_vectors([query])[0]
        spans = self._index.token_spans(query)[: len(asked)]
        found = np.array([(asked @ self._tokens(p.id, p.text).T).max(axis=1) for p in passages], np.float64)
        held = np.zeros((len(passages), len(words)))
        for column, word in enumerate(words):
            inside = [i for i, (a, b) in enumerate(spans) if a < word.span.end and b > word.span.start]
            held[:, column] = found[:, inside].mean(axis=1) if inside else 0.0
        return held

    def _weigh(self, query: str, tokens: int) -> npt.NDArray[np.float64]:
        """The weight of each token: that of its word, shared among the tokens of the word."""
        spans = self._index.token_spans(query)[:tokens]
        weights = np.full(tokens, FILLER)
        for word in words_of(query):
            inside = [i for i, (a, b) in enumerate(spans) if a < word.span.end and b > word.span.start]
            if inside and wording().is_content(word):
                weights[inside] = idf(self._index.frequency(word.folded), len(self._index)) / len(inside)
        return weights

    def _read(self, passage_id: str, text: str) -> Vectors:  # noqa: ARG002 - the id tells equal texts apart
        found = self._index.token_vectors([text])[0]
        return found if len(found) else np.zeros((1, self._index.manifest.dimension), np.float32)
