"""PDF: the lines of each page with their place, size and weight, as PDFium finds them.

What the lines mean (headings, items, tables, paragraphs across pages) is told by ``page_blocks``.
"""

import ctypes
import math
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from corpus.errors import DamagedDocument, EmptyDocument, LockedDocument, TooLarge
from corpus.metadata import Metadata, first_heading
from corpus.readers.composing import fold
from corpus.readers.extract import Extract, File
from corpus.readers.page_blocks import compose_pages
from corpus.readers.page_lines import Line, Page, Piece
from corpus.readers.page_shapes import Shapes, read_shapes

MOST_PAGES = 3_000
MOST_CHARACTERS = 10_000_000
BOLD = re.compile(
    rb"bold|black|heavy|demi|[-,]bd", re.IGNORECASE
)  # in a font's name; weights are not reliable
LONGEST_FONT_NAME = 128
CELL_GAP = 0.9  # of the letters' size: a wider gap in a line may part two cells
LARGEST_STEP = 1.8  # times the size of the letters before: anything larger is an initial
WORD_GAP = 0.15  # of the letters' size: a wider gap parts two words
ASLANT = 0.1  # radians off the straight
RAISED = 0.75  # of the size of its line: a smaller figure is the mark of a footnote
LEAST_READABLE = 0.7  # of the characters; below it the fonts do not say which letters they draw
TITLE_WITHIN = 2_000
LINE_ENDS = "\r\n"
NOTE_MARKS = "[]*†‡,"
UNREADABLE = "\ufffd"
SOFT_HYPHENS = "\x02\ufffe\u00ad"  # how PDFium and PDF files write a hyphen at a line's end

PDFIUM = threading.Lock()  # PDFium is not made for several threads


def read_pdf(file: File) -> Extract:
    with PDFIUM:
        title, pages = _read_pages(file)
    if not any(page.lines for page in pages):
        raise EmptyDocument(
            file.path,
            f"found {len(pages)} scanned page{'' if len(pages) == 1 else 's'} without text; expected text; "
            "run text recognition (OCR) on it and save it again",
        )
    text = compose_pages(pages)
    known = title if title and title in fold(text[:TITLE_WITHIN]) else None
    return Extract(text, Metadata(title=first_heading(text) or known))


