"""Widen short hits by what the same people say just before and after, to what a reader takes in at once.

The index holds short passages, so that each is found for what it says. A reader needs the sentence around
it, the items of a list with their introduction, the second half of a thought.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus import Document, Passage, Span
from index import Index, SearchHit

# A passage with this many words is long enough, and none grows beyond the second number.
ENOUGH_WORDS, MOST_WORDS = 45, 60
# Only a passage shorter than this takes in what precedes: an answer is best read from its own beginning.
FRAGMENT_WORDS = 20
# What may lie between two passages that are read as one: a label, a list marker, a blank line.
LARGEST_GAP = 60


def widen(index: Index, hits: Sequence[SearchHit], first: int) -> list[SearchHit]:
    """The first hits widened, without those that were taken into a better one."""
    widened: list[SearchHit] = []
    for hit in hits:
        if len(widened) == first:
            break
        if any(_covers(other.passage, hit.passage) for other in widened):
            continue
        taken = {other.passage.id for other in widened}
        passage = _widened(index, hit.passage, [other.passage for other in widened])
        if passage.id not in taken:
            widened.append(replace(hit, passage=passage))
    return widened


def _widened(index: Index, passage: Passage, used: Sequence[Passage]) -> Passage:
    """The passage with its neighbours, as long as they fit and read on."""
    words = _words(passage)
    if words >= ENOUGH_WORDS:
        return passage
    document = index.documents[passage.document_id]
    reach = index.positions_of(passage.document_id)
    before = after = index.position(passage.id)
    while words < ENOUGH_WORDS:
        sides = []
        for position in (before - 1, after + 1):
            if position not in reach or (position < before and words >= FRAGMENT_WORDS):
                continue
            neighbour = index.passage_at(position)
            fits = words + _words(neighbour) <= MOST_WORDS
            if (
                fits
                and _reads_on(passage, neighbour, document)
                and not any(_covers(u, neighbour) for u in used)
            ):
                sides.append((position > after, position, neighbour))
        if not sides:
            break
        # what follows goes first
        _, position, neighbour = max(sides, key=lambda side: side[:2])
        passage = _joined(passage, neighbour, document)
        before, after = min(before, position), max(after, position)
        words = _words(passage)
    return passage


def _reads_on(passage: Passage, neighbour: Passage, document: Document) -> bool:
    """Whether two passages are by the same people, of one section, and next to each other."""
    left, right = sorted((passage, neighbour), key=lambda p: p.span.start)
    gap = document.text[left.span.end : right.span.start]
    return (
        passage.section == neighbour.section
        and set(passage.speakers) == set(neighbour.speakers)
        and {a.kind == "collective" for a in passage.attributions}
        == {a.kind == "collective" for a in neighbour.attributions}
        and len(gap) <= LARGEST_GAP
        and gap.count("\n\n") < 2
    )


def _joined(passage: Passage, neighbour: Passage, document: Document) -> Passage:
    left, right = sorted((passage, neighbour), key=lambda p: p.span.start)
    span = Span(left.span.start, right.span.end)
    return replace(
        left,
        id=f"{document.id}#{span.start}-{span.end}",
        span=span,
        text=span.of(document.text),
        attributions=(*left.attributions, *right.attributions),
    )


def _covers(passage: Passage, other: Passage) -> bool:
    return passage.document_id == other.document_id and passage.span.contains(other.span)


def _words(passage: Passage) -> int:
    return len(passage.text.split())
