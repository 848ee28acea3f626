"""What a source's own words say of it, where the record introduces nobody of that name."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.tokens import word_class
from corpus.vocabulary import fold, vocabulary


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
    if not rest or not any(t[0].isupper() for t in rest):
        return None
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
    return Description(role=words) if _is_office(rest[:run] + named) else None


def _is_office(words: Sequence[str]) -> bool:
    """Whether the head of a phrase is an office or a body: "spokesman for ...", "the Dutch delegation"."""
    of = next((i for i, word in enumerate(words) if i > 0 and word in word_class("preposition")), len(words))
    head = fold(words[of - 1]).rstrip(".,")
    vocab = vocabulary()
    kinds = vocab["roles"] | vocab["offices"] | vocab["bodies"]
    return head in kinds


def _is_proper(token: str) -> bool:
    return token[0].isupper() or token.casefold() in word_class("name-particle")
