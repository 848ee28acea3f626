"""The export of a sentence-transformers model for ONNX Runtime, and the proof that both say the same."""

import contextlib
import io
import json
import logging
import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder import SentenceEncoder
from index.onnx_encoder import GRAPH, SETTINGS, TOKENIZER, OnnxEncoder, optimise
from index.types import Vectors

CLOSE = 0.9999  # cosine between the two engines' vectors of one text
TOP = 10

log = logging.getLogger(__name__)


class NotExportable(Exception):
    """The model is more than a transformer with mean or first-token pooling, or the exporter refused it."""


def export(encoder: SentenceEncoder, folder: Path, sample: Sequence[str]) -> bool:
    """Write the export to ``folder`` when it says what the model says of ``sample``; tell whether it does.

    Every text must have a cosine of at least 0.9999 with its own vector, and the same ten nearest
    others. Nothing is left in the folder otherwise: sentence-transformers then answers, slower.
    """
    try:
        _write(encoder, folder)
        _prove(encoder, OnnxEncoder(folder), sample)
    except Exception as error:
        # an exporter fails in as many ways as there are models, and none of them stops a build
        log.info("no light export of %s: %s", encoder.name, error)
        shutil.rmtree(folder, ignore_errors=True)
        return False
    return True


def _write(encoder: SentenceEncoder, folder: Path) -> None:
    import torch

    transformer, pooling = _parts(encoder)
    tokenizer = encoder.transformer.tokenizer
    limit = int(encoder.transformer.get_max_seq_length() or tokenizer.model_max_length)
    example = dict(tokenizer(["one text", "and another, longer text"], padding=True, return_tensors="pt"))
    names = list(example)
    folder.mkdir(parents=True)
    whole = folder / "whole.onnx"
    with _quiet():
        # torch's newer exporter gives the same graph, but takes ten times as long and more libraries
        torch.onnx.export(
            _Tokens(transformer, names).eval(),
            tuple(example.values()),
            str(whole),
            input_names=names,
            output_names=["tokens"],
            dynamic_axes={name: {0: "batch", 1: "length"} for name in (*names, "tokens")},
            dynamo=False,
        )
    optimise(whole, folder / GRAPH)
    whole.unlink()
    tokenizer.backend_tokenizer.save(str(folder / TOKENIZER))
    settings = {
        "model": encoder.name,
        "dimension": encoder.dimension,
        "pooling": pooling,
        "max_tokens": limit,
        "pad_id": tokenizer.pad_token_id,
        "pad_token": tokenizer.pad_token,
        "query_prompt": encoder.prompts.query,
        "passage_prompt": encoder.prompts.passage,
    }
    (folder / SETTINGS).write_text(json.dumps(settings, indent=1), encoding="utf-8")


def _parts(encoder: SentenceEncoder) -> tuple[Any, str]:
    """The transformer and the way it is pooled. Raises NotExportable."""
    modules: list[Any] = list(encoder.transformer)
    kinds = [type(module).__name__ for module in modules]
    if kinds not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]):
        raise NotExportable(f"expected a transformer and its pooling, found {' '.join(kinds)}")
    pooling = modules[1].get_config_dict()
    mode = str(pooling["pooling_mode"])
    if mode not in ("mean", "cls") or not pooling["include_prompt"]:
        raise NotExportable(f"pooling {pooling}")
    return modules[0].auto_model, mode


def _Tokens(transformer: Any, names: Sequence[str]) -> Any:  # noqa: N802 - a class made where torch is known
    """The transformer as a function of its inputs in order, which is what the exporter takes."""
    import torch

    class Tokens(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, *inputs: torch.Tensor) -> Any:
            return self.transformer(**dict(zip(names, inputs, strict=True))).last_hidden_state

    return Tokens()


def _prove(encoder: SentenceEncoder, light: OnnxEncoder, sample: Sequence[str]) -> None:
    """Raise NotExportable when the two engines differ on the sample."""
    ours, theirs = light.embed_passages(sample), encoder.embed_passages(sample)
    worst = float(np.sum(ours * theirs, axis=1).min())
    if not worst >= CLOSE:
        raise NotExportable(f"cosine {worst:.5f} with sentence-transformers, at least {CLOSE} is expected")
    if not np.allclose(_nearest(ours, ours), _nearest(theirs, theirs), atol=1 - CLOSE):
        raise NotExportable(f"other {TOP} nearest than sentence-transformers")


def _nearest(queries: Vectors, vectors: Vectors) -> Vectors:
    """The cosines of the ten nearest, best first: they tell the order without stumbling over ties."""
    scores: Vectors = -np.sort(-(queries @ vectors.T), axis=1)[:, :TOP]
    return scores


@contextlib.contextmanager
def _quiet():  # type: ignore[no-untyped-def]
    """Keep the exporter's talk of its own progress out of ours."""
    exporter = logging.getLogger("torch.onnx")
    level = exporter.level
    exporter.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        exporter.setLevel(level)
