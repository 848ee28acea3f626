"""A question in words, and what has been recognised in it so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from qa.folding import Word, words_of
from qa.names import Mention, UnknownName
from qa.wording import wording

# How far from its beginning a question may still say what it asks for.
OPENING_WORDS = 6


class Place(Protocol):
    """Words ``start:end`` of a question."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A question in words, and what has been recognised in it so far."""

    text: str
    words: tuple[Word, ...]
    stems: list[str]
    start: int  # the first word after "please tell me" and its like
    asks_who: bool
    auxiliary: int | None
    asked: tuple[Mention, ...] = ()
    named: tuple[Mention, ...] = ()
    unknown: tuple[UnknownName, ...] = ()

    @classmethod
    def of(cls, text: str) -> "Reading":
        words = words_of(text)
        stems = [word.stem for word in words]
        start = 0
        while length := wording().requests.length_at(stems, start):
            start += length
        asks_who = bool(length_of_who(stems, start)) or any(
            stems[i : i + 2] == ["by", "whom"] for i in range(len(stems))
        )
        return cls(text, words, stems, start, asks_who, _auxiliary(words, stems, start))

    @property
    def anchors(self) -> list[int]:
        """Where the words that introduce the topic may begin: after the opening and after each name."""
        opened = self.start + length_of_who(self.stems, self.start)
        ends = [m.end for m in self.names]
        return [opened, *([self.auxiliary + 1] if self.auxiliary is not None else []), *ends]

    @property
    def names(self) -> tuple[Place, ...]:
        """The people asked, known or not."""
        return *self.asked, *self.unknown

    @property
    def all_names(self) -> tuple[Place, ...]:
        return *self.names, *self.named

    @property
    def taken(self) -> frozenset[int]:
        return frozenset(p for m in (*self.asked, *self.named) for p in range(m.start, m.end))

    @property
    def is_question(self) -> bool:
        """Whether it asks, and does not only name a topic or state something."""
        opens = wording().interrogatives.length_at(self.stems, self.start) or self.auxiliary is not None
        return bool(opens) or self.start > 0 or "accord" in self.stems or self.stems[:1] == ["summar"]

    @property
    def people(self) -> frozenset[int]:
        """The positions of the words that name people."""
        mentions = [m for m in (*self.asked, *self.named) if m.form != "organisation"]
        return frozenset(p for m in mentions for p in range(m.start, m.end))

    @property
    def capitals_count(self) -> bool:
        """Whether capitals tell names apart: not in a title-cased or shouted question."""
        inner = [word for word in self.words[1:] if word.folded.isalpha() and wording().is_content(word)]
        return len(inner) < 4 or not all(word.is_capitalised for word in inner)

    def said(self, start: int, end: int) -> str:
        return self.text[self.words[start].start : self.words[end - 1].end]

    def is_adjacent(self, position: int, mention: Mention) -> bool:
        """Whether only one space lies between a word and the mention beside it."""
        left, right = (position, mention.start) if position < mention.start else (mention.end - 1, position)
        return (
            self.words[right].start - self.words[left].end == 1 and self.text[self.words[left].end].isspace()
        )

    def is_plural(self, position: int) -> bool:
        return self.words[position].folded.endswith("s")

    def is_name_like(self, position: int) -> bool:
        word = self.words[position]
        gap = self.text[self.words[position - 1].end : word.start] if position else ""
        follows = gap.strip() not in ("", "-")
        plain = word.is_capitalised and word.folded.isalpha() and not is_function_word(word)
        return plain and self.capitals_count and not (follows and position > self.start)

    def subject_places(self) -> list[int]:
        """Where the person asked may stand: after the auxiliary, after "according to", at the beginning."""
        places = []
        if self.auxiliary is not None:
            places.append(self.auxiliary + 1)
        elif not (opened := wording().interrogatives.length_at(self.stems, self.start)) or self.start:
            places.append(self.start + opened)  # "Jane Doe on ports", "tell me what the moderator asked"
        places += [i + 2 for i in range(len(self.stems) - 2) if self.stems[i : i + 2] == ["accord", "to"]]
        places += [i + 1 for i in range(len(self.stems) - 1) if self.stems[i] in ("by", "from")]
        return places


def _auxiliary(words: Sequence[Word], stems: list[str], start: int) -> int | None:
    """The verb that opens a question ("did"), behind what it asks for ("what use case did ...")."""
    lexicon = wording()
    if length := length_of_who(stems, start):
        nearby = range(start + length, start + length + 1)
    elif start < len(stems) and (
        lexicon.interrogatives.length_at(stems, start)
        or (words[start].folded in lexicon.stop_words and lexicon.interrogatives.length_at(stems, start + 1))
    ):
        nearby = range(start + 1, start + OPENING_WORDS)
    else:
        nearby = range(start, start + 1)
    return next((i for i in nearby if i < len(words) and words[i].folded in lexicon.auxiliaries), None)


