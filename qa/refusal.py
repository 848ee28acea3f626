"""Whether the record holds the answer, and if not, what is missing."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus import Speaker
from index import Index
from index.types import SearchHit
from qa.folding import stems_of, words_of
from qa.names import NameBook
from qa.types import Question, Strength
from qa.wording import is_number, wording

# Below this many a question's words are no topic to be measured.
STRONG, FAIR = 0.55, 0.35


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer: each 0 to 1, higher is better."""

    meaning: float  # the best cosine
    coverage: float  # the share of the topic's weight that the best passage holds
    kind: float  # whether what is asked for (a number, a date) stands there


def judge(index: Index, names: NameBook, question: Question, hits: Sequence[SearchHit], meaning: float) -> str | None:
    """The reason for a refusal in plain words, or None when the record holds an answer."""
    if not words_of(question.text):
        return "There is no question to answer. Ask, for example, what somebody said about a topic."
    if question.unknown:
        return unknown_person(question, names)
    if not hits:
        return _no_words(question)
    return None


def unknown_person(question: Question, names: NameBook) -> str:
    name = question.unknown[0]
    closest = names.closest(name)
    hint = f" The closest name is {closest[0].label}." if closest else ""
    return f"Nobody called {name} speaks in the records.{hint}"


def _no_words(question: Question) -> str:
    if question.speakers:
        return f"The records hold no words of {' or '.join(s.label for s in question.speakers)} within these limits."
    return "The records hold nothing within these limits."


def strength_of(score: float) -> Strength:
    return "strong" if score >= STRONG else "fair" if score >= FAIR else "weak"
