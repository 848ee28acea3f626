"""Building: what changed is read and embedded, all else is kept, and the new index takes over in one step.

A build adds one segment, or as many as its memory makes needful. Segments that became small beside what
follows them, or of which much was dropped, are merged into the last, so that there are never more than a few.
"""

import hashlib
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus import Refusal, Speaker
from index.catalogue import Link, Place, write_catalogue
from index.embedding import Embedding
from index.encoder import SentenceEncoder
from index.errors import BuildRefused
from index.journal import Journal
from index.linking import link
from index.manifest import (
    FileEntry,
    Manifest,
    SegmentEntry,
    describe_files,
    versions,
    write_manifest,
)
from index.previous import ROUND, EmbeddedRecord, Previous
from index.segment import Segment, write_segment
from index.sources import Source, Split, file_sources, split_sources, try_read
from index.store import Record
from index.types import DocumentEntry, Embedder, Progress

Refuse = Callable[[Refusal], None]
Fresh = dict[Source, Split]  # records that are not in the old index as they are now

SAMPLE = 64  # passages the light export is checked on


def build(
    paths: Path | Iterable[Path],
    folder: Path,
    embedder: Embedder | None = None,
    progress: Progress | None = None,
    refuse: Refuse | None = None,
) -> Manifest:
    """Build the index of files and folders. Raises BuildRefused, ModelUnusable.

    ``refuse`` is called for every file that cannot be read as a record.
    """
    paths = [paths] if isinstance(paths, Path) else list(paths)
    refused: list[Refusal] = []

    def note(refusal: Refusal) -> None:
        refused.append(refusal)
        if refuse:
            refuse(refusal)

    try:
        return _guarded(list(file_sources(paths, note)), folder, embedder, progress, note)
    except _NothingToBuild:
        reasons = "; ".join(f"{refusal.path}: {refusal.reason}" for refusal in refused[:3])
        raise BuildRefused(
            f"found no record to build from in {', '.join(map(str, paths))}"
            f"{f' ({reasons})' if reasons else ''}; "
            "name a folder that holds summaries, minutes or transcripts"
        ) from None


def build_documents(
    documents: Iterable[Split],
    folder: Path,
    embedder: Embedder | None = None,
    progress: Progress | None = None,
) -> Manifest:
    """Build the index of documents that are split already. Raises BuildRefused, ModelUnusable."""
    try:
        return _guarded(list(split_sources(documents)), folder, embedder, progress, lambda _: None)
    except _NothingToBuild:
        raise BuildRefused("found no words in the records; name some that hold any") from None


class _NothingToBuild(Exception):
    pass


def _guarded(
    sources: Sequence[Source],
    folder: Path,
    embedder: Embedder | None,
    progress: Progress | None,
    refuse: Refuse,
) -> Manifest:
    """Build under the folder's lock, with one clear line when the disk does not let us."""
    if not sources:
        raise _NothingToBuild
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with Journal(folder) as journal:
            builder = _Builder(folder, embedder or SentenceEncoder.open(), journal, progress)
            manifest = builder.build(sources, refuse)
            journal.finish()
            return manifest
    except (OSError, sqlite3.OperationalError) as error:
        raise BuildRefused(
            f"cannot write the index to {folder} ({getattr(error, 'strerror', None) or error}); "
            "free some space or name another --index"
        ) from None


