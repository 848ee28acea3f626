"""Documents and speakers that stay on disk until they are asked for."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from corpus import Document, Speaker
from index.catalogue import Catalogue


class LinkedSpeakers:
    """The speakers of all segments as the whole corpus knows them; each is read when asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._numbers = cache(catalogue.speakers_of)
        self._speaker = cache(catalogue.speaker)

    def of(self, segment: int) -> Callable[[int], Speaker]:
        """Names the speakers of a segment by their number in it."""
        return lambda local: self._speaker(int(self._numbers(segment)[local]))


class StoredDocuments(Mapping[str, Document]):
    """Documents by id; the texts stay on disk, but for those of late."""

    def __init__(self, ids: list[str], read: Callable[[str], Document]) -> None:
        self._ids = dict.fromkeys(ids)
        self._read = lru_cache(64)(read)

    def __getitem__(self, document_id: str) -> Document:
        return self._read(document_id)

    def __contains__(self, document_id: object) -> bool:
        return document_id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
