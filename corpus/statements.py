"""Which words of a paragraph name a source, which say that it said something, and which it said."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.cue_phrases import read_according_to, read_adjective, read_colon, read_noun
from corpus.cue_verbs import find_verbs, read_verb
from corpus.phrases import Phrase
from corpus.prose_view import prose_view
from corpus.quotes import Quotation, Quotations, find_quotations
from corpus.sentence_reading import Found, SentenceReading
from corpus.sentences import sentence_bounds
from corpus.types import Span

_BARE_NAME = re.compile(
    r"(?!The |This |It |He |She |They |We |I |A |An )[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3}"
)
_JOINT = re.compile(r"[\s,;]*(?:and|but|then)\s+")
_TOLD_BY_ANOTHER = re.compile(r"(?:I|we|an?\s.+)$", re.S)  # "Ana said it is old, I hope it lasts"
LONGEST_SPLICE = 5  # characters between two clauses: ", ", " - "
_SPLICE = re.compile(r"\w\W?(?:,| [-–—]) $")
_AGREES = frozenset(("agree", "concur", "disagree"))
_OPENS_SUBORDINATE = re.compile(
    r"(?:that\s+)?(?:when|if|as|after|before|although|though|while|because|since|once|in|on|at|for|with|during|unless|until)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A source, the cue that says so, and the words that are said; all spans of the document.

    ``source`` and ``cue`` are None for a quotation alone. ``contents`` has more than one span when the
    source stands in the middle ("Yes," she said, "and no.") and when a quotation goes on later.
    """

    source: Span | None
    cue: Span | None
    contents: tuple[Span, ...]
    kind: Literal["quoted", "reported"]
    confidence: float  # 0 to 1, higher is surer
    rule: str  # which cue in which frame: "urge person", "say before", "quotation"


def find_statements(text: str, within: Span) -> tuple[Statement, ...]:
    """The statements of one logical paragraph in reading order; never raises, linear in its length."""
    view = prose_view(text, within)
    quotations = Quotations(q for q in find_quotations(view.text) if q.depth == 0)
    sentences = sentence_bounds(view.text)
    found = [f for start, end in sentences for f in _read(SentenceReading(view.text, start, end, quotations))]
    return tuple(
        Statement(
            view.span(*one.source) if one.source else None,
            view.span(*one.cue) if one.cue else None,
            tuple(view.span(*c) for c in one.contents),
            "quoted" if any(quotations.touch(a, b) for a, b in one.contents) else "reported",
            one.confidence,
            one.rule,
        )
        for one in _with_quotations(view.text, found, quotations, [start for start, _ in sentences])
    )


def _read(sentence: SentenceReading) -> list[Found]:
    found: list[Found] = []
    subject: Phrase | None = None
    for i in range(len(sentence)):
        if sentence.is_quoted(i):
            continue
        phrase = read_according_to(sentence, i) or read_noun(sentence, i) or read_adjective(sentence, i)
        if phrase:
            found.append(phrase)
            continue
        for verb in find_verbs(sentence, i):
            statement, subject = read_verb(sentence, verb, subject)
            if statement:
                found.append(statement)
                break
    if not found and (announced := read_colon(sentence)):
        found.append(announced)
    return _outermost(sentence.plain, _unspliced(sentence.plain, _with_own_sources(sentence.plain, found)))


def _with_own_sources(plain: str, found: Sequence[Found]) -> list[Found]:
    """Begin a source behind the words said before: "asked if there are | fees and Bo replied that"."""
    kept: list[Found] = []
    for one in found:
        ends = [b for other in kept for _, b in other.contents]
        for end in ends:
            if one.source and one.source[0] < end < one.source[1] and (joint := _JOINT.match(plain, end)):
                one = replace(one, source=(min(joint.end(), one.source[1] - 1), one.source[1]))
        kept.append(one)
    return kept


def _unspliced(plain: str, found: Sequence[Found]) -> list[Found]:
    """End a statement where the next begins after a comma alone: "Ann asked for more, Bo said no"."""
    cut: list[Found] = []
    for i, one in enumerate(found):  # in the order of their cues
        at = next((o.source[0] for o in found[i + 1 :] if o.source and _is_spliced(plain, one, o)), None)
        if at is not None:
            end = at
            while end > 0 and plain[end - 1] in " ,;-–—":
                end -= 1
            one = replace(one, contents=tuple((a, min(b, end)) for a, b in one.contents if a < end))
        cut.append(one)
    return cut


