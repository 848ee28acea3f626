"""Attendance that stands without a colon: "Present" on a line of its own, the names on the line below."""

import itertools
import re
from collections.abc import Iterator, Sequence

from corpus.entries import Entry, is_roster_title, listing_values, read_listing
from corpus.names import is_person_name
from corpus.people import Cast
from corpus.structure import Block
from corpus.vocabulary import fold, vocabulary

_ATTENDANCE = frozenset(
    [
        *("present", "also present", "members present", "attendance", "in attendance", "attendees"),
        *(
            "attending",
            "participants",
            "apologies",
            "absent",
            "regrets",
            "panelists",
            "panellists",
            "speakers",
        ),
    ]
)
LONGEST_TITLE = 3  # words
_NICK = re.compile(r"[^\W\d_][\w|-]{1,20}$")
_OFFICE_FIELD = re.compile(
    r"[*_]*(?P<office>[A-Z][\w' -]{2,40}?)[*_]*\s*:[*_]*\s*"
    r"(?P<name>[^|(:\n\t]{3,60}?)\s*(?P<end>\||\(|\s{2,}|\t|$)"
)


def read_bare_lists(cast: Cast, blocks: Sequence[Block], lines: Sequence[str]) -> set[int]:
    """Add the people of lists below a bare title; returns which lines they are, titles included."""
    read: set[int] = set()
    headings = {line for block, line in zip(blocks, lines, strict=True) if block.kind == "heading"}
    for i, (title, listing) in enumerate(itertools.pairwise(lines)):
        if not _is_bare_title(title) or blocks[i + 1].kind != "paragraph":
            continue
        if not (blocks[i + 1].tight or _is_attendance(blocks[i], title)):
            continue
        end = i + 2
        while (
            lines[end - 1].endswith((",", ";", " and", "&"))
            and end < len(lines)
            and blocks[end].kind == "paragraph"
        ):
            end += 1  # a list that goes on below
        is_list = listing not in headings and not is_roster_title(listing)
        entries = list(_read_names(" ".join([listing, *lines[i + 2 : end]]))) if is_list else []
        if not entries:
            continue
        absent = fold(title).split()[0] in ("regrets", "apologies", "absent")
        for entry in entries:
            cast.add(
                entry.name,
                role=entry.role,
                organisation=entry.organisation,
                alias=entry.alias,
                takes_part=not absent,
            )
        read |= set(range(i, end))
    return read


def _is_attendance(block: Block, title: str) -> bool:
    """Whether a heading leaves no doubt that who was there stands below it, a blank line between."""
    return block.kind == "heading" and not block.is_guess and fold(title).strip(" :") in _ATTENDANCE


def _is_bare_title(line: str) -> bool:
    return 0 < len(line.split()) <= LONGEST_TITLE and ":" not in line and is_roster_title(line)


def _read_names(listing: str) -> Iterator[Entry]:
    """The members of a list; nicks too ("mbrandt"), where full names or several of them leave no doubt."""
    values = listing_values(listing)
    if entries := read_listing(listing, attended=True):
        known = {fold(entry.name) for entry in entries}
        yield from entries
        values = [value for value in values if fold(value) not in known]
    elif len(values) < 2 and not is_person_name(listing):
        return
    if all(_NICK.match(value) for value in values):
        nobody = vocabulary()["collectives"] | vocabulary()["not_names"] | {"none", "tbd"}
        yield from (Entry(value) for value in values if fold(value) not in nobody)


def office_field(line: str) -> Entry | None:
    """Who holds an office, from a field that holds no more than that: "Clerk and RFO: Mr S Baxter"."""
    match = _OFFICE_FIELD.match(line)
    if match is None:
        return None
    offices = [part.strip() for part in re.split(r"\s+and\s+|\s*[&/]\s*", match["office"])]
    known = vocabulary()["offices"]
    if not any(fold(office) in known for office in offices) or (len(offices) < 2 and not match["end"]):
        return None
    name = match["name"].strip(" .*_")
    return Entry(name, match["office"]) if is_person_name(name) else None
