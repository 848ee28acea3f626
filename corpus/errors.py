"""What can be wrong with a file that should hold a record.

CorpusError
├── BadMetadata             the file "<name>.toml" beside the record
└── UnreadableDocument      the record itself
    ├── MissingDocument     no such file, or a folder where a file was expected
    ├── UnknownFormat       none of the formats that can be read
    ├── EmptyDocument       no words: an empty file, a scan without text
    ├── DamagedDocument     not what its name says it is, or cut short
    ├── LockedDocument      behind a password, or not ours to open
    ├── TooLarge            beyond what is read for one record
    └── DuplicateDocument   another record already has its id
"""

from pathlib import Path


class CorpusError(Exception):
    """Something about a file of the corpus, in one line: what was found, what was expected, what to do."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = " ".join(reason.split())
        super().__init__(f"{path}: {self.reason}")


class BadMetadata(CorpusError):
    """The metadata beside a record cannot be used."""


class UnreadableDocument(CorpusError):
    """A file cannot be read as a record."""


class MissingDocument(UnreadableDocument):
    """There is no such file, or it is not a file."""


class UnknownFormat(UnreadableDocument):
    """The file is none of the formats that can be read."""


class EmptyDocument(UnreadableDocument):
    """The file holds no words."""


class DamagedDocument(UnreadableDocument):
    """The file is not what its name says it is, or is cut short."""


class LockedDocument(UnreadableDocument):
    """The file may not be opened: a password or a permission is missing."""


class TooLarge(UnreadableDocument):
    """The file is larger than any record of an event."""


class DuplicateDocument(UnreadableDocument):
    """Another record that was read before has the same id."""
