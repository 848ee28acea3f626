"""Text of records and users as safe HTML: escaped, isolated from the direction of its surroundings.

What is shown is the clean reading of a record (``corpus.prose_view``): without emphasis marks and link
targets. Offsets stay those of the record: they are looked up in the reading, never counted in it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from corpus import Span
from corpus.prose_view import prose_view

_HEADING_MARK = re.compile(r"^ {0,3}#{1,6}[ \t]+", re.MULTILINE)
_LINE_OF_A_LIST = re.compile(r"\n[ \t]*(?=(?:[-•–|]|\d{1,3}[.)])[ \t])")
# Characters that change the order of what is read, or that are not text at all: named, never obeyed.
_CONTROLS = re.compile("[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(record: str, span: Span) -> str:
    """The words of a slice of a record as one line of plain text."""
    words = _HEADING_MARK.sub("", span.of(record))
    return plain(prose_view(words, Span(0, len(words))).text)


def as_html(record: str, span: Span, marks: Sequence[Span] = ()) -> Markup:
    """A slice of a record, escaped, with ``marks`` (offsets into the record) inside ``<mark>``."""
    view = prose_view(record, span)

    def place(offset: int) -> int:
        return bisect_left(view.starts, offset)

    marked = [(place(mark.start), place(mark.end)) for mark in _united(marks) if mark.overlaps(span)]
    hidden = [
        (place(match.start()), place(match.end()))
        for match in _HEADING_MARK.finditer(record, span.start, span.end)
    ]
    breaks = {place(match.start()) for match in _LINE_OF_A_LIST.finditer(record, span.start, span.end)}
    edges = sorted({0, len(view.text), *breaks} | {edge for pair in (*marked, *hidden) for edge in pair})
    html: list[str] = []
    for start, end in zip(edges, edges[1:], strict=False):
        if _is_inside(start, hidden):
            continue
        if start in breaks:
            html.append("<br>")
        piece = str(_escaped(view.text[start:end]))
        html.append(f"<mark>{piece}</mark>" if _is_inside(start, marked) and piece.strip() else piece)
    return Markup(f"<bdi>{''.join(html).strip()}</bdi>")  # noqa: S704  # every piece is escaped above


def foreign(text: str | None) -> Markup:
    """A short text that the page did not write (a name, a title, a question), safe anywhere in HTML."""
    return Markup(f"<bdi>{_escaped(text or '')}</bdi>")  # noqa: S704  # escaped


def plain(text: str | None) -> str:
    """The same for an attribute or a file: control characters are named, nothing is escaped."""
    return _CONTROLS.sub(lambda match: f"[U+{ord(match[0]):04X}]", " ".join((text or "").split()))


def initials(label: str) -> str:
    """One or two capitals for a disc: first and last word of a name ("Glenda Napier" -> "GN")."""
    words = [word.strip(" .,;:()'’-–") for word in plain(label).split()]
    letters = [word[0].upper() for word in words if word and word[0].isalpha()]
    return "".join(letters[:1] + letters[1:][-1:]) or "?"


def _escaped(text: str) -> str:
    return _CONTROLS.sub(
        lambda match: f'<span class="control">U+{ord(match[0]):04X}</span>',
        str(escape(" ".join(text.split("\n")))),
    )


def _united(spans: Iterable[Span]) -> list[Span]:
    """The same places as spans that are in order and apart."""
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        elif len(span):
            united.append(span)
    return united


def _is_inside(place: int, pairs: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in pairs)
