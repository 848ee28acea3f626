"""A clean reading of marked-up prose that knows where every character came from.

Sentences, quotations and statements are found in this reading: white space of any kind (page breaks
and blank lines too) is one space, emphasis marks and link targets are gone, an HTML entity is its
character. Every find is handed back as a span of the document, which is never changed.
"""

import html
import re
from dataclasses import dataclass

from corpus.types import Span

_SKIPPED = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<tag></?(?:a|b|br|cite|em|font|i|mark|small|span|strong|sub|sup|u)\b[^<>]{0,300}>)"
    r"|(?P<wiki>\[\[(?:[\w.\- ]{1,80}\.(?=[^\[\]|]{1,80}\]\])|[^\[\]|\n]{1,80}[./][^\[\]|\n]{0,80}\|)?"
    r"|(?:\|[^\[\]|\n]{0,80}[./][^\[\]|\n]{0,80})?\]\](?!\())"
    r"|(?P<target>\]\([^()\n]{0,2000}\)|\]\[[^\[\]\n]{0,200}\])"
    r"|(?P<mark>\*+|(?<!\w)_+|_+(?!\w)|!?\[(?!\[[^\]\n]{1,200}\]\([^()\n]{0,500}\)\])(?=[^\]\n]{0,500}\][(\[])|\\(?=[\\`*_{}\[\]()#+.!-])|\u00ad|\u200b|\ufeff)"
)


@dataclass(frozen=True, slots=True)
class ProseView:
    """``text`` is the clean reading of ``whole``; its character ``i`` stands at ``starts[i]:ends[i]``."""

    whole: Span
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Where ``text[start:end]`` stands in the document; the slice must not be empty."""
        return Span(self.starts[start], self.ends[end - 1])


def prose_view(text: str, within: Span) -> ProseView:
    """Read ``text[within.start:within.end]`` without markup, entities and layout; linear in its length."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def keep(characters: str, start: int, end: int) -> None:
        pieces.append(characters)
        starts.extend([start] * len(characters))
        ends.extend([end] * len(characters))

    position = within.start
    for match in _SKIPPED.finditer(text, within.start, within.end):
        plain = range(position, match.start())
        pieces.append(text[position : match.start()])
        starts.extend(plain)
        ends.extend(i + 1 for i in plain)
        if match["space"]:
            keep(" ", match.start(), match.end())
        elif match["entity"]:
            character = html.unescape(match["entity"])
            keep(" " if character.isspace() else character, match.start(), match.end())
        position = match.end()
    plain = range(position, within.end)
    pieces.append(text[position : within.end])
    starts.extend(plain)
    ends.extend(i + 1 for i in plain)
    return ProseView(within, "".join(pieces), tuple(starts), tuple(ends))
