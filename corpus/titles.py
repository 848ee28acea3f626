"""How a record addresses those whose first name it never gives: "Mr. Poole", "Lady Hallett", "Cr Harris"."""

import re
from collections import Counter
from collections.abc import Iterable

from corpus.people import Person
from corpus.vocabulary import fold, vocabulary

_TITLED = re.compile(r"\b([A-Z][A-Za-z]{0,14}\.?)[ \t]+([A-Z][\w'’-]+)")
# Titles that stand for several people, or for a place, or never alone.
_NO_ADDRESS = frozenset(
    (
        *("messrs", "councillors", "councilors", "crs", "cllrs", "right", "rt", "hon", "honourable", "st"),
        *("county", "district", "parish", "town", "borough", "bc"),
    )
)


def give_titles(people: Iterable[Person], text: str) -> None:
    """Give everybody who has no first name the title by which the record calls them most often."""
    nameless = [p for p in people if len(p.words) == 1]
    if not nameless:
        return
    used: dict[str, Counter[str]] = {}
    titles = vocabulary().titles
    for match in _TITLED.finditer(text):
        word = fold(match[1]).rstrip(".")
        if word in titles and word not in _NO_ADDRESS:
            surname = fold(re.sub(r"['’]s$", "", match[2]))
            used.setdefault(surname, Counter())[_in_lower_case(match[1])] += 1
    for person in nameless:
        fitting = [
            (count, title)
            for title, count in used.get(person.words[0], Counter()).items()
            if titles[fold(title).rstrip(".")] in ("", person.gender) or not person.gender
        ]
        if fitting:
            person.title = max(fitting, key=lambda found: found[0])[1]
            person.name = _in_lower_case(person.name)


def _in_lower_case(word: str) -> str:
    """As in "CHIFLEY" is called Chifley, "O'BRIEN" O'Brien; other words stay as they are."""
    if not word.isupper() or len(word.rstrip(".")) < 2:
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
