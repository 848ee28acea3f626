"""Tables on printed pages: fields between rules, and fields that only stand in columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.readers.composing import fold, is_running_text
from corpus.readers.page_lines import BULLET, SAME_PLACE, Line, Place, is_item

TIGHT = 1.4  # times the size of letters between two lines of one field
CELL_WORDS = 14  # a longer piece is no field of a table without rules


# With rules


@dataclass(slots=True)
class Row:
    """The lines of a row of a table with rules, field by field from left to right."""

    fields: dict[int, list[Place]] = field(default_factory=dict)

    def is_long(self, column: int) -> bool:
        texts = [place.line.text for place in self.fields[column]]
        return any(map(BULLET.match, texts)) or is_running_text(" ".join(texts))


def end_of_ruled_table(flow: Sequence[Place], start: int) -> int:
    """Behind the last line of the table with rules that begins at ``start``; ``start`` where none does."""
    end = start
    while end < len(flow) and _uprights(flow[end]) == _uprights(flow[start]) != ():
        end += 1
    cells = [place.line.cell for place in flow[start:end] if place.line.cell]
    return end if len(_distinct([cell.left for cell in cells])) > 1 else start


def _uprights(place: Place) -> tuple[int, ...]:
    return place.line.cell.uprights if place.line.cell else ()


def ruled_rows(places: Sequence[Place]) -> tuple[int, list[Row]]:
    """The number of columns of a table with rules, and its rows from top to bottom, page by page."""
    found = [(place, place.line.cell) for place in places if place.line.cell is not None]
    lefts = _distinct([cell.left for _, cell in found])
    rows: dict[tuple[int, int], Row] = {}
    for place, cell in found:
        row = rows.setdefault((place.page, round(cell.top)), Row())
        row.fields.setdefault(_column(lefts, cell.left), []).append(place)
    return len(lefts), [rows[key] for key in sorted(rows)]


def _distinct(lefts: Sequence[float]) -> list[float]:
    distinct: list[float] = []
    for left in sorted(lefts):
        if not distinct or left - distinct[-1] > 2 * SAME_PLACE:
            distinct.append(left)
    return distinct


def _column(lefts: Sequence[float], left: float) -> int:
    return max((at for at, other in enumerate(lefts) if other <= left + SAME_PLACE), default=0)


# Without rules


def end_of_table(flow: Sequence[Place], start: int) -> int:
    """Behind the last line of the table without rules that begins at ``start``; ``start`` where none does."""
    if not _is_row(flow[start].line):
        return start
    lefts: list[float] = []
    rows = 0
    row = end = start
    for at in range(start, len(flow)):
        line = flow[at].line
        if _is_row(line):
            if rows and not any(_is_near(piece.left, lefts) for piece in line.pieces[1:]):
                break
            lefts += [piece.left for piece in line.pieces[1:] if not _is_near(piece.left, lefts)]
            rows += 1
            row, end = at, at + 1
        elif rows and (
            _is_continued_cell(flow[at - 1], flow[at], lefts) or _is_beside(flow[row], flow[at], lefts)
        ):
            end = at + 1
        elif not (rows and at + 1 < len(flow) and _is_wrapped_first_cell(*flow[at - 1 : at + 2])):
            break
    return end if rows > 1 else start


def rows_in_columns(lines: Sequence[Line]) -> list[list[str]]:
    """The fields of a table; a line that begins under a later column goes on with the field above it."""
    lefts: list[float] = []
    for left in sorted(piece.left for line in lines if len(line.pieces) > 1 for piece in line.pieces):
        if not lefts or left - lefts[-1] > 3 * SAME_PLACE:
            lefts.append(left)
    rows: list[list[str]] = []
    for line in lines:
        if len(line.pieces) > 1 or not rows:
            rows.append([""] * len(lefts))
        for piece in line.pieces:
            column = _column(lefts, piece.left)
            rows[-1][column] = fold(f"{rows[-1][column]} {piece.text}")
    return rows


def _is_row(line: Line) -> bool:
    if len(line.pieces) < 2 or line.cell is not None or is_item(line):
        return False
    texts = [piece.text for piece in line.pieces]
    return all(len(text.split()) <= CELL_WORDS and not BULLET.match(text) for text in texts)


def _is_near(left: float, lefts: Sequence[float]) -> bool:
    return any(abs(left - other) < SAME_PLACE for other in lefts)


def _is_continued_cell(before: Place, place: Place, lefts: Sequence[float]) -> bool:
    return _is_next_line(before, place) and _is_near(place.line.left, lefts)


def _is_beside(row: Place, place: Place, lefts: Sequence[float]) -> bool:
    """Whether a line is a later field of a row, drawn after a field of several lines before it."""
    is_level = row.page == place.page and abs(row.line.top - place.line.top) < SAME_PLACE
    return is_level and len(place.line.pieces) == 1 and _is_near(place.line.left, lefts)


def _is_wrapped_first_cell(before: Place, place: Place, after: Place) -> bool:
    """Whether a line under the first column stands between two rows."""
    is_aligned = abs(place.line.left - after.line.left) < SAME_PLACE
    return is_aligned and _is_next_line(before, place) and _is_row(after.line)


def _is_next_line(before: Place, place: Place) -> bool:
    line = place.line
    is_below = before.page == place.page and 0 < line.top - before.line.top < TIGHT * line.size
    return is_below and len(line.pieces) == 1 and not is_item(line)
