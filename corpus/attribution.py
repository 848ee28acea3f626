"""Who said which words of a record: labels, headings, cues, pronouns and what goes on without them.

The whole document is attributed before it is split into passages, so that "she added" is resolved
while its context is there. No evidence, no speaker.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.labels import find_labels
from corpus.names import is_person_name
from corpus.people import Cast
from corpus.rosters import read_cast
from corpus.rules import Rules
from corpus.scene import Scene
from corpus.self_introductions import read_self_introductions
from corpus.structure import Block, find_blocks, section_paths
from corpus.titles import give_titles
from corpus.types import Span
from corpus.voices import Unit
from corpus.walk import Walk

_TRAILING_MARKUP = re.compile(r"(?:\]\([^()\s]{0,2000}\)|[*_])*[*_)”\"’]*")


@dataclass(frozen=True, slots=True)
class Attributed:
    """A document read to the end: its blocks, sections and people, and every unit in reading order."""

    text: str
    blocks: tuple[Block, ...]
    sections: tuple[tuple[str, ...], ...]
    cast: Cast
    units: tuple[Unit, ...]


def attribute(text: str, rules: Rules = Rules()) -> Attributed:  # noqa: B008 - frozen
    """Attribute every unit of a document. Never raises; linear in the text."""
    blocks = find_blocks(text)
    sections = section_paths(text, blocks)
    cast = read_cast(text, blocks, sections, rules)
    labels = find_labels(text, blocks, cast) if rules.labels else {}
    for label in labels.values():
        if is_person_name(label.name):  # known before "AR" or "Ana" of an earlier turn is
            cast.add(label.name, takes_part=True)
    walk = Walk(Scene(text, blocks, sections, cast, labels, rules))
    units = tuple(_with_markup(text, blocks, list(walk.units())))
    read_self_introductions(text, units)
    give_titles(cast.people, text)
    return Attributed(text, blocks, sections, cast, units)


def _with_markup(text: str, blocks: Sequence[Block], units: Sequence[Unit]) -> Iterator[Unit]:
    """Give every unit the marks that stand around its words, so that no emphasis or link is cut open."""
    for i, unit in enumerate(units):
        before = (
            units[i - 1].span.end if i and units[i - 1].block == unit.block else blocks[unit.block].span.start
        )
        after = (
            units[i + 1].span.start
            if i + 1 < len(units) and units[i + 1].block == unit.block
            else blocks[unit.block].span.end
        )
        start, end = unit.span.start, unit.span.end
        while start > before and text[start - 1] in "*_[!":
            start -= 1
        trailing = _TRAILING_MARKUP.match(text, end, max(end, after))
        yield replace(unit, span=Span(start, trailing.end() if trailing else end))
