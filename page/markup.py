"""Text of records and users as safe HTML: escaped, isolated from the direction of its surroundings.

Markdown markup (emphasis, link targets, heading marks) is hidden and every other character is shown:
``5*3`` stays ``5*3``. Offsets stay those of the record: they are applied before anything is hidden.
"""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from corpus import Span
from corpus.markdown import hidden_spans, united

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_OF_A_LIST = re.compile(r"\n[ \t]*(?=(?:[-*+•●○▪◦‣–|]|\d{1,3}[.)])[ \t])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
# Characters that change the order of what is read, or that are not text at all: named, never obeyed.
_CONTROLS = re.compile("[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(record: str, span: Span) -> str:
    """The words of a slice of a record as one line of plain text."""
    return plain("".join(piece for piece, _, _ in _pieces(record, span, ())))


def as_html(record: str, span: Span, marks: Sequence[Span] = ()) -> Markup:
    """A slice of a record, escaped, with ``marks`` (offsets into the record) inside ``<mark>``."""
    made: list[str] = []
    for piece, begins_line, is_marked in _pieces(record, span, marks):
        escaped = _escaped(_SPACE.sub(" ", piece))
        made.append("<br>" if begins_line and made else "")
        made.append(f"<mark>{escaped}</mark>" if is_marked and escaped.strip() else escaped)
    shown = "".join(made).replace("</mark><mark>", "").strip()
    return Markup(f"<bdi>{shown}</bdi>")  # noqa: S704  # every piece is escaped above


def _pieces(record: str, span: Span, marks: Sequence[Span]) -> Iterator[tuple[str, bool, bool]]:
    """What is shown of a slice, in order: the text, whether a line begins with it, whether it is marked."""
    hidden = [part for part in hidden_spans(record) if part.overlaps(span)]
    marked = [part for part in united(marks) if part.overlaps(span)]
    lines = {match.start() for match in _LINE_OF_A_LIST.finditer(record, span.start, span.end)}
    edges = {span.start, span.end, *lines}
    edges |= {edge for part in (*hidden, *marked) for edge in (part.start, part.end)}
    inside = sorted(edge for edge in edges if span.start <= edge <= span.end)
    for start, end in pairwise(inside):
        if not any(part.start <= start < part.end for part in hidden):
            text = record[start:end].replace("\ufeff", "")
            is_marked = any(part.start <= start < part.end for part in marked)
            yield _ENTITY.sub(lambda match: html.unescape(match[0]), text), start in lines, is_marked


def foreign(text: str | None) -> Markup:
    """A short text that the page did not write (a name, a title, a question), safe anywhere in HTML."""
    return Markup(f"<bdi>{_escaped(_SPACE.sub(' ', text or ''))}</bdi>")  # noqa: S704  # escaped


def plain(text: str | None) -> str:
    """The same for an attribute or a file: control characters are named, nothing is escaped."""
    return _CONTROLS.sub(lambda match: f"[U+{ord(match[0]):04X}]", _SPACE.sub(" ", text or "").strip())


def initials(label: str) -> str:
    """One or two capitals for a disc: first and last word of a name ("Glenda Napier" -> "GN")."""
    words = [word.strip(" .,;:()'’-–") for word in plain(label).split()]
    letters = [word[0].upper() for word in words if word and word[0].isalpha()]
    return "".join(letters[:1] + letters[1:][-1:]) or "?"


def _escaped(text: str) -> str:
    return _CONTROLS.sub(
        lambda match: f'<span class="control">U+{ord(match[0]):04X}</span>', str(escape(text))
    )
