"""Who the subject of a verb is: the phrase before it, past appositions, lists and relative clauses."""

from collections.abc import Sequence

from corpus.cues import load_cues
from corpus.phrases import DASHES, PHRASE_STOPS, Phrase, is_verb, phrase_ending_at, phrase_starting_at
from corpus.tokens import Token

_APPOSITION_STARTS = ("determiner", "relative", "preposition")


def subject_before(tokens: Sequence[Token], verb_group: int) -> Phrase | None:
    """The subject of a verb group: the noun phrase on its left, past appositions and relative clauses."""
    subject = _nearest_subject(tokens, verb_group)
    if subject is None:
        return None
    if tokens[subject[0]].low in ("who", "which"):
        return _antecedent(tokens, subject[0]) or subject
    relative = _relative_before(tokens, subject[0])
    if relative is not None:
        return _antecedent(tokens, relative) or subject
    return None if _is_verbal(tokens[subject[0]]) else subject


def _relative_before(tokens: Sequence[Token], start: int, reach: int = 15) -> int | None:
    """The "who" of "people | who run | the numbers", read from the right; None when there is none."""
    for i in range(start - 1, max(-1, start - reach), -1):
        token = tokens[i]
        if token.low in ("who", "which", "that"):
            has_verb = any(
                _is_verbal(t) or t.is_a("auxiliary", "modal") or t.low in load_cues()
                for t in tokens[i + 1 : start]
            )
            begins = i == start - 1 and _may_be_past(tokens, start)
            return i if (has_verb or begins) and token.low != "that" else None
        if token.text in PHRASE_STOPS or token.is_a("conjunction", "subordinator"):
            return None
    return None


def _may_be_past(tokens: Sequence[Token], at: int) -> bool:
    """As in "those who | spoke with the Herald": a verb was taken for the start of a noun phrase."""
    return tokens[at].text.islower() and not tokens[at].is_a("determiner", "pronoun", "preposition")


def _antecedent(tokens: Sequence[Token], relative: int) -> Phrase | None:
    last = relative - 1
    if last > 0 and tokens[last].text == ",":
        last -= 1
    return phrase_ending_at(tokens, last)


def _is_verbal(token: Token) -> bool:
    """A word that no noun phrase of a source begins with: a past tense or a participle."""
    return token.text.islower() and (
        token.is_a("irregular") or (len(token.low) > 5 and token.low.endswith(("ed", "ing")))
    )


def _nearest_subject(tokens: Sequence[Token], verb_group: int) -> Phrase | None:
    last = verb_group - 1
    if last < 0:
        return None
    if tokens[last].text in DASHES:
        opening = next((i for i in range(last - 1, max(-1, last - 40), -1) if tokens[i].text in DASHES), None)
        return phrase_ending_at(tokens, opening - 1) if opening else None
    if tokens[last].text != ",":
        subject = phrase_ending_at(tokens, last)
        if subject and (name := _name_of_next_clause(tokens, subject)):
            return name
        if subject and is_time(tokens, subject):
            return _before_time(tokens, subject[0])
        return (
            _listed_before(tokens, subject) or _named_before(tokens, subject) or subject if subject else None
        )
    return _before_apposition(tokens, last)


def _name_of_next_clause(tokens: Sequence[Token], phrase: Phrase) -> Phrase | None:
    """The name in "spoke against this view and Smith said": the noun before "and" has its own verb."""
    first, end = phrase
    joint = next((i for i in range(end - 2, first, -1) if tokens[i].low == "and"), None)
    if joint is None or tokens[joint - 1].text[0].isupper():
        return None
    before = tokens[first - 1] if first else None
    governed = before is not None and (
        before.is_a("preposition", "auxiliary", "irregular") or before.low in load_cues()
    )
    if not governed and not any(is_verb(tokens, i) for i in range(max(first - 1, 0), joint)):
        return None
    start = joint + 1
    while start < end - 1 and tokens[start].is_adverb:
        start += 1
    return (start, end) if all(t.is_capital for t in tokens[start:end]) else None


