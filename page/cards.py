"""Answers as the page shows them: cards, chips of what was understood, people side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from corpus import Attribution, Document, Passage, Speaker
from page.markup import as_html, foreign, plain, visible
from page.reading import Block, context_of
from page.scene import Person, Scene
from qa.types import Answer, Hit, Question

MOST_CORRECTIONS = 40  # more people than this are looked up in the list of speakers


@dataclass(frozen=True, slots=True)
class Card:
    """One passage with everything a reader needs to quote it."""

    rank: int
    passage_id: str
    people: tuple[Person, ...]
    is_collective: bool
    how: str  # a key of the texts: kind.quoted, ...
    via: str
    words: Markup
    title: Markup
    section: Markup
    date: str
    time: str
    strength: str
    citation: str
    context: tuple[Block, ...]
    record_href: str
    wrong_href: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was understood, how to take it off and what else it may have been."""

    label: str
    value: Markup
    plain: str
    remove_href: str | None = None
    others: tuple[tuple[Markup, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """What one of several people said."""

    person: Person
    cards: tuple[Card, ...]


def card_of(scene: Scene, hit: Hit) -> Card:
    passage = hit.passage
    document = scene.records.documents[passage.document_id]
    telling = telling_attribution(passage)
    record = scene.address.fresh(view="records", document=document.id, passage=passage.id)
    return Card(
        rank=hit.rank,
        passage_id=passage.id,
        people=scene.people(passage.speakers),
        is_collective=telling is not None and telling.kind == "collective",
        how=f"kind.{telling.kind}" if telling else "",
        via=plain(telling.via.label) if telling and telling.via else "",
        words=as_html(document.text, passage.span, hit.highlights),
        title=foreign(hit.document_title),
        section=foreign(" › ".join(part for part in passage.section if part)),
        date=plain(hit.document_date),
        time=plain(passage.time),
        strength=hit.strength,
        citation=citation_of(document, passage),
        context=context_of(scene, document, passage, hit.highlights),
        record_href=record,
        wrong_href=scene.address.href(view="evaluate", passage=passage.id),
    )


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


def columns_of(scene: Scene, answer: Answer) -> tuple[Column, ...]:
    """The hits under each person who was asked about, when there are several of them."""
    asked = answer.question.speakers
    if len(asked) < 2 or not answer.question.compares:
        return ()
    return tuple(
        Column(
            scene.person(speaker),
            tuple(card_of(scene, hit) for hit in answer.hits if speaker in hit.passage.speakers),
        )
        for speaker in asked
    )


def cards_of(scene: Scene, hits: Iterable[Hit]) -> tuple[Card, ...]:
    return tuple(card_of(scene, hit) for hit in hits)


def people_of(scene: Scene, hits: Iterable[Hit]) -> tuple[Person, ...]:
    """Who is in these hits, each once, best first."""
    return scene.people(dict.fromkeys(speaker for hit in hits for speaker in hit.passage.speakers))


def chips_of(scene: Scene, question: Question) -> tuple[Chip, ...]:
    """What was understood, each with the link that takes it off."""
    address, words = scene.address, scene.words
    named = {speaker.id for speaker in question.speakers}
    limited = [
        entry.speaker
        for entry in scene.records.speakers
        if entry.speaker.id in question.filters.speakers and entry.speaker.id not in named
    ]
    chips = [_speaker_chip(scene, question, speaker) for speaker in question.speakers]
    chips += [_speaker_chip(scene, question, speaker, is_filter=True) for speaker in limited]
    if address.organisation:
        chips.append(_filter_chip(scene, "answer.chip_organisation", "organisation", address.organisation))
    if address.document:
        document = scene.records.documents.get(address.document)
        shown = document.title if document else address.document
        chips.append(_filter_chip(scene, "answer.chip_document", "document", shown))
    since, until = question.filters.since or "", question.filters.until or ""
    if since or until:
        shown = since if since == until else f"{since} – {until}"
        given = address.since or address.until
        removed = address.href(since="", until="") if given else None
        chips.append(Chip(words("answer.chip_date"), foreign(shown), plain(shown), removed))
    if question.topic:
        removed = (
            address.fresh(view="speakers", speaker=scene.key_of(question.speakers[0]))
            if question.speakers
            else None
        )
        topic = plain(question.topic)
        chips.append(Chip(words("answer.chip_topic"), foreign(question.topic), topic, removed))
    return tuple(chips)


def _speaker_chip(scene: Scene, question: Question, speaker: Speaker, is_filter: bool = False) -> Chip:
    """A speaker named in the question or by the filter; without a name, what is left of it is asked."""
    person = scene.person(speaker)
    rest = scene.address.q if is_filter else question.topic or question.act or ""
    entries = scene.records.speakers[: MOST_CORRECTIONS + 1]
    others = [other for other in scene.people(entry.speaker for entry in entries) if other.key != person.key]
    return Chip(
        scene.words("answer.chip_speaker"),
        person.name,
        person.label,
        scene.address.href(q=rest, speaker="") if rest else None,
        tuple(
            (other.name, scene.address.href(q=rest, speaker=other.key) if rest else other.href)
            for other in others
        )
        if len(others) <= MOST_CORRECTIONS
        else (),
    )


def _filter_chip(scene: Scene, label: str, field: str, shown: str) -> Chip:
    return Chip(scene.words(label), foreign(shown), plain(shown), scene.address.href(**{field: ""}))