def _is_spliced(plain: str, outer: Found, inner: Found) -> bool:
    """Whether a bare name with a cue of its own begins a clause of equal rank inside other words."""
    if inner.source is None or inner.cue is None or outer.cue is None or not _holds(outer, inner):
        return False
    (start, _), at = outer.contents[0], inner.source[0]
    if at <= start or not _SPLICE.search(plain, max(start, at - LONGEST_SPLICE), at):
        return False
    goes_on = plain[inner.cue[1] : inner.cue[1] + 1] == " " and inner.contents[0][0] >= inner.cue[1]
    return (
        goes_on
        and outer.cue[1] <= start
        and inner.cue[0] - inner.source[1] <= 1
        and bool(_BARE_NAME.fullmatch(plain, *inner.source))
        and not _OPENS_SUBORDINATE.match(plain, start, at)
    )


def _outermost(plain: str, found: Sequence[Found]) -> list[Found]:
    """Without the statements whose cue stands inside the words of another one: those are relayed."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.cue or f.contents[0])[0]):
        closes = one.is_afterthought and not (one.source and _TOLD_BY_ANOTHER.match(plain, *one.source))
        if any(_holds(other, one) and not (closes and _holds(one, other)) for other in kept):
            continue
        if kept and _only_agrees(kept[-1], one):
            kept.append(replace(one, contents=((one.cue or one.contents[0]),), is_afterthought=False))
            continue
        kept = [other for other in kept if not _holds(one, other)]
        kept.append(one)
    return kept


def _only_agrees(said: Found, one: Found) -> bool:
    """Whether somebody agrees with what another said: "Ann suggests closing early, Bo agrees"."""
    is_whole = said.source is not None and said.source[0] == one.contents[0][0]
    return is_whole and one.is_afterthought and one.rule.split()[0] in _AGREES


def _holds(outer: Found, inner: Found) -> bool:
    """Whether the cue of ``inner`` stands inside the words of ``outer``."""
    return inner.cue is not None and any(a <= inner.cue[0] and inner.cue[1] <= b for a, b in outer.contents)


def _with_quotations(
    plain: str, found: Sequence[Found], quotations: Quotations, starts: Sequence[int]
) -> list[Found]:
    """Give a quotation that stands alone to the statement it follows; without one it stays nobody's."""
    result: list[Found] = []
    waiting = sorted(found, key=_start)[::-1]
    claimed = 0  # everything before this offset belongs to the statements read so far
    for quotation in quotations:
        while waiting and _start(waiting[-1]) <= quotation.start:
            result.append(waiting.pop())
            claimed = max(claimed, _end(result[-1]))
        if quotation.start < claimed or (waiting and _start(waiting[-1]) < quotation.end):
            continue
        if not _stands_alone(plain, quotation):
            continue
        if result and _directly_follows(starts, claimed, quotation):
            whole = (*result[-1].contents, (quotation.start, quotation.end))
            result[-1] = replace(result[-1], contents=whole)
        elif quotation.is_long:
            result.append(Found(None, None, ((quotation.start, quotation.end),), 0.5, "quotation"))
        else:
            continue
        claimed = quotation.end
    return result + waiting[::-1]


def _start(found: Found) -> int:
    return min(a for a, _ in found.contents)


def _end(found: Found) -> int:
    return max(b for span in (found.source, found.cue, *found.contents) if span for b in span[1:])


def _stands_alone(plain: str, quotation: Quotation) -> bool:
    """Whether a quotation makes sentences of its own instead of being a part of one."""
    before = plain[max(0, quotation.start - 3) : quotation.start].rstrip()
    after = plain[quotation.end : quotation.end + 3].lstrip()
    last = plain[max(quotation.start, quotation.end - 4) : quotation.end].rstrip("\"”’'»")
    ends = not after or last.endswith((".", "!", "?", "…", "-", "—")) or after[0] in ".!?"
    return ends and (quotation.start == 0 or before.endswith((".", "!", "?", ":", '"', "”")))


def _directly_follows(starts: Sequence[int], end: int, quotation: Quotation) -> bool:
    """Whether a quotation stands in the sentence where a statement ends or opens the next one."""
    return bisect_right(starts, quotation.start) - bisect_right(starts, end) <= 1
