"""Segments stand one after the other: every position has one segment and one row."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import Index
from index.build import build_documents
from index.rows import StoredRows


@pytest.fixture
def parted(record: Callable, embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """Three segments of two passages each."""
    monkeypatch.setattr("index.build.ROUND", 2)
    some = [record(f"{name}.txt", ("Ada", f"The wind at {name}."), ("Noor", "A grid.")) for name in "abc"]
    build_documents(some, tmp_path / "parted", embedder)
    return Index.load(tmp_path / "parted", embedder)


def test_every_position_lies_in_one_row_of_one_segment(parted: Index) -> None:
    parts = parted._parts
    assert [parts.place(position) for position in range(6)] == [
        (0, 0),
        (0, 1),
        (1, 0),
        (1, 1),
        (2, 0),
        (2, 1),
    ]
    for outside in (-1, 6):
        with pytest.raises(IndexError):
            parts.place(outside)
    chosen = {
        number: (at.tolist(), rows.tolist()) for number, at, rows in parts.chosen(np.array([5, 0, 4, 1]))
    }
    assert chosen == {0: ([1, 3], [0, 1]), 2: ([0, 2], [1, 0])}


def test_scores_come_in_the_order_asked(parted: Index) -> None:
    positions = np.array([4, 1, 0, 5])
    scores = parted.similarity("wind", positions)
    alone = [float(parted.similarity("wind", np.array([position]))[0]) for position in positions]
    assert scores.tolist() == pytest.approx(alone)
    assert len(set(alone)) > 1


def test_equal_scores_of_all_segments_come_in_reading_order(parted: Index) -> None:
    found, _ = parted.matching("grid", 6)
    assert found.tolist() == [1, 3, 5]
    assert parted.matching("grid", 2)[0].tolist() == [1, 3]


def test_rows_are_read_in_the_order_asked(tmp_path: Path) -> None:
    whole = np.arange(60, dtype=np.uint8).reshape(20, 3)
    whole.tofile(tmp_path / "rows")
    rows = StoredRows(tmp_path / "rows", 3)
    assert len(rows) == 20
    for wanted in ([], [7], [3, 4, 5], [19, 0, 1, 2, 2, 9]):
        assert (rows.read(np.array(wanted, np.int64)) == whole[wanted]).all()
