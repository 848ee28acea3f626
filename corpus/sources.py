"""What a source's own words say of it, where the record introduces nobody of that name."""

import re
from dataclasses import dataclass

from corpus.tokens import word_class
from corpus.vocabulary import fold, vocabulary

LONGEST_CAPITALS = 4  # words; more of them in capitals are a headline
_SHARE = re.compile(r"\d\s*(?:%|per\s?cent)|\b(?:in|out of) (?:\d+|ten|five)\b")  # of those asked: nobody
_POSSESSED = re.compile(r"(?:['’]s|s['’])\s+(?P<rest>[^'’]+)$")
_HEAD_ENDS = re.compile(
    r"\s+(?:of|for|from|in|at|to|with|on|by|about|against|who|that|which|and|familiar)\s|,"
)
_MEMBERS_OF = re.compile(r"(?:\w+\s+){1,3}of\s")  # "some of", "One of"


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
        or _SHARE.search(words)
        or _is_deed(tokens[0])
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
    return Description(role=words) if _has_voice(words) else None


def _is_deed(word: str) -> bool:
    """Whether a source cannot begin so: "overturning the board", "immediately"."""
    return word.islower() and len(word) > 4 and word.endswith(("ing", "ed", "ly"))


def _has_voice(words: str) -> bool:
    """Whether what belongs to somebody speaks: "Ruiz's advisers" do, "Ruiz's success" does not."""
    members = _MEMBERS_OF.match(words)
    head = _HEAD_ENDS.split(words[members.end() :] if members else words)[0]
    possessed = _POSSESSED.search(head)
    last = fold(head.split()[-1]) if possessed else ""
    return possessed is None or _is_common(last) or last in vocabulary()["followers"]


def _is_proper(token: str) -> bool:
    return token[0].isupper() or token.casefold() in word_class("name-particle")


def _is_common(word: str) -> bool:
    vocab = vocabulary()
    forms = {fold(word), fold(word).removesuffix("s")}
    return any(
        forms & vocab[kind] for kind in ("roles", "offices", "bodies", "collectives", "crowds", "things")
    )
