"""The sentences of a paragraph with the people they name and the statements in them."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from corpus.names import Name, find_names
from corpus.prose_view import ProseView, prose_view
from corpus.sentences import split_sentences
from corpus.statements import Statement, find_statements
from corpus.types import Span

_WORD = re.compile(r"[^\W_][\w'’-]*")


@dataclass(slots=True)
class Sentence:
    """A sentence read without markup; ``carried`` is the statement before that goes on in it."""

    span: Span
    view: ProseView
    statements: list[Statement] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    carried: Statement | None = None

    @property
    def plain(self) -> str:
        return self.view.text.strip()


def read_sentences(text: str, span: Span, aliases: frozenset[str]) -> list[Sentence]:
    sentences = []
    for bounds in split_sentences(text, span):
        view = prose_view(text, bounds)
        sentences.append(Sentence(bounds, view, names=_names(view.text, aliases)))
    starts = [sentence.span.start for sentence in sentences]
    for statement in find_statements(text, span):
        anchor = statement.cue or statement.source or statement.contents[0]
        own = bisect_right(starts, anchor.start) - 1
        for content in statement.contents:
            first = max(0, bisect_right(starts, content.start) - 1)
            for i in range(first, bisect_left(starts, content.end)):
                if i != own and content.overlaps(sentences[i].span):
                    sentences[i].carried = statement
        if own >= 0 and anchor.start < sentences[own].span.end:
            sentences[own].statements.append(statement)
    for sentence in sentences:
        sentence.statements.sort(key=lambda s: (s.source or s.cue or s.contents[0]).start)
    return sentences


def _names(plain: str, aliases: frozenset[str]) -> list[Name]:
    """The names of a sentence, with the short forms that the record defines ("OF said")."""
    names = find_names(plain)
    if aliases:
        short = [
            Name(m.start(), m.end(), m[0], "", is_full=False)
            for m in _WORD.finditer(plain)
            if m[0] in aliases
        ]
        taken = {name.start for name in short}
        names = [name for name in names if name.start not in taken] + short
    return sorted(names, key=lambda name: name.start)
