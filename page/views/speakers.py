"""Who speaks, how much and on what; one person with everything they said."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from corpus import Document, Passage
from index import SpeakerEntry
from page.cards import citation_of, telling_attribution
from page.markup import as_html, foreign, plain
from page.pictures import stacked_bars
from page.scene import Person, Scene
from page.views.records import RecordLine, record_line
from page.views.render import titled, view

MOST_ROWS = 500  # people in the list
MOST_BARS = 20  # people in the picture
MOST_SECTIONS = 7  # sections told apart in the picture
MOST_STATEMENTS = 400  # statements on one page


@dataclass(frozen=True, slots=True)
class Row:
    """A speaker in the list of speakers."""

    person: Person
    role: Markup
    organisation: Markup
    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Something a person said, on the page of that person."""

    words: Markup
    how: str
    via: str
    href: str
    citation: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a person said in one record, section by section."""

    record: RecordLine
    sections: tuple[tuple[Markup, tuple[Statement, ...]], ...]


def speakers_view(scene: Scene) -> str:
    """Everybody who speaks, or one person with all their statements in order."""
    words, key = scene.words, scene.address.speaker
    entry = scene.find_speaker(key) if key else None
    if entry is not None:
        return _person_view(scene, entry)
    rows = [
        Row(
            scene.person(e.speaker),
            foreign(e.speaker.role),
            foreign(e.speaker.organisation),
            len(e.document_ids),
            e.passages,
        )
        for e in scene.records.speakers[:MOST_ROWS]
    ]
    unknown = words("speakers.unknown", name=plain(key)) if key else ""
    return view(
        scene,
        titled(scene, words("speakers.heading")),
        unknown or words("speakers.heading"),
        "speakers.html",
        rows=rows,
        picture=_picture(scene) if rows else "",
        unknown=unknown,
    )


def _picture(scene: Scene) -> Markup:
    """The people who speak most, each with a bar cut into the sections they speak in."""
    shown = {entry.speaker.id: Counter[str]() for entry in scene.records.speakers[:MOST_BARS]}
    for document_id in {name for e in scene.records.speakers[:MOST_BARS] for name in e.document_ids}:
        for passage in scene.records.passages_of(document_id):
            for speaker in passage.speakers:
                if speaker.id in shown:
                    shown[speaker.id][plain(passage.section[0]) if passage.section else "–"] += 1
    totals = sum(shown.values(), Counter[str]())
    sections = [name for name, _ in totals.most_common(MOST_SECTIONS)]
    rest = [name for name in totals if name not in sections]
    rows = []
    for entry in scene.records.speakers[:MOST_BARS]:
        counts = shown[entry.speaker.id]
        numbers = [counts[name] for name in sections] + ([sum(counts[name] for name in rest)] if rest else [])
        rows.append((plain(entry.speaker.label), numbers))
    parts = sections + ([scene.words("speakers.other")] if rest else [])
    return stacked_bars(scene.words("speakers.picture_description"), rows, parts)


def _person_view(scene: Scene, entry: SpeakerEntry) -> str:
    person = scene.person(entry.speaker)
    said: list[Spoken] = []
    room = MOST_STATEMENTS
    for document_id in entry.document_ids:
        passages = [
            passage
            for passage in scene.records.passages_of(document_id)
            if any(speaker.id == entry.speaker.id for speaker in passage.speakers)
        ][:room]
        room -= len(passages)
        if passages:
            said.append(_spoken(scene, scene.records.documents[document_id], passages))
    return view(
        scene,
        titled(scene, person.label),
        f"{person.label}: {scene.words('speakers.statements', count=entry.passages)}",
        "person.html",
        person=person,
        count=entry.passages,
        said=said,
    )


def _spoken(scene: Scene, document: Document, passages: list[Passage]) -> Spoken:
    sections = tuple(
        (foreign(" › ".join(section)), tuple(_statement(scene, document, passage) for passage in group))
        for section, group in groupby(passages, key=lambda passage: passage.section)
    )
    return Spoken(record_line(scene, document), sections)


def _statement(scene: Scene, document: Document, passage: Passage) -> Statement:
    telling = telling_attribution(passage)
    return Statement(
        as_html(document.text, passage.span),
        f"kind.{telling.kind}" if telling else "",
        plain(telling.via.label) if telling and telling.via else "",
        scene.address.fresh(view="records", document=document.id, passage=passage.id),
        citation_of(document, passage),
    )
