"""Noun phrases and verb groups, found by walking over the tokens of one sentence."""

from collections.abc import Sequence

from corpus.cues import load_cues
from corpus.tokens import Token

MAX_PHRASE = 40  # tokens; a longer walk is no noun phrase any more
_PHRASE_STOPS = frozenset('.,;:!?"“”«»—–--()[]…|')
DASHES = frozenset(("-", "–", "—", "--", "---"))
_APPOSITION_STARTS = ("determiner", "relative", "preposition")

Phrase = tuple[int, int]  # half-open indices of tokens


def is_nominal(token: Token) -> bool:
    """A word that may stand inside a noun phrase: no verb form, conjunction or pronoun of its own."""
    if token.is_capital and token.is_a("modal", "time"):  # George Will, Theresa May
        return True
    return (
        token.is_word
        and not token.is_a(
            "auxiliary", "modal", "conjunction", "subordinator", "pronoun", "preposition", "question"
        )
        and not (token.text.islower() and token.is_a("irregular"))
    )


def is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that may be a noun or an adjective is a past tense here: "Smith claimed", not "the claimed sum"."""
    token = tokens[at]
    if not token.low.endswith("ed") or len(token.low) < 5 or "-" in token.low or not token.text.islower():
        return False
    before = tokens[at - 1] if at > 0 else None
    return (
        before is not None
        and not before.is_a("determiner", "preposition")
        and not before.is_adverb
        and before.low not in ("'s", ",")
    )


def is_plural(words: Sequence[Token]) -> bool:
    """Whether a verb in its base form agrees with the phrase: "they say", "the two ministers say"."""
    head = next((i for i, t in enumerate(words) if i > 0 and t.is_a("preposition")), len(words))
    words = words[:head]
    last = words[-1].low
    if words[-1].is_a("pronoun"):
        return last not in (
            "he",
            "she",
            "it",
            "someone",
            "somebody",
            "everyone",
            "everybody",
            "anyone",
            "nobody",
        )
    return (
        (last.endswith("s") and not last.endswith("ss"))
        or last
        in ("people", "police", "many", "most", "some", "few", "both", "all", "men", "women", "we", "staff")
        or any(t.low in ("and", "&") for t in words)
        or last.isdigit()
    )


def is_speaker(words: Sequence[Token]) -> bool:
    """Whether a phrase is a name or "he" or "she", rather than any thing."""
    return (
        words[0].low in ("he", "she", "they")
        or any(t.is_capital for t in words[1:])
        or len(words) == 1
        and words[0].is_capital
    )


def phrase_ending_at(tokens: Sequence[Token], last: int) -> Phrase | None:
    """The noun phrase whose last token is ``tokens[last]``, with "of"- and "for"-phrases and "X and Y"."""
    if last < 0:
        return None
    if tokens[last].text == ")":
        last = _before_bracket(tokens, last)
        if last < 0:
            return None
    if tokens[last].is_a("pronoun"):
        return (last, last + 1)
    if tokens[last].low in ("all", "both", "each") and last > 0 and tokens[last - 1].is_a("pronoun"):
        return (last - 1, last + 1)  # "they all agree"
    if (
        tokens[last].low == "'s"
        or not is_nominal(tokens[last])
        or is_verb(tokens, last)
        or tokens[last].is_a("determiner")
        and not _stands_alone(tokens[last])
    ):
        return None
    first = last
    while first > 0 and last - first < MAX_PHRASE:
        left = tokens[first - 1]
        if left.low == "'s" and first > 1:
            first -= 2
        elif left.text == "(" or left.text in _PHRASE_STOPS:
            break
        elif is_nominal(left):
            if left.is_adverb and not tokens[first].is_capital and first - 1 == 0:
                break
            first -= 1
        elif left.low in (
            "and",
            "&",
            "of",
            "for",
            "at",
            "in",
            "from",
            "with",
            "to",
            "on",
            "by",
            "as",
        ) and _carries_on(tokens, first - 1):
            first -= 1
        else:
            break
    first = _without_leading_adverbs(tokens, first, last)
    return (first, last + 1) if first <= last else None


def _stands_alone(token: Token) -> bool:
    return token.low in ("this", "both", "all", "many", "several", "some", "few", "most", "others", "one")


def _before_bracket(tokens: Sequence[Token], closing: int) -> int:
    for i in range(closing - 1, max(-1, closing - 25), -1):
        if tokens[i].text == "(":
            return i - 1
    return -1


def _carries_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a preposition or "and" links to a noun on its left."""
    before = tokens[at - 1] if at > 0 else None
    if before is None or not is_nominal(before) or before.is_adverb and not is_verb(tokens, at - 1):
        return False
    return not before.is_a("determiner") or before.is_a("quantity")


