"""Sections that a byline opens: "By Ana Ruiz" below a heading, by whoever speaks in it or wrote it."""

import re
from collections.abc import Sequence

from corpus.bylines import read_byline
from corpus.names import find_names, name_words
from corpus.people import Cast, Person
from corpus.statements import find_statements
from corpus.structure import Block, plain
from corpus.types import Span

_OWN = re.compile(r"\b(?:I|my|me)\b")
_QUOTED = re.compile(r"[“\"][^“”\"]{1,2000}(?:[”\"]|$)")
LARGEST_SHARE = 0.5  # of the text of a record: a longer section is the record, and its author reports
FEWEST_OWN = 2  # words like "I" in a section, where its author speaks of themselves


def find_authored(text: str, blocks: Sequence[Block], cast: Cast) -> dict[int, Person]:
    """Whose words a section is, by the number of its byline: one author's, who says "I" and is not told of.

    Whoever signs the whole record, or a section that gives the words of others, is a reporter.
    """
    lines = [plain(text, b.span) if b.kind != "silent" else "" for b in blocks]
    found: dict[int, Person] = {}
    for i in range(1, len(blocks)):
        entries = read_byline(text, blocks, i)
        if len(entries) != 1 or not any(b.kind == "paragraph" for b in blocks[: i - 1]):
            continue
        depth = blocks[i - 1].depth
        end = next(
            (k for k in range(i, len(blocks)) if blocks[k].kind == "heading" and blocks[k].depth <= depth),
            len(blocks),
        )
        body = " ".join(lines[i + 1 : end])
        own = _QUOTED.sub(" ", body)
        name = name_words(entries[0].name)
        is_told_of = re.search(rf"\b(?:{re.escape(name[0])}|{re.escape(name[-1])})\b", body, re.I)
        is_part = len(body) <= LARGEST_SHARE * len(text)
        if is_part and not is_told_of and len(_OWN.findall(own)) >= FEWEST_OWN and not _has_voices(body):
            people = cast.find(entries[0].name)
            found |= {i: people[0]} if len(people) == 1 else {}
    return found


def _has_voices(body: str) -> bool:
    """Whether somebody whom the body names in full says something in it."""
    sources = [s.source.of(body) for s in find_statements(body, Span(0, len(body))) if s.source]
    return any(name.is_full and name.is_strong for source in sources for name in find_names(source))
