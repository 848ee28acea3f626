"""Who is in a record: agendas, attendee lists and tables, headings, and introductions in a sentence."""

import re
from collections.abc import Iterator, Sequence

from corpus.affiliations import affiliated
from corpus.attendance import office_field, read_bare_lists
from corpus.attendee_tables import read_initials, read_table
from corpus.bylines import add_bylines
from corpus.direct_speech import unlisted_openers
from corpus.entries import (
    BRACKETS,
    SINGLE_NAME,
    SUM,
    is_roster_title,
    listing_values,
    read_entry,
    read_key,
    read_listing,
)
from corpus.heading_people import add_entry, add_headed, parallel_headings, read_heading
from corpus.introductions import read_introductions, without_short_links
from corpus.names import is_person_name
from corpus.people import Cast, Person
from corpus.rules import Rules
from corpus.structure import Block, plain
from corpus.vocabulary import fold, vocabulary

_NO_OFFICES = frozenset(
    ("speaker", "presenter", "observer", "reporter", "panel", "guest")
)  # at an event, anybody's
_FIELD = re.compile(r"\s*([^\W\d_][^:\n]{0,60}?)\s*:\s*(.{2,3000})$", re.S)
_LATER_FIELD = re.compile(
    r"(?<=[.!?]\s)((?:[A-Z][a-z]+|In attendance)(?:\s[a-z]+){0,2}):\s+"
    r"([^.]{2,600}(?:\.(?!\s+[A-Z][a-z])[^.]{0,300}){0,8})"
)
_BARE_FIELD = re.compile(
    r"\s*(Present|In attendance|Apologies|Attendees|Attending)\s+(.{2,3000})$", re.S | re.I
)
_AUTHOR_FIELD = re.compile(r"^authors?:\s*\[?\s*(?:-\s*)?(?P<name>[^\],\n]{3,60}?)\s*\]?\s*$", re.M | re.I)
_BYLINE = re.compile(
    r"(?:[Ww]ritten |[Pp]osted |[Rr]eported |[Nn]otes )?[Bb]y (?P<name>[^,.|:]{3,50}?)(?:\s*[,|(].*)?$"
)
_ATTENDANCE = frozenset(
    ("present", "attendance", "attendees", "attending", "apologies", "absent", "regrets", "attended", "late")
)
_HEADER_FIELDS = frozenset(("title", "date", "author", "slug", "tags", "category", "status"))
_ACCOUNTS = frozenset(
    ("admin", "administrator", "editor", "editors", "webmaster", "root", "blog", "none", "press")
)
HEADER = 1200  # characters of a file's head without a fence
_PANELS = frozenset(("panel", "panelists", "panellists"))


def read_cast(text: str, blocks: Sequence[Block], sections: Sequence[tuple[str, ...]], rules: Rules) -> Cast:
    """Everybody the record names, with role, organisation and short forms as far as it tells them."""
    cast = Cast(misspellings=rules.misspellings)
    lines = [plain(text, b.span) if b.kind != "silent" else "" for b in blocks]
    _read_front_matter(cast, text)
    _read_author(cast, text, lines)
    tabled = read_initials(cast, blocks, lines) | read_bare_lists(cast, blocks, lines)
    tabled |= add_bylines(cast, text, blocks)
    read_table(cast, blocks, lines)
    parallel = parallel_headings(blocks, lines)
    panel = announced = False
    for i, (block, line, section) in enumerate(zip(blocks, lines, sections, strict=True)):
        if block.kind in ("silent", "row") or not line or i in tabled:
            continue
        opens_list = block.kind == "paragraph" and line[-1] == ":"
        if opens_list or (block.kind in ("heading", "item") and not read_entry(line)):
            panel = bool(_PANELS & set(fold(line).split()))
        in_roster = block.kind == "item" and bool(section) and is_roster_title(section[-1])
        in_roster &= not section or fold(section[-1]).strip(" :") != "minutes"
        if block.kind != "item":
            announced = block.kind == "paragraph" and line.endswith(":") and is_roster_title(line)
        in_roster |= announced and block.kind == "item"
        alone = block.kind == "paragraph" and bool(section) and is_person_name(line)
        in_roster |= alone and is_roster_title(section[-1])
        if block.kind == "heading" and not (block.is_guess and _field(line)):
            if i in parallel:
                add_headed(cast, line, parallel[i])
            for person in read_heading(cast, line):
                person.is_panellist |= panel
            continue
        if holder := office_field(block.span.of(text)):
            add_entry(cast, holder)
            continue
        for person in _read_line(cast, line, in_roster=in_roster):
            person.is_panellist |= panel
    told = without_short_links(text, lines)
    for i, (block, line) in enumerate(zip(blocks, told, strict=True)):
        if block.kind in ("paragraph", "item", "quote") and i not in tabled:
            read_introductions(cast, line)
    _read_affiliated(cast, blocks, told)
    _read_openers(cast, blocks, lines)
    return cast


