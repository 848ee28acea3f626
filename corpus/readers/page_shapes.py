"""What is drawn on a printed page beside its letters: bullets, and the rules of tables."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from corpus.readers.page_lines import Cell, Line, Piece

MOST_SHAPES = 20_000  # on one page; what comes later belongs to a drawing
MOST_RULES = 1_000  # on one page; more are a drawing, no table
MOST_DOTS = 500
LEAST_UPRIGHTS = 3  # in a row of a table; two are the sides of a frame
THIN = 2.0  # points: a longer shape that is no wider is a rule
DOT = (1.5, 6.0)  # points: a bullet is about as wide as high
BESIDE = 30.0  # points: as far to the left of its item
TOUCHING = 2.5  # points between two rules that meet; a rule that meets none underlines words

Box = tuple[float, float, float, float]  # left, top, right, bottom in points from the upper left corner


@dataclass(frozen=True, slots=True)
class Shapes:
    """Bullets and rules of a page."""

    dots: tuple[Box, ...] = ()
    upright: tuple[Box, ...] = ()
    level: tuple[Box, ...] = ()

    def is_parted(self, left: float, right: float, height: float) -> bool:
        """Whether a rule stands between two places on one line."""
        return any(left - 1 < rule[0] < right + 1 and rule[1] <= height <= rule[3] for rule in self.upright)

    def with_bullet(self, line: Line) -> Line:
        """The line with the bullet that is drawn before it."""
        for left, top, right, bottom in self.dots:
            if line.top < top and bottom < line.bottom and 0 < line.left - right < BESIDE:
                return replace(line, pieces=(Piece("•", left, right, top, bottom, bold=1), *line.pieces))
        return line

    def cell_of(self, piece: Piece) -> Cell | None:
        """The field of a table in which letters stand: the rules to their left and above them."""
        middle_x, middle_y = (piece.left + piece.right) / 2, (piece.top + piece.bottom) / 2
        beside = [rule[0] for rule in self.upright if rule[1] <= middle_y <= rule[3]]
        lefts = [x for x in beside if x <= piece.left + 1]
        heights = [rule[1] for rule in self.level if rule[0] - 1 <= middle_x <= rule[2] + 1]
        tops = [y for y in heights if y <= middle_y]
        uprights = tuple(sorted({round(x / TOUCHING) for x in beside}))
        is_inside = 0 < len(lefts) < len(beside) and 0 < len(tops) < len(heights)
        if not is_inside or len(uprights) < LEAST_UPRIGHTS:
            return None
        return Cell(max(lefts), max(tops), min(x for x in beside if x > piece.left + 1), uprights)


def read_shapes(page: Any, height: float) -> Shapes:
    """The shapes of a page, a pointer of PDFium, as far as they say something about its text."""
    dots, upright, level = [], [], []
    for box, is_stroked in _boxes(page, height):
        wide, high = box[2] - box[0], box[3] - box[1]
        if DOT[0] < wide < DOT[1] and abs(wide - high) < 1:
            dots.append(box)
        elif wide <= THIN < high:
            upright.append(box)
        elif high <= THIN < wide:
            level.append(box)
        elif is_stroked and wide > THIN and high > THIN:  # a frame: its four sides
            left, top, right, bottom = box
            upright += [(left, top, left, bottom), (right, top, right, bottom)]
            level += [(left, top, right, top), (left, bottom, right, bottom)]
    if len(upright) + len(level) > MOST_RULES:
        return Shapes(tuple(dots[:MOST_DOTS]))
    ends = sorted({(rule[0], rule[1], rule[3]) for rule in upright})
    meeting = tuple(rule for rule in level if any(_meets(rule, *end) for end in ends))
    return Shapes(tuple(dots[:MOST_DOTS]), tuple(upright), meeting)


def _meets(level: Box, x: float, top: float, bottom: float) -> bool:
    is_at_end = abs(level[0] - x) < TOUCHING or abs(level[2] - x) < TOUCHING
    return is_at_end and top - TOUCHING < level[1] < bottom + TOUCHING


def _boxes(page: Any, height: float) -> Iterator[tuple[Box, bool]]:
    """Every shape by its bounds, and whether its outline is drawn."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MOST_SHAPES)):
        shape = pdfium.FPDFPage_GetObject(page, index)
        is_drawn = pdfium.FPDFPageObj_GetType(shape) == pdfium.FPDF_PAGEOBJ_PATH
        if is_drawn and pdfium.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
            pdfium.FPDFPath_GetDrawMode(shape, fill, stroke)
            yield (left.value, height - top.value, right.value, height - bottom.value), bool(stroke.value)
