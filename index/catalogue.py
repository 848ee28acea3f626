"""What all segments share: which documents are in the index, and who speaks across them."""

import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus import Speaker
from index.store import open_database
from index.types import DocumentEntry, SpeakerEntry

SCHEMA = """
CREATE TABLE documents (id TEXT PRIMARY KEY, title TEXT, date TEXT, source TEXT, publisher TEXT, notice TEXT,
                        passages INTEGER, first INTEGER, segment INTEGER, number INTEGER, fingerprint TEXT);
CREATE TABLE speakers (number INTEGER PRIMARY KEY, id TEXT, name TEXT, role TEXT, organisation TEXT);
CREATE TABLE links (segment INTEGER, local INTEGER, speaker INTEGER, document TEXT, passages INTEGER);
CREATE TABLE numbers (segment INTEGER PRIMARY KEY, speakers BLOB);
CREATE INDEX speaker_ids ON speakers (id);
CREATE INDEX speaker_links ON links (speaker);
CREATE INDEX document_places ON documents (first);
"""


class Place(NamedTuple):
    """A live document: its facts, and where it lies."""

    entry: DocumentEntry
    first: int  # position of its first passage in the whole index
    segment: int
    number: int  # of the document in its segment
    fingerprint: str  # of the file it was read from and of the code that read it


class Link(NamedTuple):
    """Who a speaker of a segment is in the whole corpus."""

    segment: int
    local: int
    speaker: Speaker
    document_id: str
    passages: int


class Catalogue:
    """Reads what ``write_catalogue`` wrote."""

    def __init__(self, path: Path) -> None:
        self._db = open_database(path)
        weakref.finalize(self, self._db.close)

    def close(self) -> None:
        self._db.close()

    def places(self) -> Iterator[Place]:
        """All documents in reading order."""
        for row in self._db.execute("SELECT * FROM documents ORDER BY first"):
            yield _place(row)

    def place(self, document_id: str) -> Place | None:
        row = self._db.execute("SELECT * FROM documents WHERE id = ?", (document_id,)).fetchone()
        return _place(row) if row else None

    def ids(self) -> list[str]:
        return [id_ for (id_,) in self._db.execute("SELECT id FROM documents ORDER BY first")]

    def speakers_of(self, segment: int) -> npt.NDArray[np.int32]:
        """The number in the whole corpus of each speaker of a segment; -1 for those of dropped documents."""
        row = self._db.execute("SELECT speakers FROM numbers WHERE segment = ?", (segment,)).fetchone()
        return np.frombuffer(row[0] if row else b"", np.int32)

    def speaker(self, number: int) -> Speaker:
        row = self._db.execute(
            "SELECT id, name, role, organisation FROM speakers WHERE number = ?", (number,)
        ).fetchone()
        return Speaker(*row)

    def said_by(self, speaker_id: str) -> list[tuple[int, int]]:
        """The numbers a speaker has in the segments: (segment, number)."""
        return self._db.execute(
            "SELECT segment, local FROM speakers s JOIN links ON speaker = s.number WHERE s.id = ?",
            (speaker_id,),
        ).fetchall()

    def said_for(self, organisations: set[str]) -> list[tuple[int, int]]:
        """The numbers in the segments of those who speak for an organisation; names are case-folded."""
        rows = self._db.execute(
            "SELECT organisation, segment, local FROM speakers s JOIN links ON speaker = s.number "
            "WHERE organisation IS NOT NULL"
        )
        return [(segment, local) for name, segment, local in rows if name.casefold() in organisations]

    def speakers(self) -> tuple[SpeakerEntry, ...]:
        """Everybody who speaks, most passages first."""
        ids = {id_: id_ for id_ in self.ids()}  # one string for each document, however many speak in it
        documents: dict[int, list[str]] = {}
        counts: dict[int, int] = {}
        for number, document, passages in self._db.execute(
            "SELECT speaker, document, sum(links.passages) FROM links JOIN documents d ON d.id = document "
            "GROUP BY speaker, document ORDER BY first"
        ):
            documents.setdefault(number, []).append(ids[document])
            counts[number] = counts.get(number, 0) + passages
        entries = [
            SpeakerEntry(Speaker(*fields), tuple(documents.get(number, ())), counts.get(number, 0))
            for number, *fields in self._db.execute(
                "SELECT number, id, name, role, organisation FROM speakers"
            )
        ]
        return tuple(sorted(entries, key=lambda e: (-e.passages, e.speaker.label, e.speaker.id)))


def _place(row: Sequence[object]) -> Place:
    return Place(DocumentEntry(*row[:7]), *row[7:])  # type: ignore[arg-type]


def write_catalogue(path: Path, places: Iterable[Place], links: Iterable[Link]) -> None:
    numbers: dict[Speaker, int] = {}
    links = list(links)
    linked = [(k.segment, k.local, numbers.setdefault(k.speaker, len(numbers))) for k in links]
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        db.executemany(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (e.id, e.title, e.date, e.source, e.publisher, e.notice, e.passages, *where)
                for e, *where in places
            ),
        )
        db.executemany(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?)",
            ((*ids, k.document_id, k.passages) for ids, k in zip(linked, links, strict=True)),
        )
        db.executemany("INSERT INTO numbers VALUES (?, ?)", _by_segment(linked))
        db.executemany(
            "INSERT INTO speakers VALUES (?, ?, ?, ?, ?)",
            ((number, s.id, s.name, s.role, s.organisation) for s, number in numbers.items()),
        )


def _by_segment(linked: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, bytes]]:
    """Of each segment the numbers that its speakers have in the whole corpus."""
    segments, locals_, speakers = np.array(linked, np.int32).reshape(-1, 3).T
    for segment in np.unique(segments).tolist():
        held = segments == segment
        numbers = np.full(locals_[held].max() + 1, -1, np.int32)
        numbers[locals_[held]] = speakers[held]
        yield segment, numbers.tobytes()
