"""From the elements of a page to light Markdown: headings, paragraphs, items, quotes, tables, labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus.readers.composing import Composer, fold, is_running_text

BLOCKS = re.compile(
    "html|body|main|article|section|header|hgroup|div|p|pre|address|center|figure|figcaption|details|summary"
    "|fieldset|ul|ol|li|dl|dt|dd|blockquote|table|caption|thead|tbody|tfoot|tr|td|th|h[1-6]|hr"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
STRUCTURE_IN_CELL = ["ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"]
LABEL_CELL = 15  # words; a shorter cell beside a long one is its heading

BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
# Google Docs writes nested lists flat, their depth in a class
GOOGLE_LEVEL = re.compile(r"\blst-kix_\w+-(\d)\b")
TITLE_CLASS = re.compile(r"(?:^|\s)(?:Mso)?title(?:\s|$)", re.IGNORECASE)  # of Google Docs and of Word
MARK = "**"

Element = Any  # lxml carries no types


def compose_blocks(root: Element, bold_classes: frozenset[str]) -> str:
    """The text below an element; spans of a class in ``bold_classes`` are bold."""
    walker = _Walker(bold_classes)
    walker.walk(root)
    return walker.composer.text


@dataclass(slots=True)
class _List:
    """A list being read; ``number`` is that of the next item, None where items are not numbered."""

    level: int  # lists around it, as the page itself says where it writes them flat
    number: int | None
    item_open: bool = False


class _Walker:
    """Walks a tree without recursion, however deep it is, and writes its blocks."""

    def __init__(self, bold_classes: frozenset[str]) -> None:
        self.composer = Composer()
        self._bold_classes = bold_classes
        self._inline: list[str] = []
        self._bold_from: list[tuple[int, int] | None] = []  # block and place where bold words begin a line
        self._block = 0
        self._heading = 0
        self._quotes = 0
        self._pre = 0
        self._lists: list[_List] = []
        self._in_term = False
        self._term = ""  # waits for its description
        self._done: set[Element] = set()  # written already, as a row or a label

    def walk(self, root: Element) -> None:
        from lxml import etree

        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                if self._is_written_whole(element):
                    self._done.add(element)
                    events.skip_subtree()
                else:
                    self._start(element)
                    self._text(element.text)
            else:
                if element not in self._done:
                    self._end(element)
                if element is not root:
                    self._text(element.tail)
        self._flush()
        self.composer.paragraph(self._term)

    def _is_written_whole(self, element: Element) -> bool:
        if element in self._done:
            return True
        if element.tag == "table" and not _is_layout(element):
            self._flush()
            self.composer.separate()
            self.composer.table([_cells(row) for row in _rows(element)])
            self.composer.separate()
            return True
        return element.tag == "tr" and self._is_row_written(element)

    def _is_row_written(self, row: Element) -> bool:
        """Write a row of a text set out in columns; False where cells are left to be walked."""
        self._flush()
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if not any(map(_is_long, cells)) and len(cells) > 1:
            self.composer.table([_cells(row)])
            return True
        labels: list[Element] = []
        for cell in cells:
            if _is_long(cell) or len(_cell_text(cell).split()) > LABEL_CELL:
                break
            labels.append(cell)
        if labels and len(labels) < len(cells):
            self._done.update(labels)
            level = self._level_of_table(row)
            self.composer.heading(level, " ".join(map(_cell_text, labels)))
        return False

    def _level_of_table(self, row: Element) -> int:
        """One below the heading that the table stands under; the same for all its rows."""
        table = row
        while table.tag != "table" and table.getparent() is not None:
            table = table.getparent()
        if table.get("data-level") is None:
            table.set("data-level", str(self.composer.level + 1))
        return int(table.get("data-level"))

    def _start(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            self._inline.append("\n")
        elif _is_bold(element, self._bold_classes):
            self._bold_from.append((self._block, len(self._inline)) if self._is_at_line_start() else None)
        if not BLOCKS.fullmatch(tag):
            return
        self._flush()
        if tag in HEADINGS:
            self._heading = HEADINGS[tag]
        elif tag == "p" and TITLE_CLASS.search(element.get("class") or ""):
            self._heading = 1
        elif tag in ("ul", "ol"):
            self._start_list(element)
        elif tag == "li" and self._lists:
            self._lists[-1].item_open = False
        elif tag == "blockquote":
            self._quotes += 1
            self.composer.separate()
        elif tag == "pre":
            self._pre += 1
        elif tag == "dt":
            self._in_term = True

    def _start_list(self, element: Element) -> None:
        google = GOOGLE_LEVEL.search(element.get("class") or "")
        if not self._lists and not google:
            self.composer.separate()
        level = int(google[1]) if google else 0
        start = element.get("start") or "1"
        number = None if element.tag == "ul" else int(start) if start.isdecimal() and len(start) < 7 else 1
        self._lists.append(_List(level, number))

    def _end(self, element: Element) -> None:
        tag = element.tag
        if BLOCKS.fullmatch(tag):
            self._flush()
        if _is_bold(element, self._bold_classes) and self._bold_from:
            self._close_bold(self._bold_from.pop())
        if tag in HEADINGS or tag == "p":
            self._heading = 0
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "blockquote":
            self._quotes -= 1
            self.composer.separate()
        elif tag == "pre":
            self._pre -= 1
        elif tag == "dt":
            self._in_term = False

    def _text(self, text: str | None) -> None:
        if text:
            self._inline.append(text if self._pre else text.replace("\n", " ").replace("\r", " "))

    def _flush(self) -> None:
        text = "".join(self._inline)
        self._inline.clear()
        self._block += 1
        if not fold(text):
            return
        if self._in_term:
            self.composer.paragraph(self._term)  # of one that was never described
            self._term = fold(text).rstrip(":")
            return
        if self._term:
            text, self._term = f"{self._term}: {text}", ""
        self._write(text)

    def _write(self, text: str) -> None:
        if self._heading:
            self.composer.heading(self._heading, text)
        elif self._lists:
            self._write_item(self._lists[-1], text)
        elif self._quotes:
            self.composer.quote(text)
        else:
            for part in re.split(r"\n[ \t\r]*\n", text):
                self.composer.paragraph(part)

    def _write_item(self, inner: _List, text: str) -> None:
        depth = inner.level + sum(outer.item_open for outer in self._lists[:-1])
        if inner.item_open:
            self.composer.continue_item(text, depth)
            return
        self.composer.item(text, depth, inner.number)
        inner.item_open = True
        if inner.number is not None:
            inner.number += 1

    def _is_at_line_start(self) -> bool:
        """Whether nothing stands on the line so far, or nothing but bold words."""
        if self._heading:
            return False
        for piece in reversed(self._inline):
            if piece == MARK or ("\n" in piece and not piece.rpartition("\n")[2].strip()):
                return True
            if piece.strip():
                return False
        return True

    def _close_bold(self, start: tuple[int, int] | None) -> None:
        """Mark bold words that begin a line: they may be a label, or a heading without its style."""
        if start is None or start[0] != self._block:
            return
        words = "".join(self._inline[start[1] :])
        if not words.strip() or "\n" in words.strip() or "*" in words:
            return
        del self._inline[start[1] :]
        space = ""
        while self._inline and not self._inline[-1].strip() and "\n" not in self._inline[-1]:
            space += self._inline.pop()
        if self._inline and self._inline[-1] == MARK:  # the label goes on in another piece of bold
            self._inline[-1:] = [space, words.rstrip()]
        else:
            self._inline += [MARK, words.strip()]
        self._inline += [MARK, words[len(words.rstrip()) :]]


def _is_bold(element: Element, bold_classes: frozenset[str]) -> bool:
    if element.tag in ("b", "strong"):
        return True
    if element.tag != "span":
        return False
    classes = (element.get("class") or "").split()
    return not bold_classes.isdisjoint(classes) or BOLD.search(element.get("style") or "") is not None


def _is_layout(table: Element) -> bool:
    """Whether a table sets out running text, so that its cells are read as blocks, not as fields."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(table)]
    return all(len(cells) <= 1 for cells in rows) or any(_is_long(cell) for cells in rows for cell in cells)


def _rows(table: Element) -> Iterator[Element]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")


def _cells(row: Element) -> list[str]:
    return [_cell_text(cell) for cell in row if cell.tag in ("td", "th")]


def _is_long(cell: Element) -> bool:
    if next(cell.iter(*STRUCTURE_IN_CELL), None) is not None:
        return True
    return is_running_text("".join(cell.itertext()))


def _cell_text(cell: Element) -> str:
    """The words of a cell on one line; its own lines become the parts of an enumeration."""
    from lxml import etree

    pieces: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element.tag == "br" or BLOCKS.fullmatch(element.tag):
            pieces.append("\n")
        text = element.text if event == "start" else element.tail if element is not cell else None
        pieces.append(" ".join((text or "").split("\n")))
    lines = [line for part in "".join(pieces).split("\n") if (line := fold(part))]
    ends = [line if line[-1] in ",;:.!?" else f"{line}," for line in lines[:-1]]
    return " ".join(ends + lines[-1:])