def _read_pages(file: File) -> tuple[str, list[Page]]:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(file.data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise LockedDocument(file.path, "is behind a password; save it without one") from None
        raise DamagedDocument(
            file.path, "found no readable PDF; expected a whole .pdf file; download or export it again"
        ) from None
    try:
        if len(document) > MOST_PAGES:
            raise TooLarge(
                file.path,
                f"found {len(document):,} pages; at most {MOST_PAGES:,} are read as one record; split it "
                "into one file an event",
            )
        return _title(document), list(_pages(file, document))
    finally:
        document.close()


def _title(document: Any) -> str:
    """The title among the properties; often left over from the file it was made from."""
    return fold(str(document.get_metadata_dict().get("Title") or ""))


def _pages(file: File, document: Any) -> Iterator[Page]:
    import pypdfium2 as pdfium

    characters = unreadable = 0
    for number in range(len(document)):
        try:
            page = document[number]
            height = page.get_height()
            letters = page.get_textpage()
        except pdfium.PdfiumError:
            raise DamagedDocument(
                file.path, f"cannot be read from page {number + 1} on; download or export it again"
            ) from None
        characters += letters.count_chars()
        if characters > MOST_CHARACTERS:
            raise TooLarge(
                file.path,
                f"holds more than {MOST_CHARACTERS:,} characters, the most that are read as one record; "
                "split it into one file an event",
            )
        lines = tuple(_lines(letters, height, read_shapes(page.raw, height)))
        unreadable += sum(piece.text.count(UNREADABLE) for line in lines for piece in line.pieces)
        yield Page(height, lines)
        letters.close()
        page.close()
    if characters and unreadable > characters * (1 - LEAST_READABLE):
        raise EmptyDocument(
            file.path,
            "found letters without their meaning (the fonts do not say which they are); expected text; run "
            "text recognition (OCR) on it, or export it again",
        )


def _lines(letters: Any, height: float, shapes: Shapes) -> Iterator[Line]:
    """The lines of a page; those of the fields of a table, field by field."""
    pieces: list[Piece] = []
    for run in _runs(letters, height, shapes):
        if run is not None:
            pieces.append(run.piece(height))
        elif pieces:
            for cell, together in groupby(pieces, key=shapes.cell_of):
                yield shapes.with_bullet(Line(tuple(together), cell))
            pieces = []


@dataclass(slots=True)
class _Run:
    """Letters in a row without a wide gap, while they are collected; heights count from the page's foot."""

    left: float
    right: float
    top: float
    bottom: float
    text: list[str] = field(default_factory=list)
    bold: int = 0  # bold characters at the beginning
    ends_bold: bool = False

    @property
    def size(self) -> float:
        return self.top - self.bottom

    def has_gap_before(self, box: Any) -> bool:
        return bool(box.left - self.right > CELL_GAP * self.size)

    def goes_on_at(self, box: Any) -> bool:
        """Whether a letter stands beside the last one; PDFium begins a new line before raised ones."""
        is_beside = -1 < box.left - self.right < CELL_GAP * self.size
        return bool(
            is_beside and box.bottom < self.top - self.size / 3 and box.top > self.bottom + self.size / 3
        )

    def is_noted(self, character: str, box: Any) -> bool:
        """Whether a small letter after the last one is the mark of a footnote."""
        is_small = box.top - box.bottom < RAISED * self.size
        return is_small and (character.isdigit() or character in NOTE_MARKS) and self.goes_on_at(box)

    def is_above(self, box: Any) -> bool:
        """Whether a letter stands on a lower line, which PDFium does not tell after a hyphen."""
        return bool(box.top < (self.top + self.bottom) / 2)

    def add(self, characters: str, box: Any, bold: bool) -> None:
        if bold and self.bold == len(self.text):
            self.bold += len(characters)
        self.text += characters
        self.ends_bold = bold
        self.right = max(self.right, box.right)
        if self.size < box.top - box.bottom < LARGEST_STEP * self.size:  # a ligature's letters have low boxes
            self.top, self.bottom = box.top, box.bottom

    def piece(self, height: float) -> Piece:
        return Piece(
            text="".join(self.text),
            left=self.left,
            right=self.right,
            top=height - self.top,
            bottom=height - self.bottom,
            bold=self.bold,
            ends_bold=self.ends_bold,
        )


def _runs(letters: Any, height: float, shapes: Shapes) -> Iterator[_Run | None]:
    """The runs of a page in the order in which it draws them; None where a line ends."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    run: _Run | None = None
    space = bold = is_ended = False
    for index in range(letters.count_chars()):
        character = _character(pdfium.FPDFText_GetUnicode(letters, index))
        if character.isspace():
            is_ended = is_ended or character in LINE_ENDS
            space = space or character not in LINE_ENDS
            continue
        if not pdfium.FPDFText_GetLooseCharBox(letters, index, reference):
            continue
        if run is not None:
            if run.is_noted(character, box):
                continue
            space = space or (is_ended and box.left - run.right > WORD_GAP * run.size)
            is_ended = run.is_above(box) or (is_ended and not run.goes_on_at(box))
            middle = height - (run.top + run.bottom) / 2
            is_apart = run.has_gap_before(box) or (space and shapes.is_parted(run.right, box.left, middle))
            if is_ended or is_apart:
                yield run
                run, space = None, False
                if is_ended:
                    yield None
        if run is None and _is_aslant(letters, index):
            continue
        if run is None or space:  # words are bold as a whole
            bold = _is_bold(letters, index)
        run = run or _Run(box.left, box.right, box.top, box.bottom)
        run.add(f" {character}" if space else character, box, bold)
        space = is_ended = False
    if run is not None:
        yield run
    yield None


def _is_aslant(letters: Any, index: int) -> bool:
    """Whether a letter is turned, but not by a right angle: a watermark such as "DRAFT"."""
    import pypdfium2.raw as pdfium

    turned = pdfium.FPDFText_GetCharAngle(letters, index) % (math.pi / 2)
    return bool(ASLANT < turned < math.pi / 2 - ASLANT)


def _is_bold(letters: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(LONGEST_FONT_NAME)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(letters, index, name, LONGEST_FONT_NAME, ctypes.byref(flags))
    return BOLD.search(name.value) is not None


def _character(code: int) -> str:
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return UNREADABLE
    return "-" if (character := chr(code)) in SOFT_HYPHENS else character
