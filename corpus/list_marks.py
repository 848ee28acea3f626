"""The marks of list items, and how deep an item is nested."""

import re

from corpus.lines import TERMINATORS, Layout, Line

BULLET = re.compile(r"([ \t]*)([-*+•●○▪◦‣■□–]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})\\?[.)])[ \t\u00a0]+(?=\S)")


def depth_of(bullet: re.Match[str], last: Line | None, indents: list[int]) -> int:
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


def _is_next_mark(last: Line | None, bullet: re.Match[str]) -> bool:
    """Whether the line before is an item whose letter comes just before this one's."""
    before = BULLET.match(last.text) if last else None
    mark = bullet[2].strip("().\\")
    other = before[2].strip("().\\") if before else ""
    return len(mark) == len(other) == 1 and mark.isalpha() and ord(mark) == ord(other) + 1


def is_inside_sentence(layout: Layout, bullet: re.Match[str], line: Line, last: Line | None) -> bool:
    """A number that a hard wrap put at the start of a line ("...; and", then "4) the training")."""
    if not layout.wrapped or line.blanks or last is None or not bullet[2].strip("().").isalnum():
        return False
    return last.text.rstrip()[-1:] not in TERMINATORS and not BULLET.match(last.text)
