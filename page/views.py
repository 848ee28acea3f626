"""An address and the records in, finished HTML out. The templates escape whatever is not markup already."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corpus import Document, Passage
from page.address import VIEWS
from page.cards import cards_of, chips_of, citation_of, columns_of, people_of
from page.markup import as_html, foreign, plain
from page.pictures import stacked_bars
from page.reading import blocks_of
from page.scene import Person, Scene
from page.words import Words, languages
from qa.types import Answer

MOST_BARS = 20  # speakers in the picture
MOST_SECTIONS = 7  # sections told apart in the picture


def masthead(scene: Scene) -> str:
    """The name of the page and the way to its views."""
    other = next(lang for lang in languages() if lang != scene.words.lang)
    return _render("masthead.html", scene, views=VIEWS, other=other)


def ask_view(scene: Scene, answer: Answer | None) -> str:
    """The welcome, an answer, people side by side, or a refusal."""
    words, records = scene.words, scene.records
    title = words("page.title")
    if answer is None:
        size = words(
            "ask.corpus",
            count=len(records.documents),
            speakers=len(records.speakers),
            passages=sum(len(records.passages_of(name)) for name in records.documents),
        )
        if not records.documents:
            size = words("ask.empty")
        return _view(scene, title, "", "ask.html", answer=None, examples=scene.examples, size=size)
    question = answer.question
    topic = question.topic or question.text
    hits = answer.nearest if answer.is_refused else answer.hits
    announce = answer.reason or words("answer.found", count=len(hits))
    return _view(
        scene,
        f"{plain(question.text)} – {title}",
        announce,
        "ask.html",
        answer=answer,
        chips_found=chips_of(scene, question),
        cards=cards_of(scene, hits),
        columns=columns_of(scene, answer),
        without_speaker=scene.address.href(q=topic, speaker="") if question.speakers else "",
        near_people=[
            (person, scene.address.href(q=topic, speaker=person.key))
            for person in people_of(scene, answer.nearest)
            if person.key not in {scene.key_of(speaker) for speaker in question.speakers}
        ],
    )


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
class RecordLine:
    """What the page says of a record before its text."""

    title: Markup
    date: str
    publisher: Markup
    source: Markup
    notice: Markup
    passages: int
    percent: int
    href: str
    sections: tuple[tuple[Markup, tuple[Statement, ...]], ...] = ()


def speakers_view(scene: Scene) -> str:
    """Everybody who speaks, or one person with all their statements in order."""
    words, key = scene.words, scene.address.speaker
    entry = scene.find_speaker(key) if key else None
    if entry is not None:
        return _person_view(scene, entry.speaker.id)
    rows = [
        Row(
            scene.person(e.speaker),
            foreign(e.speaker.role),
            foreign(e.speaker.organisation),
            len(e.document_ids),
            e.passages,
        )
        for e in sorted(scene.records.speakers, key=lambda e: (-e.passages, e.speaker.label))
    ]
    return _view(
        scene,
        f"{words('speakers.heading')} – {words('page.title')}",
        words("speakers.heading"),
        "speakers.html",
        rows=rows,
        picture=_picture_of_speakers(scene) if rows else "",
        unknown=words("speakers.unknown", name=plain(key)) if key else "",
    )


def _picture_of_speakers(scene: Scene) -> Markup:
    counts: dict[str, Counter[str]] = {}
    for document_id in scene.records.documents:
        for passage in scene.records.passages_of(document_id):
            for speaker in passage.speakers:
                counts.setdefault(speaker.id, Counter())[plain(_subject(passage))] += 1
    labels = {entry.speaker.id: plain(entry.speaker.label) for entry in scene.records.speakers}
    speakers = sorted(counts, key=lambda name: -counts[name].total())[:MOST_BARS]
    totals: Counter[str] = sum((counts[name] for name in speakers), Counter())
    shown = [name for name, _ in totals.most_common(MOST_SECTIONS)]
    rest = [name for name in totals if name not in shown]
    rows = [
        (labels.get(name, name), [counts[name][part] for part in shown] + [sum(counts[name][r] for r in rest)])
        for name in speakers
    ]
    return stacked_bars(
        scene.words("speakers.picture_description"),
        rows,
        [name or "–" for name in shown] + ([scene.words("speakers.other")] if rest else []) or ["–"],
    )


def _subject(passage: Passage) -> str:
    """The section to count a statement under: the outermost one that is a heading of the text."""
    return passage.section[0] if passage.section else ""


def _person_view(scene: Scene, speaker_id: str) -> str:
    records, words = scene.records, scene.words
    entry = next(e for e in records.speakers if e.speaker.id == speaker_id)
    lines, count = [], 0
    for document_id in entry.document_ids:
        said = [
            passage
            for passage in records.passages_of(document_id)
            if any(speaker.id == speaker_id for speaker in passage.speakers)
        ]
        count += len(said)
        document = records.documents[document_id]
        sections = tuple(
            (foreign(" › ".join(section)), tuple(_statement(scene, document, passage) for passage in group))
            for section, group in groupby(said, key=lambda passage: passage.section)
        )
        lines.append(_record_line(scene, document, sections))
    person = scene.person(entry.speaker)
    return _view(
        scene,
        f"{person.label} – {words('page.title')}",
        f"{person.label}: {words('speakers.statements', count=count)}",
        "person.html",
        person=person,
        count=count,
        records=lines,
    )


def _statement(scene: Scene, document: Document, passage: Passage) -> Statement:
    telling = max(passage.attributions, key=lambda a: (a.via is not None, len(a.content)))
    return Statement(
        as_html(document.text, passage.span),
        f"kind.{telling.kind}",
        plain(telling.via.label) if telling.via else "",
        scene.address.fresh(view="records", document=document.id, passage=passage.id),
        citation_of(document, passage),
    )


def _record_line(
    scene: Scene, document: Document, sections: tuple[tuple[Markup, tuple[Statement, ...]], ...] = ()
) -> RecordLine:
    passages = scene.records.passages_of(document.id)
    return RecordLine(
        foreign(document.title),
        plain(document.date),
        foreign(document.publisher) if document.publisher else Markup(),
        foreign(document.source) if document.source else Markup(),
        foreign(document.notice) if document.notice else Markup(),
        len(passages),
        attributed_percent(document, passages),
        scene.address.fresh(view="records", document=document.id),
        sections,
    )


def attributed_percent(document: Document, passages: Iterable[Passage]) -> int:
    """How many of a hundred words of a record have a speaker."""
    attributed = sum(len(passage.text.split()) for passage in passages if passage.attributions)
    return round(100 * attributed / max(1, len(document.text.split())))


def records_view(scene: Scene) -> str:
    """The list of records, or one record with its speakers in the margin."""
    words, records, wanted = scene.words, scene.records, scene.address.document
    document = records.documents.get(wanted)
    if document is None:
        return _view(
            scene,
            f"{words('records.heading')} – {words('page.title')}",
            words("records.heading"),
            "records.html",
            records=[_record_line(scene, found) for found in records.documents.values()],
            unknown=words("records.unknown", name=plain(wanted)) if wanted else "",
        )
    passages = records.passages_of(document.id)
    marked = next((p for p in passages if p.id == scene.address.passage), None)
    return _view(
        scene,
        f"{plain(document.title)} – {words('page.title')}",
        plain(document.title),
        "record.html",
        record=_record_line(scene, document),
        people=scene.people(dict.fromkeys(speaker for p in passages for speaker in p.speakers)),
        text=blocks_of(
            scene, document, passages, marked=scene.address.passage, marks=(marked.span,) if marked else ()
        ),
    )


def problem_view(scene: Scene, reason: str) -> str:
    """Something went wrong, said in one line."""
    return _view(scene, scene.words("page.title"), reason, "problem.html", reason=reason)


def _view(scene: Scene, title: str, announce: str, template: str, **values: object) -> str:
    return _render(
        template, scene, view=scene.address.view, title=title, announce=plain(announce), **values
    )


def _render(template: str, scene: Scene, **values: object) -> str:
    return (
        _environment()
        .get_template(template)
        .render(t=scene.words, address=scene.address, may_change=scene.may_change, **values)
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("page"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    filters: dict[str, Callable[..., object]] = {"foreign": foreign, "day": day, "anchor": anchor}
    environment.filters.update(filters)
    return environment


def day(iso: str, words: Words) -> str:
    """A date in words, as far as it is known: "2024-05-15" -> "15 May 2024", "2024-05" -> "May 2024"."""
    try:
        known = date.fromisoformat(iso if iso.count("-") == 2 else f"{iso}-01")
    except ValueError:
        return iso
    month = words("dates.months").split()[known.month - 1]
    return f"{known.day} {month} {known.year}" if iso.count("-") == 2 else f"{month} {known.year}"


def anchor(identifier: str) -> str:
    """An id as part of an HTML id: letters, digits and hyphens."""
    return "".join(letter if letter.isalnum() else "-" for letter in identifier)
