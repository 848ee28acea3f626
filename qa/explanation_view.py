"""What was found in a record, for checking it: its people, and the evidence for each passage."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from corpus import Attribution, Document, Passage
from corpus.explain import Explanation, PersonFound
from qa.terminal import Prose, clean, passage_view, table_view, who_view

_SURE, _FAIR = 0.9, 0.7  # confidences from which an attribution is shown in green, in yellow


def explanation_view(document: Document, found: Explanation) -> RenderableType:
    """The people of a document with the forms of their names, then every passage with its evidence."""
    return Group(
        Prose(Text(clean(f"{document.id}: {document.title}"), style="bold underline")),
        Text(),
        _people_view(found),
        *_sections_view(document, found.passages),
        Text(),
    )


def _people_view(found: Explanation) -> RenderableType:
    counts = Counter(speaker.id for passage in found.passages for speaker in passage.speakers)
    rows = [_person_row(person, counts[person.speaker.id]) for person in found.people]
    return table_view(rows, right=("passages",)) if rows else Text("Nobody was found in it.")


def _person_row(person: PersonFound, passages: int) -> dict[str, str]:
    speaker = person.speaker
    return {
        "name": speaker.label,
        "role": speaker.role or "",
        "organisation": speaker.organisation or "",
        "passages": str(passages) if person.speaks else "does not speak",
        "also called": ", ".join(name for name in person.variants if name != speaker.label),
    }


def _sections_view(document: Document, passages: Sequence[Passage]) -> Iterable[RenderableType]:
    for section, members in groupby(passages, key=lambda passage: passage.section):
        yield Text()
        yield Prose(Text(clean(" › ".join(section)), style="bold"))
        for passage in members:
            yield Text()
            yield Prose(Text.assemble(f"{passage.span.start}  ", who_view(passage)), further=3)
            yield from (_evidence_view(document, one) for one in passage.attributions)
            yield Prose(passage_view(passage, (), marks_visible=True), 3)


def _evidence_view(document: Document, attribution: Attribution) -> RenderableType:
    """One line: the kind, the words that say so, and how sure that is."""
    cue = " ".join(attribution.cue.of(document.text).split()) if attribution.cue else ""
    name = f"{attribution.speaker.label}: " if attribution.speaker else ""
    line = Text(clean(f"{name}{attribution.kind}, {f'by “{cue}”' if cue else 'by its place'}, "), style="dim")
    line.append(f"{attribution.confidence:.2f}", style=_tone(attribution.confidence))
    return Prose(line, 3, further=6)


def _tone(confidence: float) -> str:
    if confidence >= _SURE:
        return "green"
    return "yellow" if confidence >= _FAIR else "red"
