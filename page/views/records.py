"""The list of records, and one record as the machine reads it: with its speakers in the margin."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from corpus import Document, Passage
from page.markup import foreign, plain
from page.reading import blocks_of
from page.scene import Scene
from page.views.render import titled, view

MOST_LINES = 200  # records in the list


@dataclass(frozen=True, slots=True)
class RecordLine:
    """What the page says of a record before its text."""

    id: str
    title: Markup
    plain_title: str
    date: str
    publisher: Markup
    source: Markup
    notice: Markup
    passages: int
    percent: int
    href: str


def record_line(scene: Scene, document: Document) -> RecordLine:
    passages = scene.records.passages_of(document.id)
    return RecordLine(
        document.id,
        foreign(document.title),
        plain(document.title),
        plain(document.date),
        foreign(document.publisher) if document.publisher else Markup(),
        foreign(document.source) if document.source else Markup(),
        foreign(document.notice) if document.notice else Markup(),
        len(passages),
        attributed_percent(document, passages),
        scene.address.fresh(view="records", document=document.id),
    )


def attributed_percent(document: Document, passages: Iterable[Passage]) -> int:
    """How many of a hundred words of a record have a speaker."""
    attributed = sum(len(passage.text.split()) for passage in passages if passage.attributions)
    return round(100 * attributed / max(1, len(document.text.split())))


def records_view(scene: Scene) -> str:
    words, records, wanted = scene.words, scene.records, scene.address.document
    document = records.documents.get(wanted) if wanted else None
    if document is not None:
        return _record_view(scene, document)
    unknown = words("records.unknown", name=plain(wanted)) if wanted else ""
    return view(
        scene,
        titled(scene, words("records.heading")),
        unknown or words("records.heading"),
        "records.html",
        records=[record_line(scene, records.documents[entry.id]) for entry in records.entries[:MOST_LINES]],
        unknown=unknown,
    )


def _record_view(scene: Scene, document: Document) -> str:
    passages = scene.records.passages_of(document.id)
    marked = next((passage for passage in passages if passage.id == scene.address.passage), None)
    marks = (marked.span,) if marked else ()
    return view(
        scene,
        titled(scene, document.title),
        document.title,
        "record.html",
        record=record_line(scene, document),
        is_last=len(scene.records.entries) == 1,
        people=scene.people(dict.fromkeys(speaker for p in passages for speaker in p.speakers)),
        text=blocks_of(scene, document, passages, marked=scene.address.passage, marks=marks),
    )
