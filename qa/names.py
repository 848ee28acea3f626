"""Recognise the people a question names: in full, by one name, without diacritics, with a typo."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from corpus import Speaker
from corpus.vocabulary import vocabulary
from qa.folding import Word, fold, words_of
from qa.wording import wording

Form = Literal["full", "surname", "first", "role", "organisation"]
IsKnownWord = Callable[[str], bool]  # whether a folded word occurs in the corpus


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``start:end`` of a question that name somebody.

    ``speakers`` has more than one entry when the name fits several; ``corrected`` says that the
    spelling differs from the record's.
    """

    start: int
    end: int
    speakers: tuple[Speaker, ...]
    form: Form
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class UnknownName:
    """Words ``start:end`` of a question that name somebody the corpus does not know."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class _Person:
    """A speaker and the words of the name, as they are compared."""

    speaker: Speaker
    parts: tuple[str, ...]

    @property
    def surname(self) -> str:
        return self.parts[-1]


# How many letters of a whole name may differ.
SLIPS_IN_A_NAME = 2
# How many letters may differ, by the length of the longer word: below four letters none.
_LETTERS_OFF = ((8, 2), (4, 1))


def is_misspelling(written: str, name: str) -> bool:
    """Whether a word may be a name with a slip: one letter, two in a long word, the first letter safer."""
    longer = max(len(written), len(name))
    allowed = next((off for length, off in _LETTERS_OFF if longer >= length), 0)
    distance = OSA.distance(written, name, score_cutoff=allowed)
    return 0 < distance <= allowed and (distance == 1 or written[0] == name[0])


def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name without honorifics, suffixes, initials and what stands in brackets.

    >>> name_parts("Dr. Lois Curfman McInnes (Argonne)")
    ('lois', 'curfman', 'mcinnes')
    """
    lexicon = wording()
    words = [word.folded for word in words_of(name.split("(")[0])]
    while len(words) > 1 and words[0] in lexicon.honorifics | {"hon", "the", "right"} and len(words[-1]) > 1:
        words.pop(0)
    while len(words) > 2 and words[-1] in lexicon.suffixes:
        words.pop()
    full = [word for word in words if len(word) > 1]
    return tuple(full) if len(full) > 1 or len(words) == len(full) else tuple(words)


def is_office(speaker: Speaker) -> bool:
    """Whether a speaker is known by a label ("Project Manager", "PhD C", "Belgium") and not by a name."""
    if speaker.name == speaker.organisation:
        return True
    parts = [word.stem for word in words_of(speaker.name.split("(")[0])]
    offices = wording().offices
    return (
        not parts or parts[-1] in offices or (parts[0] in offices and (len(parts[-1]) == 1 or len(parts) < 2))
    )


