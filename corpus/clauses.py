"""A sentence cut into clauses where its speaker changes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.prose_view import prose_view
from corpus.statements import Statement
from corpus.types import Span
from corpus.voices import Voice

_JOINT = re.compile(r"(?:\b(?:and|but|while|whereas|whilst|then)\s+)+$")


def hull_of(statement: Statement, sentence: Span) -> Span:
    """From the first to the last word that belongs to a statement, inside its sentence."""
    spans = [s for s in (statement.source, statement.cue, *statement.contents) if s and s.overlaps(sentence)]
    if not spans:
        return sentence
    return Span(
        max(sentence.start, min(s.start for s in spans)), min(sentence.end, max(s.end for s in spans))
    )


def without(hull: Span, cut: Span) -> Span:
    """A span without the other at its end."""
    if not hull.overlaps(cut):
        return hull
    return (
        Span(hull.start, max(hull.start, cut.start))
        if hull.start < cut.start
        else Span(cut.end, max(cut.end, hull.end))
    )


def clauses_of(
    text: str, sentence: Span, found: Sequence[tuple[Span, Voice]]
) -> list[tuple[Span, Voice | None]]:
    """Cut a sentence where the voice changes; what stands before the first clause belongs to it."""
    ordered = sorted(found, key=lambda f: (f[0].start, f[0].end))
    runs: list[tuple[int, Voice]] = []
    for hull, voice in ordered:
        if runs and runs[-1][1].is_same(voice):
            if voice.confidence > runs[-1][1].confidence and voice.kind == runs[-1][1].kind:
                runs[-1] = (runs[-1][0], replace(voice, cue=runs[-1][1].cue))
            continue
        runs.append((hull.start, voice))
    clauses: list[tuple[Span, Voice | None]] = []
    start = sentence.start
    for i, (_, voice) in enumerate(runs):
        end = _cut(text, start, runs[i + 1][0]) if i + 1 < len(runs) else sentence.end
        clause = Span(start, max(start, end))
        if text[clause.start : clause.end].strip():
            clauses.append((clause, _with_kind(text, clause, voice)))
        start = clause.end
        while start < sentence.end and text[start].isspace():
            start += 1
    return clauses


def _cut(text: str, start: int, at: int) -> int:
    """Where the clause before an offset ends: the conjunction goes with the next one."""
    before = text[max(start, at - 40) : at]
    joint = _JOINT.search(before)
    end = at - (len(before) - joint.start()) if joint else at
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_“‘" or text[end - 2 : end] == ' "'):
        end -= 1
    return end


def _with_kind(text: str, clause: Span, voice: Voice) -> Voice:
    """Quoted if most of the clause stands between quotation marks, else reported."""
    if voice.group or voice.via or voice.kind not in ("quoted", "reported"):
        return voice
    plain = prose_view(text, clause).text
    quoted = sum(len(m[0]) for m in re.finditer(r"[“\"«][^“”\"«»]*(?:[”\"»]|$)|^[^“”\"]*”", plain))
    return replace(voice, kind="quoted" if quoted >= 0.4 * len(plain) else "reported")
