"""The index: passages found by meaning, by words and by who said them."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus import Document, Passage, Refusal
from index.bm25 import idf
from index.catalogue import Catalogue, Place
from index.context import plain
from index.embedders import open_embedder
from index.errors import BUILD, IndexDamaged, IndexMismatch
from index.lazy import SegmentSpeakers, StoredDocuments
from index.manifest import Manifest, check_files, read_manifest
from index.segment import Segment
from index.tokens import telling_tokens
from index.types import (
    DocumentEntry,
    Embedder,
    Facts,
    Progress,
    SearchHit,
    Selection,
    Spans,
    SpeakerEntry,
    Vectors,
)
from index.vectors import highest
from index.words import terms

Positions = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Found = tuple[Positions, Scores]
Part = tuple[int, npt.NDArray[np.int32] | None]  # a segment by number, and the rows of it; None for all

DECIMALS = 6  # scores that agree so far are equal: what is left is the order of the sums
KEPT = 20_000  # passages kept in memory once read, some tens of megabytes


class Index:
    """Passages on disk, ready to be searched.

    A position is a passage's place in the whole index; the passages of a document have adjacent
    positions in reading order. Scores rise with relevance and are comparable only inside one list.
    Equal scores come in the order of positions.
    """

    def __init__(self, folder: Path, manifest: Manifest, embedder: Embedder) -> None:
        self.folder = folder
        self.manifest = manifest
        self.embedder = embedder
        self._catalogue = Catalogue(folder / manifest.catalogue)
        self._segments = [Segment(folder / entry.name) for entry in manifest.segments]
        self._bases = np.cumsum([0, *(entry.rows for entry in manifest.segments)])
        self._speakers_of = [SegmentSpeakers(self._catalogue, i) for i in range(len(self._segments))]
        self._limited: tuple[Selection | None, list[Part]] = None, []
        self.passage_at: Callable[[int], Passage] = lru_cache(KEPT)(self._read_passage)
        self.position: Callable[[str], int] = lru_cache(KEPT)(self._find_position)
        self._frequency: Callable[[str], int] = lru_cache(KEPT)(self._count)

    @classmethod
    def build(
        cls,
        paths: Path | Iterable[Path],
        folder: Path,
        embedder: Embedder | None = None,
        progress: Progress | None = None,
        refuse: Callable[[Refusal], None] | None = None,
    ) -> "Index":
        """Build the index of files and folders in ``folder``; only what changed is embedded again.

        ``refuse`` is called for every file that is no record. The old index answers until the new one
        is whole. Raises BuildRefused, ModelUnusable.
        """
        from index.build import build

        manifest = build(paths, folder, embedder, progress, refuse)
        return cls.load(folder, None if manifest.encoder else embedder)

    @classmethod
    def load(cls, folder: Path, embedder: Embedder | None = None) -> "Index":
        """Open an index. ``embedder`` is by default the one that built it, in its lightest form.

        Raises IndexMissing, IndexMismatch, IndexDamaged, ModelUnusable.
        """
        manifest = read_manifest(folder)
        check_files(folder, manifest)
        if embedder is None:
            embedder = open_embedder(folder, manifest)
        if embedder.name != manifest.model:
            raise IndexMismatch(
                f"the index in {folder} was built with {manifest.model}, not {embedder.name}; run: {BUILD}"
            )
        try:
            return cls(folder, manifest, embedder)
        except Exception as error:  # whatever a library says of a file that is not what it was
            raise IndexDamaged(f"the index in {folder} cannot be opened ({error}); run: {BUILD}") from error

    @staticmethod
    def document_ids(folder: Path) -> list[str]:
        """The ids of the documents an index holds, in reading order, without opening its model.

        Raises IndexMissing, IndexMismatch, IndexDamaged.
        """
        manifest = read_manifest(folder)
        check_files(folder, manifest)
        catalogue = Catalogue(folder / manifest.catalogue)
        try:
            return catalogue.ids()
        finally:
            catalogue.close()

    def __len__(self) -> int:
        return self.manifest.passages

    @property
    def is_light(self) -> bool:
        """Whether questions run without PyTorch; where not, the first one takes seconds."""
        return self.manifest.encoder is not None

    # --- what is in the index ---

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Documents by id, in reading order; a text is read when it is asked for."""
        return StoredDocuments(self._catalogue.ids(), self._read_document)

    @cached_property
    def entries(self) -> tuple[DocumentEntry, ...]:
        """What is known of all documents without reading a text, in reading order."""
        return tuple(place.entry for place in self._catalogue.places())

    @cached_property
    def speakers(self) -> tuple[SpeakerEntry, ...]:
        """Everybody who speaks, most passages first."""
        return self._catalogue.speakers()

    def passage(self, passage_id: str) -> Passage:
        """The passage of this id. Raises KeyError."""
        return self.passage_at(self.position(passage_id))

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order. Raises KeyError."""
        return tuple(self.passage_at(position) for position in self.positions_of(document_id))

    def positions_of(self, document_id: str) -> range:
        """The positions of a document's passages. Raises KeyError."""
        place = self._place(document_id)
        return range(place.first, place.first + place.entry.passages)

    # --- limits ---

    def select(
        self,
        speakers: Iterable[str] = (),
        documents: Iterable[str] = (),
        organisations: Iterable[str] = (),
        since: str | None = None,
        until: str | None = None,
    ) -> Selection | None:
        """The passages that meet every limit given; None when no limit is given.

        ``speakers`` and ``documents`` are ids, any of which will do; ``organisations`` are those of a
        passage's speaker, written as in the corpus; ISO dates are inclusive, and a date that is known
        to the month or year alone is inside when any day of it is. A document without a date is
        outside every limit of dates.
        """
        limits = []
        if speakers := set(speakers):
            limits.append(self._said(pair for id_ in speakers for pair in self._catalogue.said_by(id_)))
        if organisations := {name.casefold() for name in organisations}:
            limits.append(self._said(self._catalogue.said_for(organisations)))
        if documents := set(documents):
            places = (self._catalogue.place(id_) for id_ in documents)
            limits.append(_ranges(place for place in places if place))
        if since or until:
            limits.append(
                _ranges(p for p in self._catalogue.places() if _is_within(p.entry.date, since, until))
            )
        if not limits:
            return None
        positions = limits[0]
        for other in limits[1:]:
            positions = np.intersect1d(positions, other, assume_unique=True)
        return Selection(self._alive(positions))

    # --- search ---

    def search_meaning(self, query: str, limit: int, within: Selection | None = None) -> list[SearchHit]:
        """The passages nearest in meaning; the score is the cosine, -1 to 1."""
        return self.hits(*self.nearest(self.embed_query(query), limit, within))

    def search_words(self, query: str, limit: int, within: Selection | None = None) -> list[SearchHit]:
        """The passages that share words with the query; the score is BM25, above 0."""
        return self.hits(*self.matching(query, limit, within))

    def nearest(self, vector: Vectors, limit: int, within: Selection | None = None) -> Found:
        """Positions and cosines of the passages nearest to a vector, best first."""

        def search(part: Part) -> Found:
            number, rows = part
            found, scores = self._segments[number].vectors.search(vector, limit, rows)
            return found + self._bases[number], scores

        parts = self._rows(within)
        found = map(search, parts) if len(parts) == 1 else self._threads.map(search, parts)
        return self._best(list(found), limit)

    def matching(self, query: str, limit: int, within: Selection | None = None) -> Found:
        """Positions and BM25 scores of the passages that share words with the query, best first."""
        weights = self._weights(query)
        parts = []
        for number, rows in self._rows(within):
            words = self._segments[number].words
            if rows is None:
                rows, scores = words.search(weights, self._mean_length, limit)
            else:
                scores = words.scores_of(rows, weights, self._mean_length)
                best = highest(scores, limit)
                best = best[scores[best] > 0]
                rows, scores = rows[best], scores[best]
            parts.append((rows + self._bases[number], scores))
        return self._best(parts, limit)

    def similarity(
        self, query: str | Vectors, passages: Sequence[Passage] | Sequence[int] | Positions
    ) -> Scores:
        """The cosine of a question, or of a vector, with each of the given passages or positions."""
        vector = self.embed_query(query) if isinstance(query, str) else query
        return self._score(passages, lambda segment, rows: segment.vectors.scores(vector, rows))

    def similarity_around(
        self, query: str | Vectors, passages: Sequence[Passage] | Sequence[int] | Positions
    ) -> Scores:
        """The cosine of a question with what is spoken of around each of the given passages or positions.

        In a transcript it tells the turns of one topic, short ones too; in prose it is ``similarity``.
        """
        vector = self.embed_query(query) if isinstance(query, str) else query
        return self._score(
            passages, lambda segment, rows: np.asarray(segment.vectors_around(rows) @ vector, np.float32)
        )

    def word_scores(self, query: str, passages: Sequence[Passage] | Sequence[int] | Positions) -> Scores:
        """The BM25 score of each of the given passages or positions."""
        weights = self._weights(query)
        return self._score(
            passages, lambda segment, rows: segment.words.scores_of(rows, weights, self._mean_length)
        )

    def term_shares(self, query: str, passages: Sequence[Passage] | Sequence[int] | Positions) -> Scores:
        """How far each passage holds each term of a query, (terms, n), in the order of ``weights``.

        From 0 for a term that is not there towards 1 for one that fills the passage; weighted and summed
        over the terms it is ``word_scores``.
        """
        found = np.zeros((len(self._weights(query)), len(passages)), np.float32)
        for number, term in enumerate(self._weights(query)):
            found[number] = self._term_share(term, passages)
        return found

    def _term_share(self, term: str, passages: Sequence[Passage] | Sequence[int] | Positions) -> Scores:
        only = {term: 1.0}
        return self._score(
            passages, lambda segment, rows: segment.words.scores_of(rows, only, self._mean_length)
        )

    def frequency(self, word: str) -> int:
        """How many passages hold a word, in any of its forms; of several words the rarest counts."""
        return min(map(self._frequency, terms(word)), default=0)

    def weights(self, query: str) -> dict[str, float]:
        """The weight of each term of a query; their sum is the most that BM25 can reach."""
        return self._weights(query)

    def hits(self, positions: Iterable[int], scores: Iterable[float]) -> list[SearchHit]:
        """The passages at these positions with their scores."""
        pairs = zip(positions, scores, strict=True)
        return [SearchHit(self.passage_at(int(position)), float(score)) for position, score in pairs]

    def embed_query(self, text: str) -> Vectors:
        """The unit vector of a question, (dimension,)."""
        return self.embedder.embed_query(text)

    def token_vectors(self, texts: Sequence[str]) -> list[Vectors]:
        """The unit vectors of every token of each text, (tokens, dimension), to compare word by word."""
        return self.embedder.embed_tokens(texts)

    def token_spans(self, text: str) -> Spans:
        """Which characters of a text each of its token vectors stands for."""
        return self.embedder.token_spans(text)

    def facts(self, positions: Positions) -> Facts:
        """What is known of the passages at these positions without reading them."""
        document, words = np.empty((2, len(positions)), np.int64)
        is_turn = np.empty(len(positions), bool)
        for number, at in self._by_segment(positions):
            found = self._segments[number].facts(positions[at] - self._bases[number])
            document[at] = found.document + number * 2**32
            words[at], is_turn[at] = found.words, found.is_turn
        return Facts(document, words, is_turn)

    def best_tokens(self, asked: Vectors, passages: Sequence[Passage] | Sequence[int] | Positions) -> Vectors:
        """The best cosine that each of the vectors asked finds among the words of each passage, (n, asked).

        ``asked`` are those of a question's tokens; of passages, only words that tell something are kept.
        """
        wanted = self._positions(passages)
        found = np.zeros((len(wanted), len(asked)), np.float32)
        for number, at in self._by_segment(wanted):
            found[at] = self._segments[number].tokens.best(asked, wanted[at] - self._bases[number])
        return found

    def token_cosines(self, asked: Vectors, passage: Passage) -> tuple[Vectors, Spans]:
        """The cosine of each of the vectors asked with each kept token of a passage, (asked, tokens).

        And which characters of ``plain(passage.text)`` each token stands for.
        """
        wanted = self._positions([passage])
        ((number, _),) = self._by_segment(wanted)
        cosines, _ = self._segments[number].tokens.cosines(asked, wanted - self._bases[number])
        text = plain(passage.text)
        spans = self.token_spans(text)
        kept = telling_tokens(text, 0, spans)[: len(cosines)]
        return cosines[: len(kept)].T, [spans[token] for token in kept]

    def vectors_at(self, positions: Sequence[int] | Positions) -> Vectors:
        """The unit vectors of passages, (n, dimension)."""
        wanted = np.asarray(positions, np.int64)
        found = np.empty((len(wanted), self.manifest.dimension), np.float32)
        for number, at in self._by_segment(wanted):
            rows = wanted[at] - self._bases[number]
            found[at] = self._segments[number].vectors.at(rows)
        return found

    # --- inside ---

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        """Segments are searched side by side: FAISS needs no lock."""
        return ThreadPoolExecutor(os.cpu_count() or 1, "segment")

    @cached_property
    def _dead(self) -> bool:
        """Whether some rows belong to documents that were dropped since their segment was written."""
        return int(self._bases[-1]) != self.manifest.passages

    @cached_property
    def _living(self) -> Selection:
        """Everything that was not dropped."""
        return Selection(_ranges(self._catalogue.places()))

    def _alive(self, positions: Positions) -> Positions:
        return (
            np.intersect1d(positions, self._living.positions, assume_unique=True) if self._dead else positions
        )

    def _best(self, parts: list[Found], limit: int) -> Found:
        """The best of all segments: score descending, then by document and place in it."""
        if not parts:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        positions = np.concatenate([found for found, _ in parts]).astype(np.int64)
        scores = np.concatenate([scores for _, scores in parts])
        order = np.lexsort((self._reading_order(positions), -np.round(scores, DECIMALS)))[:limit]
        return positions[order], scores[order]

    def _reading_order(self, positions: Positions) -> Positions:
        """Numbers that rise with the document's id and the place in it, however the index has grown."""
        if len(self._segments) == 1:
            return positions  # a segment is written in this order
        firsts, ranks = self._document_ranks
        return ranks[np.searchsorted(firsts, positions, side="right") - 1] * 2**32 + positions

    @cached_property
    def _document_ranks(self) -> tuple[Positions, Positions]:
        """The first position of each document, rising, and the rank of its id among all ids."""
        places = sorted((place.first, place.entry.id) for place in self._catalogue.places())
        ranks = np.argsort(np.argsort([id_ for _, id_ in places]))
        return np.array([first for first, _ in places], np.int64), ranks.astype(np.int64)

    @cached_property
    def _mean_length(self) -> float:
        total = sum(segment.words.total_length for segment in self._segments)
        return max(total / max(int(self._bases[-1]), 1), 1.0)

    def _weights(self, query: str) -> dict[str, float]:
        """The weight of each term of the query: its idf over the whole corpus times its count."""
        size = int(self._bases[-1])
        return {
            term: count * idf(self._frequency(term), size) for term, count in Counter(terms(query)).items()
        }

    def _count(self, term: str) -> int:
        """How many passages hold a term."""
        return sum(segment.words.frequency(term) for segment in self._segments)

    def _rows(self, within: Selection | None) -> list[Part]:
        """The segments to search and their rows; None for all rows."""
        if within is None and not self._dead:
            return [(number, None) for number in range(len(self._segments))]
        selection = self._living if within is None else within
        limited = self._limited  # taken once: another thread may replace it at any time
        if limited[0] is not selection:  # one question searches the same passages several times
            limited = self._limited = selection, self._split(selection.positions)
        return limited[1]

    def _split(self, positions: Positions) -> list[Part]:
        """The rows of each segment that hold the positions."""
        cuts = pairwise(np.searchsorted(positions, self._bases))
        return [
            (
                number,
                None
                if end - start == rows
                else (positions[start:end] - self._bases[number]).astype(np.int32),
            )
            for number, ((start, end), rows) in enumerate(zip(cuts, np.diff(self._bases), strict=True))
            if start < end
        ]

    def _by_segment(self, positions: Positions) -> Iterator[tuple[int, npt.NDArray[np.intp]]]:
        """The segments the positions lie in, and which of the positions."""
        owners = np.searchsorted(self._bases, positions, side="right") - 1
        for number in np.unique(owners):
            yield int(number), np.flatnonzero(owners == number)

    def _score(
        self,
        passages: Sequence[Passage] | Sequence[int] | Positions,
        score: Callable[[Segment, npt.NDArray[np.int32]], Scores],
    ) -> Scores:
        wanted = self._positions(passages)
        found = np.empty(len(wanted), np.float32)
        for number, at in self._by_segment(wanted):
            rows = (wanted[at] - self._bases[number]).astype(np.int32)
            found[at] = score(self._segments[number], rows)
        return found

    def _positions(self, passages: Sequence[Passage] | Sequence[int] | Positions) -> Positions:
        if isinstance(passages, np.ndarray):
            return passages  # thousands, at each question: not one by one
        places = (self.position(p.id) if isinstance(p, Passage) else int(p) for p in passages)
        return np.fromiter(places, np.int64, len(passages))

    def _said(self, speakers: Iterable[tuple[int, int]]) -> Positions:
        """The positions of what any of the speakers, given by segment and number, said; rising."""
        numbers: dict[int, list[int]] = {}
        for segment, number in speakers:
            numbers.setdefault(segment, []).append(number)
        parts = [self._segments[n].said_by(found) + self._bases[n] for n, found in sorted(numbers.items())]
        return np.concatenate(parts) if parts else np.empty(0, np.int64)

    def _place(self, document_id: str) -> Place:
        place = self._catalogue.place(document_id)
        if place is None:
            raise KeyError(document_id)
        return place

    def _read_document(self, document_id: str) -> Document:
        place = self._place(document_id)
        return self._segments[place.segment].passages.document(place.number)

    def _read_passage(self, position: int) -> Passage:
        """The passage at a position. Raises IndexError outside the index."""
        if not 0 <= position < self._bases[-1]:
            raise IndexError(position)
        number = int(np.searchsorted(self._bases, position, side="right")) - 1
        row = position - int(self._bases[number])
        return self._segments[number].passages.passage(row, self._speakers_of[number])

    def _find_position(self, passage_id: str) -> int:
        """The position of a passage. Raises KeyError."""
        for number, segment in enumerate(self._segments):
            row = segment.passages.row(passage_id)
            if row is not None and (not self._dead or self._is_live(int(self._bases[number]) + row)):
                return int(self._bases[number]) + row
        raise KeyError(passage_id)

    def _is_live(self, position: int) -> bool:
        live = self._living.positions
        at = int(np.searchsorted(live, position))
        return at < len(live) and int(live[at]) == position


def _ranges(places: Iterable[Place]) -> Positions:
    """The positions of documents, rising."""
    found = sorted((p.first, p.first + p.entry.passages) for p in places)
    parts = [np.arange(start, end, dtype=np.int64) for start, end in found]
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def _is_within(date: str | None, since: str | None, until: str | None) -> bool:
    if not date:
        return False
    # "2024" is all of 2024: as a start it precedes all its days, with a "~" it follows them
    return (not since or date + "~" >= since) and (not until or date <= until + "~")
