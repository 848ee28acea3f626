"""The layout of a record: its headings, paragraphs, list items, tables, quotes and silent parts as blocks.

Works on Markdown and on plain text with page breaks and hard wraps. A sentence that a page break or a
blank line cuts in two stays in one block; a block's span is a verbatim slice of the document.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from corpus.names import is_person_name
from corpus.prose_view import prose_view
from corpus.types import Span
from corpus.vocabulary import fold

BlockKind = Literal["heading", "paragraph", "item", "quote", "row", "silent"]


@dataclass(frozen=True, slots=True)
class Block:
    """One logical unit of the layout.

    ``span`` holds its words without markers. ``depth`` is a heading's level or how deep an item is
    nested. ``tight`` says that no blank line separates it from the block before. ``cite`` is the author
    that a block quote names itself.
    """

    kind: BlockKind
    span: Span
    depth: int = 0
    tight: bool = False
    indent: int = 0  # columns of white space before its first line
    cite: Span | None = None
    is_guess: bool = False  # a heading by its shape alone
    is_listing: bool = False  # code


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    blanks: int = 0  # blank lines before it
    page_break: bool = False


_LINE = re.compile(r"[^\n\f\r\v\u2028\u2029\x85]*(\r\n|[\n\f\r\v\u2028\u2029\x85]|\Z)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_BULLET = re.compile(r"([ \t]*)([-*+•●○▪◦‣■□–]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})\\?[.)])[ \t\u00a0]+(?=\S)")
_GLYPHS = "•●○▪◦‣■□"
_QUOTE = re.compile(r"[ \t]{0,3}>[ \t]?")
_RULE = re.compile(r"[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*$")
_INITIALS_DASH = re.compile(r"[A-Z]{2,3}\s+[-–—]\s+\S")
CUE_TIMES = re.compile(
    r"[ \t]*\d{1,2}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?[ \t]*-->[ \t]*\d{1,2}:\d[\d:.,]*[ \t]*$"
)
_SETEXT = re.compile(r"[ \t]{0,3}(=+|-+)[ \t]*$")
_TABLE_RULE = re.compile(r"[ \t|:+-]*-[ \t|:+-]*$")
_SHORTCODE = re.compile(r"[ \t]*\{\{[<%].*[>%]\}\}[ \t]*$")
_SHORTCODE_QUOTE = re.compile(r"\btext=\"([^\"]+)\"")
_SHORTCODE_CITE = re.compile(r"\b(?:cite|author|attribution|by|source)=\"([^\"]+)\"")
_ONLY_HTML = re.compile(r"[ \t]*(?:</?[a-zA-Z][^<>]{0,500}>[ \t]*)+(?:\[[^\]]*\])?[ \t]*$")
_ONLY_IMAGE = re.compile(r"[ \t]*!\[[^\]]{0,500}\]\([^)]{0,1000}\)[ \t]*$")
_HTML_QUOTE = re.compile(
    r"(?P<opening><blockquote\b[^<>]{0,300}>\s*(?:<p\b[^<>]{0,300}>)?)(?:(?!</?blockquote)[\s\S]){1,3000}?"
    r"(?P<credit>(?:&mdash;|&#8212;|[—–―]|--)\s*(?:<[^<>]{1,300}>)?(?P<author>[^\W\d_][^<>(\n@]{1,60}?))\s*(?:\(@|</?\w|,|\n)"
    r"(?:(?!<blockquote)[\s\S]){0,1500}?</blockquote>"
)
_CLOSING_TAGS = re.compile(r"(?:\s*</?(?:p|cite|footer|small)\b[^<>]{0,200}>)+\s*$")
_LINK_DEFINITION = re.compile(r"[ \t]{0,3}\[(?!\d{1,2}:\d{2})[^\]]{1,100}\]:[ \t]*\S")
_PAGE_NUMBER = re.compile(
    r"[ \t]*(?:page[ \t]+)?[-–—]?[ \t]*\d{1,4}(?:[ \t]*(?:/|of)[ \t]*\d{1,4})?[ \t]*[-–—]?[ \t]*$", re.I
)
_BARE_TIME = re.compile(r"[ \t]*[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?[ \t]*$")
_PROVENANCE = re.compile(
    r"[ \t]*(?:Transcribed|Transcript(?:ion)? (?:provided )?|Generated|Created|Recorded) (?:by|with)\b"
    r".{0,80}https?://\S+[ \t]*$",
    re.I,
)
_LABEL_START = re.compile(
    r"[*_]{0,3}(?P<name>[^\W\d_][\w.'’-]*(?:[ ][\w.'’()-]+){0,5})"
    r"(?:[ ]?[\[(][^\])]{1,60}[\])])?[*_]{0,3}[ ]?:(?:[*_]{1,3})?(?:\s|$)"
)
_TIMED = re.compile(
    r"\[?\(?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\)?\]?[ \t]"
    r"|.{1,60}[ \t]\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?:?[ \t]*$"
)
_TERMINATORS = ".!?:;”\"'’)…»"
_CUT_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "between",
        "but",
        "by",
        "for",
        "from",
        "his",
        "her",
        "in",
        "into",
        "is",
        "its",
        "of",
        "on",
        "or",
        "our",
        "over",
        "that",
        "the",
        "their",
        "these",
        "this",
        "those",
        "to",
        "was",
        "were",
        "which",
        "who",
        "will",
        "with",
        "would",
        "than",
        "are",
        "be",
        "been",
        "has",
        "have",
        "had",
    ]
)
LONGEST_HEADING = 16  # words
WRAPPED_AT = 130  # no line of a hard-wrapped text is longer, in characters


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a document in reading order; they never overlap. Never raises; linear in the text."""
    zones = list(_silent_zones(text))
    lines = _lines(text, zones)
    layout = _Layout.of(text, lines)
    listings = [Block("silent", span, is_listing=True) for span in _listings(text)]
    blocks = _join_cut_sentences(
        text, sorted([*_group(layout, lines), *listings], key=lambda b: b.span.start)
    )
    return tuple(_name_headings(text, list(_credit_html_quotes(text, blocks)), layout))


