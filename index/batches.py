"""Texts of like length go through a model together, so that little of its work is padding."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from index.types import KeepTokens, Progress, Spans, Vectors

Tokens = tuple[Vectors, Spans]  # of one text
Batch = tuple[Vectors, Iterable[Tokens]]  # the vectors of the texts, and those of their tokens


def embed_by_length(
    texts: Sequence[str],
    size: int,
    dimension: int,
    embed: Callable[[list[str]], Batch],
    progress: Progress | None = None,
    keep: KeepTokens | None = None,
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
        vectors[batch], tokens = embed([texts[i] for i in batch])
        if keep:
            for place, each in zip(batch, tokens, strict=True):
                keep(place, *each)
        done += sum(len(texts[i]) for i in batch)
        if progress:
            progress(round(len(texts) * done / max(characters, 1)), len(texts))
    return vectors
