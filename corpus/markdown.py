"""Where a record holds Markdown markup that a reader should not see: emphasis, link targets, heading marks.

Every other character is the record's own: ``5*3`` stays ``5*3``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from corpus.prose_view import ProseView, prose_view
from corpus.types import Span

_MARKUP = re.compile(
    r"""
      !?\[ (?P<label>[^\[\]\n]{0,500}) \] \( [^()\n]{0,2000} (?: \([^()\n]*\) [^()\n]* )? \)
    | ^[ ]{0,3} \#{1,6} [ \t]+
    """,
    re.VERBOSE | re.MULTILINE,
)
_PARAGRAPH = re.compile(r"(?:(?!\n[ \t\r\f]*\n).)+", re.DOTALL)
_MARKS = re.compile(r"\*+|_+")
# Stands for an asterisk that is to be seen; no text holds a noncharacter.
_SEEN = "\ufdd0"


@lru_cache(maxsize=256)
def hidden_spans(record: str) -> tuple[Span, ...]:
    """Where a record holds Markdown markup, in order and apart.

    Looked for in the whole record: a passage may begin or end between two marks that belong together.
    """
    found: list[Span] = []
    for match in _MARKUP.finditer(record):
        label = match.span("label")
        found += (
            _spans(match.span())
            if label[0] < 0
            else _spans((match.start(), label[0]), (label[1], match.end()))
        )
    for paragraph in _PARAGRAPH.finditer(record):
        found += _emphasis_marks(record, paragraph.start(), paragraph.end())
    return tuple(united(found))


def _emphasis_marks(record: str, start: int, end: int) -> Iterator[Span]:
    """The marks of a paragraph that open or close emphasis, paired as CommonMark pairs them (section 6.2).

    Stricter than CommonMark where one mark stands between two letters or digits: ``5*3*2`` is a product.
    """
    opened: list[tuple[str, int, int]] = []  # the mark, and where its run still has some
    for run in _MARKS.finditer(record, start, end):
        mark, left, right = run[0][0], run.start(), run.end()
        before = record[left - 1] if left > start else " "
        after = record[right] if right < end else " "
        is_bound = mark == "*" and right - left > 1
        if not before.isspace() and (is_bound or not after.isalnum()):
            while left < right and (place := _last(opened, mark)) is not None:
                del opened[place + 1 :]
                _, first, last = opened.pop()
                size = min(last - first, right - left)
                yield Span(last - size, last)
                yield Span(left, left + size)
                left += size
                if last - size > first:
                    opened.append((mark, first, last - size))
        if left < right and not after.isspace() and (is_bound or not before.isalnum()):
            opened.append((mark, left, right))


def _last(opened: Sequence[tuple[str, int, int]], mark: str) -> int | None:
    return next((place for place in reversed(range(len(opened))) if opened[place][0] == mark), None)


def reading_view(text: str) -> ProseView:
    """A slice of a record for people: without markup and layout, its asterisks kept where they are none.

    A mark that lost its partner to the neighbouring slice is markup too: a double one, or one at an edge.
    """
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    hidden = {place for span in hidden_spans(text) for place in range(span.start, span.end)}
    letters = list(text)
    for run in re.finditer(r"\*+", text):
        is_cut = len(run[0]) > 1 or run.start() <= first or run.end() >= last
        if not is_cut and run.start() not in hidden:
            letters[run.start()] = _SEEN
    view = prose_view("".join(letters), Span(0, len(text)))
    return ProseView(view.whole, view.text.replace(_SEEN, "*"), view.starts, view.ends)


def _spans(*pairs: tuple[int, int]) -> list[Span]:
    return [Span(*pair) for pair in pairs]


def united(spans: Iterable[Span]) -> list[Span]:
    """The same places as spans that are in order and apart."""
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        elif len(span):
            united.append(span)
    return united
