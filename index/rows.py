"""Rows of equal width in a file, read one by one."""

import os
import threading
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]

MAPPED = 2**25  # bytes; so many may lie in memory whole


def mapped(path: Path) -> npt.NDArray[Any]:
    """An array on disk, memory-mapped; a plain array, whose slices cost a tenth of a ``memmap``'s."""
    return np.asarray(np.load(path, mmap_mode="r"))


class StoredRows:
    """Read one by one unless they are few: a map fills the memory with the neighbours of what is read."""

    def __init__(self, path: Path, width: int) -> None:
        """``width`` is that of a row, in bytes."""
        self._width = width
        self._size = path.stat().st_size // width
        self._map: Bytes | None = None
        if 0 < self._size * width <= MAPPED:
            self._map = np.asarray(np.memmap(path, np.uint8, "r", shape=(self._size, width)))
        self._file = path.open("rb", buffering=0)
        self._reading = threading.Lock()
        weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        return self._size

    def read(self, rows: npt.NDArray[np.integer]) -> Bytes:
        """The bytes of the chosen rows, (n, width); rows that follow each other are read at once."""
        if self._map is not None:
            return self._map.take(rows, axis=0)
        if not len(rows):
            return np.empty((0, self._width), np.uint8)
        cuts = np.flatnonzero(np.diff(rows) != 1) + 1
        starts = np.concatenate([[0], cuts])
        sizes = (np.diff(starts, append=len(rows)) * self._width).tolist()
        offsets = (rows[starts] * np.int64(self._width)).tolist()
        parts = b"".join(map(self._read, sizes, offsets))
        return np.frombuffer(parts, np.uint8).reshape(-1, self._width)

    def _read(self, size: int, offset: int) -> bytes:
        if hasattr(os, "pread"):  # one call of the system where seeking takes two and a lock
            return os.pread(self._file.fileno(), size, offset)
        with self._reading:
            self._file.seek(offset)
            return self._file.read(size)
