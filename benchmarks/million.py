"""What a corpus costs as it grows, and what is found in it beside the exact search."""

import random
import resource
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from large import WITH_TOKENS, PartlyDrawn, encode_first, passages_of, tokens_of
from timing import Row, alone, questions, ratio, resident, timed

from index import Index, Vectors
from index.build import build_documents
from index.previous import ONE_SEGMENT

TOPICS = [
    "the design of the remote control",
    "funding for small companies",
    "what people think about the weather data",
    "speech recognition in noisy rooms",
    "the budget and the price of the product",
    "schools and higher education",
]
QUESTIONS = 100
ADDED = 10  # passages of the record that is added to the largest index


def grow(
    sizes: Sequence[int], encoded: int, turns: Sequence[str], light: Path, vectors: Path, place: Path
) -> Iterator[Row]:
    """The cost at each size, and of the largest what it finds; ``light`` is an exported encoder.

    ``encoded`` passages are really encoded, into the folder ``vectors``; indexes are built below ``place``.
    """
    from index.onnx_encoder import OnnxEncoder

    name = OnnxEncoder(light).name
    for size in sizes:
        folder = place / f"large-{size}"
        seconds, peak = alone(_build, folder, turns, size, encoded, vectors, name)
        where = f"{size:,} passages ({min(encoded, size):,} encoded, the rest drawn around them)"
        found = alone(_ask, folder, light, where, _asked(turns), size == sizes[-1])
        disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        yield {
            "size": size,
            "encoded": min(encoded, size),
            "build seconds without encoding": seconds,
            "build peak MB": peak,
            "question ms": found[0]["ours"] * 1000,
            "forward pass ms": found[0]["theirs"] * 1000,
            "asking MB": found[1]["ours"],
            "disk bytes a passage": disk / size,
        }
        if size == sizes[-1]:
            yield from found
            added = alone(_add, folder, turns, size, light)
            yield ratio(
                f"adding a record of {ADDED} passages, {where}",
                "building all, its vectors given",
                [(added, 0.0)],
                [(seconds, 0.0)],
                0,
                0.02,
                "s",
            )


def _asked(turns: Sequence[str]) -> list[str]:
    """Questions about what is said somewhere: a few words of a turn each."""
    drawn = random.Random(1)
    long = [turn.split() for turn in turns if len(turn.split()) > 20]
    return [f"What was said about {' '.join(drawn.choice(long)[8:12])}?" for _ in range(QUESTIONS)]


def _build(
    folder: Path, turns: Sequence[str], size: int, encoded: int, vectors: Path, name: str
) -> tuple[float, float]:
    """Seconds and peak megabytes of a build whose vectors are given."""
    real = encode_first(turns, min(encoded, size), vectors)
    embedder = PartlyDrawn(name, real, tokens_of(list(real)[:WITH_TOKENS]))
    seconds = timed(lambda: build_documents(passages_of(turns, size), folder, embedder))
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _add(folder: Path, turns: Sequence[str], size: int, light: Path) -> float:
    """Seconds of a build that finds one record more. Raises when it rebuilds any of the rest."""
    from index.onnx_encoder import OnnxEncoder

    embedder = OnnxEncoder(light)
    before = Index.load(folder, embedder).manifest.segments
    documents = list(passages_of(turns, size + ADDED))
    seconds = timed(lambda: build_documents(documents, folder, embedder))
    after = Index.load(folder, embedder).manifest.segments
    if size > ONE_SEGMENT and after[: len(before)] != before:
        raise SystemExit(f"adding a record rebuilt the rest: {before}, then {after}")
    return seconds


def _ask(folder: Path, light: Path, where: str, texts: Sequence[str], exactly: bool) -> list[Row]:
    """One question, the memory of asking and, where it is wanted, what is found of the exact search."""
    from index.onnx_encoder import OnnxEncoder

    index = Index.load(folder, OnnxEncoder(light))
    size, vectors = len(index), len(index) * index.manifest.dimension * 4
    rows = [questions(index, where, 2.5, texts)]
    near = _near(index)
    queries = np.concatenate([np.array([index.embed_query(topic) for topic in TOPICS]), near])
    speakers = [index.select(speakers=[e.speaker.id]) for e in index.speakers[: len(queries)]]
    searched = [index.nearest(q, 10)[0] for q in queries]
    limited = [index.nearest(q, 10, s)[0] for q, s in zip(queries, speakers, strict=False)]
    # only questions were asked so far: the exact search, which reads everything, comes after
    rows.append(
        {
            "measure": f"resident memory while asking, {where}",
            "against": "the float32 vectors",
            "ratio": resident() / vectors,
            "goal": 0.5,
            "ours": resident() / 2**20,
            "theirs": vectors / 2**20,
            "unit": "MB",
        }
    )
    rows.append(_search(index, where))
    if exactly:
        share = statistics.mean(len(s or ()) for s in speakers) / size
        rows.append(recall(f"recall@10, {where}", searched, exact(index, queries, None)))
        measure = f"recall@10 among what one speaker said, {share:.2%} of it"
        rows.append(recall(measure, limited, exact(index, queries, speakers)))
    return rows


def _search(index: Index, where: str) -> Row:
    """The index's own part of a question: the nearest by meaning and by words, and their passages."""
    light: Any = index.embedder
    texts = [f"What was said about {topic}?" for topic in TOPICS]
    pairs = []
    for _ in range(6):
        for text in texts:
            vector = index.embed_query(text)
            ours = timed(lambda v=vector: index.hits(*index.nearest(v, 100)))
            ours += timed(lambda t=text: index.hits(*index.matching(t, 100)))
            pairs.append((ours, timed(lambda t=text: light._run([t]))))
    ours_all, theirs = [(a, 0.0) for a, _ in pairs], [(b, 0.0) for _, b in pairs]
    measure = f"100 passages by meaning and 100 by words, {where}"
    row = ratio(measure, "the bare forward pass", ours_all, theirs, 0, 0, "s")
    del row["goal"]  # no figure was promised for a part
    return row


def _near(index: Index) -> Vectors:
    """Queries that lie among the passages as these lie among each other, yet are none of them."""
    drawn = np.sort(np.random.default_rng(5).choice(len(index), 94, replace=False))
    noise = index.vectors_at(np.roll(drawn, 1)) - index.vectors_at(np.roll(drawn, 7))
    near = index.vectors_at(drawn) * 0.8 + noise * 0.4
    return (near / np.linalg.norm(near, axis=1, keepdims=True)).astype(np.float32)


def exact(index: Index, queries: np.ndarray, limits: Sequence[Any] | None) -> list[np.ndarray]:
    """The ten nearest of each query, by comparing it with every vector."""
    size, step = len(index), 50_000
    scores = np.concatenate(
        [queries @ index.vectors_at(np.arange(at, min(at + step, size))).T for at in range(0, size, step)],
        axis=1,
    )
    if limits is not None:
        for row, limit in zip(scores, limits, strict=False):
            held = np.zeros(size, bool)
            held[limit.positions] = True
            row[~held] = -2
    return [np.argsort(-row, kind="stable")[:10] for row in scores]


def recall(measure: str, found: Sequence[np.ndarray], expected: Sequence[np.ndarray]) -> Row:
    shares = [len(set(a.tolist()) & set(b.tolist())) / 10 for a, b in zip(found, expected, strict=False)]
    return {"measure": measure, "against": "exact search", "ratio": statistics.mean(shares), "at least": 0.98}
