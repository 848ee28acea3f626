"""The vectors of one segment, held and searched by FAISS; the only file that imports it.

A small segment is searched exactly. A large one is searched among the clusters nearest to the
question, over codes of two bits a number, and what is found there is scored again with the exact
vectors: scores are the same either way, only a rare neighbour may be missed.
"""

from pathlib import Path
from typing import Any, Protocol

import faiss
import numpy as np
import numpy.typing as npt

from index.postings import Rows
from index.rows import StoredRows
from index.types import Vectors

Scores = npt.NDArray[np.float32]
Found = tuple[Rows, Scores]

FLAT = "flat.faiss"
CLUSTERS = "clusters.faiss"
EXACT = "exact.f32"

LARGE = 30_000  # vectors from which the exact search of all takes longer than embedding the question
FEW = 20_000  # a limit to so few vectors is searched exactly, however large the segment is
# The share of the clusters looked into. Recall@10 of 250,000 vectors, with passages as queries and with
# questions: 0.13 gives 0.975 and 0.968, 0.17 0.981 and 0.976, 0.20 0.986 and 0.980, 0.25 0.990 and 0.988.
PROBED = 0.2
PROBED_LIMITED = 0.27  # under a limit the neighbours lie in more of them
LEAST = 200  # of what is nearest by the codes so many are scored again, or a quarter more than wanted
SAMPLED = 40  # vectors a cluster is trained on
ROUNDS = 6  # of training; more move the clusters, not the recall
TIE = 1e-6  # scores closer than this differ only by the order of the sums


class VectorIndex(Protocol):
    """Unit vectors by row, on disk; scores are cosines."""

    def __len__(self) -> int: ...

    @property
    def dimension(self) -> int: ...

    def search(self, query: Vectors, limit: int, rows: Rows | None = None) -> Found:
        """The nearest rows and all that tie with the last of them, among ``rows`` or all; in no order."""
        ...

    def sketch(self, query: Vectors, wanted: int, rows: Rows | None = None) -> Found:
        """``search`` with scores that may be nearly right, where right ones would have to be read."""
        ...

    def scores(self, query: Vectors, rows: Rows) -> Scores:
        """The cosine with each of the chosen rows, in their order."""
        ...

    def at(self, rows: npt.NDArray[np.integer]) -> Vectors:
        """The vectors of the chosen rows, (n, dimension)."""
        ...


def sketched(limit: int) -> int:
    """How many of a sketch are scored again where so many are wanted."""
    return max(limit + limit // 4, LEAST)


def search_alone() -> None:
    """Let searches of this thread take no other thread's help: there are as many as processors."""
    faiss.omp_set_num_threads(1)


def open_vectors(folder: Path) -> VectorIndex:
    """The vectors that ``write_vectors`` stored, memory-mapped."""
    return ClusteredVectors(folder) if (folder / CLUSTERS).exists() else FlatVectors(folder)


def write_vectors(folder: Path, vectors: Vectors) -> None:
    """Store unit vectors, (n, dimension)."""
    folder.mkdir(parents=True)
    vectors = np.ascontiguousarray(vectors, np.float32)
    if len(vectors) < LARGE:
        flat = faiss.IndexFlatIP(vectors.shape[1])
        flat.add(vectors)
        _write(flat, folder / FLAT)
        return
    dimension = vectors.shape[1]
    parts = dimension // 2 if dimension % 2 == 0 else dimension  # each has 16 values to choose from
    # the codes of 32 vectors are compared at once, in registers: four times as quick as a byte a number
    clusters: Any = faiss.index_factory(
        dimension, f"IVF{_cluster_count(len(vectors))},PQ{parts}x4fs", faiss.METRIC_INNER_PRODUCT
    )
    clusters.cp.niter = ROUNDS
    sample = np.random.default_rng(0).permutation(len(vectors))[: SAMPLED * clusters.nlist]
    clusters.train(vectors[np.sort(sample)])
    clusters.add(vectors)
    _write(clusters, folder / CLUSTERS)
    vectors.tofile(folder / EXACT)


class FlatVectors:
    """Few enough to be compared one by one."""

    def __init__(self, folder: Path) -> None:
        self._flat: Any = faiss.read_index(str(folder / FLAT), faiss.IO_FLAG_MMAP_IFC)
        # the very memory FAISS searches, so that chosen rows are scored without a copy; a view of it
        # must never leave this object, whose end frees the memory
        memory = faiss.rev_swig_ptr(self._flat.get_xb(), self._flat.ntotal * self._flat.d)  # type: ignore[attr-defined]
        self._vectors: Vectors = memory.reshape(-1, self._flat.d)

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._flat.d)

    def search(self, query: Vectors, limit: int, rows: Rows | None = None) -> Found:
        if rows is not None:
            return _highest(rows, self.scores(query, rows), limit)
        if limit >= len(self):
            every = np.arange(len(self), dtype=np.int32)
            return every, self.scores(query, every)
        scores, found = self._flat.search(query[None], limit + 1)
        if scores[0, limit - 1] - scores[0, limit] > TIE:
            return found[0, :limit].astype(np.int32), scores[0, :limit]
        # FAISS keeps any of those that tie at the cut: fetch them all, and let the caller order them
        _, scores, found = self._flat.range_search(query[None], float(scores[0, limit - 1]) - TIE)
        return found.astype(np.int32), scores

    def sketch(self, query: Vectors, wanted: int, rows: Rows | None = None) -> Found:
        return self.search(query, wanted, rows)

    def scores(self, query: Vectors, rows: Rows) -> Scores:
        return np.asarray(self._vectors[rows] @ query, np.float32)

    def at(self, rows: npt.NDArray[np.integer]) -> Vectors:
        chosen: Vectors = self._vectors[rows]
        return chosen


