"""The quick search finds what scoring everything finds."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.bm25 import WordIndex, idf, write_words
from index.vectors import TIE

WORDS = ["wind", "solar", "grid", "harbour", "budget", "crane", "quay", "tide"]


def texts() -> list[str]:
    """Some words in nearly every text, some in a handful."""
    rng = np.random.default_rng(3)
    shares = [0.9, 0.6, 0.5, 0.3, 0.1, 0.03, 0.01, 0.002]
    return [
        " ".join(w for w, s in zip(WORDS, shares, strict=True) for _ in range(rng.binomial(3, s / 2)))
        for _ in range(2_000)
    ]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> WordIndex:
    folder = tmp_path_factory.mktemp("words") / "words"
    write_words(folder, texts())
    return WordIndex.open(folder)


@settings(deadline=None, max_examples=60)
@given(query=st.lists(st.sampled_from([*WORDS, "zebra"]), min_size=1, max_size=6), limit=st.integers(1, 30))
def test_leaving_out_what_cannot_matter_changes_nothing(
    index: WordIndex, query: list[str], limit: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.bm25.LONG", 0)  # as if every list were long
        weights = {w: query.count(w) * idf(index.frequency(w), len(index)) for w in query}
        rows, scores = index.search(weights, 3.0, limit)
    every = index.scores_of(np.arange(len(index), dtype=np.int32), weights, 3.0)
    best = np.sort(every)[::-1][:limit]
    best = best[best > 0]
    assert np.sort(scores)[::-1][: len(best)] == pytest.approx(best, abs=1e-5)
    assert scores == pytest.approx(every[rows], abs=1e-5)
    if len(best):
        assert set(np.flatnonzero(every > best[-1] + TIE)) <= set(rows.tolist())


def test_some_passages_score_as_all_do(index: WordIndex) -> None:
    weights = {word: idf(index.frequency(word), len(index)) for word in ("tide", "grid", "zebra")}
    every = index.scores_of(np.arange(len(index), dtype=np.int32), weights, 3.0)
    few = np.array([1999, 3, 3, 700], np.int32)
    assert index.scores_of(few, weights, 3.0) == pytest.approx(every[few], abs=1e-6)


def test_a_corpus_without_words_has_no_scores(tmp_path: Path) -> None:
    write_words(tmp_path / "words", ["", "the of", "—"])
    index = WordIndex.open(tmp_path / "words")
    assert index.frequency("wind") == 0
    assert index.search({"wind": 1.0}, 1.0, 5)[0].tolist() == []
    assert index.scores_of(np.array([0, 2], np.int32), {"wind": 1.0}, 1.0).tolist() == [0, 0]
