"""Answers as the page shows them: cards, and people side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from corpus import Attribution, Document, Passage, Span, Speaker
from page.markup import as_html, foreign, plain, visible
from page.reading import Block, context_of
from page.scene import Person, Scene
from qa.types import Answer, Hit, Question

COMPARED = 3  # cards of each person, where several stand side by side


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words of a passage, how they were said, and what is needed to quote them."""

    words: Markup
    how: str  # a key of the texts: kind.quoted, ...
    via: str
    citation: str
    href: str  # the record, at this passage


@dataclass(frozen=True, slots=True)
class Card:
    """One passage of an answer with everything that is shown of it."""

    rank: int
    passage_id: str
    people: tuple[Person, ...]
    is_collective: bool
    said: Quotation
    title: Markup
    section: Markup
    date: str
    time: str
    strength: str
    context: tuple[Block, ...]
    wrong_href: str


@dataclass(frozen=True, slots=True)
class Column:
    """What one of several people said."""

    person: Person
    cards: tuple[Card, ...]


def card_of(scene: Scene, hit: Hit) -> Card:
    passage = hit.passage
    document = scene.records.documents[passage.document_id]
    telling = telling_attribution(passage)
    return Card(
        rank=hit.rank,
        passage_id=passage.id,
        people=scene.people(passage.speakers),
        is_collective=telling is not None and telling.kind == "collective",
        said=quotation_of(scene, document, passage, hit.highlights),
        title=foreign(hit.document_title),
        section=section_of(passage),
        date=plain(hit.document_date),
        time=plain(passage.time),
        strength=hit.strength,
        context=context_of(scene, document, passage, hit.highlights),
        wrong_href=scene.address.href(view="evaluate", passage=passage.id),
    )


def quotation_of(scene: Scene, document: Document, passage: Passage, marks: Sequence[Span] = ()) -> Quotation:
    """A passage to be quoted, with the words ``marks`` (offsets into the record) marked."""
    telling = telling_attribution(passage)
    return Quotation(
        words=as_html(document.text, passage.span, marks),
        how=f"kind.{telling.kind}" if telling else "",
        via=plain(telling.via.label) if telling and telling.via else "",
        citation=citation_of(document, passage),
        href=scene.address.fresh(view="records", document=document.id, passage=passage.id),
    )


def section_of(passage: Passage) -> Markup:
    """The headings above a passage as one line; nothing where there are none."""
    parts = [part for part in passage.section if part]
    return foreign(" › ".join(parts)) if parts else Markup()


def telling_attribution(passage: Passage) -> Attribution | None:
    """The attribution to speak of: one that somebody relayed, else the one that covers most of the words."""

    def weight(attribution: Attribution) -> tuple[bool, int]:
        return attribution.via is not None, len(attribution.content)

    return max(passage.attributions, key=weight, default=None)


def citation_of(document: Document, passage: Passage) -> str:
    """Words, speaker, record and what must be said when it is reused, as one line of plain text."""
    words = visible(document.text, passage.span).strip("“”\"' ")
    people = " / ".join(
        ", ".join(part for part in dict.fromkeys((s.label, s.role, s.organisation)) if part)
        for s in passage.speakers
    )
    place = [document.title, *passage.section[-1:], passage.time, document.date, document.publisher]
    via = next((a.via.label for a in passage.attributions if a.via), None)
    relayed = f" (relayed by {via})" if via else ""
    said = f" — {people}{relayed}" if people else ""
    source = ". ".join(part for part in (document.source, document.notice) if part)
    return plain(f"“{words}”{said}. {', '.join(part for part in place if part)}. {source}").strip()


def compared(question: Question) -> tuple[Speaker, ...]:
    """The people who are to stand side by side."""
    return question.speakers if question.compares and len(question.speakers) > 1 else ()


def columns_of(scene: Scene, answer: Answer) -> tuple[Column, ...]:
    """The hits under each person who was asked about, when there are several of them."""
    asked = compared(answer.question)
    return tuple(Column(scene.person(speaker), _column(scene, answer.hits, speaker)) for speaker in asked)


def _column(scene: Scene, hits: Iterable[Hit], speaker: Speaker) -> tuple[Card, ...]:
    """The best of somebody, counted in a column of their own: the topic is the same, so scores compare."""
    theirs = [hit for hit in hits if speaker in hit.passage.speakers]
    theirs = sorted(theirs, key=lambda hit: -hit.score)[:COMPARED]
    return tuple(card_of(scene, replace(hit, rank=rank)) for rank, hit in enumerate(theirs, 1))


def cards_of(scene: Scene, hits: Iterable[Hit]) -> tuple[Card, ...]:
    return tuple(card_of(scene, hit) for hit in hits)


def people_of(scene: Scene, hits: Iterable[Hit]) -> tuple[Person, ...]:
    """Who is in these hits, each once, best first."""
    return scene.people(dict.fromkeys(speaker for hit in hits for speaker in hit.passage.speakers))
