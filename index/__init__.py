"""Passages to search hits: embeddings, vectors, words, storage."""

from index.context import plain
from index.errors import (
    BuildRefused,
    IndexDamaged,
    IndexError_,
    IndexMismatch,
    IndexMissing,
    ModelUnusable,
)
from index.index import Index
from index.manifest import Manifest
from index.tokens import TokenCosines
from index.types import (
    DocumentEntry,
    Embedder,
    Facts,
    KeepTokens,
    Progress,
    SearchHit,
    Selection,
    Spans,
    SpeakerEntry,
    Vectors,
)

__all__ = [
    "BuildRefused",
    "DocumentEntry",
    "Embedder",
    "Facts",
    "Index",
    "IndexDamaged",
    "IndexError_",
    "IndexMismatch",
    "IndexMissing",
    "KeepTokens",
    "Manifest",
    "ModelUnusable",
    "Progress",
    "SearchHit",
    "Selection",
    "Spans",
    "SpeakerEntry",
    "TokenCosines",
    "Vectors",
    "plain",
]
