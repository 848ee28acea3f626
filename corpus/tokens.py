"""Words and marks of a clean reading, with the closed class that each word belongs to."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_TOKEN = re.compile(
    r"[$€£#@]?[^\W_]+(?:[.,](?=\d)[^\W_]+|[-'’&/.@](?=[^\W_])[^\W_]+)*(?:(?<=\.[A-Za-z])\.)?"
    r"|''|``|--+|\.\.\.|\S"
)
_CONTRACTION = re.compile(r"(?P<stem>.+?)(?P<clitic>['’](?:s|re|ve|m|d|ll)|n['’]t)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark at ``start:end`` of a clean reading; ``low`` folds case and the apostrophe."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum() or (self.text[0] in "$€£#@" and len(self.text) > 1)

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper() or (self.text[0] == "@" and len(self.text) > 1)

    def is_a(self, *classes: str) -> bool:
        """Whether the word belongs to one of the closed classes of ``words.tsv``."""
        if len(self.text) > 1 and self.text.isupper():
            return False  # IT, WHO and OF are names
        return not _classes_of(self.low).isdisjoint(classes)

    @property
    def is_adverb(self) -> bool:
        if self.is_a("adverb"):
            return True
        return self.low.endswith("ly") and self.text.islower() and not self.is_a("not-adverb")


def word_class(name: str, language: str = "en") -> frozenset[str]:
    """All words of a closed class."""
    return _word_classes(language)[name]


def _classes_of(word: str, language: str = "en") -> frozenset[str]:
    return _classes_by_word(language).get(word, frozenset())


@cache
def _classes_by_word(language: str) -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for name, words in _word_classes(language).items():
        for word in words:
            classes.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in classes.items()}


@cache
def _word_classes(language: str) -> dict[str, frozenset[str]]:
    content = (files("corpus") / "lexicon" / language / "words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in content.splitlines() if line and not line.startswith("#"))
    return {name: frozenset(words.split()) for name, words in rows}


def tokenise(plain: str, start: int, end: int) -> list[Token]:
    """The tokens of ``plain[start:end]``; a full stop after a title or an initial belongs to its word."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(plain, start, end):
        word, at = match[0], match.start()
        if word == "." and tokens and tokens[-1].end == at and at + 1 < end and _is_abbreviation(tokens[-1]):
            tokens[-1] = _token(tokens[-1].text + ".", tokens[-1].start)
            continue
        split = _CONTRACTION.match(word) if "'" in word or "’" in word else None
        if split:
            tokens.append(_token(split["stem"], at))
            tokens.append(_token(split["clitic"], at + len(split["stem"])))
        else:
            tokens.append(_token(word, at))
    return tokens


def _is_abbreviation(token: Token) -> bool:
    """A full stop inside a sentence stands after a title, an initial or another abbreviation."""
    return token.is_a("abbreviation") or len(token.text) == 1 or token.is_capital


def _token(text: str, start: int) -> Token:
    return Token(text, text.casefold().replace("’", "'").rstrip(".") or text, start, start + len(text))
