"""HTML: the main content of a page, its headings, lists, quotes and tables kept as structure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.dates import find_date
from corpus.errors import DamagedDocument
from corpus.metadata import Metadata, first_heading
from corpus.readers.composing import Composer, fold, is_running_text
from corpus.readers.decoding import decode
from corpus.readers.extract import Extract, File

DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE
)
DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
BEGINNING = 4096  # bytes in which a page declares how it is encoded

# what a reader of the page does not read as its text
UNREAD = re.compile(
    "script|style|noscript|template|head|nav|footer|aside|form|button|select|textarea|iframe|object|svg|math"
    "|canvas|audio|video|map|dialog|menu"
)
UNREAD_ROLES = re.compile("navigation|banner|contentinfo|search|complementary|menu|dialog")
BLOCKS = re.compile(
    "html|body|main|article|section|header|hgroup|div|p|pre|address|center|figure|figcaption|details|summary"
    "|fieldset|ul|ol|li|dl|dt|dd|blockquote|table|caption|thead|tbody|tfoot|tr|td|th|h[1-6]|hr"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
STRUCTURE_IN_CELL = ["ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"]
LABEL_CELL = 15  # words; a shorter cell beside a long one is its heading
LEAST_MAIN = 200  # characters; a shorter <main> is empty furniture

HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
BOLD_CLASS = re.compile(r"\.([\w-]+)\s*\{[^{}]*font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
GOOGLE_LEVEL = re.compile(
    r"\blst-kix_\w+-(\d)\b"
)  # Google Docs writes nested lists flat, their depth in a class
TITLE_CLASS = re.compile(r"(?:^|\s)(?:Mso)?title(?:\s|$)", re.IGNORECASE)  # of Google Docs and of Word
COMMENT = "#cmnt_ref"  # what a comment of Google Docs, below the text, begins with
NOTE_MARK = re.compile(r"#_?(?:ftn|footnote|endnote|cmnt|note)", re.IGNORECASE)

MARK = "**"
Element = Any  # lxml carries no types


def read_html(file: File) -> Extract:
    declared = DECLARED.search(file.data[:BEGINNING])
    text = decode(file, declared[1].decode("ascii") if declared else None)
    return extract_html(text, file.path)


def extract_html(text: str, path: Path) -> Extract:
    """The text of a page in light Markdown, and the title and date that the page gives itself.

    ``path`` is for messages. Raises DamagedDocument for a page nested deeper than the parser reads.
    """
    import lxml.etree
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    markup = DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    try:
        page = lxml.html.document_fromstring(markup.encode("utf-8"), parser=parser, ensure_head_body=True)
    except lxml.etree.ParserError:  # no element at all
        return Extract("")
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise DamagedDocument(
            path, "found tags nested thousands deep; expected a page to read; save its text alone as .txt"
        )
    metadata = _metadata(page)
    styles = "\n".join(style.text or "" for style in page.iter("style"))
    _drop_unread(page)
    walker = _Walker(frozenset(BOLD_CLASS.findall(styles)))
    walker.walk(_main_content(page))
    content = walker.composer.text
    return Extract(content, Metadata(title=first_heading(content) or metadata.title, date=metadata.date))


def _metadata(page: Element) -> Metadata:
    title = page.findtext(".//title")
    dates = page.xpath(
        "//meta[@property='article:published_time' or @name='date' or @name='dc.date' or @name='DC.date'"
        " or @itemprop='datePublished']/@content | //time/@datetime"
    )
    return Metadata(title=fold(title or "") or None, date=next(filter(None, map(find_date, dates)), None))


def _drop_unread(page: Element) -> None:
    for mark in page.xpath(f"//p/a[starts-with(@href, '{COMMENT}')]"):
        mark.getparent().drop_tree()
    for element in list(page.iter()):
        if element.getparent() is not None and _is_unread(element):
            element.drop_tree()


def _is_unread(element: Element) -> bool:
    if UNREAD.fullmatch(element.tag) or UNREAD_ROLES.fullmatch(element.get("role") or ""):
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if HIDDEN.search(element.get("style") or ""):
        return True
    if element.tag == "figcaption":  # the caption of a picture is no part of the record; that of a quote is
        return not any(beside.tag in ("blockquote", "table") for beside in _beside(element))
    return element.tag == "a" and NOTE_MARK.match(element.get("href") or "") is not None


def _beside(element: Element) -> list[Element]:
    return [beside for beside in (element.getprevious(), element.getnext()) if beside is not None]


def _main_content(page: Element) -> Element:
    body = page.find("body")
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = body.findall(path)
        if len(found) == 1 and len("".join(found[0].itertext())) >= LEAST_MAIN:
            return found[0]
    return body


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
