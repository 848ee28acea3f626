"""Who speaks, where, how much and on what."""

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from corpus import Passage
from index import SpeakerEntry
from page.markup import foreign, plain
from page.pictures import stacked_bars
from page.scene import Person, Scene
from page.views.person import person_view
from page.views.render import overview

MOST_ROWS = 500  # people in the list
MOST_BARS = 20  # people in the picture
MOST_PARTS = 7  # sections or records told apart in the picture
MOST_RECORDS = 3  # records named beside a speaker
FEW = 12  # people found at a glance


@dataclass(frozen=True, slots=True)
class Row:
    """A speaker in the list of speakers."""

    person: Person
    role: Markup
    organisation: Markup
    records: tuple[tuple[Markup, str], ...]  # title and link of the first ones
    other_records: int
    passages: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How many statements of each person are on which part."""

    rows: list[tuple[str, list[int]]]
    parts: list[str]


def speakers_view(scene: Scene) -> str:
    """Everybody who speaks, or one person with all their statements in order."""
    words, key = scene.words, scene.address.speaker
    entry = scene.find_speaker(key) if key else None
    if entry is not None:
        return person_view(scene, entry)
    rows = [_row(scene, entry) for entry in scene.records.speakers[:MOST_ROWS]]
    spread = _spread(scene)
    return overview(
        scene,
        words("speakers.heading"),
        words("speakers.unknown", name=plain(key)) if key else "",
        "speakers.html",
        rows=rows,
        only_record=_record(scene, next(iter(scene.titles))) if len(scene.titles) == 1 else None,
        is_long=len(rows) > FEW,
        spread=spread,
        picture=stacked_bars(words("speakers.picture_description"), spread.rows, spread.parts),
    )


def _row(scene: Scene, entry: SpeakerEntry) -> Row:
    speaker, ids = entry.speaker, entry.document_ids
    return Row(
        scene.person(speaker),
        foreign(speaker.role),
        foreign(speaker.organisation),
        tuple(_record(scene, id_) for id_ in ids[:MOST_RECORDS]),
        max(0, len(ids) - MOST_RECORDS),
        entry.passages,
    )


def _record(scene: Scene, document_id: str) -> tuple[Markup, str]:
    """The title of a record and the way to it."""
    return foreign(scene.titles[document_id]), scene.address.fresh(view="records", document=document_id)


def _spread(scene: Scene) -> Spread:
    """The people who speak most: on the sections of a single record, or in which records of several."""
    shown = {entry.speaker.id: Counter[str]() for entry in scene.records.speakers[:MOST_BARS]}
    for document_id in {name for e in scene.records.speakers[:MOST_BARS] for name in e.document_ids}:
        for passage in scene.records.passages_of(document_id):
            for speaker in passage.speakers:
                if speaker.id in shown:
                    shown[speaker.id][_part(scene, passage)] += 1
    totals = sum(shown.values(), Counter[str]())
    parts = [name for name, _ in totals.most_common(MOST_PARTS)]
    rest = [name for name in totals if name not in parts]
    rows = []
    for entry in scene.records.speakers[:MOST_BARS]:
        counts = shown[entry.speaker.id]
        numbers = [counts[name] for name in parts] + ([sum(counts[name] for name in rest)] if rest else [])
        rows.append((plain(entry.speaker.label), numbers))
    return Spread(rows, parts + ([scene.words("speakers.other")] if rest else []))


def _part(scene: Scene, passage: Passage) -> str:
    if len(scene.titles) > 1:
        return plain(scene.titles[passage.document_id])
    return plain(passage.section[0]) if passage.section else "–"
