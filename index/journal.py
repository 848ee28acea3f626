"""What a build has embedded so far, so that a killed build goes on where it stopped; also its lock."""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.errors import BuildRefused
from index.tokens import Codes
from index.types import Vectors

NAME = "unfinished.sqlite"
SCHEMA = """
CREATE TABLE IF NOT EXISTS embedded (key BLOB PRIMARY KEY, vector BLOB, tokens BLOB, width INTEGER)
"""


class Embedded(NamedTuple):
    """What the model made of a text: its vector, (dimension,), and the codes of its tokens if kept."""

    vector: Vectors
    tokens: Codes | None


class Journal:
    """Vectors by the hash of their text, on disk until the build is done.

    The lock is that of the database: it ends with the process, however that ends.
    """

    def __init__(self, folder: Path) -> None:
        """Open the journal of a folder. Raises BuildRefused when another build has it open."""
        self._path = folder / NAME
        try:
            self._db = self._open()
        except sqlite3.OperationalError as error:
            raise BuildRefused(
                f"another build is writing to {folder} ({error}); wait until it is done"
            ) from None
        except sqlite3.DatabaseError:  # cut short by a full disk: nothing in it can be trusted
            self._path.unlink()
            self._db = self._open()

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def embedded(self, keys: Iterable[bytes]) -> dict[bytes, Embedded]:
        """Those of the texts that an earlier, unfinished build embedded."""
        wanted = set(keys)
        rows = self._db.execute("SELECT key, vector, tokens, width FROM embedded")
        return {key: _read(*fields) for key, *fields in rows if key in wanted}

    def add(self, new: Mapping[bytes, Embedded]) -> None:
        rows = ((key, *_written(found)) for key, found in new.items())
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO embedded VALUES (?, ?, ?, ?)", rows)

    def finish(self) -> None:
        """The build is done: nothing is left to go on with."""
        self._db.close()
        self._path.unlink(missing_ok=True)
        self._path.with_name(f"{NAME}-journal").unlink(missing_ok=True)

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=0)
        try:
            db.executescript("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF;")
            with db:
                db.execute("BEGIN EXCLUSIVE")
                db.execute(SCHEMA)
        except sqlite3.DatabaseError:
            db.close()
            raise
        return db


def _written(found: Embedded) -> tuple[bytes, bytes | None, int]:
    vector = found.vector.astype(np.float32).tobytes()
    return (
        (vector, None, 0) if found.tokens is None else (vector, found.tokens.tobytes(), found.tokens.shape[1])
    )


def _read(vector: bytes, tokens: bytes | None, width: int) -> Embedded:
    codes = None if tokens is None else np.frombuffer(tokens, np.uint8).reshape(-1, width)
    return Embedded(np.frombuffer(vector, np.float32), codes)