def plain(text: str, span: Span) -> str:
    """The words of a span without markup and layout."""
    return prose_view(text, span).text.strip()


# --- lines -----------------------------------------------------------------------------------------


def _silent_zones(text: str) -> Iterator[Span]:
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
    yield from _listings(text)


def _listings(text: str) -> Iterator[Span]:
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


def _lines(text: str, zones: list[Span]) -> list[_Line]:
    """The lines with words; an item that stands behind other words in a line begins a line of its own."""
    lines: list[_Line] = []
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
            lines.append(_Line(a, b, part, blanks, page_break))
            blanks, page_break = 0, False
        if match.end() == len(text):
            break
    return lines


def _split_glyphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    glyphs = re.finditer(f"(?<=[ \t])[{_GLYPHS}][ \t]", text[start:end])
    inside = [start + g.start() for g in glyphs if text[start : start + g.start()].strip()]
    cuts = [start, *inside]
    return list(zip(cuts, [*cuts[1:], end], strict=True))


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the whole document says about its lines."""

    text: str
    wrapped: bool
    width: int
    has_markdown: bool

    @classmethod
    def of(cls, text: str, lines: list[_Line]) -> "_Layout":
        words = [line for line in lines if not line.text.lstrip().startswith(("#", "|", "<", "{{"))]
        lengths = sorted(len(line.text.rstrip()) for line in words) or [0]
        near_longest = lengths[int(0.9 * (len(lengths) - 1))]
        follows = [(a, b) for a, b in itertools.pairwise(words) if not b.blanks]
        cut = sum(
            a.text.rstrip()[-1:] not in _TERMINATORS and b.text.lstrip()[:1].islower() for a, b in follows
        )
        wrapped = near_longest <= WRAPPED_AT and cut >= 3 and cut >= 0.15 * len(follows)
        return cls(text, wrapped, near_longest, any(_HEADING.match(line.text) for line in lines))

    def ends_paragraph(self, line: _Line, following: _Line) -> bool:
        """Whether the writer, not the width of the page, ended this line."""
        before, after = line.text.rstrip(), following.text.strip()
        ended = before[-1:] in _TERMINATORS
        if not self.wrapped:
            return ended or not after[:1].islower()
        fits = len(before) + 1 + len(after.split(maxsplit=1)[0]) <= self.width - 8
        if ended:
            return fits
        return fits and not self.has_markdown and after[:1].isupper() and len(before) < self.width - 25


# --- blocks ----------------------------------------------------------------------------------------


def _group(layout: _Layout, lines: list[_Line]) -> list[Block]:
    blocks: list[Block] = []
    indents: list[int] = []  # of the open list items, outermost first
    open_kind: str | None = None  # the kind of block that the next line may continue
    last: _Line | None = None
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        block = _read_line(layout, line, last, following, indents)
        if block is None:  # no words of its own: a rule, an underline
            open_kind = None
            if _SETEXT.match(line.text) and blocks and not line.blanks and blocks[-1].kind == "paragraph":
                blocks[-1] = replace(blocks[-1], kind="heading", depth=1 if "=" in line.text else 2)
            last = line
            continue
        if last and not line.blanks and open_kind and _continues(layout, last, line, block, blocks[-1]):
            blocks[-1] = replace(blocks[-1], span=Span(blocks[-1].span.start, block.span.end))
        else:
            if block.kind not in ("item", "paragraph") or (
                block.kind == "paragraph" and line.text[:1] not in " \t"
            ):
                indents.clear()
            indent = len(line.text.expandtabs(4)) - len(line.text.expandtabs(4).lstrip())
            blocks.append(replace(block, tight=bool(blocks) and not line.blanks, indent=indent))
        open_kind = blocks[-1].kind if blocks[-1].kind in ("paragraph", "item", "quote") else None
        last = line
    return blocks


def _continues(layout: _Layout, last: _Line, line: _Line, block: Block, before: Block) -> bool:
    if block.kind == "quote" and before.kind == "quote" and before.cite is None and block.cite is None:
        return not layout.ends_paragraph(last, line) and not _starts_label(_QUOTE.sub("", line.text))
    if block.kind != "paragraph" or before.kind not in ("paragraph", "item"):
        return False
    if _starts_label(line.text) or _TIMED.match(last.text.strip()) or _TIMED.match(line.text.strip()):
        return False
    return not layout.ends_paragraph(last, line)


def _starts_label(text: str) -> bool:
    """Whether a line opens with what may be a speaker's label."""
    match = _LABEL_START.match(text.strip())
    if not match:
        return bool(_INITIALS_DASH.match(text.strip()))
    words = match["name"].split()
    return (len(words) <= 5 and all(w[:1].isupper() or w[:1] in "(" for w in words)) or len(words) == 1


