"""The index that answers while the new one is built, and what of it the new one keeps."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.catalogue import Catalogue, Place
from index.errors import IndexError_
from index.journal import Embedded
from index.manifest import Manifest, check_files, read_manifest
from index.segment import Segment
from index.store import Record
from index.tokens import Codes
from index.types import Vectors

ONE_SEGMENT = 2_000  # passages; below, an index is always one segment: rewriting it takes no time
ROUND = 250_000  # passages of a large build that are held in memory before they are written as a segment
LASTING = ROUND // 2  # a segment of so many stays whatever follows: to rewrite it would take minutes
GROWTH = 4  # any other segment stays as it is when it holds so many times what follows it
DROPPED = 0.25  # the share of dropped passages from which a segment is rewritten


class EmbeddedRecord(NamedTuple):
    """A record for the new segment: the vectors of its passages, of what is around them, and their tokens."""

    record: Record
    own: Vectors
    around: Vectors
    tokens: Sequence[Codes]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Previous:
    """The index that answers while the new one is built."""

    manifest: Manifest
    places: dict[str, Place]
    segments: list[Segment]

    @classmethod
    def open(cls, folder: Path, model: str) -> "Previous | None":
        """The old index; None when there is none that can be trusted, or when another model built it."""
        try:
            manifest = read_manifest(folder)
            check_files(folder, manifest)
        except IndexError_:
            return None
        if manifest.model != model:
            return None
        with closing(Catalogue(folder / manifest.catalogue)) as catalogue:
            places = {place.entry.id: place for place in catalogue.places()}
        return cls(manifest, places, [Segment(folder / entry.name) for entry in manifest.segments])

    def kept(self, same: set[str], new_rows: int) -> list[int]:
        """The segments that stay as they are."""
        live = [0] * len(self.segments)
        for id_ in same:
            live[self.places[id_].segment] += self.places[id_].entry.passages
        if sum(live) + new_rows < ONE_SEGMENT and (new_rows or len(live) > 1 or len(same) < len(self.places)):
            return []
        stay, behind = [], new_rows
        for number in reversed(range(len(live))):
            rows = self.manifest.segments[number].rows
            if live[number] >= max(min(GROWTH * behind, LASTING), (1 - DROPPED) * rows, 1):
                stay.append(number)
            behind += live[number]
        return stay[::-1]

    def record(self, place: Place) -> "EmbeddedRecord":
        """A stored document with its passages, as it was split, and their vectors."""
        segment = self.segments[place.segment]
        store = segment.passages
        stored = store.stored(place.number)
        rows = np.arange(stored.first, stored.first + stored.passages)
        speakers = store.speakers_of(place.number)
        passages = [store.passage(int(row), speakers.__getitem__) for row in rows]
        record = Record(store.document(place.number), passages, store.keys(rows))
        own, around = segment.vectors.at(rows), segment.vectors_around(rows)
        return EmbeddedRecord(record, own, around, segment.tokens.codes(rows), place.fingerprint)

    def embedded(self, dropped: Iterable[str], wanted: Collection[bytes]) -> dict[bytes, Embedded]:
        """What those texts were embedded as in documents that are dropped, changed or moved."""
        known: dict[bytes, Embedded] = {}
        for id_ in dropped:
            record, own, around, tokens, _ = self.record(self.places[id_])
            for keys, vector, neighbours, codes in zip(record.keys, own, around, tokens, strict=True):
                known.setdefault(keys.around, Embedded(neighbours, None))
                known[keys.own] = Embedded(vector, codes)
        return {key: found for key, found in known.items() if key in wanted}
