"""The vectors of the words of each passage, a hundred bytes a token, to compare a question word by word.

A vector is turned by a fixed rotation, after which its numbers lie as if drawn from one bell curve, and each
is kept as one of the four levels that serve this curve best (Max, Quantizing for Minimum Distortion, 1960).
A factor for each token makes the cosine right on average. Nothing is trained: codes of any two builds can be
mixed. Measured, they rank and refuse as the vectors themselves do.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.rows import Bytes, StoredRows, mapped
from index.types import Spans, Vectors
from index.words import telling_spans

Codes = Bytes  # (tokens, code_width(dimension)): the levels of four numbers a byte, then factor and span

LEVELS = np.array([-1.5104, -0.4528, 0.4528, 1.5104], np.float32)  # of a normal distribution, 2 bits
CUT = 0.9816  # half-way between two levels
REST = np.dtype([("factor", "<f2"), ("span", "<u2", 2)])  # of a code, after the levels
CHUNK = 64  # tokens compared at once: their unpacked levels stay in the processor's cache
FARTHEST = 2**16 - 1  # character; no model reads so far


class TokenCosines(NamedTuple):
    """How near the tokens of a passage are to vectors asked, (asked, tokens).

    ``spans`` are the characters of ``plain(passage.text)`` that each of the tokens stands for.
    """

    cosines: Vectors
    spans: npt.NDArray[np.integer]  # (tokens, 2)


def telling_tokens(text: str, start: int, spans: Spans) -> list[int]:
    """Which tokens, given by their characters, belong to words from ``start`` on that tell something.

    All from there on where only stop words follow.
    """
    held = bytearray(len(text))
    for left, right in telling_spans(text):
        held[left:right] = b"\1" * (right - left)
    later = [number for number, (left, right) in enumerate(spans) if left >= start and right > left]
    return [number for number in later if any(held[slice(*spans[number])])] or later


def pack(vectors: Vectors, spans: Spans) -> Codes:
    """The codes of unit vectors, (tokens, dimension), and of the characters they stand for."""
    count, dimension = vectors.shape
    turned = (vectors @ _rotation(dimension)) * np.float32(dimension**0.5)
    levels = np.zeros((count, -(-dimension // 4) * 4), np.uint8)
    for cut in (-CUT, 0, CUT):
        levels[:, :dimension] += turned > cut
    likeness = np.einsum("td,td->t", LEVELS[levels[:, :dimension]], turned)
    packed = levels.reshape(count, levels.shape[1] // 4, 4) @ np.array([1, 4, 16, 64], np.uint8)
    rest = np.zeros(count, REST)
    rest["factor"] = dimension**0.5 / np.maximum(likeness, 1e-6)
    rest["span"] = np.clip(np.array(spans, np.int64).reshape(count, 2), 0, FARTHEST)
    return np.hstack([packed, rest.view(np.uint8).reshape(count, REST.itemsize)])


def turn(asked: Vectors) -> Vectors:
    """Vectors as they are compared with codes."""
    turned: Vectors = asked @ _rotation(asked.shape[1])
    return turned


def code_width(dimension: int) -> int:
    """The bytes of a token."""
    return -(-dimension // 4) + REST.itemsize


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
        self._starts = mapped(folder / "starts.npy")
        self._codes = StoredRows(folder / "codes", code_width(dimension))

    def codes(self, rows: npt.NDArray[np.integer]) -> list[Codes]:
        """The codes of each of the chosen passages."""
        starts, ends = self._starts[rows], self._starts[np.asarray(rows) + 1]
        return np.split(self._codes.read(_ranges(starts, ends)), np.cumsum(ends - starts)[:-1])

    def cosines(self, turned: Vectors, rows: npt.NDArray[np.integer]) -> list[TokenCosines]:
        """The cosine of each of the vectors asked, ``turned``, with each token of each passage."""
        starts, ends = self._starts[rows], self._starts[np.asarray(rows) + 1]
        codes = self._codes.read(_ranges(starts, ends))
        packed = codes[:, : -REST.itemsize]
        cosines = np.empty((len(codes), len(turned)), np.float32)
        for at in range(0, len(codes), CHUNK):
            levels = _unpacked().take(packed[at : at + CHUNK], mode="clip").view(np.float32)
            np.matmul(levels[:, : self._dimension], turned.T, out=cosines[at : at + CHUNK])
        rest = np.ascontiguousarray(codes[:, -REST.itemsize :]).view(REST)[:, 0]
        cosines *= rest["factor"].astype(np.float32)[:, None]
        edges = pairwise([0, *np.cumsum(ends - starts).tolist()])
        return [TokenCosines(cosines[start:end].T, rest["span"][start:end]) for start, end in edges]


def _ranges(starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """All numbers from each start up to its end."""
    counts = ends - starts
    ahead = np.cumsum(counts) - counts  # numbers before each range
    found: npt.NDArray[np.int64] = np.repeat(starts - ahead, counts) + np.arange(counts.sum())
    return found


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
    rotation: Vectors = (waves * signs).T.astype(np.float32, order="C")  # by rows it is multiplied sooner
    return rotation
