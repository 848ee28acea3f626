"""Words as they are compared: without case, diacritics, hyphens and endings."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_][^\W_]*(?:['’][^\W\d_]+)*|[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s?$")
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_stemmer = Stemmer.Stemmer("english")


class Word(NamedTuple):
    """One word of a text: its offsets, as written, as compared, and without its ending."""

    start: int
    end: int
    text: str
    folded: str
    stem: str

    @property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower-case without diacritics.

    >>> fold("Kristina Šermukšnytė")
    'kristina sermuksnyte'
    """
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).replace("’", "'")


@lru_cache(maxsize=65536)
def stem(folded: str) -> str:
    return str(_stemmer.stemWord(folded))


@lru_cache(maxsize=65536)
def _forms(text: str) -> tuple[str, str]:
    folded = fold(text)
    return folded, stem(folded)


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order; hyphens part words and a possessive 's is left out."""
    found = []
    for match in _WORD.finditer(text):
        bare = match.group()
        if "'" in bare or "’" in bare:
            bare = _POSSESSIVE.sub("", bare)
        if bare:
            start = match.start()
            found.append(Word(start, start + len(bare), bare, *_forms(bare)))
    return tuple(found)


@lru_cache(maxsize=1024)
def stems_of(text: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words_of(text))
