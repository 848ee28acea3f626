"""What speaks for an answer: the measurements that the refusal weighs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np
import numpy.typing as npt

from corpus import Passage
from index import Index, SearchHit, Vectors
from index.bm25 import idf
from qa.folding import Word, stems_of, words_of
from qa.kinds import holds_kind
from qa.ranking import READ_OF_CAST, candidates, is_collective, is_turn
from qa.tokens import Numbers, TokenMatcher
from qa.types import Question
from qa.wording import is_number, wording

# How many of the best passages are measured: an answer may stand in the second.
MEASURED = 5
SEEN_FIRST = 3
# Nothing in a passage is like a word of the topic below this cosine, and something surely is from the second.
ABSENT, HELD = 0.3, 0.4
# A passage that holds the topic less than this share of how the best does it is about something else: its
# numbers and names answer nothing.
ON_TOPIC = 0.75
# Whoever is said to speak on the topic holds at least this share of it, by its words.
SPEAKS_ON = 0.5
# What is asked for has at most this many words ("which user group member").
LONGEST_NAME = 3
# What is asked for ("which city") is there from this on: "Canada" is 0.49 near to "countries".
FOCUS_HELD = 0.45


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was measured. ``others`` are passages on the topic by people the question does not ask."""

    held: float  # how well a passage and those beside it hold the words of the topic, 0 to 1, weighted by idf
    absent: float  # the share of the topic's words that no record holds and nothing there is like
    least: float  # how well the word that is held worst is held, 0 to HELD: from there on it surely is
    behind: float  # how much more of the topic's words (share of idf) somebody else's passage holds
    outdone: float  # how much better, by meaning, somebody else's passage holds the topic
    words: int  # how many words the question has: of many, some are always put in another way
    lacks_kind: bool  # a number or date is asked for and none stands in the first passages
    lacks_focus: bool  # nothing like what is asked for ("which city") stands in them
    missing: tuple[str, ...] = ()  # the names and numbers among those, as they were written
    others: tuple[SearchHit, ...] = ()


def measure(
    index: Index,
    question: Question,
    query: str,
    vector: Vectors,
    hits: Sequence[SearchHit],
    matcher: TokenMatcher,
) -> Evidence:
    """The evidence of the best hits for a question; ``vector`` is that of the query."""
    weights = topic_weights(index, question)
    own = _own(question, hits)
    first = own[:SEEN_FIRST]
    others = _others(index, question, query, vector) if question.speakers else ()
    coverage = max((covered(passage, weights) for passage in own), default=0.0)
    ahead = max((covered(hit.passage, weights) for hit in others), default=0.0)
    likeness = matcher.similarities(query, first).max(initial=0.0)
    theirs = matcher.similarities(query, [hit.passage for hit in others[:SEEN_FIRST]]).max(initial=0.0)
    matcher.compare_all(query, [near for passage in first for near in (passage, *_beside(index, passage))])
    words = _telling(query)
    rarity = np.array([idf(index.frequency(word.folded), len(index)) for word in words])
    around = [_held_around(index, question, query, passage, matcher) for passage in first]
    held = [_mean(each, rarity) for each in around]
    best = max(held, default=0.0)
    on_topic = [place for place, each in enumerate(held) if each >= ON_TOPIC * best]
    is_unknown = _are_unknown(index, words, first, around)
    unknown = [word for word, is_new in zip(words, is_unknown, strict=True) if is_new]
    return Evidence(
        held=best,
        absent=min(
            (float(((each < ABSENT) & is_unknown).mean()) for each in around if each.size), default=0.0
        ),
        least=max((float(each.min(initial=HELD)) for each in around), default=0.0),
        behind=max(0.0, ahead - coverage),
        outdone=max(0.0, float(theirs - likeness)),
        words=len(words_of(question.text)),
        lacks_kind=not any(holds_kind(matcher.compare(query, first[place]), question) for place in on_topic),
        lacks_focus=_lacks_focus(question, [around[place] for place in on_topic]),
        missing=_nameable(unknown, question),
        others=tuple(hit for hit in others if covered(hit.passage, weights) >= SPEAKS_ON),
    )


def _are_unknown(
    index: Index, words: Sequence[Word], passages: Sequence[Passage], held: Sequence[Numbers]
) -> npt.NDArray[np.bool_]:
    """Which words stand in no record, in none of the titles, and in no other form in the passages."""
    there = np.max([np.zeros(len(words)), *held], axis=0) == 1.0
    titled = {stem for passage in passages for stem in _title(index, passage)}
    told = titled | wording().numerals.keys()  # "two nations" need not be counted in the record
    new = [not {word.stem, word.folded} & told and index.frequency(word.folded) == 0 for word in words]
    unknown: npt.NDArray[np.bool_] = np.array(new, bool) & ~there
    return unknown


def _mean(held: Numbers, weights: Numbers) -> float:
    """The weighted mean; 1 where nothing is asked for."""
    return float(np.average(held, weights=weights)) if weights.sum() > 0 else 1.0


