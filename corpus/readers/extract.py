"""What goes into a reader and what comes out of it."""

from dataclasses import dataclass, field
from pathlib import Path

from corpus.metadata import Metadata


@dataclass(frozen=True, slots=True)
class File:
    """A file as it lies on the disk; ``path`` is for its name and for messages, never opened again."""

    path: Path
    data: bytes


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a record and what its format itself says about it.

    Of plain text and Markdown ``text`` is the decoded file, character for character. Of every other
    format it is light Markdown: ``#`` headings, ``- `` and ``1. `` items, ``| a | b |`` table rows,
    ``> `` quotes, and ``Name [00:12:03]: words`` for a labelled turn, blocks apart by an empty line.
    """

    text: str
    metadata: Metadata = field(default_factory=Metadata)
