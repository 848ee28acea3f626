"""The words of a passage that answer: marked when they stand out, else nothing is."""

import re
from collections.abc import Callable, Sequence

from corpus import Passage, Span
from qa.folding import Word, words_of
from qa.types import Question
from qa.wording import Act, Phrases, is_number, wording

Weigh = Callable[[str], float]  # how much a word tells: higher is rarer

# A clause stands out when it carries this share of the weight of all matched words.
STANDS_OUT = 0.6
# A mark over more than this share of the passage marks nothing.
LONGEST_MARK = 0.75
# How far behind a cue the rest of its phrase may reach, in characters.
LONGEST_PARTICLE = 12
_TIED_BEFORE, _TIED_AFTER = re.compile(r"(?:\w+-)+$"), re.compile(r"(?:-\w+)+")
_CLAUSE_END = re.compile(r"(?<=[.!?;:])[\"”’)*_]*\s+|\n\s*\n")


def highlights(question: Question, passage: Passage, weigh: Weigh = len) -> tuple[Span, ...]:
    """The spans of a passage, as offsets into its document, that hold what the question asks for."""
    quoted = [span for quote in question.quoted for span in _find(quote, passage.text)]
    if quoted:
        return tuple(_shift(span, passage) for span in quoted)
    clauses = list(_clauses(passage.text))
    asked = _asked(question)
    act = wording().act(question.act)
    if act and not asked and (said := _said_so(act, passage, clauses)):
        return tuple(_shift(clause, passage) for clause in said)
    words = words_of(passage.text)
    weights = [
        _weight(_inside(clause, words), asked, act.cues if act else None, question, weigh)
        for clause in clauses
    ]
    total = sum(weights)
    if not total:
        return ()
    best = max(range(len(clauses)), key=lambda number: weights[number])
    if weights[best] < STANDS_OUT * total:
        return ()
    span = clauses[best]
    if len(span) > LONGEST_MARK * len(passage.text):
        narrow = _narrowed(span, passage.text, asked)
        if narrow is None or len(narrow) > LONGEST_MARK * len(passage.text):
            return ()
        span = narrow
    return (_shift(span, passage),)


def _said_so(act: Act, passage: Passage, clauses: Sequence[Span]) -> list[Span]:
    """The clauses in which the record itself says that somebody did what is asked ("She proposed ...").

    Told by the cues of the attributions; none where it would mark the whole passage.
    """
    cues = [_within(a.cue, passage) for a in passage.attributions if a.cue and passage.span.contains(a.cue)]
    starts = [cue.start for cue in cues if _shows(act, passage.text, cue)]
    said = [clause for clause in clauses if any(clause.start <= start < clause.end for start in starts)]
    return said if len(said) < len(clauses) else []


def _shows(act: Act, text: str, cue: Span) -> bool:
    """Whether a phrase of the act begins inside a cue; it may end behind it ("called" in "called for")."""
    words = words_of(text[cue.start : cue.end + LONGEST_PARTICLE])
    stems = [word.stem for word in words]
    return any(act.cues.length_at(stems, i) for i, w in enumerate(words) if w.start < len(cue))


def _asked(question: Question) -> frozenset[str]:
    return frozenset(wording().content_stems(question.topic))


def _inside(span: Span, words: Sequence[Word]) -> list[Word]:
    return [word for word in words if span.start <= word.start < span.end]


def _weight(
    words: Sequence[Word], asked: frozenset[str], cues: Phrases | None, question: Question, weigh: Weigh
) -> float:
    """How much of what is asked the words of a clause hold."""
    matched = {word.stem: word.folded for word in words if word.stem in asked}
    weight = sum(weigh(folded) for folded in matched.values())
    stems = [word.stem for word in words]
    if cues is not None and cues.is_in(stems):
        weight += max(weigh("the"), 1.0) + (weight or 1.0) * 0.5
    if question.wants in ("number", "date") and weight and any(is_number(word.text) for word in words):
        weight *= 1.5
    return weight


def _clauses(text: str) -> Sequence[Span]:
    """The sentences of a passage and what semicolons part, without the space around them."""
    spans, start = [], 0
    for gap in _CLAUSE_END.finditer(text):
        spans.append(Span(start, gap.start()))
        start = gap.end()
    spans.append(Span(start, len(text.rstrip())) if start <= len(text.rstrip()) else Span(start, start))
    return [span for span in spans if len(span)]


def _narrowed(span: Span, text: str, asked: frozenset[str]) -> Span | None:
    """From the first to the last matched word of a clause, hyphenated words whole ("M-23-22")."""
    words = [word for word in _inside(span, words_of(text)) if word.stem in asked]
    if len(words) < 2:
        return None
    start, end = words[0].start, words[-1].end
    before = _TIED_BEFORE.search(text, span.start, start)
    after = _TIED_AFTER.match(text, end, span.end)
    return Span(before.start() if before else start, after.end() if after else end)


def _find(quote: str, text: str) -> list[Span]:
    """Where a quote stands in a text, whatever the case, spaces, emphasis and quotation marks."""
    pattern = r"[\s*_]+".join(re.escape(word.text) for word in words_of(quote)) if quote else ""
    if not pattern:
        return []
    pattern = r"[\W_]+".join(re.escape(word.text) for word in words_of(quote))
    return [Span(match.start(), match.end()) for match in re.finditer(pattern, text, re.IGNORECASE)]


def _shift(span: Span, passage: Passage) -> Span:
    return Span(passage.span.start + span.start, passage.span.start + span.end)


def _within(span: Span, passage: Passage) -> Span:
    """The same place in the text of the passage."""
    return Span(span.start - passage.span.start, span.end - passage.span.start)
