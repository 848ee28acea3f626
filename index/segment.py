"""One immutable part of an index: passages, their vectors, their words, and who said them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.bm25 import WordIndex, write_words
from index.context import text_to_find
from index.postings import Postings, Rows, write_postings
from index.rows import mapped
from index.store import PassageStore, Record, write_passages
from index.tokens import Codes, TokenStore, write_tokens
from index.types import Facts, Vectors
from index.vectors import open_vectors, write_vectors

AROUND = "around.npy"
FACTS = "facts.npy"


class Segment:
    """The parts of a segment, each opened memory-mapped; a row is a passage's number in it."""

    def __init__(self, folder: Path) -> None:
        self.passages = PassageStore(folder / "passages.sqlite")
        self.vectors = open_vectors(folder / "vectors")
        self.words = WordIndex.open(folder / "words")
        self.tokens = TokenStore(folder / "tokens", self.vectors.dimension)
        self._facts = mapped(folder / FACTS)
        self._said = Postings.open(folder / "said")
        self._around = mapped(folder / AROUND) if (folder / AROUND).exists() else None

    def said_by(self, speakers: Iterable[int]) -> Rows:
        """The passages that any of these speakers, by number, said; rising."""
        lists = [self._said.rows(number) for number in speakers]
        return np.unique(np.concatenate(lists)) if lists else np.empty(0, np.int32)

    def vectors_around(self, rows: npt.NDArray[np.integer]) -> Vectors:
        """The vectors of what is spoken of around the chosen rows, (n, dimension)."""
        return self.vectors.at(rows) if self._around is None else np.asarray(self._around[rows])

    def facts(self, rows: npt.NDArray[np.integer]) -> Facts:
        """What is known of the chosen rows; a document is its number in this segment."""
        document, words, is_turn = np.asarray(self._facts[rows], np.int64).T
        return Facts(document, words, is_turn.astype(bool))

    def said_count(self, speaker: int) -> int:
        return self._said.size(speaker)

    def __len__(self) -> int:
        return len(self.vectors)


def write_segment(
    folder: Path, records: Sequence[Record], vectors: Vectors, around: Vectors | None, tokens: Sequence[Codes]
) -> None:
    """Store records, the vectors of their passages and of what is around them, and the codes of tokens.

    ``around`` is None where no passage needs what is around it.
    """
    texts = [text_to_find(passage) for r in records for passage in r.passages]
    if not len(texts) == len(vectors) == len(tokens):
        raise ValueError(f"{len(texts)} passages, {len(vectors)} vectors, tokens of {len(tokens)}")
    folder.mkdir(parents=True)
    written = write_passages(folder / "passages.sqlite", records)
    write_vectors(folder / "vectors", vectors)
    write_tokens(folder / "tokens", tokens)
    np.save(
        folder / FACTS, np.array([fact for n, r in enumerate(records) for fact in _facts(n, r)], np.int32)
    )
    if around is not None:
        np.save(folder / AROUND, around)
    write_words(folder / "words", texts)
    said = np.array(written.speakers, np.int64).reshape(-1, 2)
    write_postings(folder / "said", said[:, 0], said[:, 1], written.speaker_count)


def _facts(document: int, record: Record) -> Iterator[tuple[int, int, bool]]:
    """Of each passage the number of its document, how many words it has, and whether it is a turn."""
    for passage in record.passages:
        is_turn = any(said.kind == "turn" for said in passage.attributions)
        yield document, passage.text.count(" ") + 1, is_turn
