"""The passages of one segment on disk, in SQLite: read one by one, so that loading costs nothing."""

import json
import sqlite3
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus import Attribution, Document, Passage, Span, Speaker

Speakers = Callable[[int], Speaker]  # by their number in a segment

SCHEMA = """
CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT, title TEXT, text TEXT, date TEXT, source TEXT,
                        publisher TEXT, notice TEXT, first INTEGER, passages INTEGER);
CREATE TABLE speakers (number INTEGER PRIMARY KEY, document INTEGER, id TEXT, name TEXT, role TEXT,
                       organisation TEXT);
CREATE TABLE passages (row INTEGER PRIMARY KEY, id TEXT, document INTEGER, start INTEGER, end INTEGER,
                       text TEXT, section TEXT, time TEXT, attributions TEXT, own BLOB, around BLOB);
CREATE INDEX passage_ids ON passages (id);
CREATE INDEX document_speakers ON speakers (document);
"""


NOTHING = "[]"  # as it is stored


class Keys(NamedTuple):
    """The hashes of the texts that are embedded for a passage: its own, and that of what is around it."""

    own: bytes
    around: bytes


class Record(NamedTuple):
    """A document with its passages, in reading order, and the hashes of what is embedded of each."""

    document: Document
    passages: Sequence[Passage]
    keys: Sequence[Keys]


class StoredDocument(NamedTuple):
    """Where the passages of a document lie in its segment."""

    number: int
    id: str
    first: int
    passages: int


class PassageStore:
    """Reads what ``write_passages`` wrote. Safe to share between threads: it only reads."""

    def __init__(self, path: Path) -> None:
        self._db = open_database(path)
        weakref.finalize(self, self._db.close)
        self._ids: dict[int, str] = dict(self._db.execute("SELECT number, id FROM documents"))

    def close(self) -> None:
        self._db.close()

    def stored(self, number: int) -> StoredDocument:
        row = self._db.execute(
            "SELECT number, id, first, passages FROM documents WHERE number = ?", (number,)
        ).fetchone()
        return StoredDocument(*row)

    def documents(self) -> list[StoredDocument]:
        rows = self._db.execute("SELECT number, id, first, passages FROM documents ORDER BY number")
        return [StoredDocument(*row) for row in rows]

    def document(self, number: int) -> Document:
        row = self._db.execute(
            "SELECT id, title, text, date, source, publisher, notice FROM documents WHERE number = ?",
            (number,),
        ).fetchone()
        return Document(*row)

    def speakers(self) -> Iterator[tuple[int, int, Speaker]]:
        """Each speaker as their document names them: number, number of the document, speaker."""
        for number, document, *fields in self._db.execute("SELECT * FROM speakers ORDER BY number"):
            yield number, document, Speaker(*fields)

    def row(self, passage_id: str) -> int | None:
        found = self._db.execute("SELECT row FROM passages WHERE id = ?", (passage_id,)).fetchone()
        return found[0] if found else None

    def passage(self, row: int, speakers: Speakers) -> Passage:
        """One passage; ``speakers`` names the speakers by their number in this segment."""
        id_, document, start, end, text, section, time, attributions = self._db.execute(
            "SELECT id, document, start, end, text, section, time, attributions FROM passages WHERE row = ?",
            (row,),
        ).fetchone()
        return Passage(
            id=id_,
            document_id=self._ids[document],
            span=Span(start, end),
            text=text,
            section=tuple(json.loads(section)) if section != NOTHING else (),
            attributions=tuple(_attribution(fields, speakers) for fields in json.loads(attributions))
            if attributions != NOTHING
            else (),
            time=time,
        )

    def speakers_of(self, document: int) -> dict[int, Speaker]:
        """The speakers of one document by number, as the document names them."""
        rows = self._db.execute(
            "SELECT number, id, name, role, organisation FROM speakers WHERE document = ?", (document,)
        )
        return {number: Speaker(*fields) for number, *fields in rows}

    def keys(self, rows: npt.NDArray[np.integer]) -> list[Keys]:
        """The hashes of what was embedded for each of these adjacent rows."""
        found = self._db.execute(
            "SELECT own, around FROM passages WHERE row BETWEEN ? AND ? ORDER BY row",
            (int(rows[0]), int(rows[-1])),
        )
        return [Keys(*row) for row in found]


class Written(NamedTuple):
    """What the other parts of a segment need to know of its passages."""

    speakers: list[tuple[int, int]]  # (number of a speaker, row of a passage), one for each that said it
    speaker_count: int


def write_passages(path: Path, records: Iterable[Record]) -> Written:
    """Store documents and passages; a passage's row is its place in the segment, in reading order."""
    said: list[tuple[int, int]] = []
    numbers: dict[tuple[int, Speaker], int] = {}
    row = 0
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        for number, (document, passages, hashes) in enumerate(records):
            d = document
            db.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (number, d.id, d.title, d.text, d.date, d.source, d.publisher, d.notice, row, len(passages)),
            )
            for passage, keys in zip(passages, hashes, strict=True):
                attributions = [_fields(a, number, numbers) for a in passage.attributions]
                said.extend((numbers[number, speaker], row) for speaker in passage.speakers)
                db.execute(
                    "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        row,
                        passage.id,
                        number,
                        passage.span.start,
                        passage.span.end,
                        passage.text,
                        json.dumps(passage.section, ensure_ascii=False),
                        passage.time,
                        json.dumps(attributions, ensure_ascii=False),
                        *keys,
                    ),
                )
                row += 1
        db.executemany(
            "INSERT INTO speakers VALUES (?, ?, ?, ?, ?, ?)",
            ((n, doc, s.id, s.name, s.role, s.organisation) for (doc, s), n in numbers.items()),
        )
    return Written(said, len(numbers))


def open_database(path: Path) -> sqlite3.Connection:
    """A finished database, for reading alone: no lock, no journal, no other file beside it."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    # SQLite itself serialises what several threads ask of one connection
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def _fields(a: Attribution, document: int, numbers: dict[tuple[int, Speaker], int]) -> list[object]:
    def number(speaker: Speaker | None) -> int | None:
        return None if speaker is None else numbers.setdefault((document, speaker), len(numbers))

    cue = (None, None) if a.cue is None else (a.cue.start, a.cue.end)
    return [number(a.speaker), a.content.start, a.content.end, *cue, a.kind, a.confidence, number(a.via)]


def _attribution(fields: list, speakers: Speakers) -> Attribution:  # type: ignore[type-arg]
    speaker, start, end, cue_start, cue_end, kind, confidence, via = fields
    return Attribution(
        speaker=None if speaker is None else speakers(speaker),
        content=Span(start, end),
        cue=None if cue_start is None else Span(cue_start, cue_end),
        kind=kind,
        confidence=confidence,
        via=None if via is None else speakers(via),
    )
