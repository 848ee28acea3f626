"""What a view may know: the address, the words of the page, and the records as they are at this moment."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol
from zlib import crc32

from markupsafe import Markup

from corpus import Document, Passage, Speaker
from index import DocumentEntry, SpeakerEntry
from page.address import Address
from page.markup import foreign, initials, plain
from page.words import Words

COLOURS = 12  # classes colour-0 to colour-11 of the style sheet


class Records(Protocol):
    """The part of an index that a view reads."""

    def __len__(self) -> int: ...

    @property
    def documents(self) -> Mapping[str, Document]: ...

    @property
    def entries(self) -> Sequence[DocumentEntry]: ...

    @property
    def speakers(self) -> Sequence[SpeakerEntry]: ...

    def passages_of(self, document_id: str) -> Sequence[Passage]: ...


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker as the page shows one: the same colour and the same link everywhere."""

    label: str
    name: Markup
    standing: Markup  # role and organisation, "CEO, Energy Cluster Denmark"
    initials: str
    colour: int
    key: str  # what stands for the person in an address
    href: str
    choice: str  # the name in a list of names: namesakes with what they are and where


@dataclass(frozen=True)
class Scene:
    """One request: where the reader is, in which language, and what the records hold right now."""

    address: Address
    words: Words
    records: Records
    may_change: bool = False
    examples: tuple[str, ...] = field(default=())
    turn: int = 0  # which one of a reader's requests this is, where that matters

    @cached_property
    def _colours(self) -> dict[str, int]:
        """By place in the list of speakers: neighbours never share a colour."""
        return {entry.speaker.id: place % COLOURS for place, entry in enumerate(self.records.speakers)}

    @cached_property
    def _shared_labels(self) -> set[str]:
        borne = Counter(entry.speaker.label.casefold() for entry in self.records.speakers)
        return {label for label, times in borne.items() if times > 1}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of every record, by its id."""
        return {entry.id: entry.title for entry in self.records.entries}

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """The organisations that speakers belong to, each once, in the order of the alphabet."""
        names = {e.speaker.organisation for e in self.records.speakers if e.speaker.organisation}
        each_once = {name.casefold(): name for name in sorted(names, reverse=True)}
        return tuple(each_once[key] for key in sorted(each_once))

    def key_of(self, speaker: Speaker) -> str:
        """What names a speaker in an address: the name, or the id where namesakes share it."""
        label = speaker.label
        return speaker.id if not label or label.casefold() in self._shared_labels else label

    def person(self, speaker: Speaker) -> Person:
        key, label = self.key_of(speaker), plain(speaker.label)
        standing = ", ".join(
            part for part in (speaker.role, speaker.organisation) if part and part != speaker.label
        )
        return Person(
            label=label,
            name=foreign(speaker.label),
            standing=foreign(standing) if standing else Markup(),
            initials=initials(speaker.label),
            # Somebody of a record that is not added yet has no place in the list.
            colour=self._colours.get(speaker.id, crc32(speaker.id.encode()) % COLOURS),
            key=key,
            href=self.address.fresh(view="speakers", speaker=key),
            choice=label if key == speaker.label else f"{label} ({plain(standing) or key})",
        )

    def people(self, speakers: Iterable[Speaker]) -> tuple[Person, ...]:
        return tuple(self.person(speaker) for speaker in speakers)

    def find_speaker(self, key: str) -> SpeakerEntry | None:
        """The speaker an address names, by id or by the whole name."""
        wanted = key.casefold()
        return next(
            (entry for entry in self.records.speakers if entry.speaker.id == key),
            next((e for e in self.records.speakers if e.speaker.label.casefold() == wanted), None),
        )
