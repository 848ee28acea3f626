"""Quotation marks in running prose: which words stand between them, and whether they are speech."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# A mark opens after a space or an opening bracket and closes after a word or a full stop; a straight
# mark is told by its neighbours alone, since it looks the same on both sides.
_DOUBLE = {"“": "”", "„": "“", "«": "»", "‟": "”"}
_SINGLE = {"‘": "’", "‚": "‘"}
_MARK = re.compile("(?<=\\S)'(?=''(?!'))|''|``|[\"“”„‟«»‘’‚']")
_OPENERS_BEFORE = frozenset(" ([{—–-/:…")
_CLOSERS_AFTER = frozenset(" .,;:!?)]}—–-…/")
_WORD = re.compile(r"[^\W_]+")
DEEPEST = 3  # quotations inside one another; more open marks than that are stray
SPEECH_WORDS = 4  # a quotation of fewer words is a term or a title unless a cue stands next to it


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, at ``text[start:end]`` with the marks; ``depth`` 0 is the outermost.

    ``closed`` is False when the mark that would close it is missing: it then ends with the text.
    """

    start: int
    end: int
    depth: int
    closed: bool
    words: int

    @property
    def is_long(self) -> bool:
        """Long enough to be speech rather than a term or the title of a work."""
        return self.words >= SPEECH_WORDS


class Quotations:
    """The outermost quotations of a reading, in order, with a quick answer to "which one is here?"."""

    def __init__(self, quotations: Iterable[Quotation]) -> None:
        self._all = tuple(quotations)
        self._starts = [q.start for q in self._all]

    def __iter__(self) -> Iterator[Quotation]:
        return iter(self._all)

    def at(self, offset: int) -> Quotation | None:
        """The quotation that an offset stands in."""
        i = bisect_right(self._starts, offset) - 1
        return self._all[i] if i >= 0 and offset < self._all[i].end else None

    def touch(self, start: int, end: int) -> bool:
        """Whether a stretch of text has words of a quotation of more than two words."""
        i = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return any(q.end > start and q.words > 2 for q in self._all[i:last])


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Every quotation of a paragraph in reading order, nested ones after the one around them.

    An apostrophe is no mark; a mark that nothing closes reaches to the end when it is double
    (the next paragraph carries on) and is ignored when it is single.
    """
    found: list[Quotation] = []
    open_marks: list[tuple[str, int, str]] = []  # the family, where it opened, the mark

    def close(index: int, end: int) -> None:
        _, start, _ = open_marks[index]
        del open_marks[index:]
        found.append(_quotation(text, start, end, index, closed=True))

    for match in _MARK.finditer(text):
        mark, at, after = match[0], match.start(), match.end()
        family = "'" if mark in "‘’‚'" else '"'
        opens = _may_open(text, at, after)
        closes = _may_close(text, at, after)
        if mark in _DOUBLE or mark in _SINGLE or mark == "``":
            opens, closes = True, False
        elif mark in "”»":
            opens, closes = False, True
        if mark == "“" and (_is_misplaced_closer(text, at, after) or any(m == "„" for _, _, m in open_marks)):
            opens, closes = False, True
        elif mark == "’":
            opens = False
        same = [i for i, (other, _, _) in enumerate(open_marks) if other == family]
        if closes and same and not (opens and family == "'"):
            close(same[-1], after)
        elif opens and not (mark == "'" and not open_marks and not _closes_later(text, after)):
            del open_marks[DEEPEST:]
            open_marks.append((family, at, mark))
    for index, (family, start, _) in enumerate(open_marks):
        if family == '"':
            found.append(_quotation(text, start, len(text), index, closed=False))
            break
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _may_open(text: str, at: int, after: int) -> bool:
    return (at == 0 or text[at - 1] in _OPENERS_BEFORE or text[at - 1] in "\"“‘'") and (
        after < len(text) and not text[after].isspace()
    )


def _is_misplaced_closer(text: str, at: int, after: int) -> bool:
    """Whether an opening mark stands where only a closing one makes sense: (,“ said)."""
    return at > 0 and text[at - 1] in ",.?!…" and (after == len(text) or text[after].isspace())


def _may_close(text: str, at: int, after: int) -> bool:
    ends = after == len(text) or text[after].isspace()
    if ends and at > 1 and text[at - 1].isspace() and text[at - 2] in "'’":
        return True  # "he said, 'yes,' "
    return (
        at > 0
        and not text[at - 1].isspace()
        and (after == len(text) or text[after] in _CLOSERS_AFTER or text[after] in "\"”’'")
    )


def _closes_later(text: str, after: int, reach: int = 400) -> bool:
    """Whether a single straight mark is answered soon: otherwise it is an apostrophe ('tis, '90s)."""
    window = text[after : after + reach]
    return any(_may_close(window, m.start(), m.end()) for m in re.finditer("'", window))


def _quotation(text: str, start: int, end: int, depth: int, *, closed: bool) -> Quotation:
    return Quotation(start, end, depth, closed, len(_WORD.findall(text, start, end)))
