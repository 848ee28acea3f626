"""What was understood of a question, as chips that can be taken off and corrected."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from page.markup import foreign, plain
from page.scene import Person, Scene
from qa.types import Question

MOST_LINKS = 40  # what else it may have been is a list of links, and a box to choose from where there is more
MOST_CORRECTIONS = 300


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

    It is corrected by one of ``others`` (a name and where it leads) or by ``fields``, which change the
    address ``base``.
    """

    label: str
    value: Markup
    plain: str
    remove_href: str | None = None
    others: tuple[tuple[str, str], ...] = ()
    fields: tuple[Field, ...] = ()
    base: str = ""

    @property
    def has_many_others(self) -> bool:
        return len(self.others) > MOST_LINKS


def chips_of(scene: Scene, question: Question) -> tuple[Chip, ...]:
    """Whom a question asks, within which limits, about what."""
    return (
        *_speaker_chips(scene, question),
        *_organisation_chips(scene, question),
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
    members = {speaker for organisation in question.organisations for speaker in organisation.members}
    # Of two namesakes whom a question names, the limit may have chosen one.
    asked = scene.people(
        s for s in question.speakers if s not in members and (named.isdisjoint(limits) or s.id in limits)
    )
    for person in asked:
        yield _speaker_chip(scene, question, person, asked)
    for entry in scene.records.speakers:
        if entry.speaker.id in limits and entry.speaker.id not in named:
            person = scene.person(entry.speaker)
            others = [
                (other.choice, scene.address.href(speaker=other.key)) for other in _others(scene, person)
            ]
            yield _chip(scene, "answer.chip_speaker", person.label, scene.address.href(speaker=""), others)


def _speaker_chip(scene: Scene, question: Question, person: Person, asked: tuple[Person, ...]) -> Chip:
    """Somebody named in the question; taken off, the rest is asked, of the other one where two are named."""
    address, rest = scene.address, question.topic or question.act or ""
    left = [other.key for other in asked if other.key != person.key]
    removed = address.href(q=rest, speaker=left[0] if len(left) == 1 and rest else "")

    def instead(other: Person) -> str:
        if person.label in address.q and other.key == other.label:
            speaker = "" if address.speaker == person.key else address.speaker
            return address.href(q=address.q.replace(person.label, other.label), speaker=speaker)
        return address.href(q=rest, speaker=other.key) if rest else other.href

    others = [(other.choice, instead(other)) for other in _others(scene, person)]
    return _chip(scene, "answer.chip_speaker", person.label, removed, others)


def _others(scene: Scene, person: Person) -> list[Person]:
    people = scene.people(entry.speaker for entry in scene.records.speakers[:MOST_CORRECTIONS])
    return [other for other in people if other.key != person.key]


def _organisation_chips(scene: Scene, question: Question) -> Iterable[Chip]:
    """The organisation in the address, and those the question names."""
    address = scene.address
    if address.organisation:
        others = [(name, address.href(organisation=name)) for name in _but(scene, address.organisation)]
        removed = address.href(organisation="")
        yield _chip(scene, "answer.chip_organisation", address.organisation, removed, others)
    for named in question.organisations:
        rest = question.topic.replace(named.said, "").strip() or question.act or ""
        others = [
            (name, address.href(q=address.q.replace(named.said, name, 1)))
            for name in _but(scene, named.name)
            if named.said in address.q
        ]
        yield _chip(scene, "answer.chip_organisation", named.name, address.href(q=rest), others)


def _but(scene: Scene, organisation: str) -> list[str]:
    """All organisations but one."""
    return [name for name in scene.organisations if name.casefold() != organisation.casefold()]


def _document_chips(scene: Scene, question: Question) -> Iterable[Chip]:
    """The records a question is limited to, by the address or by its own words ("at the 2023 conference")."""
    address, titles = scene.address, scene.titles
    for id_ in question.filters.documents:
        others = [(title, address.href(document=other)) for other, title in titles.items() if other != id_]
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


def _chip(scene: Scene, label: str, shown: str, removed: str | None, others: list[tuple[str, str]]) -> Chip:
    offered = tuple((plain(name), href) for name, href in others[:MOST_CORRECTIONS])
    return Chip(scene.words(label), foreign(shown), plain(shown), removed, offered)
