"""Who says something and what proves it; a sentence or clause with its voice."""

from dataclasses import dataclass

from corpus.people import Person
from corpus.types import Kind, Span


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something, and what proves it. ``group``: they say it together; its members may be unknown."""

    people: tuple[Person, ...]
    cue: Span | None
    kind: Kind
    confidence: float
    via: Person | None = None
    group: bool = False

    def is_same(self, other: "Voice | None") -> bool:
        return other is not None and self.people == other.people and self.group == other.group


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence or clause with its voice; ``lead`` goes on below a colon; ``introduces`` gets the floor.

    ``goes_on`` is False where the voice ends with the sentence.
    """

    span: Span
    voice: Voice | None = None
    lead: Voice | None = None
    is_narrated: bool = False
    introduces: Person | None = None
    goes_on: bool = True


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or clause with the voice that says it; ``block`` numbers the block it stands in."""

    span: Span
    block: int
    voice: Voice | None = None
    time: str | None = None
