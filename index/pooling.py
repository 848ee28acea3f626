"""From the vectors of a text's tokens to the one vector of the text."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from index.types import Vectors

Pooling = Literal["mean", "cls"]


def pool(tokens: npt.NDArray[np.float32], mask: npt.NDArray[np.int64], how: Pooling) -> Vectors:
    """Unit vectors, (n, dimension), of ``tokens``, (n, longest, dimension).

    ``mask``, (n, longest), is 0 where a text has ended and 1 before.
    """
    if how == "cls":
        return unit(tokens[:, 0])
    weights = mask[..., None].astype(np.float32)
    return unit((tokens * weights).sum(axis=1) / weights.sum(axis=1))


def unit(vectors: Vectors) -> Vectors:
    """The rows at length 1."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32, copy=False)
    return found
