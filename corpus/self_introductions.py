"""What speakers of a transcript say of themselves: "I'm Ana, a software engineer at Korvax"."""

import re
from collections.abc import Iterable

from corpus.appositions import office_behind
from corpus.entries import has_role
from corpus.people import Person
from corpus.structure import plain
from corpus.voices import Unit

FIRST_UNITS = 12  # of a speaker, among which they may present themselves
_I_AM = re.compile(  # at the head of a sentence: "When I was head of ..." is another story
    r"(?:^|[.!?;]\s+|,?\s+and\s+|^(?:Hi|Hello|Hey|So|Well|Yes|Sure|Thanks)\b[^.!?]{0,30}[,.!]\s+)"
    r"(?:my\s+name(?:['’]s|\s+is)|I(?:['’]m|\s+am)|I\s+(?:also\s+)?(?:currently\s+)?(?:work|serve)\s+as)\s+"
    r"(?:also\s+|currently\s+|now\s+)?",
    re.I,
)
_NAME = re.compile(r"(?P<name>[A-Z][\w'’-]+(?:\s+(?:(?:van|von|de|der|la)\s+)*[A-Z][\w'’-]+){0,3})")
_AT = re.compile(
    r"(?:^|[.!?;,]\s+|\s+and\s+)I(?:\s+(?:work|am\s+working)\s+(?:at|for|with)|(?:['’]m|\s+am)\s+(?:at|from|with))\s+"
    r"(?:the\s+)?(?P<body>(?:[A-Z][\w&.'’-]*)(?:\s+(?:(?:of|for|and|the)\s+)?[A-Z][\w&'’-]*){0,6})"
)


def read_self_introductions(text: str, units: Iterable[Unit]) -> None:
    """Give the speakers of turns the role and the organisation that they say are theirs."""
    heard: dict[int, int] = {}
    for unit in units:
        if unit.voice is None or unit.voice.kind != "turn" or len(unit.voice.people) != 1:
            continue
        person = unit.voice.people[0]
        heard[id(person)] = heard.get(id(person), 0) + 1
        if heard[id(person)] <= FIRST_UNITS and not (person.role and person.organisation):
            _read(person, plain(text, unit.span))


def _read(person: Person, words: str) -> None:
    for match in _I_AM.finditer(words):
        after = words[match.end() :]
        name = _NAME.match(after)
        behind = after[name.end() :] if name else f" is {after}"
        office = office_behind(behind)
        named = bool(name) and not office.role
        if office.organisation and (named or office.role):
            person.organisation = person.organisation or office.organisation
        if office.role and (office.organisation or name) and len(office.role.split()) <= 12:
            person.role = person.role or office.role
    if (at := _AT.search(words)) and not has_role(at["body"]):
        person.organisation = person.organisation or at["body"].strip(" .")
