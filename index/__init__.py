"""Passages to search hits: embeddings, vectors, words, storage."""

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
from index.types import (
    DocumentEntry,
    Embedder,
    Progress,
    SearchHit,
    Selection,
    SpeakerEntry,
    Vectors,
)

__all__ = [
    "BuildRefused",
    "DocumentEntry",
    "Embedder",
    "Index",
    "IndexDamaged",
    "IndexError_",
    "IndexMismatch",
    "IndexMissing",
    "Manifest",
    "ModelUnusable",
    "Progress",
    "SearchHit",
    "Selection",
    "SpeakerEntry",
    "Vectors",
]
