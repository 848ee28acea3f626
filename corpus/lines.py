"""The lines of a record that hold words, and what all of them say about its layout.

Front matter, comments and code hold no words of anybody; neither do numbers of pages.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.types import Span

_LINE = re.compile(r"[^\n\f\r\v\u2028\u2029\x85]*(\r\n|[\n\f\r\v\u2028\u2029\x85]|\Z)")
HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_GLYPHS = "•●○▪◦‣■□"
_PAGE_NUMBER = re.compile(
    r"[ \t]*(?:page[ \t]+)?[-–—]?[ \t]*\d{1,4}(?:[ \t]*(?:/|of)[ \t]*\d{1,4})?[ \t]*[-–—]?[ \t]*$", re.I
)
TERMINATORS = ".!?:;”\"'’)…»"
WRAPPED_AT = 130  # no line of a hard-wrapped text is longer, in characters


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words: ``text`` stands at ``start:end`` of the record."""

    start: int
    end: int
    text: str
    blanks: int = 0  # blank lines before it
    page_break: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """What the whole document says about its lines."""

    text: str
    wrapped: bool
    width: int
    has_markdown: bool

    @classmethod
    def of(cls, text: str, lines: list[Line]) -> "Layout":
        words = [line for line in lines if not line.text.lstrip().startswith(("#", "|", "<", "{{"))]
        lengths = sorted(len(line.text.rstrip()) for line in words) or [0]
        near_longest = lengths[int(0.9 * (len(lengths) - 1))]
        follows = [(a, b) for a, b in itertools.pairwise(words) if not b.blanks]
        cut = sum(
            a.text.rstrip()[-1:] not in TERMINATORS and b.text.lstrip()[:1].islower() for a, b in follows
        )
        wrapped = near_longest <= WRAPPED_AT and cut >= 3 and cut >= 0.15 * len(follows)
        return cls(text, wrapped, near_longest, any(HEADING.match(line.text) for line in lines))

    def ends_paragraph(self, line: Line, following: Line) -> bool:
        """Whether the writer, not the width of the page, ended this line."""
        before, after = line.text.rstrip(), following.text.strip()
        ended = before[-1:] in TERMINATORS
        if not self.wrapped:
            return ended or not after[:1].islower()
        fits = len(before) + 1 + len(after.split(maxsplit=1)[0]) <= self.width - 8
        if ended:
            return fits
        return fits and not self.has_markdown and after[:1].isupper() and len(before) < self.width - 25


def read_lines(text: str, zones: list[Span]) -> list[Line]:
    """The lines with words; an item that stands behind other words in a line begins a line of its own."""
    lines: list[Line] = []
    blanks, page_break = 0, False
    zones = sorted(zones)
    zone = 0
    for match in _LINE.finditer(text):
        start, end = match.start(), match.end() - len(match[1])
        while zone < len(zones) and zones[zone].end <= start:
            zone += 1
        page_break |= match[1] == "\f"
        if zone < len(zones) and zones[zone].start <= start and end <= zones[zone].end:
            blanks += 1
            continue
        for a, b in _split_glyphs(text, start, end):
            part = text[a:b]
            if not part.strip() or (blanks and _PAGE_NUMBER.match(part)):
                blanks += 1
                continue
            lines.append(Line(a, b, part, blanks, page_break))
            blanks, page_break = 0, False
        if match.end() == len(text):
            break
    return lines


def _split_glyphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    glyphs = re.finditer(f"(?<=[ \t])[{_GLYPHS}][ \t]", text[start:end])
    inside = [start + g.start() for g in glyphs if text[start : start + g.start()].strip()]
    cuts = [start, *inside]
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def silent_zones(text: str) -> Iterator[Span]:
    """Front matter, comments and code fences."""
    if text.startswith(("---\n", "---\r\n", "+++\n", "\ufeff---\n")):
        closing = re.compile(r"^(?:---|\+\+\+|\.\.\.)[ \t]*\r?$", re.M).search(text, 4)
        if closing and _is_front_matter(text[4 : closing.start()]):
            yield Span(0, closing.end())
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start)
        position = len(text) if end < 0 else end + 3
        if end >= 0:
            yield Span(start, position)
    yield from code_listings(text)


def code_listings(text: str) -> Iterator[Span]:
    """Fenced code."""
    fence = None
    for match in re.finditer(r"^[ \t]{0,3}(```|~~~)", text, re.M):
        if fence is None:
            fence = match.start()
        else:
            yield Span(fence, match.end())
            fence = None


def _is_front_matter(inner: str) -> bool:
    lines = [line for line in inner.splitlines() if line.strip()]
    fields = [line for line in lines if re.match(r"[\w -]{1,40}\s?[:=]|\s*-\s|\s*#|\s+\S", line)]
    return len(fields) >= 0.8 * len(lines)
