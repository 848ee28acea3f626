"""Records of events, read from files and split into passages that carry who said them."""

from pathlib import Path

from corpus.errors import BadMetadata, CorpusError, UnreadableDocument
from corpus.passages import split_document
from corpus.reading import Reading, Refusal, document_id, find_files, read_document, read_documents
from corpus.rules import Rules
from corpus.speakers import link_speakers
from corpus.types import Attribution, Document, Kind, Passage, Span, Speaker
from corpus.wire import passage_from_json, passage_to_json

__all__ = [
    "SHIPPED",
    "Attribution",
    "BadMetadata",
    "CorpusError",
    "Document",
    "Kind",
    "Passage",
    "Reading",
    "Refusal",
    "Rules",
    "Span",
    "Speaker",
    "UnreadableDocument",
    "document_id",
    "find_files",
    "link_speakers",
    "passage_from_json",
    "passage_to_json",
    "read_document",
    "read_documents",
    "split_document",
]

SHIPPED = Path(__file__).parent / "summaries"
"""The folder of the records that come with Rapporteur."""