def is_function_word(word: Word) -> bool:
    lexicon = wording()
    return (
        word.folded in lexicon.stop_words
        or word.folded in lexicon.auxiliaries
        or bool(lexicon.interrogatives.length_at([word.stem], 0))
        or bool(lexicon.reporting.length_at([word.stem], 0))
        or any(act.asked_by.length_at([word.stem], 0) for act in lexicon.acts)
    )


def is_speech_at(stems: list[str], position: int) -> bool:
    lexicon = wording()
    return bool(lexicon.reporting.length_at(stems, position)) or any(
        act.asked_by.length_at(stems, position) for act in lexicon.acts
    )


def length_of_who(stems: list[str], start: int) -> int:
    """How many words ask for whoever said it: "who", "which speaker", "which countries (opposed)"."""
    if length := wording().asking_who.length_at(stems, start):
        return length
    length = wording().asking_bodies.length_at(stems, start)
    return length if length and is_speech_at(stems, start + length) else 0


def group_at(reading: Reading) -> range | None:
    """The words of a group in the place of the person asked: "did the panellists agree"."""
    stems = reading.stems
    for start in reading.subject_places() if reading.is_question else ():
        for position in range(start, min(start + OPENING_WORDS, len(stems))):
            if position > start and is_speech_at(stems, position):
                break
            length = wording().groups.length_at(stems, position)
            if length == 1 and stems[position] in wording().envoys and not reading.is_plural(position):
                length = 0  # "PROPLAST's representative" is one person
            end = position + length
            if length and (end == len(stems) or is_speech_at(stems, end) or _is_parted(reading, end)):
                # "somebody in the audience" and "one of the panellists" speak for it
                part = wording().parts_of_groups.length_at(stems, start)
                return range(start if part else position, end)
    return None


def _is_parted(reading: Reading, position: int) -> bool:
    """Whether a comma or an auxiliary follows: "according to the panellists, are ..."."""
    gap = reading.text[reading.words[position - 1].end : reading.words[position].start]
    return "," in gap or reading.words[position].folded in (*wording().auxiliaries, "all")


def is_agent(reading: Reading, position: int) -> bool:
    """Whether "by" or "according to" stands before."""
    before = [word.folded for word in reading.words[max(0, position - 3) : position] if word.folded != "the"]
    return before[-1:] == ["by"] or before[-2:] == ["according", "to"]


def is_hyphened(reading: Reading, position: int) -> bool:
    """Whether a hyphen ties a word to the one before."""
    if position >= len(reading.words):
        return False
    gap = reading.text[reading.words[position - 1].end : reading.words[position].start]
    return gap == "-"


def is_asked_to_speak(reading: Reading, mention: Mention) -> bool:
    """Whether an organisation is asked what it said, and not only what the question is about."""
    if reading.stems[max(0, mention.start - 3) : mention.start][:2] == ["accord", "to"] or (
        mention.start and reading.stems[mention.start - 1] == "by"
    ):
        return True
    if is_view_of(reading, mention.start) or _heads_keywords(reading, mention):
        return True
    if reading.auxiliary is None or mention.start > reading.auxiliary + 2:
        return False
    return is_speech_at(reading.stems, mention.end)


def _heads_keywords(reading: Reading, mention: Mention) -> bool:
    """Whether keywords give a topic to whoever they begin with: "ACME on tolls", "ACME: are tolls fair?"."""
    if mention.start != reading.start or mention.end == len(reading.words):
        return False
    following = reading.words[mention.end]
    gap = reading.text[reading.words[mention.end - 1].end : following.start]
    return ":" in gap or following.folded in ("on", "about", "regarding", "concerning")


def is_view_of(reading: Reading, position: int) -> bool:
    """Whether "the position of" or its like stands before a place."""
    before = reading.stems[:position]
    if before[-1:] == ["the"]:
        before = before[:-1]
    return before[-1:] == ["of"] and bool(wording().reporting.length_at(before, len(before) - 2))


def language_of(reading: Reading) -> str:
    """The language whose function words prevail; English in doubt."""
    named = {p for m in reading.all_names for p in range(m.start, m.end)}
    return _language(
        tuple(word.folded.split("'")[0] for p, word in enumerate(reading.words) if p not in named)
    )


@lru_cache(maxsize=64)  # asked several times of one question
def _language(folded: tuple[str, ...]) -> str:
    counts = {name: sum(w in known for w in folded) for name, known in wording().languages.items()}
    english = sum(word in wording().stop_words for word in folded)
    name = max(sorted(counts), key=lambda language: counts[language])
    return name if counts[name] >= 2 and counts[name] > english else "English"
