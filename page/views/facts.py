"""What the page says of a record before its text."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from corpus import Document, Passage
from page.markup import foreign, plain
from page.scene import Scene


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """A record in a list, or at its own head."""

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


def record_facts(scene: Scene, document: Document) -> RecordFacts:
    passages = scene.records.passages_of(document.id)
    return RecordFacts(
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
