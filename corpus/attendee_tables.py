"""Attendee tables, also those that lost their lines: names with short forms and organisations."""

import itertools
from collections.abc import Iterator, Sequence

from corpus.entries import INITIALS, LONGEST_ENTRY, are_initials, read_entry
from corpus.names import is_person_name, name_words
from corpus.people import Cast
from corpus.structure import Block
from corpus.vocabulary import fold, vocabulary


def read_initials(cast: Cast, blocks: Sequence[Block], lines: Sequence[str]) -> set[int]:
    """Attendee tables that lost their lines: "Name INI Organisation", or one cell below the other.

    Returns which lines they are.
    """
    read: set[int] = set()
    flat = [(i, found) for i, line in enumerate(lines) for found in _flat_rows(line)]
    stacked = [
        i
        for i, (line, following) in enumerate(itertools.pairwise(lines))
        if is_person_name(line) and INITIALS.match(following) and are_initials(following, line)
    ]
    if len(flat) >= 3:
        for i, (name, initials, rest) in flat:
            read.add(i)
            cast.add(name, organisation=rest.strip(" ?") or None, alias=initials, takes_part=True)
    if len(stacked) >= 2:
        known = set(stacked)
        for i in stacked:
            rest = lines[i + 2] if i + 2 < len(lines) and i + 2 not in known else ""
            organisation = rest if rest and len(rest.split()) <= 14 and blocks[i + 2].tight else None
            read |= {i, i + 1, i + 2}
            cast.add(lines[i], organisation=organisation, alias=lines[i + 1], takes_part=True)
    return read


def _flat_rows(line: str) -> Iterator[tuple[str, str, str]]:
    tokens = line.split()
    if not 3 <= len(tokens) <= LONGEST_ENTRY:
        return
    for i in range(2, min(6, len(tokens))):
        name = " ".join(tokens[:i])
        is_short_form = INITIALS.match(tokens[i]) and sum(c.isupper() for c in tokens[i]) >= 2
        if is_short_form and is_person_name(name) and are_initials(tokens[i], name):
            rest, following = _cut_next_row(tokens[i + 1 :])
            yield name, tokens[i], " ".join(rest)
            if following:
                yield from _flat_rows(" ".join(following))
            return


def _cut_next_row(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Two rows may have run into one line."""
    for j in range(len(tokens) - 2):
        for k in (j + 2, j + 3):
            if k < len(tokens) and INITIALS.match(tokens[k]) and tokens[k].isupper():
                name = " ".join(tokens[j:k])
                if (
                    is_person_name(name)
                    and name_words(name)[0] in vocabulary().genders
                    and are_initials(tokens[k], name)
                ):
                    return tokens[:j], tokens[j:]
    return tokens, []


def read_table(cast: Cast, blocks: Sequence[Block], lines: Sequence[str]) -> None:
    """A table with a column of names and, say, initials and organisations."""
    columns: dict[str, int] = {}
    vocab = vocabulary()
    for i, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        if block.kind != "row":
            columns = {}
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if i == 0 or blocks[i - 1].kind != "row":
            heads = [fold(cell) for cell in cells]
            columns = {
                kind: next(k for k, head in enumerate(heads) if head in vocab[f"{kind}_columns"])
                for kind in ("name", "initials", "organisation", "role")
                if any(head in vocab[f"{kind}_columns"] for head in heads)
            }
            continue
        if "name" in columns and columns["name"] < len(cells):
            values = {kind: cells[k] for kind, k in columns.items() if k < len(cells) and cells[k]}
            entry = read_entry(values.get("name", ""), in_roster=True)
            if entry and (is_person_name(entry.name) or "initials" in values):
                cast.add(
                    entry.name,
                    role=values.get("role") or entry.role,
                    organisation=values.get("organisation") or entry.organisation,
                    alias=values.get("initials"),
                    takes_part=True,
                )