def _read_affiliated(cast: Cast, blocks: Sequence[Block], lines: Sequence[str]) -> None:
    """People of whom the record gives the family name and the organisation alone: "Lind (Korvax) argued"."""
    prose = [line for block, line in zip(blocks, lines, strict=True) if block.kind in ("paragraph", "item")]
    found = affiliated(prose, cast.organisations)
    cast.by_surname = bool(found)
    for name, office in found:
        cast.add(name, role=office.role, organisation=office.organisation, takes_part=True)


def _read_openers(cast: Cast, blocks: Sequence[Block], lines: Sequence[str]) -> None:
    """People who stand in no list, but speak as those in it do."""
    prose = [line for block, line in zip(blocks, lines, strict=True) if block.kind == "paragraph"]
    known = frozenset(p.words[-1] for p in cast.people if p.words)
    for name in unlisted_openers(prose, known):
        cast.add(name, takes_part=True)


def _read_front_matter(cast: Cast, text: str) -> None:
    """The people whom a file's front matter lists as its speakers."""
    if not text.startswith("---"):
        return
    is_open = False
    for line in text[3 : max(text.find("\n---", 3), 3)].splitlines():
        if field := re.match(r"([A-Za-z_ -]{1,30}):\s*(.*)$", line):
            is_open = is_roster_title(field[1]) and field[1].lower() not in (
                "author",
                "authors",
                "contributors",
            )
            values = listing_values(field[2].strip("[]")) if is_open else []
        else:
            values = [line.strip(" -")] if is_open else []
        for value in values:
            name = value.strip("'\" ")
            if SINGLE_NAME.match(name) or is_person_name(name):
                cast.add(name, takes_part=True)


def _read_author(cast: Cast, text: str, lines: Sequence[str]) -> None:
    """Who signs the record, if it is one person: "author: Ana Ruiz", "By Ana Ruiz"."""
    front = _AUTHOR_FIELD.search(text[: max(text.find("\n---", 3), 0)]) if text.startswith("---") else None
    byline = next((m for line in lines[:12] if (m := _BYLINE.match(line))), None)
    fields = [line.partition(":")[0].lower() for line in text[:HEADER].splitlines()[:8]]
    if front is None and len(_HEADER_FIELDS & set(fields)) >= 2:  # "Title: ...", "Date: ...", no fence
        front = _AUTHOR_FIELD.search(text[:HEADER].partition("\n\n")[0])
    match = front or byline
    name = BRACKETS.sub("", match["name"]).strip(" '\"") if match else ""
    if is_person_name(name) or (front and _is_nick(name)):
        cast.author = cast.add(name)


def _is_nick(name: str) -> bool:
    """Whether a field of a file's head names one author by nick: "Author: jdoe"."""
    vocab = vocabulary()
    others = vocab["bodies"] | vocab["not_names"] | vocab["collectives"] | vocab["roles"] | _ACCOUNTS
    return bool(SINGLE_NAME.match(name)) and fold(name) not in others and not name.isupper()


def _read_line(cast: Cast, line: str, *, in_roster: bool) -> Iterator[Person]:
    if SUM.search(line):  # payments present nobody
        return
    for entry in read_key(line):
        yield add_entry(cast, entry)
    field = _field(line)
    if field is None and (alone := read_entry(line, in_roster=in_roster)):
        yield add_entry(cast, alone)
        return
    if field:
        absent = fold(field[1]).split()[0] in ("regrets", "apologies", "absent")
        office = fold(field[1]).removesuffix("(s)").rstrip("s").split()[-1]
        office = {"moderation": "moderator"}.get(office, office)
        entries = read_listing(field[2], attended=bool(_ATTENDANCE & set(fold(field[1]).split())))
        if office in vocabulary()["offices"] and not (entries and _begins_with(field[2], entries[0].name)):
            return  # "Moderator: Thanks, Ms. Ruiz." is what the moderator says
        for entry in entries:
            person = add_entry(cast, entry, takes_part=not absent)
            if office in vocabulary()["offices"] and office not in _NO_OFFICES:
                person.role = person.role or office.capitalize()
            yield person
    elif in_roster and "," in line:
        for value in listing_values(line):
            if is_person_name(value.split("(")[0].strip()) and (one := read_entry(value, in_roster=True)):
                yield add_entry(cast, one)


def _field(line: str) -> re.Match[str] | None:
    """A title of a list and the list: "Present: ...", also behind another sentence."""
    for match in (_FIELD.match(line), _BARE_FIELD.match(line), _LATER_FIELD.search(line)):
        if match and (match.re is _BARE_FIELD or is_roster_title(match[1])):
            return match
    return None


def _begins_with(listing: str, name: str) -> bool:
    titles = listing[: max(listing.find(name), 0)].split()
    is_name = is_person_name(name) or fold(name) in vocabulary().genders
    return is_name and all(fold(t).rstrip(".") in vocabulary().titles for t in titles)