def _read_line(
    layout: _Layout, line: _Line, last: _Line | None, following: _Line | None, indents: list[int]
) -> Block | None:
    text = line.text
    if heading := _HEADING.match(text):
        start, end = heading.end(), len(text.rstrip().rstrip("#").rstrip())
        return Block("heading", _span(line, start, max(start, end)), len(heading[1]))
    if _RULE.match(text) or (_SETEXT.match(text) and last):
        return None
    if _SHORTCODE.match(text):
        return _shortcode(line)
    if (
        _BARE_TIME.match(text)
        or CUE_TIMES.match(text)
        or _PROVENANCE.match(text)
        or _ONLY_HTML.match(text)
        or _ONLY_IMAGE.match(text)
        or _LINK_DEFINITION.match(text)
    ):
        return Block("silent", _span(line, 0, len(text)))
    if quote := _QUOTE.match(text):
        if quote.end() >= len(text.rstrip()):
            return None
        return Block("quote", _span(line, quote.end(), len(text)))
    if text.lstrip().startswith("|") or _is_row(text, following, last):
        return None if _TABLE_RULE.match(text) else Block("row", _span(line, 0, len(text)))
    if (bullet := _BULLET.match(text)) and not _is_inside_sentence(layout, bullet, line, last):
        if _ONLY_HTML.match(text[bullet.end() :]):
            return Block("silent", _span(line, 0, len(text)))
        if _is_numbered_heading(layout, line, following, bullet):
            return Block("heading", _span(line, 0, len(text)), 2)
        return Block("item", _span(line, bullet.end(), len(text)), _depth(bullet, last, indents))
    if layout.has_markdown and _is_bold_heading(line, following):
        return Block("heading", _span(line, 0, len(text)), 6)
    return Block("paragraph", _span(line, 0, len(text)))


