"""Lists of rows by key on disk: which passages hold a word, which passages a speaker said."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.rows import mapped

Rows = npt.NDArray[np.int32]  # passages of one segment by number, rising
Numbers = npt.NDArray[np.int64]


class Postings:
    """Memory-mapped: only the lists that are asked for are read."""

    def __init__(self, starts: Numbers, rows: Rows, counts: npt.NDArray[np.uint8]) -> None:
        self._starts, self._rows, self._counts = starts, rows, counts

    def __len__(self) -> int:
        return len(self._starts) - 1

    @classmethod
    def open(cls, folder: Path) -> "Postings":
        starts, rows, counts = (mapped(folder / f"{name}.npy") for name in ("starts", "rows", "counts"))
        return cls(starts, rows, counts)

    def size(self, key: int) -> int:
        """How many passages the key has."""
        return int(self._starts[key + 1] - self._starts[key])

    def rows(self, key: int) -> Rows:
        """The passages of the key, rising."""
        return self._rows[self._starts[key] : self._starts[key + 1]]

    def counts(self, key: int) -> npt.NDArray[np.uint8]:
        """How often the key is in each of ``rows(key)``; 255 means that often or more."""
        return self._counts[self._starts[key] : self._starts[key + 1]]


def write_postings(folder: Path, keys: Numbers, rows: Numbers, size: int) -> None:
    """Store which key (0 to ``size`` - 1) occurs in which row; a pair may be given many times."""
    width = int(rows.max()) + 1 if len(rows) else 1
    pairs, counts = np.unique(keys * width + rows, return_counts=True)
    starts = np.searchsorted(pairs, np.arange(size + 1, dtype=np.int64) * width)
    folder.mkdir(parents=True)
    np.save(folder / "starts.npy", starts.astype(np.int64))
    np.save(folder / "rows.npy", (pairs % width).astype(np.int32))
    np.save(folder / "counts.npy", np.minimum(counts, 255).astype(np.uint8))
