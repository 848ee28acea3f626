"""ONNX Runtime and the tokenizer alone: the same vectors without PyTorch, so that asking starts at once.

The only file that imports them. What it opens is written by ``index.export`` when an index is built.
"""

import json
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Encoding, Tokenizer

from index.batches import Batch, embed_by_length
from index.pooling import Pooling, pool, unit
from index.types import KeepTokens, Progress, Spans, Vectors

BATCH = 8  # measured: larger batches leave the processor's cache and pad more
SETTINGS = "encoder.json"
GRAPH = "model.onnx"
TOKENIZER = "tokenizer.json"


class OnnxEncoder:
    """An embedder over an exported model, memory-mapped."""

    def __init__(self, folder: Path) -> None:
        settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        self._name: str = settings["model"]
        self._dimension: int = settings["dimension"]
        self._pooling: Pooling = settings["pooling"]
        self._query_prompt: str = settings["query_prompt"]
        self._passage_prompt: str = settings["passage_prompt"]
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(settings["max_tokens"])
        self._tokenizer.enable_padding(pad_id=settings["pad_id"], pad_token=settings["pad_token"])
        self._session = onnxruntime.InferenceSession(folder / GRAPH, _options(), ["CPUExecutionProvider"])
        self._inputs = {each.name for each in self._session.get_inputs()}
        self._read = lru_cache(64)(self._tokenizer.encode)
        # asking needs the vector of a question and those of its tokens: one forward pass gives both
        self._question = lru_cache(64)(self._embed_question)

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimension(self) -> int:
        return self._dimension

    def embed_passages(
        self, texts: Sequence[str], progress: Progress | None = None, keep: KeepTokens | None = None
    ) -> Vectors:
        """Unit vectors of passages, (n, dimension), in the order given; their tokens go to ``keep``."""
        return embed_by_length(texts, BATCH, self.dimension, self._embed_batch, progress, keep)

    def embed_query(self, text: str) -> Vectors:
        """One question, shape (dimension,)."""
        return self._question(text)[0]

    def embed_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """The unit vectors of every token of each text, (tokens, dimension), without special tokens."""
        return [self._question(text)[1] for text in texts]

    def token_spans(self, text: str) -> Spans:
        """Which characters of a text each of its token vectors stands for."""
        return _shifted(self._read(self._query_prompt + text).offsets[1:-1], len(self._query_prompt))

    def _embed_batch(self, texts: list[str]) -> Batch:
        written = [self._passage_prompt + text for text in texts]
        encodings = self._tokenizer.encode_batch(written)
        tokens, mask = self._forward(encodings)
        shift = len(self._passage_prompt)
        each = ((unit(found), _shifted(e.offsets, shift)) for found, e in zip(tokens, encodings, strict=True))
        return pool(tokens, mask, self._pooling), each

    def _embed_question(self, text: str) -> tuple[Vectors, Vectors]:
        tokens, mask = self._forward([self._read(self._query_prompt + text)])
        vector, words = pool(tokens, mask, self._pooling)[0], unit(tokens[0, 1:-1])
        vector.setflags(write=False)  # both are kept and handed out again
        words.setflags(write=False)
        return vector, words

    def _run(self, texts: list[str]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
        """The vectors of all tokens, (n, longest, dimension), and 1 where there is a token."""
        return self._forward(self._tokenizer.encode_batch(texts))

    def _forward(
        self, encodings: Sequence[Encoding]
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
        mask = np.array([e.attention_mask for e in encodings], np.int64)
        inputs = {
            "input_ids": np.array([e.ids for e in encodings], np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        found = self._session.run(None, {name: inputs[name] for name in self._inputs})[0]
        return np.asarray(found, np.float32), mask


def _shifted(offsets: Spans, shift: int) -> Spans:
    """The spans in a text of which a prompt of so many characters was put before."""
    return [(max(start - shift, 0), max(end - shift, 0)) for start, end in offsets] if shift else offsets


def optimise(source: Path, target: Path) -> None:
    """Write the graph as the runtime would run it, its weights beside it in a file that is memory-mapped.

    So a session starts at once, and only the weights that are used are read.
    """
    options = onnxruntime.SessionOptions()
    # what is specific to one processor is left to the session
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    settings = "session.optimized_model_external_initializers"
    options.add_session_config_entry(f"{settings}_file_name", f"{target.name}.data")
    options.add_session_config_entry(f"{settings}_min_size_in_bytes", "1024")
    onnxruntime.InferenceSession(source, options, ["CPUExecutionProvider"])


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    if threads := os.environ.get("OMP_NUM_THREADS", "").strip():
        options.intra_op_num_threads = int(threads) if threads.isdigit() else 0
    # a thread that waits by spinning would take the processor from whoever else answers
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
