"""Headings in bold, by number, or by their shape alone; the titles of the headings above a block."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.blocks import Block, plain
from corpus.lines import Layout, Line
from corpus.list_marks import BULLET
from corpus.names import is_person_name
from corpus.vocabulary import fold

LONGEST_HEADING = 16  # words


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


def _looks_like_heading(words: str) -> bool:
    return 0 < len(words.split()) <= LONGEST_HEADING and words[-1] not in ".:;,!" and not words[:1].islower()


def is_numbered_heading(layout: Layout, line: Line, following: Line | None, bullet: re.Match[str]) -> bool:
    words = line.text[bullet.end() :].strip()
    if layout.has_markdown or not bullet[2][0].isdigit() or not following or not following.blanks:
        return False
    alone = line.blanks or line.start == 0
    next_is_item = BULLET.match(following.text) and following.text.strip()[:1].isdigit()
    return bool(alone) and _looks_like_heading(words) and not next_is_item


def is_bold_heading(line: Line, following: Line | None) -> bool:
    words = line.text.strip()
    wrapped = re.fullmatch(r"(\*\*|__)([^*_]{2,120})\1", re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", words))
    alone = (line.blanks or line.start == 0) and following is not None and following.blanks
    return bool(wrapped and alone and _looks_like_heading(wrapped[2]))


def name_headings(text: str, blocks: list[Block], layout: Layout) -> Iterator[Block]:
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
