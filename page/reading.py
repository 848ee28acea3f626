"""A record as a reader sees it: blocks of text with the people who said them in the margin."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from corpus import Document, Passage, Span
from page.markup import as_html, visible
from page.scene import Person, Scene

CONTEXT_CHARACTERS = 2500  # at most so much on either side of a passage shown in its context
_GAP = re.compile(r"\n[ \t\r\f]*\n\s*|\n(?=#{1,6}[ \t])|(?m:^)#{1,6}[ \t][^\n]*(?P<end>\n\s*)")
_HEADING = re.compile(r"#{1,6}[ \t][^\n]*")
_LIST_MARK = re.compile(r"(?:[-*+•●○▪◦‣–]|\d{1,3}[.)])[ \t]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that belongs to one passage, or to none; an item of a list opens a line."""

    html: Markup
    passage_id: str | None
    is_marked: bool
    opens_line: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring pieces of the same people, without a blank line between them."""

    people: tuple[Person, ...]
    pieces: tuple[Piece, ...]
    is_heading: bool

    @property
    def is_marked(self) -> bool:
        return any(piece.is_marked for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class _Run:
    span: Span
    passage: Passage | None
    opens_paragraph: bool
    opens_line: bool


def context_of(
    scene: Scene, document: Document, passage: Passage, marks: Sequence[Span] = ()
) -> tuple[Block, ...]:
    """The section of a passage, or as much of it as is close, with everybody's words in their place."""
    passages = scene.records.passages_of(document.id)
    section = [p.span for p in passages if p.section == passage.section] or [passage.span]
    reach = Span(max(0, passage.span.start - CONTEXT_CHARACTERS), passage.span.end + CONTEXT_CHARACTERS)
    near = [span for span in section if reach.contains(span)] or [passage.span]
    window = Span(min(span.start for span in near), max(span.end for span in near))
    return blocks_of(scene, document, passages, window, marked=passage.id, marks=marks)


def blocks_of(
    scene: Scene,
    document: Document,
    passages: Sequence[Passage],
    window: Span | None = None,
    marked: str | None = None,
    marks: Sequence[Span] = (),
) -> tuple[Block, ...]:
    """The text of a record, or a window of it, with the passage ``marked`` and the words ``marks`` in it."""
    headings = {title for passage in passages for title in passage.section}
    blocks: list[Block] = []
    pieces: list[Piece] = []
    current: tuple[Person, ...] = ()

    def close() -> None:
        if pieces:
            blocks.append(Block(current, tuple(pieces), is_heading=False))
            pieces.clear()

    for run in _runs(document.text, passages, window or Span(0, len(document.text))):
        people = scene.people(run.passage.speakers) if run.passage else ()
        is_marked = run.passage is not None and run.passage.id == marked
        shown = as_html(document.text, run.span, marks if is_marked else ())
        piece = Piece(shown, run.passage.id if run.passage else None, is_marked, run.opens_line)
        if not people and _is_heading(document.text, run.span, headings):
            close()
            blocks.append(Block((), (piece,), is_heading=True))
            continue
        if run.opens_paragraph or people != current:
            close()
            current = people
        pieces.append(piece)
    close()
    return tuple(blocks)


def _runs(text: str, passages: Sequence[Passage], window: Span) -> Iterator[_Run]:
    """Passages and what lies between them, cut at blank lines, in reading order."""
    position = window.start
    for passage in passages:
        if not window.contains(passage.span):
            continue
        start = _own_start(text, position, passage)
        yield from _cut(text, Span(position, start), None)
        yield from _cut(text, Span(start, passage.span.end), passage)
        position = passage.span.end
    yield from _cut(text, Span(position, max(position, window.end)), None)


def _cut(text: str, span: Span, passage: Passage | None) -> Iterator[_Run]:
    """A slice without its blank lines; somebody's words stay whole, a page may break inside them."""
    is_whole = passage is not None and bool(passage.attributions)
    gaps = [] if is_whole else [_gap(match) for match in _GAP.finditer(text, span.start, span.end)]
    starts = [span.start, *(gap.end for gap in gaps)]
    ends = [*(gap.start for gap in gaps), span.end]
    for start, end in zip(starts, ends, strict=True):
        if text[start:end].strip(" \t\r\n\f\ufeff"):
            yield _Run(Span(start, end), passage, _opens_paragraph(text, start), _opens_line(text, start))


def _gap(match: re.Match[str]) -> Span:
    """What parts two runs: a blank line, or the end of the line before or of a heading."""
    group = "end" if match["end"] else 0
    return Span(match.start(group), match.end(group))


def _own_start(text: str, position: int, passage: Passage) -> int:
    """Where a passage begins with the mark of its list: nobody's word, but it shows that it is an item."""
    start = max(position, passage.span.start)
    line = max(position, text.rfind("\n", 0, start) + 1)
    indent = len(text[line:start]) - len(text[line:start].lstrip())
    return line + indent if _LIST_MARK.fullmatch(text, line + indent, start) else start


def _is_heading(text: str, span: Span, headings: set[str]) -> bool:
    return visible(text, span) in headings or _HEADING.fullmatch(text, span.start, span.end) is not None


def _opens_line(text: str, start: int) -> bool:
    """Whether an item of a list begins here."""
    before = text[:start].rstrip(" \t")[-1:] if start else ""
    return before in ("", "\n") and _LIST_MARK.match(text, start) is not None


def _opens_paragraph(text: str, start: int) -> bool:
    """Whether only white space with a blank line in it lies before a place."""
    while start < len(text) and text[start].isspace():
        start += 1
    before = start
    while before > 0 and text[before - 1].isspace():
        before -= 1
    return before == 0 or text.count("\n", before, start) > 1
