"""Small and large segments promise the same; what a large one finds is compared with the exact search."""

from pathlib import Path

import numpy as np
import pytest

from index.vectors import ClusteredVectors, FlatVectors, VectorIndex, highest, open_vectors, write_vectors

SIZE, DIMENSION = 3_000, 24


def some_vectors() -> np.ndarray:
    """Vectors in groups, as those of texts are: independent ones have no neighbours to find."""
    rng = np.random.default_rng(1)
    groups = rng.standard_normal((60, DIMENSION))
    vectors = groups[rng.integers(0, 60, SIZE)] + 0.4 * rng.standard_normal((SIZE, DIMENSION))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


VECTORS = some_vectors()


@pytest.fixture(params=["flat", "clustered"])
def index(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> VectorIndex:
    if request.param == "clustered":
        monkeypatch.setattr("index.vectors.LARGE", SIZE)
        monkeypatch.setattr("index.vectors.FEW", 200)
        monkeypatch.setattr("index.vectors.PROBED", 0.15)
        monkeypatch.setattr("index.vectors.PROBED_LIMITED", 0.3)
    write_vectors(tmp_path / "vectors", VECTORS)
    index = open_vectors(tmp_path / "vectors")
    assert isinstance(index, ClusteredVectors if request.param == "clustered" else FlatVectors)
    return index


def exact(query: np.ndarray, rows: np.ndarray, limit: int) -> set[int]:
    return set(rows[np.argsort(-(VECTORS[rows] @ query), kind="stable")[:limit]].tolist())


def test_vectors_come_back(index: VectorIndex) -> None:
    assert (len(index), index.dimension) == (SIZE, DIMENSION)
    rows = np.array([5, 6, 7, 2999, 0, 0, 41], np.int32)
    assert np.array_equal(index.at(rows), VECTORS[rows])
    assert index.at(rows[:0]).shape == (0, DIMENSION)


def test_scores_are_cosines(index: VectorIndex) -> None:
    query = VECTORS[17]
    rows, scores = index.search(query, 10)
    assert scores == pytest.approx(VECTORS[rows] @ query, abs=1e-6)
    assert 17 in rows
    assert scores.max() == pytest.approx(1)
    chosen = np.array([3, 1, 2], np.int32)
    assert index.scores(query, chosen) == pytest.approx(VECTORS[chosen] @ query, abs=1e-6)


def test_nearly_all_neighbours_are_found(index: VectorIndex) -> None:
    every = np.arange(SIZE)
    found = sum(
        len(set(index.search(VECTORS[n], 10)[0].tolist()) & exact(VECTORS[n], every, 10)) for n in range(100)
    )
    assert found >= 980


@pytest.mark.parametrize("share", [2, 25, 1000])
def test_a_limit_holds_and_finds_its_neighbours(index: VectorIndex, share: int) -> None:
    rows = np.arange(0, SIZE, share, dtype=np.int32)
    found = 0
    for n in range(60):
        near = index.search(VECTORS[n], 3, rows)[0]
        assert set(near.tolist()) <= set(rows.tolist())
        found += len(set(near.tolist()) & exact(VECTORS[n], rows, 3))
    # a rare speaker is searched exactly, whatever the size of the whole
    assert found >= (180 if len(rows) <= 200 else 176)


def test_two_limits_in_turn_are_not_mixed_up(index: VectorIndex) -> None:
    even, odd = np.arange(0, SIZE, 2, dtype=np.int32), np.arange(1, SIZE, 2, dtype=np.int32)
    for rows in (even, odd, even):
        assert set((index.search(VECTORS[8], 5, rows)[0] % 2).tolist()) == {rows[0] % 2}


def test_all_that_tie_with_the_last_are_found(tmp_path: Path) -> None:
    vectors = np.repeat(np.eye(3, dtype=np.float32), 6, axis=0)
    write_vectors(tmp_path / "vectors", vectors)
    index = open_vectors(tmp_path / "vectors")
    for limit in (1, 5, 6):
        assert sorted(index.search(vectors[6], limit)[0].tolist()) == list(range(6, 12))
    assert sorted(highest(np.array([0.5, 1, 0.5, 0.5], np.float32), 2)) == [0, 1, 2, 3]
