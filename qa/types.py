"""The values of a question and its answer."""

from dataclasses import dataclass
from typing import Literal

from corpus import Passage, Span, Speaker

Strength = Literal["strong", "fair", "weak"]
"""How well a passage answers, in words: scores mean nothing to a reader."""

AnswerType = Literal["number", "date", "place"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the user limits the search to; empty means no limit. Filters are exact."""

    speakers: tuple[str, ...] = ()  # speaker ids
    documents: tuple[str, ...] = ()  # document ids
    organisations: tuple[str, ...] = ()
    since: str | None = None  # ISO dates, both inclusive
    until: str | None = None


@dataclass(frozen=True, slots=True)
class NamedOrganisation:
    """An organisation a question names: as it says it, as the records call it, and who speaks for it."""

    said: str
    name: str
    members: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks: of whom, within what, and about what.

    ``speakers`` is empty when it may be anyone; ``unknown`` holds names it asks about that the corpus
    does not know. ``topic`` is what is left when names and boilerplate are cut, and is what is searched.
    """

    text: str
    topic: str
    speakers: tuple[Speaker, ...] = ()
    unknown: tuple[str, ...] = ()
    preferred: tuple[Speaker, ...] = ()  # people of an organisation it is about: favoured, never a filter
    organisations: tuple[NamedOrganisation, ...] = ()  # whose people are asked or favoured
    mentioned: tuple[Speaker, ...] = ()  # named in the topic ("who agreed with ..."): not the ones asked
    filters: Filters = Filters()
    missing: str | None = None  # an event it limits itself to that the corpus has no record of
    act: str | None = None  # "propose", "criticise", "agree", ... in the words of the lexicon
    asks_who: bool = False
    asks_cast: bool = False  # who the people are or what part they had ("who moderated"), not what they said
    asks_group: bool = False  # "the panellists", "they all", "the speakers"
    is_broad: bool = False  # asks for a whole discussion, not for one statement
    compares: bool = False  # several people side by side
    wants: AnswerType | None = None  # what must stand in the passage: a number, a date, a place
    quoted: tuple[str, ...] = ()  # words between quotation marks, to be found as they are
    language: str = "English"
    notes: tuple[str, ...] = ()  # what was assumed: which namesake, a corrected spelling, the language


@dataclass(frozen=True, slots=True)
class Hit:
    """One ranked passage of an answer.

    ``highlights`` are offsets into the document, inside the passage: the words that answer. It is
    empty when no words stand out.
    """

    rank: int
    score: float
    passage: Passage
    document_title: str
    document_date: str | None = None
    highlights: tuple[Span, ...] = ()
    strength: Strength = "fair"


@dataclass(frozen=True, slots=True)
class Answer:
    """Ranked hits, or a refusal with its reason and the nearest misses. Refusing is a valid answer.

    ``certainty`` is the log-odds that the record holds an answer (below 0 it is refused), None where
    nothing was weighed: the person or the event is unknown.
    """

    question: Question
    hits: tuple[Hit, ...] = ()
    reason: str | None = None
    nearest: tuple[Hit, ...] = ()
    certainty: float | None = None

    @property
    def is_refused(self) -> bool:
        return self.reason is not None