def is_time(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a phrase tells when, not who: "Wednesday", "last month"."""
    words = tokens[phrase[0] : phrase[1]]
    others = all(
        t.is_a("time", "determiner", "adverb") or t.low in ("last", "next", "early", "late") for t in words
    )
    return words[-1].is_a("time") and others


def _before_time(tokens: Sequence[Token], start: int) -> Phrase | None:
    """The subject in "Ann Smith (TRAM) on Wednesday said"."""
    last = start - 1
    if last > 0 and tokens[last].is_a("preposition"):
        last -= 1
    return phrase_ending_at(tokens, last)


def _listed_before(tokens: Sequence[Token], subject: Phrase) -> Phrase | None:
    """The whole of "Ann Smith, Bob Jones(,) and Cy Young", whose last part has been found."""
    first = subject[0]
    joined = any(t.low in ("and", "&") for t in tokens[first : subject[1]])
    if not joined and first > 1 and tokens[first - 1].low == "and" and tokens[first - 2].text == ",":
        joined, first = True, first - 1
    if not joined:
        return None
    start = first
    while start > 1 and tokens[start - 1].text == ",":
        part = phrase_ending_at(tokens, start - 2)
        if part is None or part[1] - part[0] > 8 or not (part[0] == 0 or tokens[part[0] - 1].text == ","):
            break
        start = part[0]
    return (start, subject[1]) if start < first else None


def _named_before(tokens: Sequence[Token], subject: Phrase) -> Phrase | None:
    """The name in "Ann Smith, Head of Unit at the Agency said", whose second comma is missing."""
    comma = subject[0] - 1
    if comma < 2 or tokens[comma].text != "," or _is_name(tokens, subject) or subject[1] - subject[0] < 2:
        return None
    name = phrase_ending_at(tokens, comma - 1)
    starts_clause = name is not None and (name[0] == 0 or tokens[name[0] - 1].is_a("conjunction"))
    if name is None or not starts_clause or is_time(tokens, name):
        return None
    return name if _is_name(tokens, name) else None


def name_after(tokens: Sequence[Token], phrase: Phrase) -> Phrase | None:
    """The name in "the other candidate, former senator Ann Smith, drew ..."."""
    if phrase[1] >= len(tokens) or tokens[phrase[1]].text != ",":
        return None
    name = phrase_starting_at(tokens, phrase[1] + 1)
    if name is None or name[1] >= len(tokens) or tokens[name[1]].text != ",":
        return None
    return name if tokens[name[1] - 1].is_capital and tokens[name[1] - 2].is_capital else None


def _before_apposition(tokens: Sequence[Token], comma: int) -> Phrase | None:
    """The head of "Smith, a senator from Ohio," or "a senator, Ann Smith," before the comma at ``comma``."""
    segments = _segments_before(tokens, comma)
    if len(segments) < 2:  # "Ann Smith, gave an update": a stray comma behind the first name
        return segments[0] if segments and segments[0][0] == 0 and _is_name(tokens, segments[0]) else None
    previous: Phrase | None = None
    for start, end in segments[1:]:
        head = phrase_ending_at(tokens, end - 1)
        if _is_apposition(tokens, start) and start > 0 and tokens[start - 1].text == ",":
            previous = head
            continue
        adverbial = tokens[start].is_a("preposition", "subordinator") or (head and is_time(tokens, head))
        if head and previous and adverbial:
            return previous  # "Last month, the Agency, a quiet body, ..."
        named = phrase_ending_at(tokens, segments[0][1] - 1)
        if (
            head
            and named
            and not _is_name(tokens, head)
            and named[0] == segments[0][0]
            and _is_name(tokens, named)
        ):
            return named
        return head
    return None


def _segments_before(tokens: Sequence[Token], comma: int, limit: int = 8) -> list[Phrase]:
    """The stretches between commas on the left of a comma, nearest first, in the same clause."""
    segments, end = [], comma
    for i in range(comma - 1, max(-1, comma - 80), -1):
        text = tokens[i].text
        if text == "," or text in ";:" or text in DASHES or _ends_speech(tokens, i):
            if i + 1 < end:
                segments.append((i + 1, end))
            end = i
            if text != "," or len(segments) == limit:
                return segments
    if end > 0 and comma < 80:
        segments.append((0, end))
    return segments


def _ends_speech(tokens: Sequence[Token], at: int) -> bool:
    """A closing mark after a comma or a full stop ("Yes," Smith said) rather than around a term."""
    return tokens[at].text in ('"', "”", "''", "’") and at > 0 and tokens[at - 1].text in ",.?!…"


def _is_apposition(tokens: Sequence[Token], start: int) -> bool:
    first = tokens[start]
    return (
        first.is_a(*_APPOSITION_STARTS)
        or not first.is_capital
        or first.low[0].isdigit()
        or first.low.startswith(("r-", "d-", "i-"))
        or first.low in ("jr", "sr", "ii", "iii")
    )


def _is_name(tokens: Sequence[Token], phrase: Phrase) -> bool:
    words = tokens[phrase[0] : phrase[1]]
    return len(words) >= 2 and all(t.is_capital for t in words if t.is_word)
