"""Texts of like length go through a model together, so that little of its work is padding."""

from collections.abc import Callable, Sequence

import numpy as np

from index.types import Progress, Vectors


def embed_by_length(
    texts: Sequence[str],
    size: int,
    dimension: int,
    embed: Callable[[list[str]], Vectors],
    progress: Progress | None = None,
) -> Vectors:
    """The vectors of the texts, (n, dimension), in the order given; ``embed`` gets ``size`` at a time.

    The longest come first: whoever runs out of memory does so at once. Progress counts texts by the
    characters that are done, which is what takes the time, so that an estimate made of it holds.
    """
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    vectors = np.empty((len(texts), dimension), np.float32)
    characters, done = sum(map(len, texts)), 0
    for start in range(0, len(order), size):
        batch = order[start : start + size]
        vectors[batch] = embed([texts[i] for i in batch])
        done += sum(len(texts[i]) for i in batch)
        if progress:
            progress(round(len(texts) * done / max(characters, 1)), len(texts))
    return vectors
