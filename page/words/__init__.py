"""The texts of the page, one file a language; a new language is a new file beside these."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from qa.remarks import Remark, fill

DEFAULT = "en"


@dataclass(frozen=True)
class Words:
    """The texts in one language, asked for by their place in the file: ``words("nav.ask")``."""

    lang: str
    _texts: dict[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """The text under a dotted key, filled in; ``count`` chooses between its _one and _many forms."""
        section, _, name = key.partition(".")
        texts = self._texts[section]
        if name not in texts:
            name += "_one" if values["count"] == 1 else "_many"
        text: str = texts[name]
        return text.format(**values) if values else text

    def named(self, section: str, name: str) -> str | None:
        """The text under a name that comes from elsewhere; None where there is none."""
        text: str | None = self._texts[section].get(name)
        return text

    def told(self, text: str) -> str:
        """What `qa` tells the reader, in this language where it has the sentence, else as it was told."""
        sentence = self._texts.get("remark", {}).get(text.kind) if isinstance(text, Remark) else None
        return (
            fill(sentence, text.values, self._texts["joint"])
            if isinstance(text, Remark) and sentence
            else text
        )

    def day(self, iso: str) -> str:
        """A date as far as it is known: "2024-05-15" -> "15 May 2024", "2024-05" -> "May 2024"."""
        try:
            known = date.fromisoformat(iso if iso.count("-") == 2 else f"{iso}-01")
        except ValueError:  # a year alone, or something that is no date
            return iso
        month = self("dates.months").split()[known.month - 1]
        return f"{known.day} {month} {known.year}" if iso.count("-") == 2 else f"{month} {known.year}"


@cache
def languages() -> tuple[str, ...]:
    """The languages the page speaks, the default first."""
    found = {
        entry.name.removesuffix(".toml")
        for entry in files(__name__).iterdir()
        if entry.name.endswith(".toml")
    }
    return (DEFAULT, *sorted(found - {DEFAULT}))


@cache
def words_in(lang: str) -> Words:
    """The texts in a language, in English when the page does not speak it."""
    known = lang if lang in languages() else DEFAULT
    return Words(known, tomllib.loads(files(__name__).joinpath(f"{known}.toml").read_text("utf-8")))


def preferred(accept_language: str) -> str:
    """The first language of an Accept-Language header that the page speaks.

    >>> preferred("de-DE,de;q=0.9,fr;q=0.8,en;q=0.7")
    'fr'
    """
    weighted = []
    for position, part in enumerate(accept_language.split(",")):
        tag, _, quality = part.partition(";")
        try:
            weight = float(quality.partition("=")[2] or 1)
        except ValueError:
            weight = 0.0
        weighted.append((-weight, position, tag.strip().partition("-")[0].lower()))
    return next((tag for _, _, tag in sorted(weighted) if tag in languages()), DEFAULT)
