"""Whom a text has spoken of so far, and what a mention stands for."""

from dataclasses import dataclass, field
from typing import Literal

from corpus.people import Person

ReferentKind = Literal["person", "collective", "anonymous", "thing", "unknown"]
FORGOTTEN_AFTER = 3  # paragraphs that name nobody


@dataclass(frozen=True, slots=True)
class Referent:
    """What a mention stands for. ``people`` has several members for a joint one; none if they are unknown."""

    kind: ReferentKind
    people: tuple[Person, ...] = ()
    confidence: float = 1.0


SOMEBODY = Person("")
"""Somebody whom the record does not name; a pronoun may mean them and then means nobody."""
NOBODY = Referent("unknown")
ANONYMOUS = Referent("anonymous")
THING = Referent("thing")


@dataclass(slots=True)
class Discourse:
    """Who has been spoken of so far: the last speakers and the people last named as a subject."""

    salient: list[Person] = field(default_factory=list)  # of this paragraph, the latest last
    before: list[Person] = field(default_factory=list)  # of the paragraph before
    aside: list[Person] = field(default_factory=list)  # of this paragraph, named but no subject
    age: int = 0  # how many paragraphs ago ``before`` was spoken of
    group: tuple[Person, ...] | None = None  # the last that spoke together; empty: unknown members
    group_is_fresh: bool = False  # whether it spoke in this paragraph
    scope: Person | None = None  # whose section or talk this is
    kept: int = 0  # how many of ``salient`` are from the lines before
    holder: Person | None = None  # whose list item this is: a pronoun means them first

    def mention(self, *people: Person) -> None:
        for person in people:
            if person in self.salient:
                self.kept -= self.salient.index(person) < self.kept
                self.salient.remove(person)
            self.salient.append(person)

    def next_paragraph(self, *, keep: bool) -> None:
        """A new paragraph: what the last one spoke of fades, but stays where the two belong together."""
        if self.salient:
            self.before, self.age = list(self.salient), 0
        self.age += 1
        if self.age > FORGOTTEN_AFTER:
            self.before = []
        self.kept = len(self.salient) if keep else 0
        if not keep:
            self.salient = []
            self.group, self.group_is_fresh = (self.group if self.group_is_fresh else None), False
        self.aside = []

    def next_section(self) -> None:
        self.salient, self.before, self.aside, self.age, self.group = [], [], [], 0, None
        self.kept = 0
