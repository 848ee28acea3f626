"""Building: what changed is read and embedded, all else is kept, and the new index takes over in one step."""

import hashlib
import secrets
import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

import corpus
from corpus import Document, Passage, Speaker
from index.catalogue import Link, Place, write_catalogue
from index.context import VERSION, text_to_embed
from index.encoder import SentenceEncoder
from index.errors import BuildRefused, IndexError_
from index.manifest import (
    Manifest,
    SegmentEntry,
    check_files,
    describe_files,
    read_manifest,
    versions,
    write_manifest,
)
from index.segment import Segment, write_segment
from index.store import Record
from index.types import DocumentEntry, Embedder, Progress, Vectors

Split = tuple[Document, Sequence[Passage]]


def build(
    paths: Path | Iterable[Path],
    folder: Path,
    embedder: Embedder | None = None,
    progress: Progress | None = None,
) -> None:
    """Build the index of files and folders. Raises BuildRefused, ModelUnusable."""
    paths = [paths] if isinstance(paths, Path) else list(paths)
    reading = corpus.read_documents(paths)
    if not reading.documents:
        reasons = "; ".join(f"{refusal.path}: {refusal.reason}" for refusal in reading.refused[:3])
        raise BuildRefused(
            f"found no record to build from in {', '.join(map(str, paths))}"
            f"{f' ({reasons})' if reasons else ''}; name a folder that holds summaries, minutes or transcripts"
        )
    build_documents(((d, corpus.split_document(d)) for d in reading.documents), folder, embedder, progress)


def build_documents(
    documents: Iterable[Split],
    folder: Path,
    embedder: Embedder | None = None,
    progress: Progress | None = None,
) -> None:
    """Build the index of documents that are split already. Raises BuildRefused, ModelUnusable."""
    embedder = embedder or SentenceEncoder.open()
    documents = sorted(documents, key=lambda split: split[0].id)
    if not any(passages for _, passages in documents):
        raise BuildRefused(
            "found no words in the records; name a folder that holds summaries, minutes or transcripts"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _build(documents, folder, embedder, progress)
    except OSError as error:
        raise BuildRefused(
            f"cannot write the index to {folder} ({error.strerror or error}); "
            "free some space or name another --index"
        ) from None


def _build(documents: list[Split], folder: Path, embedder: Embedder, progress: Progress | None) -> None:
    texts = [_texts_to_embed(document, passages) for document, passages in documents]
    keys = [[_key(text, embedder) for text in found] for found in texts]
    records = [Record(d, p, k) for (d, p), k in zip(documents, keys, strict=True)]
    vectors = _embed(
        [text for found in texts for text in found],
        [k for found in keys for k in found],
        folder,
        embedder,
        progress,
    )

    mark = secrets.token_hex(4)
    segment, catalogue = f"segment-{mark}", f"catalogue-{mark}.sqlite"
    try:
        write_segment(folder / segment, records, vectors)
        opened = Segment(folder / segment)
        places = _places(opened, documents)
        write_catalogue(folder / catalogue, places, _links(opened, documents))
        rows = len(vectors)
        write_manifest(
            folder,
            Manifest(
                model=embedder.name,
                dimension=vectors.shape[1],
                documents=len(documents),
                passages=rows,
                corpus=_corpus_hash(d for d, _ in documents),
                built_at=datetime.now(UTC).isoformat(timespec="seconds"),
                versions=versions(),
                segments=(SegmentEntry(segment, rows),),
                catalogue=catalogue,
                files=describe_files(folder, (segment, catalogue)),
            ),
        )
    except BaseException:
        shutil.rmtree(folder / segment, ignore_errors=True)
        (folder / catalogue).unlink(missing_ok=True)
        raise
    _clear(folder, keep={segment, catalogue})


def _texts_to_embed(document: Document, passages: Sequence[Passage]) -> list[str]:
    return [
        text_to_embed(passage, document, (*passages[max(i - 1, 0) : i], *passages[i + 1 : i + 2]))
        for i, passage in enumerate(passages)
    ]


def _key(text: str, embedder: Embedder) -> bytes:
    return hashlib.sha256(f"{VERSION}\0{embedder.name}\0{text}".encode()).digest()[:16]


def _embed(
    texts: list[str], keys: list[bytes], folder: Path, embedder: Embedder, progress: Progress | None
) -> Vectors:
    """The vectors of the texts: those the old index has are taken from it, equal texts are embedded once."""
    known = _known_vectors(folder, embedder, set(keys))
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        new = embedder.embed_passages(list(missing.values()), progress)
        known.update(zip(missing, new, strict=True))
    return np.array([known[key] for key in keys], np.float32)


def _known_vectors(folder: Path, embedder: Embedder, wanted: set[bytes]) -> dict[bytes, Vectors]:
    try:
        manifest = read_manifest(folder)
        check_files(folder, manifest)
        if manifest.model != embedder.name:
            return {}
        known: dict[bytes, Vectors] = {}
        for entry in manifest.segments:
            segment = Segment(folder / entry.name)
            rows = {key: row for row, key in enumerate(segment.passages.embedded()) if key in wanted}
            known.update(zip(rows, segment.vectors.at(np.array(list(rows.values()), np.int64)), strict=True))
        return known
    except IndexError_:
        return {}  # no index, or none that can be trusted: embed everything


def _places(segment: Segment, documents: list[Split]) -> list[Place]:
    return [
        Place(
            DocumentEntry(d.id, d.title, d.date, d.source, d.publisher, d.notice, stored.passages),
            first=stored.first,
            segment=0,
            number=stored.number,
            fingerprint="",
        )
        for stored, (d, _) in zip(segment.passages.documents(), documents, strict=True)
    ]


def _links(segment: Segment, documents: list[Split]) -> list[Link]:
    """Who each speaker of a document is in the whole corpus."""
    linked = _linked_speakers(documents)
    ids = [d.id for d, _ in documents]
    return [
        Link(0, number, linked[ids[document], speaker.id], ids[document], segment.said_count(number))
        for number, document, speaker in segment.passages.speakers()
    ]


def _linked_speakers(documents: list[Split]) -> dict[tuple[str, str], Speaker]:
    passages = [p for _, found in documents for p in found]
    linked = corpus.link_speakers(passages) if hasattr(corpus, "link_speakers") else passages
    return {
        (old.document_id, a.id): b
        for old, new in zip(passages, linked, strict=True)
        for x, y in zip(old.attributions, new.attributions, strict=True)
        for a, b in ((x.speaker, y.speaker), (x.via, y.via))
        if a and b
    }


def _corpus_hash(documents: Iterable[Document]) -> str:
    whole = hashlib.sha256()
    for document in documents:
        whole.update(hashlib.sha256(repr(document).encode()).digest())
    return whole.hexdigest()


def _clear(folder: Path, keep: set[str]) -> None:
    """Remove what earlier builds left behind; a process that still reads it keeps what it has open."""
    for path in folder.iterdir():
        if path.name.startswith(("segment-", "catalogue-")) and path.name not in keep:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