class NameBook:
    """The names of a corpus, to be looked up in questions."""

    def __init__(self, speakers: Iterable[Speaker]) -> None:
        named = [(speaker, name_parts(speaker.name)) for speaker in speakers if not is_office(speaker)]
        self._people = [_Person(speaker, parts) for speaker, parts in named if parts]
        self._by_part: dict[str, set[int]] = {}
        for number, person in enumerate(self._people):
            for part in person.parts:
                self._by_part.setdefault(part, set()).add(number)
        self._parts = tuple(self._by_part)
        self._names = {fold(person.speaker.name): person.speaker for person in self._people}

    def mentions(self, words: Sequence[Word], is_known_word: IsKnownWord) -> tuple[Mention, ...]:
        """Every name found, left to right, the longest at each place."""
        found: list[Mention] = []
        position = 0
        while position < len(words):
            mention = self._mention_at(words, position, is_known_word)
            if mention is not None:
                found.append(mention)
            position = mention.end if mention is not None else position + 1
        return tuple(found)

    def closest(self, name: str, count: int = 1) -> tuple[Speaker, ...]:
        """The known people whose names look most like this one."""
        found = process.extract(
            fold(name), list(self._names), scorer=fuzz.WRatio, limit=count, score_cutoff=60
        )
        return tuple(self._names[match] for match, _, _ in found)

    def slip(self, words: Sequence[Word], start: int, end: int) -> Mention | None:
        """The one person whose whole name is a slip or two away: "Cid Harrel" is Cyd Harrell.

        None where a word is a given name in its own right: "Mary Lewis" is not Mark Lewis.
        """
        written = [word.folded for word in words[start:end]]
        if len(written) < 2 or any(word in vocabulary().genders for word in written):
            return None
        near = [
            person.speaker
            for person in self._people
            if len(person.parts) == len(written)
            and all(left[0] == right[0] for left, right in zip(written, person.parts, strict=True))
            and OSA.distance(" ".join(written), " ".join(person.parts)) <= SLIPS_IN_A_NAME
        ]
        return Mention(start, end, tuple(near), "full", corrected=True) if len(near) == 1 else None

    def is_part(self, folded: str) -> bool:
        return folded in self._by_part

    def _mention_at(self, words: Sequence[Word], start: int, is_known_word: IsKnownWord) -> Mention | None:
        people, end = self._people_of(words[start].folded), start + 1
        if not people:
            return self._misspelt_at(words, start, is_known_word)
        while end < len(words):
            both = people & self._people_of(words[end].folded, near=people)
            if not both or self._is_comma_between(words, end):
                break
            people, end = both, end + 1
        return self._as_mention(words, start, end, people)

    def _people_of(self, folded: str, near: set[int] | None = None) -> set[int]:
        """Who has this word in the name; with ``near``, a misspelling of one of theirs counts too."""
        exact = self._by_part.get(folded, set())
        if near is None or exact & near:
            return exact
        nicknames = wording().nicknames.get(folded, frozenset())
        return {
            number
            for number in near
            if any(part in nicknames or is_misspelling(folded, part) for part in self._people[number].parts)
        }

    def _misspelt_at(self, words: Sequence[Word], start: int, is_known_word: IsKnownWord) -> Mention | None:
        """A name whose first word is misspelt, a nickname, or the only word and misspelt."""
        word = words[start]
        if (is_known_word(word.folded) and not word.is_capitalised) or _is_of_the_lexicon(word):
            return None
        nicknames = wording().nicknames.get(word.folded, frozenset())
        likely = [
            part
            for part in self._parts
            if part in nicknames
            or (abs(len(part) - len(word.folded)) < 3 and is_misspelling(word.folded, part))
        ]
        people = {number for part in likely for number in self._by_part[part]}
        if not people:
            return None
        following = words[start + 1].folded if start + 1 < len(words) else ""
        both = people & self._people_of(following, near=people) if following else set()
        end = start + 2
        while both and end < len(words) and (all_of := both & self._people_of(words[end].folded, near=both)):
            both, end = all_of, end + 1
        if both:
            return self._as_mention(words, start, end, both)
        alone = {number for number in people if self._is_safe_alone(word, number, is_known_word)}
        return self._as_mention(words, start, start + 1, alone) if alone else None

    def _is_safe_alone(self, word: Word, number: int, is_known_word: IsKnownWord) -> bool:
        """A single misspelt word is a name only if it is no word of the corpus and long enough."""
        parts = self._people[number].parts
        if word.folded in wording().everyday or is_known_word(word.folded) or len(word.folded) < 5:
            return wording().nicknames.get(word.folded, frozenset()) & {parts[0]} != frozenset()
        return True

    def _as_mention(self, words: Sequence[Word], start: int, end: int, people: set[int]) -> Mention | None:
        matched = [word.folded for word in words[start:end]]
        if end - start == 1 and not self._stands_alone(words, start):
            return None
        chosen = [self._people[number] for number in sorted(people)]
        if end - start == 1:
            chosen = _likeliest(chosen, matched[0])
        whole = [person for person in chosen if end - start > 1 and len(person.parts) == end - start]
        chosen = whole or chosen
        corrected = not all(word in person.parts for word in matched for person in chosen)
        form: Form = "full" if end - start > 1 else "first" if matched[0] == chosen[0].parts[0] else "surname"
        if form != "full" and len(chosen[0].parts) == 1:
            form = "full"
        return Mention(start, end, tuple(person.speaker for person in chosen), form, corrected)

    def _stands_alone(self, words: Sequence[Word], start: int) -> bool:
        """Whether a single word is meant as a name and not as an everyday word."""
        word = words[start]
        if word.folded in wording().stop_words or word.folded in wording().auxiliaries:
            return word.is_capitalised and start > 0
        if word.folded in wording().particles:
            return False  # "a white van" is not Aaron van Wirdum
        if word.folded in wording().everyday or len(word.folded) < 3:
            return word.is_capitalised
        return True

    def _is_comma_between(self, words: Sequence[Word], end: int) -> bool:
        # Words hold no punctuation, but a gap of more than one character does.
        gap = words[end].start - words[end - 1].end
        return gap > 1 and words[end - 1].folded not in wording().honorifics


def _is_of_the_lexicon(word: Word) -> bool:
    """Whether a word has a meaning of its own in questions, and so is no misspelt name."""
    lexicon = wording()
    return (
        word.folded in lexicon.stop_words
        or word.folded in lexicon.auxiliaries
        or word.folded in lexicon.months
        or word.stem in lexicon.offices | lexicon.events
        or any(
            p.length_at([word.stem], 0) for p in (lexicon.groups, lexicon.reporting, lexicon.interrogatives)
        )
    )


def _likeliest(people: list[_Person], word: str) -> list[_Person]:
    """Of the people with this word in the name, those who have it as surname or first name."""
    outer = [person for person in people if word in (person.parts[0], person.surname)]
    return outer or people
