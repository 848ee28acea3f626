"""Which passages meet the limits of a question: who said them, in which record, and when."""

from collections.abc import Iterable

import numpy as np

from index.catalogue import Catalogue
from index.parts import Parts, Positions, ranges


def limited_to(
    parts: Parts,
    catalogue: Catalogue,
    speakers: set[str],
    documents: set[str],
    organisations: set[str],
    since: str | None,
    until: str | None,
) -> Positions | None:
    """The positions that meet every limit given, rising; None when no limit is given."""
    limits = []
    if speakers:
        limits.append(_said(parts, (pair for id_ in speakers for pair in catalogue.said_by(id_))))
    if organisations:
        limits.append(_said(parts, catalogue.said_for({name.casefold() for name in organisations})))
    if documents:
        places = (catalogue.place(id_) for id_ in documents)
        limits.append(ranges(place for place in places if place))
    if since or until:
        limits.append(ranges(p for p in catalogue.places() if _is_within(p.entry.date, since, until)))
    if not limits:
        return None
    positions = limits[0]
    for other in limits[1:]:
        positions = np.intersect1d(positions, other, assume_unique=True)
    return parts.alive(positions)


def _said(parts: Parts, speakers: Iterable[tuple[int, int]]) -> Positions:
    """The positions of what any of the speakers, given by segment and number, said; rising."""
    numbers: dict[int, list[int]] = {}
    for segment, number in speakers:
        numbers.setdefault(segment, []).append(number)
    found = [parts.segments[n].said_by(said) + parts.bases[n] for n, said in sorted(numbers.items())]
    return np.concatenate(found) if found else np.empty(0, np.int64)


def _is_within(date: str | None, since: str | None, until: str | None) -> bool:
    if not date:
        return False
    # "2024" is all of 2024: as a start it precedes all its days, with a "~" it follows them
    return (not since or date + "~" >= since) and (not until or date <= until + "~")
