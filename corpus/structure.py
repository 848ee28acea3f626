"""The layout of a record: its headings, paragraphs, list items, tables, quotes and silent parts as blocks.

Works on Markdown and on plain text with page breaks and hard wraps. A sentence that a page break or a
blank line cuts in two stays in one block; a block's span is a verbatim slice of the document.
"""

import re
from dataclasses import replace

from corpus.blocks import Block, plain
from corpus.cut_sentences import join_cut_sentences
from corpus.headings import is_bold_heading, is_numbered_heading, name_headings, section_paths
from corpus.html_quotes import credit_html_quotes
from corpus.label_forms import starts_label, starts_stopped
from corpus.lines import HEADING, Layout, Line, code_listings, read_lines, silent_zones
from corpus.list_marks import BULLET, depth_of, is_inside_sentence
from corpus.types import Span

__all__ = ["Block", "find_blocks", "plain", "section_paths"]

_QUOTE = re.compile(r"[ \t]{0,3}>[ \t]?")
_RULE = re.compile(r"[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*$")
CUE_TIMES = re.compile(
    r"[ \t]*\d{1,2}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?[ \t]*-->[ \t]*\d{1,2}:\d[\d:.,]*[ \t]*$"
)
_SETEXT = re.compile(r"[ \t]{0,3}(=+|-+)[ \t]*$")
_TABLE_RULE = re.compile(r"[ \t|:+-]*-[ \t|:+-]*$")
_SHORTCODE = re.compile(r"[ \t]*\{\{[<%].*[>%]\}\}[ \t]*$")
_SHORTCODE_QUOTE = re.compile(r"\btext=\"([^\"]+)\"")
_SHORTCODE_CITE = re.compile(r"\b(?:cite|author|attribution|by|source)=\"([^\"]+)\"")
_ONLY_HTML = re.compile(r"[ \t]*(?:</?[a-zA-Z][^<>]{0,500}>[ \t]*)+(?:\[[^\]]*\])?[ \t]*$")
_HTML_HEADING = re.compile(
    r"[ \t]*<h([1-6])\b[^<>]{0,300}>(?:\s*<[^<>/][^<>]{0,300}>)*\s*(?P<words>[^<>\s].{0,300}?)\s*"
    r"(?:</[^<>]{1,20}>\s*)+$",
    re.I,
)
_ONLY_IMAGE = re.compile(r"[ \t]*!\[[^\]]{0,500}\]\([^)]{0,1000}\)[ \t]*$")
_LINK_DEFINITION = re.compile(r"[ \t]{0,3}\[(?!\d{1,2}:\d{2})[^\]]{1,100}\]:[ \t]*\S")
_BARE_TIME = re.compile(r"[ \t]*[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?[ \t]*$")
_PROVENANCE = re.compile(
    r"[ \t]*(?:Transcribed|Transcript(?:ion)? (?:provided )?|Generated|Created|Recorded) (?:by|with)\b"
    r".{0,80}https?://\S+[ \t]*$",
    re.I,
)
_TIMED = re.compile(
    r"\[?\(?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\)?\]?[ \t]"
    r"|.{1,60}[ \t]\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?:?[ \t]*$"
)


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a document in reading order; they never overlap. Never raises; linear in the text."""
    zones = list(silent_zones(text))
    lines = read_lines(text, zones)
    layout = Layout.of(text, lines)
    listings = [Block("silent", span, is_listing=True) for span in code_listings(text)]
    blocks = join_cut_sentences(text, sorted([*_group(layout, lines), *listings], key=lambda b: b.span.start))
    return tuple(name_headings(text, list(credit_html_quotes(text, blocks)), layout))


def _group(layout: Layout, lines: list[Line]) -> list[Block]:
    blocks: list[Block] = []
    indents: list[int] = []  # of the open list items, outermost first
    open_kind: str | None = None  # the kind of block that the next line may continue
    last: Line | None = None
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


def _continues(layout: Layout, last: Line, line: Line, block: Block, before: Block) -> bool:
    if block.kind == "quote" and before.kind == "quote" and before.cite is None and block.cite is None:
        return not layout.ends_paragraph(last, line) and not starts_label(_QUOTE.sub("", line.text))
    if block.kind != "paragraph" or before.kind not in ("paragraph", "item"):
        return False
    if starts_stopped(line.text) and last.text.rstrip()[-1:] in '.!?:])”"':
        return False
    if starts_label(line.text) or _TIMED.match(last.text.strip()) or _TIMED.match(line.text.strip()):
        return False
    return not layout.ends_paragraph(last, line)


def _heading(line: Line) -> Block | None:
    """A line that is a heading in Markdown or in HTML."""
    if heading := HEADING.match(line.text):
        start, end = heading.end(), len(line.text.rstrip().rstrip("#").rstrip())
        return Block("heading", _span(line, start, max(start, end)), len(heading[1]))
    if heading := _HTML_HEADING.match(line.text):
        return Block("heading", _span(line, *heading.span("words")), int(heading[1]))
    return None


def _read_line(
    layout: Layout, line: Line, last: Line | None, following: Line | None, indents: list[int]
) -> Block | None:
    text = line.text
    if heading := _heading(line):
        return heading
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
    if (bullet := BULLET.match(text)) and not is_inside_sentence(layout, bullet, line, last):
        if _ONLY_HTML.match(text[bullet.end() :]):
            return Block("silent", _span(line, 0, len(text)))
        if is_numbered_heading(layout, line, following, bullet):
            return Block("heading", _span(line, 0, len(text)), 2)
        return Block("item", _span(line, bullet.end(), len(text)), depth_of(bullet, last, indents))
    if layout.has_markdown and is_bold_heading(line, following):
        return Block("heading", _span(line, 0, len(text)), 6)
    return Block("paragraph", _span(line, 0, len(text)))


def _span(line: Line, start: int, end: int) -> Span:
    """The words of ``line.text[start:end]`` in the document, without the white space around them."""
    part = line.text[start:end]
    left = len(part) - len(part.lstrip())
    right = len(part.rstrip())
    return Span(line.start + start + min(left, right), line.start + start + right)


def _shortcode(line: Line) -> Block:
    """A template call: the words and the author of a quotation, or nothing that anybody said."""
    words, author = _SHORTCODE_QUOTE.search(line.text), _SHORTCODE_CITE.search(line.text)
    if words and author:
        return Block("quote", _span(line, *words.span(1)), cite=_span(line, *author.span(1)))
    return Block("silent", _span(line, 0, len(line.text)))


def _is_row(text: str, following: Line | None, last: Line | None) -> bool:
    if " |" not in text and "| " not in text:
        return False
    near = [line.text for line in (following, last) if line is not None and "|" in line.text]
    return any("|" in other for other in near)