def _without_leading_adverbs(tokens: Sequence[Token], first: int, last: int) -> int:
    while first < last and tokens[first].is_adverb and tokens[first].low not in ("first", "second", "third"):
        first += 1
    return first


def phrase_starting_at(tokens: Sequence[Token], first: int) -> Phrase | None:
    """The noun phrase that begins at ``tokens[first]``, up to the mark, verb or clause that ends it."""
    if first >= len(tokens):
        return None
    if tokens[first].is_a("pronoun"):
        return (first, first + 1)
    if not is_nominal(tokens[first]):
        return None
    end = first
    while end < len(tokens) and end - first < MAX_PHRASE:
        token = tokens[end]
        if token.text in _PHRASE_STOPS or end > first and _opens_phrase(tokens, end):
            break
        if token.low == "'s" or is_nominal(token) and not is_verb(tokens, end):
            end += 1
        elif (
            token.low in ("and", "&", "of", "for", "at", "in", "from", "with", "to")
            and end + 1 < len(tokens)
            and is_nominal(tokens[end + 1])
        ):
            end += 1
        else:
            break
    return (first, end) if end > first else None


def _opens_phrase(tokens: Sequence[Token], at: int) -> bool:
    """Whether a determiner begins another phrase: "in a statement | the governor"."""
    return (
        tokens[at].is_a("determiner")
        and not tokens[at].is_a("quantity")
        and is_nominal(tokens[at - 1])
        and not tokens[at - 1].is_a("quantity", "determiner")
    )


def verb_group_start(tokens: Sequence[Token], verb: int) -> int:
    """The index of the first token of the verb group that ends with ``tokens[verb]``: "has also said"."""
    first = verb
    while first > 0:
        left = tokens[first - 1]
        if (
            left.is_adverb
            or left.is_a("auxiliary", "modal")
            or left.low in ("all", "both", "each")
            and tokens[first - 2].is_a("auxiliary")
            or left.is_a("catenative")
            and tokens[first].low in ("to", "on")
        ):
            first -= 1
        elif left.low == "to" and _is_verbal_to(tokens, first - 1):
            first -= 2
        else:
            break
    return first


def _is_verbal_to(tokens: Sequence[Token], at: int) -> bool:
    """The "to" of "went on to say", which belongs to the verb group, not that of "wants to say"."""
    return at > 0 and tokens[at - 1].is_a("catenative")


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
            return i if has_verb and token.low != "that" else None
        if token.text in _PHRASE_STOPS or token.is_a("conjunction", "subordinator"):
            return None
    return None


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
        return (
            _listed_before(tokens, subject) or _named_before(tokens, subject) or subject if subject else None
        )
    return _before_apposition(tokens, last)


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
    return name if name and starts_clause and _is_name(tokens, name) else None


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
    if len(segments) < 2:
        return None
    for start, end in segments[1:]:
        if _is_apposition(tokens, start) and start > 0 and tokens[start - 1].text == ",":
            continue
        head = phrase_ending_at(tokens, end - 1)
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
