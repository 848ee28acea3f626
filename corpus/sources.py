"""What a source's own words say of it, where the record introduces nobody of that name."""

from dataclasses import dataclass

from corpus.tokens import word_class
from corpus.vocabulary import fold, vocabulary

LONGEST_CAPITALS = 4  # words; more of them in capitals are a headline


@dataclass(frozen=True, slots=True)
class Description:
    """A person's name, or else the office or the body that the words describe; exactly one is set."""

    name: str = ""
    role: str | None = None
    organisation: str | None = None


def describe_source(words: str) -> Description | None:
    """Read "Galvin", "the Foreign Office", "opposition leader Ana Ruiz", "a spokesman for Ana Ruiz".

    None when the words hold no proper name: nobody can tell who "critics" are.
    """
    tokens = words.split()
    start = 0
    while start < len(tokens) and tokens[start].casefold() in word_class("before-name"):
        start += 1
    rest = tokens[start:]
    if (
        not rest
        or not any(t[0].isupper() for t in rest)
        or (len(rest) > LONGEST_CAPITALS and words.isupper())
    ):
        return None
    if len(rest) == 1 and _is_common(rest[0]):
        return Description(role=words)  # "Voters", only because it begins a sentence
    if all(_is_proper(t) for t in rest):
        definite = start > 0
        if start > 1 or rest[0].casefold() in word_class("name-particle"):
            return Description(role=words)
        is_body = (
            definite
            or (rest[0].isupper() and len(rest[0]) > 1 and len(rest) == 1)
            or word_class("name-particle") & set(rest)
        )
        return Description(organisation=" ".join(rest)) if is_body else Description(name=" ".join(rest))
    run = len(rest)
    while run > 0 and rest[run - 1][0].isupper():
        run -= 1
    named = rest[run:]
    if (
        2 <= len(named) <= 4
        and run > 0
        and rest[run - 1].casefold() not in word_class("name-particle") | {"to", "from", "with", "at", "by"}
    ):
        return Description(name=" ".join(named))
    return Description(role=words)


def _is_proper(token: str) -> bool:
    return token[0].isupper() or token.casefold() in word_class("name-particle")


def _is_common(word: str) -> bool:
    vocab = vocabulary()
    forms = {fold(word), fold(word).removesuffix("s")}
    return any(
        forms & vocab[kind] for kind in ("roles", "offices", "bodies", "collectives", "crowds", "things")
    )
