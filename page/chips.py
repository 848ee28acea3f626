"""What was understood of a question, as chips that can be taken off and corrected."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from page.markup import foreign, plain
from page.scene import Person, Scene
from qa.types import Question

MOST_CORRECTIONS = 40  # more people, organisations or records than this are looked up in their lists


@dataclass(frozen=True, slots=True)
class Field:
    """A box to correct one field of the address; what is typed stands between ``before`` and ``after``."""

    name: str
    label: str
    value: str
    is_date: bool = False
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was understood, how to take it off, and what else it may have been.

    It is corrected by one of the links of ``others`` or by ``fields``, which change the address ``base``.
    """

    label: str
    value: Markup
    plain: str
    remove_href: str | None = None
    others: tuple[tuple[Markup, str], ...] = ()
    fields: tuple[Field, ...] = ()
    base: str = ""


def chips_of(scene: Scene, question: Question) -> tuple[Chip, ...]:
    """Whom a question asks, within which limits, about what."""
    return (
        *_speaker_chips(scene, question),
        *_organisation_chips(scene),
        *_document_chips(scene, question),
        *_date_chips(scene, question),
        *_topic_chips(scene, question),
    )


def date_fields(scene: Scene) -> tuple[Field, ...]:
    """The boxes for the first and the last day."""
    address, words = scene.address, scene.words
    return (
        Field("since", words("limit.since"), plain(address.since), is_date=True),
        Field("until", words("limit.until"), plain(address.until), is_date=True),
    )


def _speaker_chips(scene: Scene, question: Question) -> Iterable[Chip]:
    limits = question.filters.speakers
    named = {speaker.id for speaker in question.speakers}
    # Of two namesakes whom a question names, the limit may have chosen one.
    asked = scene.people(s for s in question.speakers if named.isdisjoint(limits) or s.id in limits)
    for person in asked:
        yield _speaker_chip(scene, question, person, asked)
    for entry in scene.records.speakers:
        if entry.speaker.id in limits and entry.speaker.id not in named:
            person = scene.person(entry.speaker)
            others = [(other.name, scene.address.href(speaker=other.key)) for other in _others(scene, person)]
            yield _chip(scene, "answer.chip_speaker", person.label, scene.address.href(speaker=""), others)


def _speaker_chip(scene: Scene, question: Question, person: Person, asked: tuple[Person, ...]) -> Chip:
    """Somebody named in the question; taken off, the rest is asked, of the other one where two are named."""
    address, rest = scene.address, question.topic or question.act or ""
    left = [other.key for other in asked if other.key != person.key]
    removed = address.href(q=rest, speaker=left[0] if len(left) == 1 else "") if rest else None

    def instead(other: Person) -> str:
        if person.label in address.q and other.key == other.label:
            speaker = "" if address.speaker == person.key else address.speaker
            return address.href(q=address.q.replace(person.label, other.label), speaker=speaker)
        return address.href(q=rest, speaker=other.key) if rest else other.href

    others = [(other.name, instead(other)) for other in _others(scene, person)]
    return _chip(scene, "answer.chip_speaker", person.label, removed, others)


def _others(scene: Scene, person: Person) -> list[Person]:
    people = scene.people(entry.speaker for entry in scene.records.speakers[: MOST_CORRECTIONS + 2])
    return [other for other in people if other.key != person.key]


def _organisation_chips(scene: Scene) -> Iterable[Chip]:
    address = scene.address
    if address.organisation:
        others = [
            (foreign(name), address.href(organisation=name))
            for name in scene.organisations
            if name.casefold() != address.organisation.casefold()
        ]
        removed = address.href(organisation="")
        yield _chip(scene, "answer.chip_organisation", address.organisation, removed, others)


def _document_chips(scene: Scene, question: Question) -> Iterable[Chip]:
    """The records a question is limited to, by the address or by its own words ("at the 2023 conference")."""
    address, titles = scene.address, {entry.id: entry.title for entry in scene.records.entries}
    for id_ in question.filters.documents:
        others = [
            (foreign(title), address.href(document=other)) for other, title in titles.items() if other != id_
        ]
        removed: str | None = address.href(document="")
        if not address.document:  # its own words say so: the rest is asked without them
            removed = _asked_anew(scene, question, question.topic) if question.topic else None
        yield _chip(scene, "answer.chip_document", titles.get(id_, id_), removed, others)


def _date_chips(scene: Scene, question: Question) -> Iterable[Chip]:
    words = scene.words
    since, until = question.filters.since, question.filters.until
    if since and until:
        shown = words.day(since) if since == until else f"{words.day(since)} – {words.day(until)}"
    elif since or until:
        key = "answer.chip_since" if since else "answer.chip_until"
        shown = words(key, day=words.day(since or until or ""))
    else:
        return
    yield Chip(
        words("answer.chip_date"),
        foreign(shown),
        plain(shown),
        scene.address.href(since="", until=""),
        fields=date_fields(scene),
        base=scene.address.href(),
    )


def _topic_chips(scene: Scene, question: Question) -> Iterable[Chip]:
    """The topic. Without it there is all that was said by the one who is asked, or nothing to ask."""
    words, address, topic = scene.words, scene.address, question.topic
    if not topic:
        return
    speakers = question.speakers
    removed = address.fresh(view="speakers", speaker=scene.key_of(speakers[0])) if speakers else ""
    before, found, after = address.q.rpartition(topic)
    label = words("answer.chip_topic")
    fields: tuple[Field, ...] = ()
    base = address.href()
    if found:
        fields = (Field("q", label, plain(topic), before=before, after=after),)
    elif len(speakers) < 2:
        fields = (Field("q", label, plain(topic)),)
        base = _asked_anew(scene, question, topic)
    yield Chip(label, foreign(topic), plain(topic), removed or address.href(q=""), fields=fields, base=base)


def _asked_anew(scene: Scene, question: Question, topic: str) -> str:
    """The address that asks for a topic alone, of the person the question names, if it names one."""
    names_one = len(question.speakers) == 1
    speaker = scene.key_of(question.speakers[0]) if names_one else scene.address.speaker
    return scene.address.href(q=topic, speaker=speaker)


def _chip(
    scene: Scene, label: str, shown: str, removed: str | None, others: list[tuple[Markup, str]]
) -> Chip:
    offered = tuple(others) if len(others) <= MOST_CORRECTIONS else ()
    return Chip(scene.words(label), foreign(shown), plain(shown), removed, offered)