def _is_inside_sentence(layout: _Layout, bullet: re.Match[str], line: _Line, last: _Line | None) -> bool:
    """A number that a hard wrap put at the start of a line ("...; and", then "4) the training")."""
    if not layout.wrapped or line.blanks or last is None or not bullet[2].strip("().").isalnum():
        return False
    return last.text.rstrip()[-1:] not in _TERMINATORS and not _BULLET.match(last.text)


def _span(line: _Line, start: int, end: int) -> Span:
    """The words of ``line.text[start:end]`` in the document, without the white space around them."""
    part = line.text[start:end]
    left = len(part) - len(part.lstrip())
    right = len(part.rstrip())
    return Span(line.start + start + min(left, right), line.start + start + right)


def _shortcode(line: _Line) -> Block:
    """A template call: the words and the author of a quotation, or nothing that anybody said."""
    words, author = _SHORTCODE_QUOTE.search(line.text), _SHORTCODE_CITE.search(line.text)
    if words and author:
        return Block("quote", _span(line, *words.span(1)), cite=_span(line, *author.span(1)))
    return Block("silent", _span(line, 0, len(line.text)))


def _is_row(text: str, following: _Line | None, last: _Line | None) -> bool:
    if " |" not in text and "| " not in text:
        return False
    near = [line.text for line in (following, last) if line is not None and "|" in line.text]
    return any("|" in other for other in near)


def _depth(bullet: re.Match[str], last: _Line | None, indents: list[int]) -> int:
    """How deep an item is nested: by its indent, and by its glyph where lists are flattened."""
    indent = _indent(bullet)
    if _is_next_mark(last, bullet):
        indents[-1:] = [indent]  # "e." goes with "d.", wherever the writer put it
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents) - 1


