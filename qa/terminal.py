"""What the command line shows to people: answers, speakers, passages, evaluations.

Everything is built of ``rich.text.Text``, never of markup, and control characters are shown by name:
the text of a record or a question cannot steer the terminal.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from corpus import Passage, Span
from corpus.markdown import reading_view
from qa.types import Answer, Hit

_CONTROLS = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STRENGTH = {"strong": "green", "fair": "yellow", "weak": "red"}
_MARKED = "bold underline"
_WIDEST, _NARROWEST, _ENDLESS = 100, 20, 10_000  # characters in a line


@dataclass(frozen=True, slots=True)
class Prose:
    """Text in lines that are good to read, however wide the console is."""

    text: Text
    indent: int = 0
    further: int | None = None  # indent of the lines after the first, if it differs

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        further = self.indent if self.further is None else self.further
        width = max(_NARROWEST, min(options.max_width, _WIDEST) - max(self.indent, further))
        for number, line in enumerate(self.text.wrap(console, width)):
            line.rstrip()
            yield Text(" " * (further if number else self.indent)) + line


def stdout() -> Console:
    """The console for results. Into a file or a pipe tables are as wide as they are."""
    console = Console(highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        console.width = _ENDLESS
    return console


def stderr() -> Console:
    """The console for progress and notes."""
    return Console(highlight=False, emoji=False, markup=False, stderr=True)


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error; gives the function to call with (done, total), 0 while it is unknown.

    The bar appears with the first call, and only on a terminal.
    """
    console = stderr()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    task = bar.add_task(title, total=None)

    def show(done: int, total: int) -> None:
        bar.start()
        bar.update(task, completed=done, total=total or None)

    try:
        yield show
    finally:
        bar.stop()


def answer_view(answer: Answer, marks_visible: bool) -> RenderableType:
    """An answer for reading.

    ``marks_visible`` says whether styles can be seen; where not, what is marked stands between ``**``.
    """
    notes = [Prose(Text(f"Note: {clean(note)}", style="dim")) for note in answer.question.notes]
    if not answer.is_refused:
        return Group(*notes, *_spaced(_hit_view(hit, marks_visible) for hit in answer.hits))
    parts: list[RenderableType] = [*notes, Prose(Text(f"No answer: {clean(answer.reason or '')}"))]
    if answer.nearest:
        parts += [Text(), Text("The nearest misses:"), Text()]
        parts += _spaced(_hit_view(hit, marks_visible) for hit in answer.nearest)
    return Group(*parts)


def _hit_view(hit: Hit, marks_visible: bool) -> RenderableType:
    first = Text.assemble(f"{hit.rank}. ", who_view(hit.passage), " · ")
    first.append(hit.strength, style=_STRENGTH[hit.strength])
    where = [hit.document_title, *hit.passage.section]
    if hit.passage.time:
        where.append(hit.passage.time)
    return Group(
        Prose(first, further=3),
        Prose(Text(clean(" › ".join(filter(None, where))), style="dim"), 3),
        Prose(passage_view(hit.passage, hit.highlights, marks_visible), 3),
    )


def who_view(passage: Passage) -> Text:
    """Who said a passage, each with role and organisation, and who relayed it."""
    view = Text()
    for number, speaker in enumerate(passage.speakers):
        view.append("; " if number else "")
        view.append(clean(speaker.label), style="bold cyan")
        behind = [part for part in (speaker.role, speaker.organisation) if part and part != speaker.label]
        view.append(clean("".join(f", {part}" for part in behind)))
    if not view:
        is_group = any(attribution.kind == "collective" for attribution in passage.attributions)
        view.append("Several together" if is_group else "Nobody in particular", style="italic")
    relays = dict.fromkeys(a.via.label for a in passage.attributions if a.via)
    if relays:
        view.append(clean(f" (relayed by {', '.join(relays)})"))
    return view


def passage_view(passage: Passage, highlights: Sequence[Span], marks_visible: bool) -> Text:
    """The passage without the markup of its record, the words that answer marked."""
    prose = reading_view(passage.text)
    mark = "" if marks_visible else "**"
    view = Text()
    for is_marked, letters in groupby(
        zip(prose.text, prose.starts, strict=True),
        key=lambda letter: any(
            span.start <= passage.span.start + letter[1] < span.end for span in highlights
        ),
    ):
        words = clean("".join(letter for letter, _ in letters))
        view.append(
            f"{mark}{words}{mark}" if is_marked else words,
            style=_MARKED if is_marked and marks_visible else "",
        )
    return view


def clean(text: str) -> str:
    """Control characters by their names, so that they are seen and not obeyed."""
    return _CONTROLS.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def table_view(rows: Sequence[Mapping[str, str]], right: Sequence[str] = ()) -> Table:
    """Rows of equal keys as a table; the columns named in ``right`` hold numbers."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in rows[0]:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row.values()))
    return table


def _spaced(parts: Iterable[RenderableType]) -> list[RenderableType]:
    """Parts with an empty line between two."""
    spaced = [piece for part in parts for piece in (Text(), part)]
    return spaced[1:]
