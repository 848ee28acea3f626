"""Writing light Markdown: the one form in which every format but plain text and Markdown is handed on.

A reader tells what its format knows (this is a heading, this is an item); the composer writes it so
that the words of the record cannot be mistaken for structure: white space within a block is folded, and
a paragraph that happens to begin like a heading or a quote is written behind a backslash.
"""

import re
from collections.abc import Iterable, Sequence

INVISIBLE = re.compile("[\0-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
BULLETS = "•·●○◦▪▫■□◆‣⁃∙➢➤►\uf0b7\uf0a7\uf0d8\uf0fc\uf02d"  # the last are those of Word's own fonts
# a dash is none where it stands for "said by", below a quote; an em dash is never one
BULLET = re.compile(rf"(?:[{BULLETS}]\s*|[-–*+o]\s+)(?=\S)")
MISTAKABLE = re.compile(r"(?=#{1,6}\s|>|\|)")
DEEPEST_HEADING = 6
UNNAMED = "?"  # as minutes write it; without a label the turn would go on for the speaker before
LONG_FIELD = 40  # words; a longer field of a table is prose
LEAST_PROSE = 12  # words; where a shorter field has two sentences, they are remarks
SENTENCES = re.compile(r"\w{4}[.!?]\s+\w")  # not "Dr. Who"
BETWEEN = {"item": "\n", "table": "\n", "quote": "\n>\n"}  # two blocks of one list, table or quote


def is_running_text(text: str) -> bool:
    """Whether a field of a table holds prose, so that the table only sets it out in columns."""
    words = len(text.split())
    return words > LONG_FIELD or (words > LEAST_PROSE and SENTENCES.search(text) is not None)


def fold(text: str) -> str:
    """Text on one line: white space single, characters that no reader sees left out."""
    return " ".join(INVISIBLE.sub("", text).split())


class Composer:
    """Collects blocks in reading order; ``text`` is the light Markdown of them all."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._last = ""  # the kind of the last block: lists and tables stay together
        self.level = 0  # of the last heading, 0 before the first

    @property
    def text(self) -> str:
        return "".join(self._parts) + ("\n" if self._parts else "")

    def heading(self, level: int, text: str) -> None:
        if words := fold(text):
            self.level = max(1, min(level, DEEPEST_HEADING))
            self._add("heading", f"{'#' * self.level} {words}")

    def paragraph(self, text: str) -> None:
        """Add lines of running text; one that begins with a bullet is an item."""
        lines: list[str] = []
        for line in filter(None, map(fold, text.split("\n"))):
            if (bullet := BULLET.match(line)) and self._last != "quote":
                self._flush(lines)
                self.item(line[bullet.end() :])
            else:
                lines.append(MISTAKABLE.sub(r"\\", line, count=1) if MISTAKABLE.match(line) else line)
        self._flush(lines)

    def _flush(self, lines: list[str]) -> None:
        if lines:
            self._add("paragraph", "\n".join(lines))
            lines.clear()

    def item(self, text: str, depth: int = 0, number: int | None = None) -> None:
        """Add an item of a list; ``depth`` counts the lists around its own."""
        first, *others = list(filter(None, map(fold, text.split("\n")))) or [""]
        if number is None and (bullet := BULLET.match(first)):
            first = first[bullet.end() :]
        if first:
            self._add("item", f"{'  ' * depth}{'-' if number is None else f'{number}.'} {first}")
            self.continue_item("\n".join(others), depth)

    def continue_item(self, text: str, depth: int = 0) -> None:
        """Add lines that belong to the item before."""
        self._parts += [f"\n{'  ' * depth}  {line}" for line in map(fold, text.split("\n")) if line]

    def quote(self, text: str) -> None:
        """Add a paragraph of a block quote."""
        if words := fold(text):
            self._add("quote", f"> {words}")

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """Add a table, row by row; rows without words are left out."""
        written = [_row(cells) for cells in rows if any(map(fold, cells))]
        if written:
            self._add("table", "\n".join(written))

    def turn(self, speaker: str | None, time: str | None, words: str) -> None:
        """Add what somebody said in one go; "?" stands for a speaker whom the record does not name."""
        label = f"{speaker or UNNAMED} [{time}]" if time else speaker or UNNAMED
        if said := fold(words):
            self._add("turn", f"{label}: {said}")

    def separate(self) -> None:
        """Keep what follows apart from a list, quote or table before it."""
        self._last = ""

    def _add(self, kind: str, block: str) -> None:
        between = BETWEEN.get(kind, "\n\n") if kind == self._last else "\n\n" if self._parts else ""
        self._parts += [between, block]
        self._last = kind


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(fold(cell).replace("|", "/") for cell in cells) + " |"
