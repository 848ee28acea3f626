"""sentence-transformers: builds the vectors, and answers where no lighter export is stored.

The only file that imports it; importing this file alone imports nothing heavy.
"""

import os
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from index.batches import Batch, Tokens, embed_by_length
from index.errors import ModelUnusable
from index.model import DEFAULT, Model, find_model
from index.pooling import unit
from index.prompts import Prompts, prompts_of
from index.types import KeepTokens, Progress, Spans, Vectors

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

    def embed_passages(
        self, texts: Sequence[str], progress: Progress | None = None, keep: KeepTokens | None = None
    ) -> Vectors:
        """Unit vectors of passages, (n, dimension), in the order given; their tokens go to ``keep``."""
        embed = partial(self._embed_batch, half=len(texts) >= MANY and _has_half_precision())
        return embed_by_length(texts, BATCH, self.dimension, embed, progress, keep)

    def embed_query(self, text: str) -> Vectors:
        """One question, shape (dimension,)."""
        vector: Vectors = self._forward([self.prompts.query + text])[0][0]
        return vector

    def embed_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """The unit vectors of every token of each text, (tokens, dimension), without special tokens."""
        return [unit(self._forward([text])[1][0, 1:-1]) for text in texts]

    def token_spans(self, text: str) -> Spans:
        """Which characters of a text each of its token vectors stands for."""
        return self._spans([text])[0][1:-1]

    def _embed_batch(self, texts: list[str], half: bool) -> Batch:
        prompt = self.prompts.passage
        vectors, tokens = self._forward([prompt + text for text in texts], half)
        return vectors, self._tokens(tokens, texts, prompt)

    def _tokens(self, tokens: Vectors, texts: list[str], prompt: str) -> Iterator[Tokens]:
        """The vectors of the tokens of each text and their spans in it; read only where they are kept."""
        for found, spans in zip(tokens, self._spans([prompt + text for text in texts]), strict=True):
            shifted = [(max(a - len(prompt), 0), max(b - len(prompt), 0)) for a, b in spans]
            yield unit(found[: len(shifted)]), shifted

    def _spans(self, texts: list[str]) -> list[Spans]:
        limit = self.transformer.max_seq_length
        read = self.transformer.tokenizer(
            texts, return_offsets_mapping=True, truncation=True, max_length=limit
        )
        return list(read["offset_mapping"])

    def _forward(self, texts: list[str], half: bool = False) -> tuple[Vectors, Vectors]:
        """Unit vectors of the texts, (n, dimension), and of all tokens, (n, longest, dimension)."""
        import torch

        self.transformer.eval()
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=half):
            found = self.transformer(self.transformer.preprocess(texts))
        return unit(found["sentence_embedding"].float().numpy()), found["token_embeddings"].float().numpy()


def _has_half_precision() -> bool:
    """Whether the processor multiplies bfloat16 itself; where it does not, it would only be slower."""
    import torch

    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))
