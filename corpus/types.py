"""The values that every part of Rapporteur passes on: documents, speakers, attributions, passages."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["quoted", "reported", "turn", "item", "collective"]
"""How the record gives somebody's words.

quoted: between quotation marks; reported: somebody tells what they said; turn: a labelled turn of a
transcript; item: a list item they presented; collective: a group said it together.
"""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets into ``Document.text``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Document:
    """The record of one event, with its text as it was read.

    ``text`` is never cleaned in place. For plain text and Markdown its offsets are those of the
    decoded file; for every other format it is the extracted text, in light Markdown (``#`` headings,
    ``-`` items, ``|`` tables, ``Name [00:12:03]: words`` for labelled turns).
    """

    id: str
    title: str
    text: str
    date: str | None = None  # ISO 8601, as far as it is known: "2024-05-15", "2024-05", "2024"
    source: str | None = None  # where a reader finds the original: an address or a file name
    publisher: str | None = None
    notice: str | None = None  # what must be said when the record is reused


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in a record; ``name`` is empty for an office or a delegation.

    ``id`` is the same in every document of a corpus; namesakes have different ids.
    """

    id: str
    name: str
    role: str | None = None
    organisation: str | None = None

    @property
    def label(self) -> str:
        """The name to show: the person's, else the office's, else the organisation's."""
        return self.name or self.role or self.organisation or ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The evidence that somebody said certain words.

    ``content`` holds the words, ``cue`` the words that say so ("she proposed", a label, a heading);
    both are offsets into the document, and the cue may lie outside the passage. ``speaker`` is None
    only for a collective whose members are unknown. ``via`` relayed the words of ``speaker``.
    """

    speaker: Speaker | None
    content: Span
    cue: Span | None
    kind: Kind
    confidence: float  # 0 to 1, higher is surer
    via: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A verbatim slice of a document with the people who said it.

    ``document.text[span.start:span.end] == text``. An empty ``attributions`` means that these are
    nobody's words. ``time`` is that of a transcript's cue ("00:12:03"), as the record gives it.
    """

    id: str
    document_id: str
    span: Span
    text: str
    section: tuple[str, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    time: str | None = None

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who said it, each once, in the order of the attributions."""
        known = [a.speaker for a in self.attributions if a.speaker is not None]
        return tuple(dict.fromkeys(known))
