"""What the engine found in a document and why: what a secretariat reads before it trusts a record."""

from dataclasses import dataclass

from corpus.attribution import attribute
from corpus.passages import passages_of
from corpus.people import Person
from corpus.rules import Rules
from corpus.speakers import speaker_of
from corpus.types import Document, Passage, Span, Speaker


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Somebody the document names, every spelling and short form of theirs, and where it first names them.

    ``speaks`` says whether any of its words were found to be theirs.
    """

    speaker: Speaker
    variants: tuple[str, ...]
    evidence: Span | None
    speaks: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """The people of a document, those who speak first, and its passages in reading order."""

    people: tuple[PersonFound, ...]
    passages: tuple[Passage, ...]


def explain(document: Document, rules: Rules | None = None) -> Explanation:
    """Read a document and tell who was found in it; the passages are those of ``split_document``."""
    attributed = attribute(document.text, rules or Rules())
    passages = passages_of(document, attributed)
    speaking = {id(p) for unit in attributed.units if unit.voice for p in unit.voice.people}
    people = list({id(p): p for p in attributed.cast.people}.values())
    people += [
        p
        for p in {id(p): p for u in attributed.units if u.voice for p in u.voice.people}.values()
        if not any(p is known for known in people)
    ]
    found = [
        PersonFound(
            speaker_of(person, document.id),
            tuple(sorted(person.variants | person.aliases)),
            _first_mention(document.text, person),
            id(person) in speaking,
        )
        for person in people
    ]
    return Explanation(tuple(sorted(found, key=lambda f: not f.speaks)), passages)


def _first_mention(text: str, person: Person) -> Span | None:
    names = person.variants or {person.organisation or person.role or ""}
    for name in sorted(names, key=len, reverse=True):
        at = text.find(name) if name else -1
        if at >= 0:
            return Span(at, at + len(name))
    return None
