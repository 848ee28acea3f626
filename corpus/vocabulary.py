"""The words of a language that tell who is speaking: titles, offices, groups, given names.

They are data (``corpus/lexicon/<language>/``), apart from the rules; all of them folded.
"""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "’": "'", "‑": "-"}
)


def fold(text: str) -> str:
    """Lower case without diacritics, so that "Palmér" and "PALMER" are one word."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``vocabulary["roles"]`` is a set of words; ``titles`` and ``genders`` map one to "f", "m" or ""."""

    words: Mapping[str, frozenset[str]]
    titles: Mapping[str, str]
    after_name: frozenset[str]
    genders: Mapping[str, str]

    def __getitem__(self, kind: str) -> frozenset[str]:
        return self.words[kind]


@cache
def vocabulary(language: str = "en") -> Vocabulary:
    """Read the word lists of a language once."""
    folder = resources.files("corpus") / "lexicon" / language
    data = tomllib.loads((folder / "people.toml").read_text(encoding="utf-8"))
    titles = {word: gender for gender in ("m", "f") for word in data["titles"][gender]}
    titles |= dict.fromkeys(data["titles"]["any"], "")
    return Vocabulary(
        words={kind: frozenset(words) for kind, words in data["words"].items()},
        titles=titles,
        after_name=frozenset(data["titles"]["after"]),
        genders=_genders((folder / "given_names.txt").read_text(encoding="utf-8")),
    )


def _genders(lines: str) -> dict[str, str]:
    genders: dict[str, str] = {}
    for line in lines.splitlines():
        gender, colon, names = line.partition(": ")
        if colon and not line.startswith("#"):
            genders |= dict.fromkeys(names.split(), "" if gender == "u" else gender)
    return genders
