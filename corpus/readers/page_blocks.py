"""From the lines of pages to light Markdown: what a reader sees at a glance.

Lines become paragraphs that go on across columns and pages, and words broken at a line's end are whole
again; large or bold lines are headings; bullets and numbers begin items; pieces in columns are tables.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Literal

from corpus.readers.composing import BULLETS, Composer
from corpus.readers.page_lines import BULLET, MARK, NUMBER, SAME_PLACE, Line, Page, Place, body_lines, is_item
from corpus.readers.page_style import FIRST_WORD, Style, style_of
from corpus.readers.page_tables import Row, end_of_ruled_table, end_of_table, rows_in_columns, ruled_rows

SMALLER = 0.88  # a note, where it stands in the lower half of a page
LABEL_WORDS = 20  # beside a text: its heading
LEADING = 1.35  # times the usual distance between two lines: a paragraph has ended
LONGEST_WORD = 60  # characters
LONGEST_ADDRESS = 500
SHORTEST_LABEL = 2  # characters
QUOTE_INDENT = 20.0  # points, on both sides
CELL_PADDING = 5.0  # points between words and the rule beside them
COLUMN_GAP = 40.0  # points between the left edges of two columns

UNBROKEN = re.compile(r"(?:[-–] )?\S+")  # a dash does not stand alone at a line's end
FOOTNOTE = re.compile(r"\[?\d{1,3}\]?[.)]?\s*\S")
SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
CONTINUED = re.compile(r"[(\[]|[a-zß-ÿ]")
BROKEN_WORD = re.compile(r"([^\W\d_]+)-$")
ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
ADDRESS_GOES_ON = "/-_=&?#%"  # at the end of a line: the address goes on below
ADDRESS_PART = re.compile(r"[^\s/=&?#%]*[/=&?#%]\S")

Relation = Literal["same line", "next line", "apart"]


def compose_pages(pages: Sequence[Page]) -> str:
    """The text of the pages in light Markdown; notes at the foot of pages come last."""
    bodies = body_lines(pages)
    style = style_of(bodies)
    body: list[Place] = []
    notes: list[Place] = []
    usual_margin = median([max(line.right for line in lines) for lines in bodies if lines] or [0.0])
    for number, (page, lines) in enumerate(zip(pages, bodies, strict=True)):
        end = _end_of_body(page, lines, style)
        body += _places(lines[:end], number, usual_margin)
        notes += _places(lines[end:], number, usual_margin)
    composer = Composer()
    for flow in (body, notes):
        _Setter(style, composer).compose(flow)
    return composer.text


def _end_of_body(page: Page, lines: Sequence[Line], style: Style) -> int:
    """Where the notes in small letters at the foot of a page begin."""
    end = len(lines)
    while end and lines[end - 1].size < SMALLER * style.size and lines[end - 1].top > page.height / 2:
        end -= 1
    return end if end < len(lines) and FOOTNOTE.match(lines[end].text) else len(lines)


def _places(lines: Sequence[Line], page: int, usual_margin: float) -> Iterator[Place]:
    """Every line with the edges of its column: lines that begin near each other share them.

    The last column of a page that holds but a few words ends where that of other pages does.
    """
    columns: list[list[Line]] = []
    for line in sorted((line for line in lines if line.cell is None), key=lambda line: line.left):
        if not columns or line.left - columns[-1][-1].left > COLUMN_GAP:
            columns.append([])
        columns[-1].append(line)
    edges: dict[Line, tuple[float, float]] = {}
    for column, following in pairwise(columns):
        edges |= _edges(column, following[0].left)
    if columns:
        last = max(usual_margin, *(line.right for line in columns[-1]))
        edges |= dict.fromkeys(columns[-1], (columns[-1][0].left, last))
    return (Place(line, page, *(edges.get(line) or _edges_of_cell(line))) for line in lines)


def _edges(column: Sequence[Line], next_left: float) -> dict[Line, tuple[float, float]]:
    """A column ends before the next one, but for the odd line that runs across both."""
    left = column[0].left
    inside = [line.right for line in column if line.right <= next_left]
    across = max(line.right for line in column)
    if len(inside) < len(column) / 2:
        return dict.fromkeys(column, (left, across))
    return {line: (left, max(inside) if line.right <= next_left else across) for line in column}


def _edges_of_cell(line: Line) -> tuple[float, float]:
    """Words end about as far from the right rule of their field as they begin from its left."""
    return line.left, line.cell.right - CELL_PADDING if line.cell else line.right


class _Setter:
    """Puts lines together again, one after the other, and writes each block as it ends."""

    def __init__(self, style: Style, composer: Composer) -> None:
        self._style = style
        self._composer = composer
        self._block: list[Place] = []
        self._text: list[str] = []
        self._item_lefts: list[float] = []
        self._is_in_list = False

    def compose(self, flow: Sequence[Place]) -> None:
        at = 0
        while at < len(flow):
            if (end := end_of_ruled_table(flow, at)) > at:
                self._compose_ruled(flow[at:end])
            elif (end := end_of_table(flow, at)) > at:
                self._write_table(rows_in_columns([place.line for place in flow[at:end]]))
            else:
                end = at + 1
                following = flow[end] if end < len(flow) else None
                for place in _label_apart(flow[at], following):
                    self._add(place)
            at = end
        self._write()

    def _compose_ruled(self, places: Sequence[Place]) -> None:
        """Write a table with rules: as fields, or as headings and text where a text is set out in it."""
        columns, rows = ruled_rows(places)
        simple: list[list[str]] = []
        for row in rows:
            if any(map(row.is_long, row.fields)):
                self._write_table(simple)
                simple = []
                self._compose_row(row)
            else:
                simple.append([self._field(row, column) for column in range(columns)])
        self._write_table(simple)

    def _compose_row(self, row: Row) -> None:
        labels: list[str] = []
        for column in sorted(row.fields):
            text = self._field(row, column)
            if len(labels) == column and not row.is_long(column) and len(text.split()) <= LABEL_WORDS:
                labels.append(text)
                continue
            if len(labels) == column and any(labels):
                self._write()
                self._write_heading(len(self._style.heading_sizes) + 2, " ".join(labels))
            for place in row.fields[column]:
                self._add(place)

    def _field(self, row: Row, column: int) -> str:
        lines = [place.line for place in row.fields.get(column, [])]
        text = [lines[0].text] if lines else []
        for line in lines[1:]:
            text[-1:] = _joined(text[-1], line.text, self._style)
        return "".join(text)

    def _write_table(self, rows: Sequence[Sequence[str]]) -> None:
        if rows:
            self._write()
            self._composer.separate()
            self._composer.table(rows)
            self._composer.separate()

    def _add(self, place: Place) -> None:
        relation = self._relation(self._block[-1], place) if self._block else "apart"
        if relation == "apart":
            self._write(beside=place)
        elif relation == "next line":
            self._text.append("\n")
        else:
            self._text[-1:] = _joined(self._text[-1], place.line.text, self._style)
        if relation != "same line":
            self._text.append(_with_label(place.line))
        self._block.append(place)

    def _relation(self, before: Place, place: Place) -> Relation:
        above, line, style = before.line, place.line, self._style
        is_whole = SENTENCE_END.search(above.text) is not None
        is_full = not _has_room(before, line)
        is_in_heading = style.is_heading(self._block[0].line)
        is_heading = style.is_heading(line) and (is_in_heading or is_whole or not is_full)
        if not _share_field(before, place) or is_heading != is_in_heading:
            return "apart"
        if is_heading:
            return self._relation_of_headings(before, place)
        if abs(above.size - line.size) > 1:
            return "apart"
        if is_item(line) and (is_whole or not is_full or self._may_be_item_after(above, line)):
            return "apart"
        if place.page != before.page or line.top < above.top - SAME_PLACE:  # another page or column
            return "same line" if is_full or (not is_whole and CONTINUED.match(line.text)) else "apart"
        if line.top - above.top > LEADING * style.leading * max(1.0, line.size / style.size):
            return "apart"
        if self._is_indented(place) or _label_of(line).endswith(":"):
            return "apart"
        if above.pieces[-1].ends_bold and not above.is_bold and _label_of(line):
            return "same line"  # bold words that go on
        if is_full or (CONTINUED.match(line.text) and not is_whole):
            return "same line"
        first = self._block[0].line
        is_below_item = is_item(first) and line.left < first.left + SAME_PLACE
        return "apart" if is_whole or is_below_item else "next line"

    def _relation_of_headings(self, before: Place, place: Place) -> Relation:
        above, line = before.line, place.line
        is_near = place.page == before.page and 0 < line.top - above.top < 1.6 * line.size
        if not is_near or above.size != line.size or above.is_bold != line.is_bold:
            return "apart"
        is_centred = abs((above.left + above.right) - (line.left + line.right)) < 2 * SAME_PLACE
        return "same line" if is_centred or not _has_room(before, line) else "apart"

    def _may_be_item_after(self, above: Line, line: Line) -> bool:
        """Whether a line that begins like an item is one, where the line above is full and its sentence open.

        Then a dash, a number or a letter in line with running text is a part of it.
        """
        is_in_line = abs(above.left - line.left) < SAME_PLACE and not is_item(self._block[0].line)
        return line.text[0] in BULLETS or not is_in_line

    def _is_indented(self, place: Place) -> bool:
        """Whether a line begins further in than the one above: the first of a new paragraph."""
        first, above = self._block[0].line, self._block[-1].line
        if is_item(first) and len(self._block) == 1:
            return False
        return place.line.left > above.left + SAME_PLACE and not is_item(first)

    def _write(self, beside: Place | None = None) -> None:
        if not self._block:
            return
        line = self._block[0].line
        text = "".join(self._text)
        if self._style.is_heading(line):
            self._write_heading(self._style.level(line), text)
        elif is_item(line):
            self._write_item(line, text)
        elif beside is not None and self._is_label_of(beside, text):
            self._write_heading(len(self._style.heading_sizes) + 2, text.replace("**", ""))
        elif self._is_quote():
            self._composer.quote(text)
        elif self._style.bold_is_heading and len(self._block) == 1 and line.is_bold:
            self._composer.paragraph(f"**{text}**")  # such as "**Present:**", which ends like no heading
        else:
            self._composer.paragraph(text)
        self._is_in_list = is_item(line)
        self._block = []
        self._text = []

    def _write_heading(self, level: int, text: str) -> None:
        self._item_lefts.clear()
        self._composer.heading(level, text)

    def _write_item(self, line: Line, text: str) -> None:
        while self._item_lefts and self._item_lefts[-1] > line.left + SAME_PLACE:
            self._item_lefts.pop()
        if not self._item_lefts or line.left > self._item_lefts[-1] + SAME_PLACE:
            self._item_lefts.append(line.left)
        number = NUMBER.match(text)
        words = text[number.end() :] if number else BULLET.sub("", text, count=1)
        self._composer.item(words, len(self._item_lefts) - 1, int(number[1]) if number else None)

    def _is_quote(self) -> bool:
        """Whether the block stands in from both sides, as a quotation does."""
        right = max(place.line.right for place in self._block)
        is_set_in = all(place.line.left > place.left + QUOTE_INDENT for place in self._block)
        is_narrow = all(right < place.margin - QUOTE_INDENT for place in self._block)
        return len(self._block) > 1 and is_set_in and is_narrow and not self._is_in_list

    def _is_label_of(self, place: Place, text: str) -> bool:
        """Whether the block stands to the left of the text that follows, as a side heading does."""
        right = max(part.line.right for part in self._block)
        is_beside = place.page == self._block[0].page and place.line.left > right
        is_level = place.line.top < self._block[-1].line.bottom
        return is_beside and is_level and len(text.split()) <= LABEL_WORDS


def _share_field(before: Place, place: Place) -> bool:
    """Whether both lines stand in one field of a table, or in none; a field may go on overleaf."""
    above, below = before.line.cell, place.line.cell
    if above is None or below is None:
        return above is below
    return above.left == below.left and (above.top == below.top or before.page != place.page)


def _has_room(before: Place, line: Line) -> bool:
    """Whether the first word of a line would have found room on the line before: then it was begun anew."""
    word = UNBROKEN.match(line.text)
    width = (line.right - line.left) / max(1, len(line.text))
    return before.line.right + (len(word[0] if word else "") + 1) * width < before.margin


def _joined(above: str, below: str, style: Style) -> list[str]:
    """Two lines as one; a word that was broken between them is whole again."""
    if ADDRESS.search(above[-LONGEST_ADDRESS:]) and (
        above[-1] in ADDRESS_GOES_ON or ADDRESS_PART.match(below)
    ):
        return [above, below]
    broken, rest = BROKEN_WORD.search(above[-LONGEST_WORD:]), FIRST_WORD.match(below)
    if broken is None or rest is None:
        return [above, below] if above.endswith("-") and not above.endswith(" -") else [above, " ", below]
    first, second = broken[1].lower(), rest[0].lower()
    is_known = {first, second} <= style.words or not style.is_hyphenated
    is_compound = not rest[0].islower() or (first + second not in style.words and is_known)
    return [above if is_compound else above[:-1], below]


def _label_of(line: Line) -> str:
    """The bold words that begin a line, where others follow."""
    is_marked = len(line.pieces) > 1 and MARK.fullmatch(line.pieces[0].text) is not None
    first = line.pieces[1 if is_marked else 0]
    bold = BULLET.sub("", first.text[: first.bold], count=1).strip()
    return "" if line.is_bold or "*" in bold or len(bold) < SHORTEST_LABEL else bold


def _with_label(line: Line) -> str:
    """The words of a line; bold words that begin it are marked, for they may be a label."""
    label = _label_of(line)
    return line.text.replace(label, f"**{label}**", 1) if label else line.text


def _label_apart(place: Place, following: Place | None) -> list[Place]:
    """A line with a label and the first line of the text beside it, as two lines."""
    first, *others = place.line.pieces
    if not others or following is None or is_item(Line((first,))):
        return [place]
    goes_on = abs(following.line.left - others[0].left) < 3 * SAME_PLACE and following.line.left > first.right
    if not goes_on and not BULLET.match(others[0].text):
        return [place]
    return [
        Place(Line((first,)), place.page, place.left, first.right),
        Place(Line(tuple(others)), place.page, others[0].left, place.margin),
    ]