def _indent(bullet: re.Match[str]) -> int:
    indent = len(bullet[1].expandtabs(4))
    if bullet[2] in "○◦▪□■":
        indent += 1000 * (1 + "○◦▪□■".index(bullet[2]) // 2)
    return indent


def _is_next_mark(last: _Line | None, bullet: re.Match[str]) -> bool:
    """Whether the line before is an item whose letter comes just before this one's."""
    before = _BULLET.match(last.text) if last else None
    mark = bullet[2].strip("().\\")
    other = before[2].strip("().\\") if before else ""
    return len(mark) == len(other) == 1 and mark.isalpha() and ord(mark) == ord(other) + 1


def _is_numbered_heading(
    layout: _Layout, line: _Line, following: _Line | None, bullet: re.Match[str]
) -> bool:
    words = line.text[bullet.end() :].strip()
    if layout.has_markdown or not bullet[2][0].isdigit() or not following or not following.blanks:
        return False
    alone = line.blanks or line.start == 0
    next_is_item = _BULLET.match(following.text) and following.text.strip()[:1].isdigit()
    return bool(alone) and _looks_like_heading(words) and not next_is_item


def _looks_like_heading(words: str) -> bool:
    return 0 < len(words.split()) <= LONGEST_HEADING and words[-1] not in ".:;,!" and not words[:1].islower()


def _is_bold_heading(line: _Line, following: _Line | None) -> bool:
    words = line.text.strip()
    wrapped = re.fullmatch(r"(\*\*|__)([^*_]{2,120})\1", re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", words))
    alone = (line.blanks or line.start == 0) and following is not None and following.blanks
    return bool(wrapped and alone and _looks_like_heading(wrapped[2]))


def _join_cut_sentences(text: str, blocks: list[Block]) -> list[Block]:
    """Put together what a page break or a blank line cut in the middle of a sentence."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _is_cut(text, joined[-1], block):
            joined[-1] = replace(joined[-1], span=Span(joined[-1].span.start, block.span.end))
        else:
            joined.append(block)
    return joined


def _credit_html_quotes(text: str, blocks: list[Block]) -> Iterator[Block]:
    """Block quotes in HTML, tweets for instance, as quotes with the author that stands at their end."""
    quotes = [
        (m.span(), m.start("credit"), Span(*m.span("author")), m.end("opening"))
        for m in _HTML_QUOTE.finditer(text)
    ]
    for block in blocks:
        inside = next((q for q in quotes if q[0][0] <= block.span.start and block.span.end <= q[0][1]), None)
        if inside is None or block.kind not in ("paragraph", "item"):
            yield block
            continue
        _, credit, author, opening = inside
        start = min(max(block.span.start, opening), block.span.end)
        words = _CLOSING_TAGS.sub("", text[start : max(start, min(block.span.end, credit))])
        left = len(words) - len(words.lstrip())
        span = Span(start + left, start + max(left, len(words.rstrip())))
        yield replace(block, kind="quote" if len(span) else "silent", span=span or block.span, cite=author)


def _is_cut(text: str, before: Block, after: Block) -> bool:
    if before.kind not in ("paragraph", "item") or after.kind != "paragraph" or after.tight:
        return False
    end = before.span.of(text)[-200:].rstrip("*_ ")
    start = after.span.of(text)[:100].lstrip('*_“"( ')
    if not end or end[-1] in _TERMINATORS or not start:
        return False
    if start[0].islower():
        return not _LABEL_START.match(start)
    gap = text[before.span.end : after.span.start]
    cut_word = end.split()[-1].lower() in _CUT_WORDS or end[-1] in ",-"
    return cut_word and ("\f" in gap or gap.count("\n") > 2) and len(end) > 60


def _name_headings(text: str, blocks: list[Block], layout: _Layout) -> Iterator[Block]:
    """In a text without Markdown headings, short lines that stand alone are headings."""
    for i, block in enumerate(blocks):
        if not layout.has_markdown and block.kind == "paragraph" and _stands_alone(text, blocks, i):
            words = plain(text, block.span)
            first = words.split(",", 1)[0]
            yield replace(block, kind="heading", depth=3 if is_person_name(first) else 2, is_guess=True)
        elif not layout.has_markdown and block.kind == "heading":
            number = re.match(r"\d+((?:\.\d+)*)", block.span.of(text))
            yield replace(block, depth=block.depth + (number[1].count(".") if number else 0))
        else:
            yield block


def _stands_alone(text: str, blocks: list[Block], i: int) -> bool:
    block = blocks[i]
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    words = plain(text, block.span)
    if block.tight or not following or following.tight or following.kind == "heading":
        return False
    if "\n" in block.span.of(text) or ":" in words or fold(words[:1]).isdigit():
        return False
    return _looks_like_heading(words) and not words.endswith(("”", '"', "''", "»", "?"))


def section_paths(text: str, blocks: tuple[Block, ...]) -> tuple[tuple[str, ...], ...]:
    """For every block the titles of the headings above it, outermost first; a heading's path includes it."""
    paths: list[tuple[str, ...]] = []
    open_headings: list[tuple[int, str]] = []
    for block in blocks:
        if block.kind == "heading":
            while open_headings and open_headings[-1][0] >= block.depth:
                open_headings.pop()
            open_headings.append((block.depth, plain(text, block.span)))
        paths.append(tuple(title for _, title in open_headings))
    return tuple(paths)
