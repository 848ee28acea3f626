"""Text of records and users as safe HTML: escaped, isolated from the direction of its surroundings.

Markdown markup (emphasis, link targets, heading marks) is hidden and everything else is shown, so
offsets into the record stay valid: they are applied to the record's text, before anything is hidden.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from corpus import Span

_MARKS = re.compile(
    r"""
      !?\[ (?P<label>[^\[\]\n]*) \] \( (?P<target>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*) \)
    | ^[ ]{0,3} \#{1,6} [ \t]+
    """,
    re.VERBOSE | re.MULTILINE,
)
_EMPHASIS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        # The words between the marks touch them and hold no blank line.
        r"(?<![\w*])(\*\*\*)(?=[^\s*])((?:(?!\n\s*\n).)+?)(?<=[^\s*])(\*\*\*)(?!\*)",
        r"(?<!\*)(\*\*)(?=[^\s*])((?:(?!\n\s*\n).)+?)(?<=\S)(\*\*)(?!\*)",
        r"(?<![\w*\\])(\*)(?=[^\s*])((?:(?!\n\s*\n)[^*])+?)(?<=[^\s*])(\*)(?![\w*])",
        r"(?<![\w_])(__)(?=[^\s_])((?:(?!\n\s*\n).)+?)(?<=[^\s_])(__)(?![\w_])",
        r"(?<![\w_\\])(_)(?=[^\s_])((?:(?!\n\s*\n)[^_])+?)(?<=[^\s_])(_)(?![\w_])",
    )
)
# Characters that change the order of what is read, or that are not text at all: named, never obeyed.
# Left alone: tab, line feed, form feed and carriage return, which a browser shows as a space.
_CONTROLS = re.compile(
    "[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_BREAK_BEFORE = re.compile(r"\n(?=[ \t]*(?:[-*•–|]|\d{1,3}[.)])[ \t]?)")


@lru_cache(maxsize=512)
def hidden_spans(text: str) -> tuple[Span, ...]:
    """Where a whole record holds Markdown markup, in order and apart.

    Found in the whole record, for a passage may begin or end between two marks that belong together.
    """
    found: list[Span] = []
    for match in _MARKS.finditer(text):
        if match["target"] is None:
            found.append(Span(*match.span()))
        else:
            found += [Span(match.start(), match.start("label")), Span(match.end("label"), match.end())]
    for emphasis in _EMPHASIS:
        for match in emphasis.finditer(text):
            found += [Span(*match.span(1)), Span(*match.span(3))]
    return _united(found)


def _united(spans: Iterable[Span]) -> tuple[Span, ...]:
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        elif len(span):
            united.append(span)
    return tuple(united)


def visible(record: str, span: Span) -> str:
    """The words of a slice of a record as plain text: markup hidden, white space folded."""
    kept: list[str] = []
    position = span.start
    for hidden in _within(hidden_spans(record), span):
        kept.append(record[position : hidden.start])
        position = hidden.end
    kept.append(record[position : span.end])
    return " ".join("".join(kept).split())


def as_html(record: str, span: Span, marks: Sequence[Span] = ()) -> Markup:
    """A slice of a record, escaped, with ``marks`` (offsets into the record) inside ``<mark>``."""
    hidden = _within(hidden_spans(record), span)
    marked = _within(_united(marks), span)
    edges = sorted(
        {span.start, span.end} | {edge for part in (*hidden, *marked) for edge in (part.start, part.end)}
    )
    html: list[str] = []
    open_mark = False
    for start, end in zip(edges, edges[1:], strict=False):
        piece = Span(start, end)
        if any(part.contains(piece) for part in hidden):
            continue
        is_marked = any(part.contains(piece) for part in marked)
        if is_marked != open_mark:
            html.append("<mark>" if is_marked else "</mark>")
            open_mark = is_marked
        html.append(_escaped(piece.of(record)))
    if open_mark:
        html.append("</mark>")
    return Markup(f"<bdi>{''.join(html).strip()}</bdi>")  # noqa: S704  # every piece is escaped above


def foreign(text: str | None) -> Markup:
    """A short text that the page did not write (a name, a title, a question), safe anywhere in HTML."""
    return Markup(f"<bdi>{_escaped(text or '')}</bdi>")  # noqa: S704  # escaped


def plain(text: str | None) -> str:
    """The same for an attribute or a file: control characters are named, nothing is escaped."""
    return _CONTROLS.sub(lambda match: f"[U+{ord(match[0]):04X}]", text or "")


def _escaped(text: str) -> str:
    """Escape, break lines before list items and table rows, and name the control characters."""
    lines = (str(escape(line)) for line in _BREAK_BEFORE.split(text.replace("\ufeff", "")))
    return _CONTROLS.sub(
        lambda match: f'<span class="control">U+{ord(match[0]):04X}</span>', "<br>".join(lines)
    )


def _within(spans: Iterable[Span], outer: Span) -> list[Span]:
    return [
        Span(max(span.start, outer.start), min(span.end, outer.end)) for span in spans if span.overlaps(outer)
    ]


_STOPS = " .,;:()'’-–"


def initials(label: str) -> str:
    """One or two capitals for a disc: first and last word of a name ("Glenda Napier" -> "GN")."""
    words = [word.strip(_STOPS) for word in plain(label).split()]
    letters = [word[0].upper() for word in words if word and word[0].isalpha()]
    return "".join(letters[:1] + letters[1:][-1:]) or "?"
