"""From text to the terms it is found by: names, numbers and diacritics folded, words stemmed."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

# letters that Unicode does not decompose into a base letter and a mark
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W\d_]+)?")
_GROUPS = re.compile(r"(?<=\d),(?=\d{3}\b)")  # the commas of 1,000,000

# Lucene's English stop words: so frequent that they only cost time
STOPWORDS = frozenset(
    [
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if",
        "in", "into", "is", "it", "no", "not", "of", "on", "or", "such", "that",
        "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
    ]
)  # fmt: skip


def terms(text: str) -> list[str]:
    """The terms of a text, in order, each as often as it occurs.

    >>> terms("Susana Xará's 1,000 hydrogen valleys")
    ['susana', 'xara', '1000', 'hydrogen', 'valley']
    """
    words = _WORD.findall(fold(text))
    return [_stem(word) for word in words if word not in STOPWORDS]


def telling_spans(text: str) -> Iterator[tuple[int, int]]:
    """The characters of each word of a text that is no stop word."""
    return (match.span() for match in _WORD.finditer(text) if match.group().lower() not in STOPWORDS)


def fold(text: str) -> str:
    """Lower case, without diacritics."""
    text = text.casefold()
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)


_stemmer = Stemmer.Stemmer("english")


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    if word[0].isdigit():
        return _GROUPS.sub("", word)
    return str(_stemmer.stemWord(re.sub(r"['’]s?$", "", word)))