def _held_around(
    index: Index, question: Question, query: str, passage: Passage, matcher: TokenMatcher
) -> Numbers:
    """How well a passage and those right beside it hold each word of the query, 0 to 1.

    Of somebody who is asked, what others say beside their words does not count, but in the turns of a
    transcript it tells what they speak of.
    """
    asked = {speaker.id for speaker in question.speakers}
    around = [passage]
    for beside in _beside(index, passage):
        theirs = {speaker.id for speaker in beside.speakers}
        if not asked or not theirs or asked & theirs or is_turn(passage):
            around.append(beside)
    best: Numbers = np.max([_held(index, query, one, matcher) for one in around], axis=0)
    return best


def _beside(index: Index, passage: Passage) -> list[Passage]:
    position, record = index.position(passage.id), index.positions_of(passage.document_id)
    return [index.passage_at(near) for near in (position - 1, position + 1) if near in record]


def _held(index: Index, query: str, passage: Passage, matcher: TokenMatcher) -> Numbers:
    """How well a passage, its headings or its speaker hold each word of the query.

    A word of the record's title is never missed: it tells which record is meant, not what is said in it.
    """
    words = matcher.compare(query, passage)
    named = stems_of(_names(passage))
    titled = _title(index, passage)
    least = [1.0 if word.stem in named else HELD if word.stem in titled else 0.0 for word in words.asked]
    return np.maximum(words.held(), least)[list(_telling_rows(query))]


def _own(question: Question, hits: Sequence[SearchHit]) -> list[Passage]:
    """The first passages; those of one person asked alone before what a whole group is said to have said."""
    passages = [hit.passage for hit in hits]
    if len(question.speakers) == 1:
        alone = [passage for passage in passages if not is_collective(passage)]
        passages = alone or passages
    return passages[:MEASURED]


def topic_weights(index: Index, question: Question) -> dict[str, float]:
    """The idf of each content word of the topic, by stem."""
    return {word.stem: idf(index.frequency(word.folded), len(index)) for word in _content(question.topic)}


def covered(passage: Passage, weights: dict[str, float]) -> float:
    """The share of the weight of the topic's words that a passage, or what it is called by, holds."""
    total = sum(weights.values())
    if not total:
        return 1.0
    held = {*stems_of(passage.text), *stems_of(_names(passage))}
    return sum(weight for stem, weight in weights.items() if stem in held) / total


def asks_fact(question: Question) -> bool:
    """Whether a detail is asked for, not somebody's statement: "how many ...", "which cluster ..."."""
    if question.speakers or question.wants is not None:
        return not question.speakers
    words, topic = words_of(question.text), words_of(question.topic)
    opens = len(words) > 1 and words[0].folded in ("which", "what")
    return opens and bool(topic) and topic[0].folded == words[1].folded  # "what came up" asks no detail


def _lacks_focus(question: Question, held: Sequence[Numbers]) -> bool:
    """Whether what is asked for ("which city") is not there; numbers and dates have signs of their own."""
    words = _telling(question.topic)
    place = next((i for i, word in enumerate(words) if not is_number(word.text)), None)
    if place is None or not asks_fact(question) or question.wants in ("number", "date"):
        return False
    asks_person = any(word.stem in wording().offices for word in words[place : place + LONGEST_NAME])
    is_generic = asks_person or _content(question.topic)[0].stem in wording().generic_nouns
    return not is_generic and max((one[place] for one in held), default=0.0) < FOCUS_HELD


def _nameable(unknown: Sequence[Word], question: Question) -> tuple[str, ...]:
    """The unknown words a reader is told of: names and numbers.

    That others are missing tells little: the record may say it in other words.
    """
    opening = words_of(question.text)[:1]
    names = [w.text for w in unknown if w.is_capitalised and w.text not in [word.text for word in opening]]
    return tuple(dict.fromkeys([*names, *(w.text for w in unknown if is_number(w.text))]))


def _content(text: str) -> list[Word]:
    return [word for word in words_of(text) if wording().is_content(word)]


def _telling(text: str) -> list[Word]:
    """The content words without those that only name the kind of answer ("which subjects", "what kind of").

    All of them where there are no others.
    """
    words = _content(text)
    return [words[row] for row in _telling_rows(text)]


@lru_cache(maxsize=256)
def _telling_rows(text: str) -> tuple[int, ...]:
    words = _content(text)
    generic = wording().generic_nouns
    return tuple(i for i, word in enumerate(words) if word.stem not in generic) or tuple(range(len(words)))


def _title(index: Index, passage: Passage) -> frozenset[str]:
    """The stems of the title of a passage's record."""
    return frozenset(stems_of(index.title(passage.document_id)))


def _names(passage: Passage) -> str:
    """What a passage stands under: its headings and its speakers."""
    return " ".join((*passage.section, *(speaker.label for speaker in passage.speakers)))


def _others(index: Index, question: Question, query: str, vector: Vectors) -> tuple[SearchHit, ...]:
    """The best passages of the same records that none of the people asked said."""
    within = index.select(documents=question.filters.documents)
    asked = {speaker.id for speaker in question.speakers}
    hits = islice(candidates(index, query, vector, within), READ_OF_CAST)
    theirs = (hit for hit in hits if asked.isdisjoint(speaker.id for speaker in hit.passage.speakers))
    return tuple(islice(theirs, MEASURED))
