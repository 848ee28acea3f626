"""Embedding of new records: what is known already is taken over, all else goes through the model, once."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np

from corpus import Document, Passage
from index.context import text_around, text_to_embed, words_begin
from index.encoder import SentenceEncoder
from index.journal import Embedded, Journal
from index.previous import EmbeddedRecord, Previous
from index.sources import Source, Split
from index.store import Keys, Record
from index.tokens import pack, telling_tokens
from index.types import Embedder, Progress, Spans, Vectors

Known = dict[bytes, Embedded]  # by the hash of a text

JOURNAL = 2_048  # texts between two notes of what is embedded
MANY = 2_000  # texts from which importing PyTorch is worth its time


class Embedding:
    """The vectors of one build, from the old index, from an unfinished build, or from the model."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        old: Previous | None,
        journal: Journal,
        progress: Progress | None,
    ) -> None:
        self._folder, self._embedder = folder, embedder
        self._old, self._journal, self._progress = old, journal, progress

    def embed(self, fresh: Mapping[Source, Split], dropped: Collection[str]) -> list[EmbeddedRecord]:
        """New records with their vectors; ``dropped`` documents of the old index may have had them."""
        pairs = [_texts_to_embed(*split) for split in fresh.values()]
        texts = {self._key(text): text for found in pairs for pair in found for text in pair}
        begins = {
            self._key(own): words_begin(passage, own)
            for (_, passages), found in zip(fresh.values(), pairs, strict=True)
            for passage, (own, _) in zip(passages, found, strict=True)
        }
        known = self._journal.embedded(texts)
        if self._old:
            known |= self._old.embedded(dropped, texts.keys())
        missing = {
            key: text
            for key, text in texts.items()
            if key not in known or (key in begins and known[key].tokens is None)
        }
        known |= self._embed_missing(missing, begins)
        return [
            self._record(source, split, found, known)
            for (source, split), found in zip(fresh.items(), pairs, strict=True)
        ]

    def _record(
        self, source: Source, split: Split, texts: Sequence[tuple[str, str]], known: Known
    ) -> EmbeddedRecord:
        keys = [Keys(*map(self._key, pair)) for pair in texts]
        own = np.array([known[key.own].vector for key in keys], np.float32)
        around = np.array([known[key.around].vector for key in keys], np.float32)
        tokens = [found for key in keys if (found := known[key.own].tokens) is not None]
        return EmbeddedRecord(Record(*split, keys), own, around, tokens, source.fingerprint)

    def _embed_missing(self, missing: Mapping[bytes, str], begins: Mapping[bytes, int]) -> Known:
        """The vectors of the texts, noted in the journal as they come."""
        embedder = self._quickest(len(missing))
        order = sorted(missing, key=lambda key: -len(missing[key]))
        characters = [len(missing[key]) for key in order]
        known: Known = {}
        for start in range(0, len(order), JOURNAL):
            keys = order[start : start + JOURNAL]
            done, part = sum(characters[:start]), sum(characters[start : start + JOURNAL])
            progress = self._share(done, part, sum(characters), len(order))
            new = _embed_part(embedder, [(key, missing[key], begins.get(key)) for key in keys], progress)
            self._journal.add(new)
            known |= new
        return known

    def _share(self, before: int, part: int, whole: int, texts: int) -> Progress | None:
        """The progress of a part as that of the whole, by characters: that is what takes the time."""
        if not (report := self._progress):
            return None
        return lambda done, total: report(round(texts * (before + part * done / total) / whole), texts)

    def _quickest(self, texts: int) -> Embedder:
        """For a few texts the export of the old index, which needs no PyTorch; for many the model itself."""
        encoder = self._old.manifest.encoder if self._old else None
        if encoder and texts < MANY and isinstance(self._embedder, SentenceEncoder):
            from index.onnx_encoder import OnnxEncoder

            return OnnxEncoder(self._folder / encoder)
        return self._embedder

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._embedder.name}\0{text}".encode()).digest()[:16]


def _embed_part(
    embedder: Embedder, parts: Sequence[tuple[bytes, str, int | None]], progress: Progress | None
) -> Known:
    """The vectors of texts given by key; the codes of their tokens from a place on, where one is given."""
    codes: dict[int, np.ndarray] = {}

    def keep(place: int, tokens: Vectors, spans: Spans) -> None:
        _, text, begin = parts[place]
        if begin is not None:
            kept = telling_tokens(text, begin, spans)
            own = [(start - begin, end - begin) for start, end in (spans[token] for token in kept)]
            codes[place] = pack(tokens[kept], own)

    vectors = embedder.embed_passages([text for _, text, _ in parts], progress, keep)
    return {
        key: Embedded(vector, codes.get(place))
        for place, ((key, _, _), vector) in enumerate(zip(parts, vectors, strict=True))
    }


def _texts_to_embed(document: Document, passages: Sequence[Passage]) -> list[tuple[str, str]]:
    """Of each passage its own text and that of what is around it."""
    return [
        (text_to_embed(passage, document), text_around(passages, place, document))
        for place, passage in enumerate(passages)
    ]
