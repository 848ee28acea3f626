"""Tables whose rows are turns, a column for the speaker and one for the words; tables that hold prose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.names import is_person_name
from corpus.structure import Block, plain
from corpus.types import Span
from corpus.vocabulary import fold, vocabulary

_CELL = re.compile(r"(?:\\\||[^|\n])+")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?$")
_BREAK = re.compile(r"\s*(?:</?(?:p|br|li|ul|ol)\b[^<>]{0,100}>\s*)+", re.I)
_MARKS = re.compile(r"(?:[-*•●○▪◦–]|\d{1,2}[.)])\s+")
SHORTEST_TURN = 3  # words: a table of numbers is no transcript
SHORTEST_PROSE = 6  # words: shorter cells name a topic, a person, a date


@dataclass(frozen=True, slots=True)
class Row:
    """One turn: the speaker's name as the table gives it, where it stands, and the words."""

    name: str
    cue: Span
    words: Span
    time: str | None = None


def read_turns(text: str, blocks: Sequence[Block]) -> dict[int, Row]:
    """The turns of tables by the number of their block; empty where no head names both columns."""
    turns: dict[int, Row] = {}
    speaker = words = -1
    for i, block in enumerate(blocks):
        if block.kind != "row":
            speaker = words = -1
            continue
        cells = _cells(text, block.span)
        if i == 0 or blocks[i - 1].kind != "row":
            speaker, words = _columns([fold(cell.of(text)) for cell in cells])
        elif (
            0 <= speaker < len(cells)
            and 0 <= words < len(cells)
            and (row := _row(text, cells, speaker, words))
        ):
            turns[i] = row
    return turns


def read_prose(text: str, blocks: Sequence[Block]) -> dict[int, list[tuple[Span, bool]]]:
    """The cells of rows that hold sentences, as minutes have them, by the number of their block.

    Each row's parts in reading order, whether somebody may speak in them: not in a column of actions or
    decisions. A table without a sentence in any cell, as one of names or dates, is left out.
    """
    found: dict[int, list[tuple[Span, bool]]] = {}
    silent: frozenset[int] = frozenset()
    for i, block in enumerate(blocks):
        if block.kind != "row":
            continue
        cells = _cells(text, block.span)
        if i == 0 or blocks[i - 1].kind != "row":
            heads = [plain(text, cell).strip(" .:") for cell in cells]
            silent = frozenset(k for k, head in enumerate(heads) if _is_silent_column(head))
        parts = [
            (part, k not in silent and _is_prose(text, part))
            for k, c in enumerate(cells)
            for part in _parts(text, c)
        ]
        if any(is_prose for _, is_prose in parts):
            found[i] = parts
    return found


def _is_silent_column(head: str) -> bool:
    words = re.findall(r"[^\W_]+", fold(head))
    return (
        bool(words) and len(words) <= 4 and bool(vocabulary()["silent_columns"] & {*words, " ".join(words)})
    )


def _is_prose(text: str, cell: Span) -> bool:
    words = plain(text, cell)
    return len(words.split()) >= SHORTEST_PROSE and words.rstrip(" ”\"'’)")[-1:] in (".", "!", "?")


def _parts(text: str, cell: Span) -> list[Span]:
    """The paragraphs of a cell, which HTML breaks apart, without the bullets before them."""
    parts, start = [], cell.start
    for match in (*_BREAK.finditer(text, cell.start, cell.end), None):
        end = match.start() if match else cell.end
        if bullet := _MARKS.match(text, start, end):
            start = bullet.end()
        if text[start:end].strip():
            parts.append(Span(start, end))
        start = match.end() if match else end
    return parts


def _columns(heads: Sequence[str]) -> tuple[int, int]:
    vocab = vocabulary()
    speaker = next((i for i, head in enumerate(heads) if head in vocab["name_columns"]), -1)
    words = next((i for i, head in enumerate(heads) if head in vocab["text_columns"]), -1)
    return (speaker, words) if speaker >= 0 and words >= 0 else (-1, -1)


def _row(text: str, cells: Sequence[Span], speaker: int, words: int) -> Row | None:
    name = plain(text, cells[speaker])
    if len(cells[words].of(text).split()) < SHORTEST_TURN or not 0 < len(name.split()) <= 6:
        return None
    if not (name[0].isupper() or is_person_name(name)):
        return None
    time = next((cell.of(text) for cell in cells if _TIME.match(cell.of(text))), None)
    return Row(name, cells[speaker], cells[words], time)


def _cells(text: str, span: Span) -> list[Span]:
    """The cells of a row without the white space around them."""
    start = span.start + (text[span.start] == "|")
    cells = []
    for match in _CELL.finditer(text, start, span.end):
        left = len(match[0]) - len(match[0].lstrip())
        right = len(match[0].rstrip())
        cells.append(Span(match.start() + min(left, right), match.start() + right))
    return cells
