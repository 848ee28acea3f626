"""The assistant: a question in, ranked attributed passages or a refusal out."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np

from index import DocumentEntry, Index, SearchHit, Selection, Vectors
from qa.evidence import measure
from qa.folding import words_of
from qa.highlight import highlights
from qa.question import Interpreter
from qa.ranking import CANDIDATES, SCORED_WHOLE, rank
from qa.refusal import (
    Verdict,
    judge,
    missing_event,
    nothing_asked,
    nothing_within,
    strength_of,
    unknown_person,
)
from qa.spelling import corrected, misspelt
from qa.types import Answer, Filters, Hit, Question
from qa.widening import widen

NEAREST_MISSES = 3


class Assistant:
    """Answers questions about who said what from one index."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @classmethod
    def load(cls, folder: Path) -> "Assistant":
        """The assistant of a saved index. Raises IndexMissing, IndexMismatch, IndexDamaged."""
        return cls(Index.load(folder))

    @cached_property
    def interpreter(self) -> Interpreter:
        return Interpreter(
            [entry.speaker for entry in self.index.speakers],
            self.index.entries,
            {entry.speaker.id: entry.document_ids for entry in self.index.speakers},
            self.is_known_word,
        )

    @cached_property
    def _entries(self) -> dict[str, DocumentEntry]:
        return {entry.id: entry for entry in self.index.entries}

    def ask(
        self,
        text: str,
        *,
        limit: int = 5,
        speaker: str | None = None,
        document: str | None = None,
        filters: Filters | None = None,
    ) -> Answer:
        """The answer to a question, or a refusal that says why and what came nearest.

        ``speaker`` (a name, in any form a question may use) and ``document`` (an id) are exact limits, like ``filters``.
        """
        question = self.interpreter.understand(text)
        question = self._spelt(self._limited(question, speaker, document, filters))
        if not words_of(question.text):
            return Answer(question, reason=nothing_asked().reason)
        query = self._query(question)
        vector = self.index.embed_query(query)
        ranked = rank(self.index, question, query, vector, self._selection(question))
        verdict, others = self._verdict(question, query, vector, ranked, document is not None)
        shown = widen(self.index, others if verdict and verdict.by_others else ranked, NEAREST_MISSES if verdict else limit)
        hits = tuple(self._hit(question, number, hit) for number, hit in enumerate(shown, 1))
        return Answer(question, (), verdict.reason, hits) if verdict else Answer(question, hits)

    def _verdict(
        self,
        question: Question,
        query: str,
        vector: Vectors,
        ranked: Sequence[SearchHit],
        names_record: bool,
    ) -> tuple[Verdict | None, Sequence[SearchHit]]:
        """Why to refuse, if so, and who else spoke on the topic."""
        if question.unknown:
            is_named = all(self.is_known_word(word.folded) for word in words_of(question.unknown[0]))
            return unknown_person(question, self.interpreter.names, is_named), ()
        if question.missing:
            return missing_event(question), ()
        if not ranked:
            return nothing_within(question), ()
        evidence = measure(self.index, question, query, vector, ranked)
        return judge(question, evidence, names_record), evidence.others

    def _limited(
        self, question: Question, speaker: str | None, document: str | None, filters: Filters | None
    ) -> Question:
        limits = replace(filters or Filters())
        if document is not None:
            limits = replace(limits, documents=(*limits.documents, document))
        if not limits.documents:
            limits = replace(limits, documents=question.filters.documents)
        if speaker is not None:
            named = self.interpreter.understand(speaker)
            limits = replace(limits, speakers=(*limits.speakers, *(s.id for s in named.speakers)))
        return replace(question, filters=limits)

    def _spelt(self, question: Question) -> Question:
        """The question with the slips in its topic put right by the words of the passages it may mean."""
        unknown = misspelt(question.topic, self.is_known_word)
        if not unknown:
            return question
        within = self._selection(question)
        positions = np.arange(len(self.index)) if within is None else within.positions
        if len(positions) > SCORED_WHOLE:
            positions, _ = self.index.nearest(self.index.embed_query(question.topic), CANDIDATES, within)
        texts = (self.index.passage_at(int(position)).text for position in positions)
        topic, replaced = corrected(question.topic, unknown, texts)
        notes = tuple(f"Read “{written}” as “{word}”." for written, word in reversed(replaced.items()))
        return replace(question, topic=topic, notes=(*question.notes, *notes))

    def is_known_word(self, word: str) -> bool:
        """Whether a word occurs in the corpus, in any of its forms."""
        return self.index.frequency(word) > 0

    def _selection(self, question: Question) -> Selection | None:
        limits = question.filters
        speakers = limits.speakers or tuple(speaker.id for speaker in question.speakers)
        return self.index.select(
            speakers=speakers,
            documents=limits.documents,
            organisations=limits.organisations,
            since=limits.since,
            until=limits.until,
        )

    def _query(self, question: Question) -> str:
        return question.topic or question.act or question.text

    def _hit(self, question: Question, rank: int, hit: SearchHit) -> Hit:
        passage = hit.passage
        entry = self._entries[passage.document_id]
        return Hit(rank, hit.score, passage, entry.title, entry.date, highlights(question, passage), strength_of(hit.score))
