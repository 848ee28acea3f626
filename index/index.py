"""The index: passages found by meaning, by words and by who said them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from corpus import Document, Passage, Refusal
from index.bm25 import Weights, idf
from index.catalogue import Catalogue, Place
from index.embedders import open_embedder
from index.errors import BUILD, IndexDamaged, IndexMismatch
from index.lazy import LinkedSpeakers, StoredDocuments
from index.limits import limited_to
from index.manifest import Manifest, check_files, read_manifest
from index.parts import Found, Parts, Positions, Rows, Scores
from index.segment import Segment
from index.tokens import TokenCosines, turn
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
from index.vectors import sketched
from index.words import terms

Chosen = Sequence[Passage] | Sequence[int] | Positions  # passages, or their positions

KEPT = 20_000  # passages kept in memory once read, some tens of megabytes
PLACES_KEPT = 1_024  # documents whose place is remembered
WORDS_KEPT = 20_000  # whose frequency is remembered
QUESTIONS_KEPT = 64  # whose weights are remembered


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
        segments = [Segment(folder / entry.name) for entry in manifest.segments]
        rows = [entry.rows for entry in manifest.segments]
        self._parts = Parts(segments, rows, manifest.passages, self._catalogue)
        linked = LinkedSpeakers(self._catalogue)
        self._speakers_of = [linked.of(number) for number in range(len(segments))]
        self.passage_at: Callable[[int], Passage] = lru_cache(KEPT)(self._read_passage)
        self._turned: tuple[Vectors | None, Vectors] = None, np.empty((0, manifest.dimension), np.float32)
        # one question asks for these several times
        self._frequency: Callable[[str], int] = lru_cache(WORDS_KEPT)(self._count)
        self._weights: Callable[[str], Weights] = lru_cache(QUESTIONS_KEPT)(self._weigh)
        self._place: Callable[[str], Place] = lru_cache(PLACES_KEPT)(self._find_place)
        self._known: dict[str, int] = {}  # positions by passage id

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

    def position(self, passage_id: str) -> int:
        """The position of a passage. Raises KeyError."""
        known = self._known.get(passage_id)
        return self._find_position(passage_id) if known is None else known

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order. Raises KeyError."""
        return tuple(self.passage_at(position) for position in self.positions_of(document_id))

    def title(self, document_id: str) -> str:
        """The title of a document, whose text is not read. Raises KeyError."""
        return self._place(document_id).entry.title

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
        positions = limited_to(
            self._parts, self._catalogue, set(speakers), set(documents), set(organisations), since, until
        )
        return None if positions is None else Selection(positions)

    # --- search ---

    def search_meaning(self, query: str, limit: int, within: Selection | None = None) -> list[SearchHit]:
        """The passages nearest in meaning; the score is the cosine, -1 to 1."""
        return self.hits(*self.nearest(self.embed_query(query), limit, within))

    def search_words(self, query: str, limit: int, within: Selection | None = None) -> list[SearchHit]:
        """The passages that share words with the query; the score is BM25, above 0."""
        return self.hits(*self.matching(query, limit, within))

    def nearest(self, vector: Vectors, limit: int, within: Selection | None = None) -> Found:
        """Positions and cosines of the passages nearest to a vector, best first."""

        def search(segment: Segment, rows: Rows | None) -> tuple[Rows, Scores]:
            return segment.vectors.search(vector, limit, rows)

        def sketch(segment: Segment, rows: Rows | None) -> tuple[Rows, Scores]:
            return segment.vectors.sketch(vector, sketched(limit), rows)

        if len(self._parts.segments) == 1:
            return self._parts.search(search, within, limit)
        # of all segments together only the nearest are scored again
        near = np.sort(self._parts.search(sketch, within, sketched(limit))[0])
        return self._parts.best(near, self.similarity(vector, near), limit)

    def matching(self, query: str, limit: int, within: Selection | None = None) -> Found:
        """Positions and BM25 scores of the passages that share words with the query, best first."""
        weights, mean_length = self.weights(query), self._parts.mean_length

        def search(segment: Segment, rows: Rows | None) -> tuple[Rows, Scores]:
            return segment.words.search(weights, mean_length, limit, rows)

        return self._parts.search(search, within, limit)

    def similarity(self, query: str | Vectors, passages: Chosen) -> Scores:
        """The cosine of a question, or of a vector, with each of the given passages or positions."""
        vector = self.embed_query(query) if isinstance(query, str) else query
        return self._parts.score(
            self._positions(passages), lambda segment, rows: segment.vectors.scores(vector, rows)
        )

    def similarity_around(self, query: str | Vectors, passages: Chosen) -> Scores:
        """The cosine of a question with what is spoken of around each of the given passages or positions.

        In a transcript it tells the turns of one topic, short ones too; in prose it is ``similarity``.
        """
        vector = self.embed_query(query) if isinstance(query, str) else query
        return self._parts.score(
            self._positions(passages), lambda segment, rows: segment.vectors_around(rows) @ vector
        )

    def word_scores(self, query: str, passages: Chosen) -> Scores:
        """The BM25 score of each of the given passages or positions."""
        return self._word_scores(self.weights(query), passages)

    def frequency(self, word: str) -> int:
        """How many passages hold a word, in any of its forms; of several words the rarest counts."""
        return self._frequency(word)

    def weights(self, query: str) -> Weights:
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
        for number, at, rows in self._parts.chosen(positions):
            found = self._parts.segments[number].facts(rows)
            document[at] = found.document + number * 2**32
            words[at], is_turn[at] = found.words, found.is_turn
        return Facts(document, words, is_turn)

    def token_cosines(self, asked: Vectors, passages: Chosen) -> list[TokenCosines]:
        """How near the words of each passage or position are to the vectors asked, of a question's tokens.

        Of passages, only words that tell something are kept.
        """
        none = TokenCosines(np.empty((len(asked), 0), np.float32), np.empty((0, 2), np.int64))
        found = [none] * len(passages)
        last, turned = self._turned  # taken once: another thread may replace it at any time
        if last is not asked:  # one question is compared with several lists
            turned = turn(asked)
            self._turned = asked, turned
        for number, at, rows in self._parts.chosen(self._positions(passages)):
            cosines = self._parts.segments[number].tokens.cosines(turned, rows)
            for place, each in zip(at.tolist(), cosines, strict=True):
                found[place] = each
        return found

    def vectors_at(self, positions: Sequence[int] | Positions) -> Vectors:
        """The unit vectors of passages, (n, dimension)."""
        wanted = np.asarray(positions, np.int64)
        found = np.empty((len(wanted), self.manifest.dimension), np.float32)
        for number, at, rows in self._parts.chosen(wanted):
            found[at] = self._parts.segments[number].vectors.at(rows)
        return found

    # --- inside ---

    def _count(self, word: str) -> int:
        return min(map(self._parts.frequency, terms(word)), default=0)

    def _weigh(self, query: str) -> Weights:
        size, counts = self._parts.size, Counter(terms(query))
        return {term: count * idf(self._parts.frequency(term), size) for term, count in counts.items()}

    def _word_scores(self, weights: Weights, passages: Chosen) -> Scores:
        mean_length = self._parts.mean_length
        return self._parts.score(
            self._positions(passages),
            lambda segment, rows: segment.words.scores_of(rows, weights, mean_length),
        )

    def _positions(self, passages: Chosen) -> Positions:
        if isinstance(passages, np.ndarray):
            return passages  # thousands, at each question: not one by one
        places = (self.position(p.id) if isinstance(p, Passage) else int(p) for p in passages)
        return np.fromiter(places, np.int64, len(passages))

    def _find_place(self, document_id: str) -> Place:
        """Where a document lies. Raises KeyError."""
        place = self._catalogue.place(document_id)
        if place is None:
            raise KeyError(document_id)
        return place

    def _read_document(self, document_id: str) -> Document:
        place = self._place(document_id)
        return self._parts.segments[place.segment].passages.document(place.number)

    def _read_passage(self, position: int) -> Passage:
        """The passage at a position. Raises IndexError outside the index."""
        number, row = self._parts.place(position)
        passage = self._parts.segments[number].passages.passage(row, self._speakers_of[number])
        self._note(passage.id, position)
        return passage

    def _find_position(self, passage_id: str) -> int:
        """The position of a passage. Raises KeyError."""
        for base, segment in zip(self._parts.bases, self._parts.segments, strict=False):
            row = segment.passages.row(passage_id)
            if row is not None and self._parts.is_alive(int(base) + row):
                self._note(passage_id, int(base) + row)
                return int(base) + row
        raise KeyError(passage_id)

    def _note(self, passage_id: str, position: int) -> None:
        """Remember where a passage is: what was read is soon asked for by its id."""
        if len(self._known) >= KEPT:
            self._known = {}
        if self._parts.is_alive(position):  # a dropped one may have the id of another
            self._known[passage_id] = position
