"""What can go wrong with an index, each in one line that names what mends it.

IndexError_
├── IndexMissing        there is no index in this folder
├── IndexMismatch       it was built by another model or another version
├── IndexDamaged        a file is gone, cut short or altered
├── BuildRefused        nothing to build from, or no place to build in
└── ModelUnusable       the embedding model is missing, damaged or not what it should be
"""

BUILD = "rapporteur build"


class IndexError_(Exception):  # noqa: N801 - IndexError is Python's own
    """Something about an index, in one line: what was found, what was expected, what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class IndexMissing(IndexError_):
    """There is no index in this folder."""


class IndexMismatch(IndexError_):
    """The index was built by another model or another version of Rapporteur."""


class IndexDamaged(IndexError_):
    """A file of the index is gone, cut short or altered."""


class BuildRefused(IndexError_):
    """There is nothing to build from, or no place to build in; the old index still answers."""


class ModelUnusable(IndexError_):
    """The embedding model is missing, damaged or not what it should be."""