class ClusteredVectors:
    """Too many to be compared one by one."""

    def __init__(self, folder: Path) -> None:
        self._clusters: Any = faiss.read_index(str(folder / CLUSTERS), faiss.IO_FLAG_MMAP_IFC)
        self._exact = StoredRows(folder / EXACT, self.dimension * 4)
        self._limit: tuple[Rows, faiss.IDSelector] | None = None  # the last large limit

    def __len__(self) -> int:
        return int(self._clusters.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._clusters.d)

    def search(self, query: Vectors, limit: int, rows: Rows | None = None) -> Found:
        if rows is not None and len(rows) <= max(FEW, limit):
            near = rows
        else:
            near = np.sort(self.sketch(query, sketched(limit), rows)[0])
        return _highest(near, self.scores(query, near), limit)

    def sketch(self, query: Vectors, wanted: int, rows: Rows | None = None) -> Found:
        if rows is not None and len(rows) <= max(FEW, wanted):
            return _highest(rows, self.scores(query, rows), wanted)
        settings: Any = faiss.SearchParametersIVF()
        settings.nprobe = round(self._clusters.nlist * (PROBED if rows is None else PROBED_LIMITED))
        if rows is not None:
            settings.sel = self._selector(rows)
        scores, found = self._clusters.search(query[None], min(wanted, len(self)), params=settings)
        held = found[0] >= 0
        return found[0][held].astype(np.int32), scores[0][held]

    def scores(self, query: Vectors, rows: Rows) -> Scores:
        return np.asarray(self.at(rows) @ query, np.float32)

    def at(self, rows: npt.NDArray[np.integer]) -> Vectors:
        return self._exact.read(rows).view(np.float32)

    def _selector(self, rows: Rows) -> faiss.IDSelector:
        """FAISS's form of a limit; a search often repeats the last one."""
        limit = self._limit  # taken once: another thread may replace it at any time
        if limit is None or limit[0] is not rows:
            held = np.zeros(len(self), bool)
            held[rows] = True
            limit = self._limit = rows, faiss.IDSelectorBitmap(np.packbits(held, bitorder="little"))  # type: ignore[call-arg, arg-type]
        return limit[1]


def highest(scores: Scores, limit: int) -> npt.NDArray[np.intp]:
    """The places of the ``limit`` highest scores and of all that tie with the last; in no order."""
    if limit >= len(scores):
        return np.arange(len(scores))
    cut = np.partition(scores, len(scores) - limit)[len(scores) - limit]
    return np.flatnonzero(scores >= cut - TIE)


def _highest(rows: Rows, scores: Scores, limit: int) -> Found:
    best = highest(scores, limit)
    return rows[best], scores[best]


def _cluster_count(size: int) -> int:
    """More than FAISS's guide advises (four times the root): what is looked into is chosen more finely.

    Recall@10 of 250,000 vectors, a fifth of the clusters looked into: of questions 0.95 with 2,000 clusters,
    0.98 with 3,000.
    """
    return int(6 * size**0.5)


def _write(index: faiss.Index, path: Path) -> None:
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:  # FAISS's own word for a full disk
        raise OSError(str(error).strip().split("\n")[-1]) from None
