"""Who gives the talk that a heading names: "By Ana Ruiz (CEO of Korvax) and Bo Lind (Molex)" below it."""

import re
from collections.abc import Sequence

from corpus.entries import Entry, listing_values, read_entry
from corpus.heading_people import add_entry
from corpus.names import is_person_name, name_words
from corpus.people import Cast
from corpus.structure import Block, plain
from corpus.vocabulary import vocabulary

LONGEST_BYLINE = 400  # characters
_BYLINE = re.compile(r"(?:(?:Presented|Given|A talk|Talk)\s+by|By|Speakers?:|Presenters?:)\s+(?=[^\W\d_a-z])")


def read_byline(text: str, blocks: Sequence[Block], i: int) -> list[Entry]:
    """The people of a byline right below a heading: all of them full names, one known as one or described.

    Below the title of the whole record stand those who wrote it, unless all are described.
    """
    if i == 0 or blocks[i].kind != "paragraph" or blocks[i - 1].kind != "heading":
        return []
    line = plain(text, blocks[i].span).rstrip(". ")
    match = _BYLINE.match(line)
    if match is None or len(line) > LONGEST_BYLINE:
        return []
    entries = [read_entry(value, in_roster=True) for value in listing_values(line[match.end() :])]
    found = [e for e in entries if e and is_person_name(e.name) and len(name_words(e.name)) > 1]
    sure = [e for e in found if e.role or e.organisation or name_words(e.name)[0] in vocabulary().genders]
    if len(found) < len(entries) or not sure:
        return []
    is_title = not any(block.kind == "heading" for block in blocks[: i - 1])
    return found if not is_title or all(e.role or e.organisation for e in found) else []


def add_bylines(cast: Cast, text: str, blocks: Sequence[Block]) -> set[int]:
    """Make the people of all bylines known; returns the numbers of the blocks that are bylines."""
    found = {i: entries for i in range(len(blocks)) if (entries := read_byline(text, blocks, i))}
    for entries in found.values():
        for entry in entries:
            add_entry(cast, entry)
    return set(found)
