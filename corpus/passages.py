"""A document cut into verbatim passages of one to a few sentences, each with the people who said it."""

from collections.abc import Iterator, Sequence

from corpus.attribution import Attributed, attribute
from corpus.people import Person
from corpus.rules import Rules
from corpus.speakers import speaker_of
from corpus.types import Attribution, Document, Passage, Span, Speaker
from corpus.voices import Unit

WORDS_ENOUGH = 20  # a shorter passage takes the next sentence in, if it is the same voice
WORDS_AT_MOST = 70  # what a person reads at a glance; a longer sentence stands alone


def split_document(document: Document, rules: Rules = Rules()) -> tuple[Passage, ...]:  # noqa: B008 - frozen
    """Cut a document into attributed passages, in reading order, verbatim and without overlap.

    A passage never mixes two speakers unless they speak together. Headings are no passages, they are
    the ``section`` of those below. Never raises, whatever the text.
    """
    return passages_of(document, attribute(document.text, rules))


def passages_of(document: Document, attributed: Attributed) -> tuple[Passage, ...]:
    """The passages of a document that is attributed already."""
    speakers: dict[int, Speaker] = {}

    def speaker(person: Person) -> Speaker:
        if id(person) not in speakers:
            speakers[id(person)] = speaker_of(person, document.id)
        return speakers[id(person)]

    passages = []
    for group in _grouped(document.text, attributed.units):
        span = Span(group[0].span.start, group[-1].span.end)
        voice = group[0].voice
        attributions: list[Attribution] = []
        if voice:
            via = speaker(voice.via) if voice.via else None
            people = [speaker(p) for p in voice.people] if voice.people else [None]
            confidence = min(u.voice.confidence for u in group if u.voice)
            attributions = [Attribution(p, span, voice.cue, voice.kind, confidence, via) for p in people]
        passages.append(
            Passage(
                id=f"{document.id}#{span.start}-{span.end}",
                document_id=document.id,
                span=span,
                text=span.of(document.text),
                section=attributed.sections[group[0].block],
                attributions=tuple(attributions),
                time=group[0].time,
            )
        )
    return tuple(passages)


def _grouped(text: str, units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Units of one block and one voice, as many as make a passage of a good length."""
    group: list[Unit] = []
    words = 0
    for unit in units:
        length = len(unit.span.of(text).split())
        if not length:
            continue
        if group and not (_is_one_voice(group[-1], unit) and _fits(words, length)):
            yield group
            group, words = [], 0
        group.append(unit)
        words += length
    if group:
        yield group


def _fits(words: int, more: int) -> bool:
    return words + more <= WORDS_AT_MOST and (words < WORDS_ENOUGH or words + more <= WORDS_AT_MOST * 0.8)


def _is_one_voice(unit: Unit, other: Unit) -> bool:
    if unit.block != other.block or unit.time != other.time:
        return False
    if unit.voice is None or other.voice is None:
        return unit.voice is other.voice
    same = unit.voice.is_same(other.voice) and unit.voice.via is other.voice.via
    return same and (
        unit.voice.kind == other.voice.kind or "quoted" not in (unit.voice.kind, other.voice.kind)
    )
