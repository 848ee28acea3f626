"""The vectors of the words of each passage, a hundred bytes a token, to compare a question word by word.

A vector is turned by a fixed rotation, after which its numbers lie as if drawn from one bell curve, and each
is kept as one of the four levels that serve this curve best (Max, Quantizing for Minimum Distortion, 1960).
A factor for each token makes the cosine right on average. Nothing is trained: codes of any two builds can be
mixed. Measured, they rank and refuse as the vectors themselves do.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.rows import Bytes, StoredRows
from index.types import Spans, Vectors
from index.words import telling_spans

Codes = Bytes  # (tokens, code_width(dimension)): the levels of four numbers a byte, then the factor

LEVELS = np.array([-1.5104, -0.4528, 0.4528, 1.5104], np.float32)  # of a normal distribution, 2 bits
CUT = 0.9816  # half-way between two levels
FACTOR = np.dtype("<f2")


def telling_tokens(text: str, start: int, spans: Spans) -> list[int]:
    """Which tokens, given by their characters, belong to words from ``start`` on that tell something.

    All from there on where only stop words follow.
    """
    held = bytearray(len(text))
    for left, right in telling_spans(text):
        held[left:right] = b"\1" * (right - left)
    later = [number for number, (left, right) in enumerate(spans) if left >= start and right > left]
    return [number for number in later if any(held[slice(*spans[number])])] or later


def pack(vectors: Vectors) -> Codes:
    """The codes of unit vectors, (tokens, dimension)."""
    count, dimension = vectors.shape
    turned = (vectors @ _rotation(dimension)) * np.float32(dimension**0.5)
    levels = np.zeros((count, -(-dimension // 4) * 4), np.uint8)
    for cut in (-CUT, 0, CUT):
        levels[:, :dimension] += turned > cut
    likeness = np.einsum("td,td->t", LEVELS[levels[:, :dimension]], turned)
    factor = (dimension**0.5 / np.maximum(likeness, 1e-6)).astype(FACTOR)
    packed = levels.reshape(count, levels.shape[1] // 4, 4) @ np.array([1, 4, 16, 64], np.uint8)
    return np.hstack([packed, factor.view(np.uint8).reshape(count, FACTOR.itemsize)])


def code_width(dimension: int) -> int:
    """The bytes of a token."""
    return -(-dimension // 4) + FACTOR.itemsize


def write_tokens(folder: Path, codes: Sequence[Codes]) -> None:
    """Store the codes of each passage, in the order of its rows."""
    folder.mkdir(parents=True)
    np.save(folder / "starts.npy", np.cumsum([0, *map(len, codes)], dtype=np.int64))
    with (folder / "codes").open("wb") as stream:
        for each in codes:
            stream.write(each.tobytes())


class TokenStore:
    """What ``write_tokens`` stored."""

    def __init__(self, folder: Path, dimension: int) -> None:
        self._dimension = dimension
        self._starts = np.load(folder / "starts.npy", mmap_mode="r")
        self._codes = StoredRows(folder / "codes", code_width(dimension))

    def codes(self, rows: npt.NDArray[np.integer]) -> list[Codes]:
        """The codes of each of the chosen passages."""
        starts, ends = self._starts[rows], self._starts[np.asarray(rows) + 1]
        return np.split(self._codes.read(_ranges(starts, ends)), np.cumsum(ends - starts)[:-1])

    def best(self, asked: Vectors, rows: npt.NDArray[np.integer]) -> Vectors:
        """The best cosine that each of the vectors asked finds in each passage, (passages, asked).

        0 for a passage without any word.
        """
        cosines, counts = self.cosines(asked, rows)
        found = np.zeros((len(rows), len(asked)), np.float32)
        held = np.flatnonzero(counts)
        if len(held):
            begin = np.concatenate([[0], np.cumsum(counts)[:-1]])
            found[held] = np.maximum.reduceat(cosines, begin[held], axis=0)
        return found

    def cosines(self, asked: Vectors, rows: npt.NDArray[np.integer]) -> tuple[Vectors, npt.NDArray[np.int64]]:
        """The cosine of each token of the passages with each of the vectors asked, (tokens, asked).

        And how many tokens each passage has: those of one follow those of the other.
        """
        starts, ends = self._starts[rows], self._starts[np.asarray(rows) + 1]
        codes = self._codes.read(_ranges(starts, ends))
        packed, factor = codes[:, : -FACTOR.itemsize], codes[:, -FACTOR.itemsize :]
        levels = _unpacked()[packed].view(np.float32)[:, : self._dimension]
        cosines: Vectors = levels @ (asked @ _rotation(self._dimension)).T
        cosines *= np.ascontiguousarray(factor).view(FACTOR).astype(np.float32)
        return cosines, ends - starts


def _ranges(starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """All numbers from each start up to its end."""
    parts: Iterable[npt.NDArray[np.int64]] = map(np.arange, starts, ends)
    return np.concatenate([np.empty(0, np.int64), *parts])


@cache
def _unpacked() -> npt.NDArray[np.complex128]:
    """The four levels of each byte, (256,), as one number of 16 bytes: so they are looked up at once."""
    places = np.arange(256)[:, None] >> np.array([0, 2, 4, 6]) & 3
    unpacked: npt.NDArray[np.complex128] = LEVELS[places].view(np.complex128)[:, 0]
    return unpacked


@cache
def _rotation(dimension: int) -> Vectors:
    """A fixed rotation that spreads a vector over all numbers: signs by chance, then a cosine transform."""
    drawn = np.frombuffer(hashlib.shake_256(b"rotation").digest(dimension), np.uint8)
    signs = np.where(drawn % 2, 1.0, -1.0)
    row, column = np.mgrid[:dimension, :dimension]
    waves = np.cos(np.pi * (2 * column + 1) * row / (2 * dimension)) * (2 / dimension) ** 0.5
    waves[0] /= 2**0.5
    rotation: Vectors = (waves * signs).T.astype(np.float32)
    return rotation
