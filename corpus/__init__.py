"""Records of events, read from files and split into passages that carry who said them."""

from corpus.types import Attribution, Document, Kind, Passage, Span, Speaker

__all__ = ["Attribution", "Document", "Kind", "Passage", "Span", "Speaker"]
