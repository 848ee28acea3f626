"""One person with everything they said, in order."""

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from corpus import Document, Passage
from index import SpeakerEntry
from page.cards import Quotation, quotation_of, section_of
from page.scene import Scene
from page.views.facts import RecordFacts, record_facts
from page.views.render import titled, view

MOST_STATEMENTS = 400  # on one page


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a person said in one record, section by section."""

    record: RecordFacts
    sections: tuple[tuple[Markup, tuple[Quotation, ...]], ...]


def person_view(scene: Scene, entry: SpeakerEntry) -> str:
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
        (section, tuple(quotation_of(scene, document, passage) for passage in group))
        for section, group in groupby(passages, key=section_of)
    )
    return Spoken(record_facts(scene, document), sections)
