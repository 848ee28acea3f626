"""What a record consists of once its layout is read: headings, paragraphs, items, rows, quotes."""

from dataclasses import dataclass
from typing import Literal

from corpus.prose_view import prose_view
from corpus.types import Span

BlockKind = Literal["heading", "paragraph", "item", "quote", "row", "silent"]


@dataclass(frozen=True, slots=True)
class Block:
    """One logical unit of the layout.

    ``span`` holds its words without markers. ``depth`` is a heading's level or how deep an item is
    nested. ``tight`` says that no blank line separates it from the block before. ``cite`` is the author
    that a block quote names itself.
    """

    kind: BlockKind
    span: Span
    depth: int = 0
    tight: bool = False
    indent: int = 0  # columns of white space before its first line
    cite: Span | None = None
    is_guess: bool = False  # a heading by its shape alone
    is_listing: bool = False  # code


def plain(text: str, span: Span) -> str:
    """The words of a span without markup and layout."""
    return prose_view(text, span).text.strip()
