"""Noun phrases and verb groups, found by walking over the tokens of one sentence."""

from collections.abc import Sequence

from corpus.tokens import Token

MAX_PHRASE = 40  # tokens; a longer walk is no noun phrase any more
PHRASE_STOPS = frozenset('.,;:!?"“”«»—–--()[]…|')
DASHES = frozenset(("-", "–", "—", "--", "---"))

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
    """Whether a word in -ed is a past tense here: "Smith claimed", not "the claimed sum"."""
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
    head = next((i for i in range(1, len(words)) if _ends_head(words, i)), len(words))
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


def _ends_head(words: Sequence[Token], at: int) -> bool:
    """What only describes a noun begins here: "people | close to Smith", "members | trying to vote"."""
    token = words[at]
    if token.is_a("preposition") or token.low == "who":
        return True
    links = at + 1 < len(words) and words[at + 1].is_a("preposition")
    participle = token.text.islower() and "-" not in token.low and token.low.endswith(("ing", "ed"))
    return links and (participle or token.low in ("close", "familiar"))


def is_speaker(words: Sequence[Token]) -> bool:
    """Whether a phrase is a name or "he" or "she", rather than any thing."""
    return (
        words[0].low in ("he", "she", "they")
        or any(t.is_capital for t in words[1:])
        or (len(words) == 1 and words[0].is_capital)
    )


def phrase_ending_at(tokens: Sequence[Token], last: int) -> Phrase | None:
    """The noun phrase whose last token is ``tokens[last]``, with "of"- and "for"-phrases and "X and Y"."""
    if last >= 0 and tokens[last].text == ")":
        last = _before_bracket(tokens, last)
    if last < 0:
        return None
    if tokens[last].is_a("pronoun"):
        return (last, last + 1)
    if tokens[last].low in ("all", "both", "each") and last > 0 and tokens[last - 1].is_a("pronoun"):
        return (last - 1, last + 1)  # "they all agree"
    if tokens[last].low == "both" and last > 2 and tokens[last - 1].is_capital:
        last -= 1  # "Ann and Bo both agree"
    if not _may_end_phrase(tokens, last):
        return None
    first = last
    while first > 0 and last - first < MAX_PHRASE and (steps := _steps_left(tokens, first)):
        first -= steps
    while first < last and tokens[first].is_adverb:
        first += 1
    return (first, last + 1)


def _may_end_phrase(tokens: Sequence[Token], last: int) -> bool:
    token = tokens[last]
    if token.low == "'s" or not is_nominal(token) or is_verb(tokens, last):
        return False
    return not token.is_a("determiner") or token.is_a("quantity") or token.low == "this"


def _steps_left(tokens: Sequence[Token], first: int) -> int:
    """How many more tokens belong to a noun phrase that reaches back to ``first``; 0 where it begins."""
    left = tokens[first - 1]
    if left.low == "'s" and first > 1:
        return 2
    if steps := _steps_to_colleague(tokens, first):
        return steps
    if left.text in PHRASE_STOPS:
        return 0
    if is_nominal(left):
        opens_sentence = first == 1 and left.is_adverb and not tokens[first].is_capital
        return 0 if opens_sentence else 1
    return 1 if left.is_a("phrase-link") and _carries_on(tokens, first - 1) else 0


def _steps_to_colleague(tokens: Sequence[Token], first: int) -> int:
    """The tokens from a name back to the one before: "Ann Smith (Duke) and Bo Lind"; 0 if there is none."""
    if first < 5 or tokens[first - 1].low not in ("and", "&") or tokens[first - 2].text != ")":
        return 0
    name = _before_bracket(tokens, first - 2)
    are_names = name >= 0 and tokens[name].is_capital and tokens[first].is_capital
    is_phrase = are_names and not tokens[name].is_a("determiner", "pronoun")
    return first - name if is_phrase else 0


def _before_bracket(tokens: Sequence[Token], closing: int) -> int:
    for i in range(closing - 1, max(-1, closing - 25), -1):
        if tokens[i].text == "(":
            return i - 1
    return -1


def _carries_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a preposition or "and" links to a noun on its left."""
    before = tokens[at - 1] if at > 0 else None
    if before is None or not is_nominal(before) or before.is_adverb:
        return False
    if tokens[at].low in ("and", "&") and is_verb(tokens, at - 1):
        return False  # "Smith asked and Jones | answered"
    return not before.is_a("determiner") or before.is_a("quantity")


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
        if token.text in PHRASE_STOPS or (end > first and _opens_phrase(tokens, end)):
            break
        if (
            token.low == "'s"
            or (is_nominal(token) and not is_verb(tokens, end))
            or (token.is_a("phrase-link-after") and end + 1 < len(tokens) and is_nominal(tokens[end + 1]))
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
            or (left.low in ("all", "both", "each") and tokens[first - 2].is_a("auxiliary"))
            or (left.is_a("catenative") and tokens[first].low in ("to", "on"))
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
