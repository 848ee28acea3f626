"""Who a label names: somebody the record knows, whose initials or given name it is, or whom it describes."""

import re
from collections.abc import Callable, Sequence

from corpus.entries import role_and_organisation
from corpus.labels import letter_people
from corpus.names import find_names, names_thing
from corpus.offices import Offices
from corpus.people import Cast, Person
from corpus.vocabulary import fold, vocabulary

_HEADS = frozenset(
    ("prime minister", "governor", "senator", "judge", "premier", "chancellor", "general", "bishop")
)
_DELEGATES = frozenset(("representative", "delegate", "observer", "ambassador", "minister", "speaker"))
_NAMED = Callable[[str, Sequence[Person]], Person | None]


class LabelPeople:
    """Finds out whom the labels of one document mean."""

    def __init__(self, cast: Cast, offices: Offices, named: _NAMED, *, opening: str, text: str) -> None:
        """``named`` finds the one person of a name; ``opening`` is the beginning of the record ``text``."""
        self.cast, self.offices, self.named = cast, offices, named
        self.opening, self.text = opening, text
        self._letters: dict[str, Person] = {}
        self._by_initials: dict[str, set[str]] | None = None

    def find(self, name: str, note: str | None, recent: Sequence[Person]) -> tuple[Person, ...]:
        """Who a label names: somebody known, else exactly what it says."""
        found = self.named(name, recent)
        if found is None and name.islower() and len(name) in (2, 3):  # "mt" is Martin Thompson
            found = self.named(name.upper(), recent)
        if found and not self._is_doubtful(name, found):
            return (found,)
        if full := self._initialled(name) or self._given(name):
            return (self.cast.add(full, alias=name, takes_part=True),)
        if letter := self._letter(name, recent):
            return (letter,)
        return (self._office(name, note) or self._described(name, note),)

    def _letter(self, name: str, recent: Sequence[Person]) -> Person | None:
        letters = letter_people(name, self.cast)
        if letters and name not in self._letters:
            latest = [p for p in reversed(recent) if p in letters]
            only = letters[0] if len(letters) == 1 else None
            self._letters[name] = latest[0] if latest else only or self.cast.add(name)
        return self._letters[name] if letters else None

    def _office(self, name: str, note: str | None) -> Person | None:
        """An office or a delegation: "The Chairman", "Norway | Representative", "ISO | Chair"."""
        vocab = vocabulary()
        if note and (office := fold(note)) in vocab["offices"]:
            if fold(name) in vocab["countries"] or (name.isupper() and office in _DELEGATES):
                return self.offices.office(note, name)
            if name.isupper():
                return self.offices.holder(office, note, None)
        office = fold(name).removeprefix("the ").removeprefix("acting ").strip()
        deputy, _, rest = office.partition(" ")
        is_deputy = deputy in ("deputy", "vice") and rest in vocab["offices"]
        if is_deputy or office in vocab["offices"] or office in _HEADS:
            return self.offices.holder(office, name, note)
        words = fold(name).split()
        if name.isupper() and not find_names(name) and len(words) > 1 and words[-1] in vocab["roles"]:
            return self.offices.office(name.capitalize(), note)
        return None

    def _described(self, name: str, note: str | None) -> Person:
        names = find_names(name)
        person = self.cast.add(name, title=names[0].title if names else "", takes_part=True)
        if note and not person.organisation and not person.role:
            person.role, organisation = role_and_organisation(note)
            person.organisation = organisation or (None if person.role else note)
        return person

    def _initialled(self, label: str) -> str | None:
        """The one full name that has these initials, "CM" for Carla Moss: in the beginning, else anywhere."""
        letters = label.replace(".", "")
        if not (2 <= len(letters) <= 4 and letters.isalpha() and letters.isupper()):
            return None
        named = [n for n in find_names(self.opening) if n.is_full and not n.text.isupper()]
        names = {n.text for n in named if _initials(n.text) == letters}
        names = names or self._sure_names(letters)
        return next(iter(names)) if len(names) == 1 else None

    def _is_doubtful(self, label: str, person: Person) -> bool:
        """Whether initials may be those of two, neither of whom is known to be there."""
        if person.takes_part or not label.isupper() or len(label) > 4 or label in self.cast.short_forms():
            return False
        return len(person.words) > 1 and len(self._sure_names(label)) > 1

    def _sure_names(self, letters: str) -> set[str]:
        if self._by_initials is None:
            self._by_initials = _sure_names(self.text)
        return self._by_initials.get(letters, set())

    def _given(self, label: str) -> str | None:
        """The one full name in the record's beginning whose given name a label is."""
        names = {
            n.text
            for n in find_names(self.opening)
            if n.is_full and n.words[0] == fold(label) and not names_thing(self.opening, n)
        }
        return names.pop() if len(names) == 1 else None


def _sure_names(text: str) -> dict[str, set[str]]:
    """By initials, the full names of a record that by their form are people's."""
    found: dict[str, set[str]] = {}
    for name in find_names(text):
        if name.is_full and name.is_strong and not name.text.isupper() and not names_thing(text, name):
            found.setdefault(_initials(name.text), set()).add(name.text)
    return found


def _initials(name: str) -> str:
    """The first letters of a name's words, particles left out."""
    return "".join(part[0] for part in re.split(r"[\s-]+", name) if part[:1].isupper())
