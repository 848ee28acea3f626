"""The lines of printed pages: what they are, which only run along, and in which order they are read."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.readers.composing import BULLETS, fold

MARGIN = 0.12  # of the page's height: where running headers and footers stand
RUNNING_LINES = 3  # lines at the head and the foot of a page that may run through the document
PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.?|pg\.?)? ?[-–|]? ?(?:\d{1,4}|[ivxl]{1,6}) ?(?:(?:of|/|von|de|sur|\|) ?\d{1,4})?"
    r" ?[-–|]?(?: ?page)?",
    re.IGNORECASE,
)
SAME_PLACE = 4.0  # points; what lies closer stands in one place
COLUMN_ROWS = 6  # rows of two long pieces: two columns that are drawn line by line
COLUMN_WORDS = 4  # in the middle row of such a column; fields of a table are shorter


BULLET = re.compile(rf"(?:[{BULLETS}]\s*|[-–*o]\s+)(?=\S|$)")
NUMBER = re.compile(r"(\d{1,2})[.)](?:\s+(?=\S)|$)")
MARK = re.compile(rf"[{BULLETS}*o–-]|\d{{1,2}}[.)]|[a-z][.)]")  # of an item, alone
LETTER = re.compile(r"(?:[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a table: the rules to its left, above it, to its right, and all upright ones of its row."""

    left: float
    top: float
    right: float
    uprights: tuple[int, ...]  # rounded; rows that share them belong to one table


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters in a row; distances in points from the upper left corner of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    bold: int = 0  # characters at the beginning that are bold
    ends_bold: bool = False

    @property
    def size(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces on one line of a page, apart by wide gaps."""

    pieces: tuple[Piece, ...]
    cell: Cell | None = None  # where it stands in a table with rules

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right

    @property
    def top(self) -> float:
        return min(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        return max(piece.bottom for piece in self.pieces)

    @property
    def size(self) -> float:
        """The height of its letters, to half a point."""
        return round(max(self.pieces, key=lambda piece: len(piece.text)).size * 2) / 2

    @property
    def is_bold(self) -> bool:
        return all(piece.bold == len(piece.text) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its lines in the order in which they are drawn."""

    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A line, the page it stands on, and where its column begins and ends."""

    line: Line
    page: int
    left: float
    margin: float


def is_item(line: Line) -> bool:
    """Whether a line begins with the mark of an item: a bullet, a number or a letter."""
    return any(marker.match(line.text) for marker in (BULLET, NUMBER, LETTER))


def body_lines(pages: Sequence[Page]) -> list[list[Line]]:
    """The lines of each page in reading order, without running headers, footers and page numbers."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for edge in edges for key in {_running_key(line) for line in edge})
    enough = 2 if len(pages) < 5 else 3
    bodies = []
    for page, edge in zip(pages, edges, strict=True):
        gone = {line for line in edge if seen[_running_key(line)] >= enough or _is_page_number(line)}
        bodies.append(_in_reading_order([line for line in page.lines if line not in gone]))
    return bodies


def _edges(page: Page) -> list[Line]:
    """The lines nearest to the head and the foot of a page, within its margins."""
    by_height = sorted(page.lines, key=lambda line: line.top)
    head = [line for line in by_height[:RUNNING_LINES] if line.bottom < page.height * MARGIN]
    foot = [line for line in by_height[-RUNNING_LINES:] if line.top > page.height * (1 - MARGIN)]
    return head + foot


def _running_key(line: Line) -> tuple[str, int]:
    """What is the same on every page: the words without their numbers, and the height."""
    return re.sub(r"\d+", "#", fold(line.text)), round(line.top / SAME_PLACE)


def _is_page_number(line: Line) -> bool:
    return PAGE_NUMBER.fullmatch(fold(line.text)) is not None


def _in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines as they are drawn, which is as they were written; by height where that is without order."""
    upward = sum(below.bottom < above.top - SAME_PLACE for above, below in pairwise(lines))
    if upward > max(6, len(lines) / 3):
        return sorted(lines, key=lambda line: (round(line.top / SAME_PLACE), line.left))
    return _columns_apart(lines)


def _columns_apart(lines: list[Line]) -> list[Line]:
    """Two columns that are drawn line by line, one after the other."""
    ordered: list[Line] = []
    run: list[Line] = []
    for line in lines:
        if len(line.pieces) == 2 and line.cell is None and (not run or _is_aligned(line, run[-1])):
            run.append(line)
            continue
        ordered += _unzipped(run)
        ordered.append(line)
        run = []
    return ordered + _unzipped(run)


def _is_aligned(line: Line, other: Line) -> bool:
    return abs(line.pieces[1].left - other.pieces[1].left) < SAME_PLACE


def _unzipped(run: list[Line]) -> list[Line]:
    if len(run) < COLUMN_ROWS:
        return run
    words = [median(len(line.pieces[side].text.split()) for line in run) for side in (0, 1)]
    if min(words) < COLUMN_WORDS:
        return run
    return [Line((line.pieces[side],)) for side in (0, 1) for line in run]