class _Builder:
    """One build: what is kept, what is new, and the files it writes."""

    def __init__(self, folder: Path, embedder: Embedder, journal: Journal, progress: Progress | None) -> None:
        self.folder = folder
        self.embedder = embedder
        self.old = Previous.open(folder, embedder.name)
        self.journal = journal
        self.progress = progress
        self.written: list[str] = []  # files and folders of the new index

    def build(self, sources: Sequence[Source], refuse: Refuse) -> Manifest:
        places = self.old.places if self.old else {}
        same = {s.id for s in sources if s.id in places and places[s.id].fingerprint == s.fingerprint}
        read = ((s, try_read(s, refuse)) for s in sources if s.id not in same)
        rounds = _rounds((source, split) for source, split in read if split and split[1])
        first = next(rounds, {})
        if not same and not first:
            raise _NothingToBuild
        if self.old and not first and len(same) == len(places):
            return self.old.manifest
        try:
            return self._write(same, chain([first], rounds))
        except BaseException:
            for name in self.written:
                _remove(self.folder / name)
            raise

    def _write(self, same: set[str], rounds: Iterable[Fresh]) -> Manifest:
        """Write the new segments and all that rests on them; only one round is in memory at a time."""
        embedding = Embedding(self.folder, self.embedder, self.old, self.journal, self.progress)
        dropped = self.old.places.keys() - same if self.old else ()
        written: list[_Written] = []
        new: list[EmbeddedRecord] = []
        for fresh in rounds:
            if new:
                written.append(self._write_segment(new))
            new = embedding.embed(fresh, dropped)
        rows = sum(w.rows for w in written) + sum(len(n.record.passages) for n in new)
        kept = self.old.kept(same, rows) if self.old else []
        segments, places = self._keep(kept, same)
        if self.old:
            moved = (self.old.places[id_] for id_ in same if self.old.places[id_].segment not in kept)
            new += map(self.old.record, moved)
        if new:
            written.append(self._write_segment(new))
        for each in written:
            base = sum(entry.rows for entry in segments)
            places += (p._replace(first=base + p.first, segment=len(segments)) for p in each.places)
            segments.append(SegmentEntry(each.name, each.rows))
        mark = secrets.token_hex(4)
        catalogue = self._new(f"catalogue-{mark}.sqlite")
        opened = [Segment(self.folder / entry.name) for entry in segments]
        write_catalogue(self.folder / catalogue, places, _links(opened, places))
        encoder = self._export([n.record for n in new])
        manifest = Manifest(
            model=self.embedder.name,
            dimension=opened[0].vectors.dimension,
            documents=len(places),
            passages=sum(place.entry.passages for place in places),
            corpus=_corpus_hash(places),
            built_at=datetime.now(UTC).isoformat(timespec="seconds"),
            versions=versions(),
            segments=tuple(segments),
            catalogue=catalogue,
            encoder=encoder,
            files=self._describe([catalogue, *(s.name for s in segments), *([encoder] if encoder else [])]),
        )
        write_manifest(self.folder, manifest)
        _clear(self.folder, manifest)
        return manifest

    def _write_segment(self, new: list[EmbeddedRecord]) -> "_Written":
        new.sort(key=lambda each: each.record.document.id)
        name = self._new(f"segment-{secrets.token_hex(4)}")
        own = np.concatenate([n.own for n in new])
        alone = all(keys.own == keys.around for n in new for keys in n.record.keys)
        around = None if alone else np.concatenate([n.around for n in new])
        tokens = [codes for n in new for codes in n.tokens]
        write_segment(self.folder / name, [n.record for n in new], own, around, tokens)
        segment = Segment(self.folder / name)
        return _Written(name, len(segment), _places(new, segment))

    def _keep(self, kept: list[int], same: set[str]) -> tuple[list[SegmentEntry], list[Place]]:
        """The segments that stay, and where their documents now are."""
        if not self.old:
            return [], []
        segments = [self.old.manifest.segments[number] for number in kept]
        old_bases = np.cumsum([0, *(entry.rows for entry in self.old.manifest.segments)])
        bases = np.cumsum([0, *(entry.rows for entry in segments)])
        places = []
        for id_ in same:
            place = self.old.places[id_]
            if place.segment in kept:
                now = kept.index(place.segment)
                first = place.first - int(old_bases[place.segment]) + int(bases[now])
                places.append(place._replace(segment=now, first=first))
        return segments, places

    def _export(self, records: Sequence[Record]) -> str | None:
        """The folder of the light export; None when the model allows none."""
        if self.old and self.old.manifest.encoder:
            return self.old.manifest.encoder
        if not isinstance(self.embedder, SentenceEncoder):
            return None
        from index.export import export

        texts = [passage.text for record in records for passage in record.passages]
        name = self._new(f"encoder-{secrets.token_hex(4)}")
        sample = texts[:: max(len(texts) // SAMPLE, 1)][:SAMPLE]
        return name if sample and export(self.embedder, self.folder / name, sample) else None

    def _describe(self, parts: Sequence[str]) -> dict[str, FileEntry]:
        """The files of the new index; those that stay are known already."""
        old = self.old.manifest.files if self.old else {}
        known = {name: entry for name, entry in old.items() if name.split("/")[0] in parts}
        there = {name.split("/")[0] for name in known}
        return known | describe_files(self.folder, (part for part in parts if part not in there))

    def _new(self, name: str) -> str:
        self.written.append(name)
        return name


class _Written(NamedTuple):
    """A new segment, how many passages it holds, and its documents, as if it were the only one."""

    name: str
    rows: int
    places: list[Place]


def _rounds(fresh: Iterable[tuple[Source, Split]]) -> Iterator[Fresh]:
    """The records in parts of about ``ROUND`` passages."""
    part: Fresh = {}
    passages = 0
    for source, split in fresh:
        part[source] = split
        passages += len(split[1])
        if passages >= ROUND:
            yield part
            part, passages = {}, 0
    if part:
        yield part


def _places(new: Sequence[EmbeddedRecord], segment: Segment) -> list[Place]:
    """Where the documents of a new segment are in it."""
    return [
        Place(
            DocumentEntry(d.id, d.title, d.date, d.source, d.publisher, d.notice, stored.passages),
            first=stored.first,
            segment=0,
            number=stored.number,
            fingerprint=n.fingerprint,
        )
        for stored, n in zip(segment.passages.documents(), new, strict=True)
        for d in [n.record.document]
    ]


def _links(segments: Sequence[Segment], places: Sequence[Place]) -> Iterator[Link]:
    """Who every speaker of a live document is in the whole corpus."""
    live = {(place.segment, place.number): place.entry.id for place in places}
    found = [
        (number, local, live[number, document], speaker)
        for number, segment in enumerate(segments)
        for local, document, speaker in segment.passages.speakers()
        if (number, document) in live
    ]
    by_document: dict[str, list[Speaker]] = {}
    for _, _, document_id, speaker in found:
        by_document.setdefault(document_id, []).append(speaker)
    linked = link(by_document)
    for number, local, document_id, speaker in found:
        said = segments[number].said_count(local)
        yield Link(number, local, linked[speaker], document_id, said)


def _corpus_hash(places: Iterable[Place]) -> str:
    contents = sorted((place.entry.id, place.fingerprint) for place in places)
    return hashlib.sha256(repr(contents).encode()).hexdigest()


def _clear(folder: Path, manifest: Manifest) -> None:
    """Remove what earlier builds left behind; a process that still reads it keeps what it has open."""
    keep = {manifest.catalogue, manifest.encoder, *(entry.name for entry in manifest.segments)}
    for path in folder.iterdir():
        if path.name.startswith(("segment-", "catalogue-", "encoder-")) and path.name not in keep:
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
