"""Documents and speakers that stay on disk until they are asked for."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from corpus import Document, Speaker
from index.catalogue import Catalogue


class SegmentSpeakers(dict[int, Speaker]):
    """The speakers of a segment by number, as the whole corpus knows them; read when asked for."""

    def __init__(self, catalogue: Catalogue, segment: int) -> None:
        super().__init__()
        self._catalogue, self._segment = catalogue, segment

    def __missing__(self, number: int) -> Speaker:
        self[number] = speaker = self._catalogue.speaker_of(self._segment, number)
        return speaker


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
