"""The vectors of one segment, held and searched by FAISS; the only file that imports it."""

from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from index.postings import Rows
from index.types import Vectors

Scores = npt.NDArray[np.float32]
Found = tuple[Rows, Scores]

FLAT = "flat.faiss"


class VectorIndex:
    """Unit vectors by row, memory-mapped; scores are cosines."""

    def __init__(self, flat: faiss.IndexFlatIP) -> None:
        self._flat = flat
        # the very memory FAISS searches, so that chosen rows are scored without a copy; a view of it
        # must never leave this object, whose end frees the memory
        self._vectors: Vectors = faiss.rev_swig_ptr(flat.get_xb(), flat.ntotal * flat.d).reshape(-1, flat.d)

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._flat.d)

    @classmethod
    def open(cls, folder: Path) -> "VectorIndex":
        flat = faiss.read_index(str(folder / FLAT), faiss.IO_FLAG_MMAP_IFC)
        if not isinstance(flat, faiss.IndexFlatIP):
            raise ValueError(f"{folder / FLAT} is no flat index")
        return cls(flat)

    def search(self, query: Vectors, limit: int, rows: Rows | None = None) -> Found:
        """The nearest rows and all that tie with the last of them, among ``rows`` or all; in no order."""
        if rows is not None:
            scores = self.scores(query, rows)
            best = highest(scores, limit)
            return rows[best], scores[best]
        if limit >= len(self):
            return np.arange(len(self), dtype=np.int32), self.scores(query)
        scores, found = self._flat.search(query[None], limit + 1)
        if scores[0, limit - 1] - scores[0, limit] > TIE:
            return found[0, :limit].astype(np.int32), scores[0, :limit]
        # FAISS keeps any of those that tie at the cut: fetch them all, and let the caller order them
        _, scores, found = self._flat.range_search(query[None], float(scores[0, limit - 1]) - TIE)
        return found.astype(np.int32), scores

    def scores(self, query: Vectors, rows: Rows | None = None) -> Scores:
        """The cosine with every row, or with the chosen ones in their order."""
        chosen = self._vectors if rows is None else self._vectors[rows]
        return np.asarray(chosen @ query, np.float32)

    def at(self, rows: npt.NDArray[np.integer]) -> Vectors:
        """The vectors of the chosen rows, (n, dimension)."""
        chosen: Vectors = self._vectors[rows]
        return chosen


TIE = 1e-6  # scores closer than this differ only by the order of the sums


def highest(scores: Scores, limit: int) -> npt.NDArray[np.intp]:
    """The places of the ``limit`` highest scores and of all that tie with the last; in no order."""
    if limit >= len(scores):
        return np.arange(len(scores))
    cut = np.partition(scores, len(scores) - limit)[len(scores) - limit]
    return np.flatnonzero(scores >= cut - TIE)


def write_vectors(folder: Path, vectors: Vectors) -> None:
    """Store unit vectors, (n, dimension)."""
    folder.mkdir(parents=True)
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(np.ascontiguousarray(vectors, np.float32))
    faiss.write_index(flat, str(folder / FLAT))
