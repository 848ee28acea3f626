"""The assistant: a question in, ranked attributed passages or a refusal out."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus import Speaker
from index import DocumentEntry, Index, SearchHit, Selection, Vectors
from qa.evidence import measure
from qa.folding import fold, words_of
from qa.highlight import highlights
from qa.namesakes import settle_namesakes
from qa.question import Interpreter
from qa.ranking import CANDIDATES, SCORED_WHOLE, rank
from qa.refusal import (
    Verdict,
    certainty,
    judge,
    missing_event,
    nothing_asked,
    nothing_within,
    strength_of,
    unknown_person,
)
from qa.remarks import remark
from qa.spelling import corrected, misspelt
from qa.tokens import TokenMatcher
from qa.types import Answer, Filters, Hit, Question
from qa.widening import widen

NEAREST_MISSES = 3
INTERPRETERS_KEPT = 64  # of single records: a program may ask about thousands


class Assistant:
    """Answers questions about who said what from one index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._matcher = TokenMatcher(index)
        self._interpreters: dict[tuple[str, ...], Interpreter] = {}

    @classmethod
    def load(cls, folder: Path) -> "Assistant":
        """The assistant of a saved index. Raises IndexMissing, IndexMismatch, IndexDamaged."""
        return cls(Index.load(folder))

    @cached_property
    def interpreter(self) -> Interpreter:
        return self._interpreter_of(())

    def _interpreter_within(self, documents: tuple[str, ...]) -> Interpreter:
        """The interpreter that knows the people of some records only: "the chair" is theirs alone."""
        if not documents:
            return self.interpreter
        if documents not in self._interpreters:
            if len(self._interpreters) >= INTERPRETERS_KEPT:
                self._interpreters.clear()
            self._interpreters[documents] = self._interpreter_of(documents)
        return self._interpreters[documents]

    def _interpreter_of(self, documents: tuple[str, ...]) -> Interpreter:
        chosen = set(documents)
        entries = [e for e in self.index.speakers if not chosen or not chosen.isdisjoint(e.document_ids)]
        return Interpreter(
            [entry.speaker for entry in entries],
            self.index.entries,
            {entry.speaker.id: entry.document_ids for entry in entries},
            self.is_known_word,
        )

    @cached_property
    def _entries(self) -> dict[str, DocumentEntry]:
        return {entry.id: entry for entry in self.index.entries}

    @cached_property
    def _speakers(self) -> dict[str, Speaker]:
        return {entry.speaker.id: entry.speaker for entry in self.index.speakers}

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

        ``speaker`` (an id, or a name in any form a question may use) and ``document`` (an id) are exact
        limits, like ``filters``.
        """
        limits = filters or Filters()
        if document is not None:
            limits = replace(limits, documents=(*limits.documents, document))
        interpreter = self._interpreter_within(limits.documents)
        question = interpreter.understand(text)
        if speaker is not None:
            known = self._speakers.get(speaker)
            named = (known,) if known else interpreter.understand(speaker).speakers
            if not named:
                stranger = unknown_person(
                    replace(question, unknown=(speaker,)), interpreter.names, is_named=False
                )
                return Answer(question, reason=stranger.reason)
            if not known and len({fold(person.name) for person in named}) < len(named):
                question = replace(question, speakers=named)  # namesakes: one of them is taken below
            else:
                limits = replace(limits, speakers=(*limits.speakers, *(person.id for person in named)))
        if not limits.documents:
            limits = replace(limits, documents=question.filters.documents)
        question = self._spelt(replace(question, filters=limits))
        if not words_of(question.text):
            return Answer(question, reason=nothing_asked().reason)
        query = self._query(question)
        vector = self.index.embed_query(query)
        ranked = rank(self.index, question, query, vector, self._selection(question), self._matcher)
        if not limits.speakers:
            question, ranked = settle_namesakes(question, ranked, self._described)
        verdict, others, sure = self._verdict(question, query, vector, ranked, document is not None)
        shown = widen(
            self.index,
            others if verdict and verdict.by_others else ranked,
            NEAREST_MISSES if verdict else limit,
        )
        hits = tuple(self._hit(question, number, hit) for number, hit in enumerate(shown, 1))
        if verdict:
            return Answer(question, (), verdict.reason, hits, sure)
        return Answer(question, hits, certainty=sure)

    def _verdict(
        self,
        question: Question,
        query: str,
        vector: Vectors,
        ranked: Sequence[SearchHit],
        names_record: bool,
    ) -> tuple[Verdict | None, Sequence[SearchHit], float | None]:
        """Why to refuse, if so, who else spoke on the topic, and the certainty where it was weighed."""
        if question.unknown:
            is_named = all(self.is_known_word(word.folded) for word in words_of(question.unknown[0]))
            return unknown_person(question, self.interpreter.names, is_named), (), None
        if question.missing:
            return missing_event(question), (), None
        if not ranked:
            return nothing_within(question), (), None
        evidence = measure(self.index, question, query, vector, ranked, self._matcher)
        sure = certainty(question, evidence, names_record)
        return judge(question, evidence, names_record), evidence.others, sure

    def _spelt(self, question: Question) -> Question:
        """The question with the slips in its topic put right by the words of the passages it may mean."""
        unknown = misspelt(question.topic, self._is_real_word)
        if not unknown:
            return question
        within = self._selection(question)
        positions = np.arange(len(self.index)) if within is None else within.positions
        if len(positions) > SCORED_WHOLE:
            positions, _ = self.index.nearest(self.index.embed_query(question.topic), CANDIDATES, within)
        texts = (self.index.passage_at(int(position)).text for position in positions)
        topic, replaced = corrected(question.topic, unknown, texts)
        notes = tuple(remark("spelt_as", said=said, word=word) for said, word in reversed(replaced.items()))
        return replace(question, topic=topic, notes=(*question.notes, *notes))

    def _described(self, speaker: Speaker) -> str:
        """A speaker's name with role and organisation, or with the records they speak in."""
        facts = [fact for fact in (speaker.role, speaker.organisation) if fact]
        if not facts:
            entry = next((e for e in self.index.speakers if e.speaker.id == speaker.id), None)
            facts = [self._entries[id_].title for id_ in entry.document_ids[:1]] if entry else []
        return f"{speaker.label} ({', '.join(facts)})" if facts else speaker.label

    def is_known_word(self, word: str) -> bool:
        """Whether a word occurs in the corpus, in any of its forms."""
        return self.index.frequency(word) > 0

    def _is_real_word(self, word: str) -> bool:
        """Whether a word is in the corpus, or so common that the encoder knows it as a whole."""
        return self.is_known_word(word) or len(self.index.token_spans(word)) == 1

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
        return Hit(
            rank,
            hit.score,
            passage,
            entry.title,
            entry.date,
            highlights(question, passage),
            strength_of(hit.score),
        )
