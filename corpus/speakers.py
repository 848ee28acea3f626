"""From the people of a record to speakers with one id across all records, namesakes apart."""

import re
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from corpus.names import name_words
from corpus.people import Person
from corpus.types import Attribution, Passage, Speaker
from corpus.vocabulary import fold

SAME_ORGANISATION = 60.0  # of 100: how alike two descriptions of a namesake must be to be one person


def speaker_of(person: Person, document_id: str) -> Speaker:
    """The speaker whom a person of a document is; a name of one word is known inside its document only."""
    words = name_words(person.name)
    if person.name:
        slug = _slug(" ".join(words))
        slug = slug if len(words) > 1 else f"{slug}@{document_id}"
    elif person.role:
        slug = f"{_slug(' '.join(filter(None, (person.role, person.organisation))))}@{document_id}"
    else:
        slug = _slug(person.organisation or "")
    name = f"{person.title} {person.name}" if person.title and len(words) == 1 else person.name
    return Speaker(slug, name, person.role, person.organisation)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "speaker"


def link_speakers(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Give everybody one id and one description across documents; people who only share a name stay apart.

    Two people of one name are one unless their organisations and roles contradict each other. The
    fullest description is kept for all. Passages come back in the order they came.
    """
    passages = tuple(passages)
    clusters: dict[str, list[list[Speaker]]] = {}
    for speaker in dict.fromkeys(
        s for p in passages for a in p.attributions for s in (a.speaker, a.via) if s
    ):
        groups = clusters.setdefault(speaker.id, [])
        group = next((g for g in groups if all(_is_one(speaker, other) for other in g)), None)
        if group is None:
            groups.append([speaker])
        else:
            group.append(speaker)
    linked: dict[Speaker, Speaker] = {}
    for id_, groups in clusters.items():
        for number, group in enumerate(groups, 1):
            fullest = max(group, key=lambda s: (bool(s.role) + bool(s.organisation), len(s.name)))
            role = fullest.role or next((s.role for s in group if s.role), None)
            organisation = fullest.organisation or next(
                (s.organisation for s in group if s.organisation), None
            )
            one = Speaker(id_ if number == 1 else f"{id_}-{number}", fullest.name, role, organisation)
            linked |= dict.fromkeys(group, one)

    def link(attribution: Attribution) -> Attribution:
        speaker = linked[attribution.speaker] if attribution.speaker else None
        return replace(attribution, speaker=speaker, via=linked[attribution.via] if attribution.via else None)

    return tuple(replace(p, attributions=tuple(link(a) for a in p.attributions)) for p in passages)


def _is_one(speaker: Speaker, other: Speaker) -> bool:
    """Whether two descriptions under one name can be one person's."""
    if not speaker.organisation or not other.organisation:
        return True
    alike = fuzz.token_set_ratio(fold(speaker.organisation), fold(other.organisation))
    if alike >= SAME_ORGANISATION:
        return True
    if speaker.role and other.role:
        return fuzz.token_set_ratio(fold(speaker.role), fold(other.role)) >= 90
    return False
