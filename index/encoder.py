"""sentence-transformers: builds the vectors, and answers where no lighter export is stored.

The only file that imports it; importing this file alone imports nothing heavy.
"""

import os
from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from index.batches import embed_by_length
from index.errors import ModelUnusable
from index.model import DEFAULT, Model, find_model
from index.pooling import unit
from index.prompts import Prompts, prompts_of
from index.types import Progress, Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 32  # on two cores larger batches gain nothing and pad more
# Texts from which bfloat16 is used: 1.7 times as quick, with a cosine of at least 0.9999 to float32. For
# fewer the time is nothing, and so every vector of a small index is the same on every processor.
MANY = 1_000


class SentenceEncoder:
    """An embedder that runs a sentence-transformers model with PyTorch."""

    def __init__(self, model: Model) -> None:
        self.model = model

    @classmethod
    def open(cls, name: str = DEFAULT, fetch: bool = True) -> "SentenceEncoder":
        """The encoder of a local folder or a hub name (see ``find_model``). Raises ModelUnusable."""
        return cls(find_model(name, fetch))

    @property
    def name(self) -> str:
        return self.model.identity

    @property
    def dimension(self) -> int:
        return int(self.transformer.get_embedding_dimension() or 0)

    @cached_property
    def transformer(self) -> "SentenceTransformer":
        """The loaded model; the first use imports PyTorch, which takes seconds."""
        # the model lies in a folder by now: nothing is ever to be asked of the hub
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # of reading the weights, which takes no time
        try:
            return SentenceTransformer(str(self.model.folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            reason = str(error).strip().split("\n")[0]
            raise ModelUnusable(
                f"the model in {self.model.folder} cannot be loaded ({reason}); name another --model"
            ) from None

    @cached_property
    def prompts(self) -> Prompts:
        return prompts_of(self.model.name, self.transformer.prompts)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Unit vectors of passages, (n, dimension), in the order given."""
        embed = partial(self._embed_batch, half=len(texts) >= MANY and _has_half_precision())
        return embed_by_length(texts, BATCH, self.dimension, embed, progress)

    def embed_query(self, text: str) -> Vectors:
        """One question, shape (dimension,)."""
        vector: Vectors = self._encode([self.prompts.query + text])[0]
        return vector

    def embed_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """The unit vectors of every token of each text, (tokens, dimension), without special tokens."""
        found = self.transformer.encode(
            list(texts), batch_size=BATCH, output_value="token_embeddings", show_progress_bar=False, prompt=""
        )
        return [unit(np.asarray(tokens, np.float32)[1:-1]) for tokens in found]

    def _embed_batch(self, texts: list[str], half: bool) -> Vectors:
        return self._encode([self.prompts.passage + text for text in texts], half)

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """Which characters of a text each of its token vectors stands for."""
        read = self.transformer.tokenizer(
            text, return_offsets_mapping=True, truncation=True, max_length=self.transformer.max_seq_length
        )
        return [(int(start), int(end)) for start, end in read["offset_mapping"][1:-1]]

    def _encode(self, texts: list[str], half: bool = False) -> Vectors:
        import torch

        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            found = self.transformer.encode(
                texts,
                batch_size=BATCH,
                normalize_embeddings=True,
                convert_to_tensor=True,
                show_progress_bar=False,
                prompt="",
            )
        return unit(found.float().numpy())


def _has_half_precision() -> bool:
    """Whether the processor multiplies bfloat16 itself; where it does not, it would only be slower."""
    import torch

    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))
