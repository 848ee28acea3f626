"""Who is in a heading: "Name", "Name, Role", "Name: Title of talk", "Title of talk (Name & Name)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.entries import DASH, SINGLE_NAME, Entry, listing_values, read_entry, role_and_organisation
from corpus.names import is_person_name, name_words
from corpus.people import Cast, Person
from corpus.structure import Block
from corpus.vocabulary import fold, vocabulary

_HEADING_PARTS = re.compile(r":\s+|\s+[-–—|]\s+|\s+by\s+")
_COMMA = re.compile(r"(?<!\d),\s+(?=[A-Z])")
_HEADING_NAMES = re.compile(r"\(([^()]{3,80})\)\s*$")


def read_heading(cast: Cast, title: str) -> Iterator[Person]:
    """Who is in a heading: "Name, Role", "Title of talk (Name & Name)"."""
    if entry := read_entry(title):
        yield add_entry(cast, _of_heading(title, entry))
    elif brackets := _HEADING_NAMES.search(title):
        names = [name for name in listing_values(brackets[1]) if is_person_name(name)]
        if any(name_words(name)[0] in vocabulary().genders for name in names):
            for name in names:
                yield cast.add(name, takes_part=True)


def parallel_headings(blocks: Sequence[Block], lines: Sequence[str]) -> dict[int, str]:
    """The names in headings of one form, "Neo4j - Jim Webber", "MongoDB - Al Rich", if most are known."""
    found: dict[int, str] = {}
    for depth in {block.depth for block in blocks if block.kind == "heading"}:
        for place, mark in ((0, _HEADING_PARTS), (-1, _HEADING_PARTS), (0, _COMMA)):
            parts = {
                i: split[place].strip()
                for i, (block, line) in enumerate(zip(blocks, lines, strict=True))
                if block.kind == "heading"
                and block.depth == depth
                and not (mark is _COMMA and block.is_guess)
                if len(split := mark.split(line)) >= 2 and (len(split) == 2 or mark is _COMMA)
            }
            names = {i: part for i, part in parts.items() if is_person_name(part)}
            known = [n for n in names.values() if name_words(n)[0] in vocabulary().genders]
            if len(known) >= 2 and 2 * len(known) >= len(names) and len(names) >= 0.6 * len(parts):
                found |= names
    return found


def add_headed(cast: Cast, title: str, name: str) -> Person:
    """The person of one of several headings of one form, with what stands behind the name's comma."""
    behind = title.removeprefix(name)
    role, organisation = (
        role_and_organisation(behind.lstrip(", ")) if behind.startswith(",") else (None, None)
    )
    return cast.add(name, role=role, organisation=organisation, takes_part=True)


def heading_person(cast: Cast, title: str) -> tuple[Person, ...]:
    """The person a heading is: "Name", "Name, Role", "Name: Title of talk", "Title of talk – Name"."""
    title = title.rstrip(" :")
    if SINGLE_NAME.match(title) and title[0].isupper() and fold(title) not in vocabulary()["not_names"]:
        known = cast.find(title)
        if len(known) == 1 or (not known and fold(title) in vocabulary().genders):
            return (known or (cast.add(title),))[:1]
    known = cast.find(title) if is_person_name(title) else ()
    if len(known) == 1 and known[0].words == name_words(title):
        return known
    entry = read_entry(title)
    if entry:
        return cast.find(entry.name)[:1]
    if (brackets := _HEADING_NAMES.search(title)) and len(named := cast.find(brackets[1].strip())) == 1:
        return named if named[0].takes_part else ()
    for part in (*_HEADING_PARTS.split(title)[:4], *_COMMA.split(title)[:1]):
        named = cast.find(part.strip())
        if (
            len(named) == 1
            and named[0].takes_part
            and named[0].words == name_words(part)
            and len(named[0].words) > 1
        ):
            return named
        entry = read_entry(part.strip())
        if entry and is_person_name(entry.name):
            return (add_entry(cast, _of_heading(title, entry)),)
    return ()


def named_people(cast: Cast, line: str) -> list[Person]:
    """The people of the cast that a short line names, each once."""
    found: list[Person] = []
    for match in re.finditer(r"[^\W\d_][\w'’.-]*", line):
        word = re.sub(r"['’]s$", "", match[0])
        if word[0].isupper() or word in cast.organisations:
            people = cast.find(word) if fold(word) not in vocabulary()["not_names"] else ()
            if len(people) == 1 and people[0] not in found:
                found.append(people[0])
    return found


def _of_heading(title: str, entry: Entry) -> Entry:
    """Without the title of a talk for an organisation: "Ana Ruiz - Reproducible figures"."""
    return replace(entry, organisation=None) if DASH.search(title) and not entry.role else entry


def add_entry(cast: Cast, entry: Entry, *, takes_part: bool = True) -> Person:
    return cast.add(
        entry.name,
        role=entry.role,
        organisation=entry.organisation,
        alias=entry.alias,
        takes_part=takes_part,
    )
