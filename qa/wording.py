"""The lexicon of questions: loaded once from ``qa/lexicon/en.toml`` and kept as stems and phrases."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from qa.folding import Word, fold, stem, words_of

Phrase = tuple[str, ...]  # stems, in order


@dataclass(frozen=True, slots=True)
class Phrases:
    """A set of phrases that can be found in a run of words, the longest first."""

    by_first: dict[str, tuple[Phrase, ...]]

    @classmethod
    def of(cls, entries: list[str]) -> "Phrases":
        found: dict[str, set[Phrase]] = {}
        for entry in entries:
            phrase = tuple(word.stem for word in words_of(entry)) or (entry,)
            found.setdefault(phrase[0], set()).add(phrase)
        return cls({first: tuple(sorted(same, key=len, reverse=True)) for first, same in found.items()})

    def length_at(self, stems: Sequence[str], start: int) -> int:
        """How many words the longest phrase that begins at ``start`` takes; 0 for none."""
        for phrase in self.by_first.get(stems[start], ()) if start < len(stems) else ():
            if tuple(stems[start : start + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def is_in(self, stems: Sequence[str]) -> bool:
        if self.by_first.keys().isdisjoint(stems):
            return False
        return any(self.length_at(stems, start) for start in range(len(stems)))

    def first_in(self, stems: Sequence[str]) -> int | None:
        return next((start for start in range(len(stems)) if self.length_at(stems, start)), None)


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does with words, and how a passage shows it."""

    name: str
    asked_by: Phrases
    cues: Phrases
    signs: Phrases


@dataclass(frozen=True, slots=True)
class Wording:
    """Every list of the lexicon, ready to be compared."""

    interrogatives: Phrases
    auxiliaries: frozenset[str]
    requests: Phrases
    reporting: Phrases
    light_verbs: Phrases
    joints: Phrases
    topic_prepositions: Phrases
    asking_who: Phrases
    distributing: Phrases
    contrasting: Phrases
    asking_bodies: Phrases
    cast: Phrases
    identity: frozenset[str]
    broad: Phrases
    stop_words: frozenset[str]
    acts: tuple[Act, ...]
    groups: Phrases
    parts_of_groups: Phrases
    number: Phrases
    number_nouns: Phrases
    money_nouns: Phrases
    magnitudes: frozenset[str]
    quantities: frozenset[str]
    generic_nouns: frozenset[str]
    numerals: dict[str, str]
    date: Phrases
    date_nouns: Phrases
    place: Phrases
    events: frozenset[str]
    event_prepositions: frozenset[str]
    months: dict[str, int]
    honorifics: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    everyday: frozenset[str]
    offices: frozenset[str]
    office_nouns: frozenset[str]  # the words themselves: "designer", whose stem "design" is an activity
    envoys: frozenset[str]
    bodies: frozenset[str]
    nicknames: dict[str, frozenset[str]]
    demonyms: dict[str, frozenset[str]]  # stems, both ways
    languages: dict[str, frozenset[str]]

    def act(self, name: str | None) -> Act | None:
        return next((act for act in self.acts if act.name == name), None)

    def is_content(self, word: Word) -> bool:
        """Whether a word says something of a topic."""
        return word.folded not in self.stop_words and (len(word.folded) > 1 or word.folded.isdigit())

    def content_stems(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(w.stem for w in words_of(text) if self.is_content(w)))


@cache
def wording() -> Wording:
    """The English lexicon."""
    data = tomllib.loads((files("qa") / "lexicon" / "en.toml").read_text(encoding="utf-8"))
    question, answers, names = data["question"], data["answers"], data["names"]
    acts = tuple(
        Act(
            name,
            Phrases.of(data["act_verbs"].get(name, [])),
            Phrases.of(entry["cues"]),
            Phrases.of(entry["signs"]),
        )
        for name, entry in data["acts"].items()
    )
    return Wording(
        interrogatives=Phrases.of(question["interrogatives"]),
        auxiliaries=frozenset(question["auxiliaries"]),
        requests=Phrases.of(question["requests"]),
        reporting=Phrases.of(question["reporting"]),
        light_verbs=Phrases.of(question["light_verbs"]),
        joints=Phrases.of(question["joints"]),
        topic_prepositions=Phrases.of(question["topic_prepositions"]),
        asking_who=Phrases.of(question["asking_who"]),
        distributing=Phrases.of(question["distributing"]),
        contrasting=Phrases.of(question["contrasting"]),
        asking_bodies=Phrases.of(question["asking_bodies"]),
        cast=Phrases.of(question["cast"]),
        identity=frozenset(stem(word) for word in question["identity"]),
        broad=Phrases.of(question["broad"]),
        stop_words=frozenset(question["stop_words"]),
        acts=acts,
        groups=Phrases.of(data["groups"]["words"]),
        parts_of_groups=Phrases.of(data["groups"]["parts"]),
        number=Phrases.of(answers["number"]),
        number_nouns=Phrases.of(answers["number_nouns"]),
        money_nouns=Phrases.of(answers["money_nouns"]),
        magnitudes=frozenset(answers["magnitudes"]),
        quantities=frozenset(answers["quantities"]),
        generic_nouns=frozenset(stem(word) for word in answers["generic_nouns"]),
        numerals={word: str(number) for word, number in answers["numerals"].items()},
        date=Phrases.of(answers["date"]),
        date_nouns=Phrases.of(answers["date_nouns"]),
        place=Phrases.of(answers["place"]),
        events=frozenset(stem(word) for word in data["events"]["words"]),
        event_prepositions=frozenset(data["events"]["prepositions"]),
        months={month: number for number, month in enumerate(data["events"]["months"], 1)},
        honorifics=frozenset(names["honorifics"]),
        suffixes=frozenset(names["suffixes"]),
        particles=frozenset(names["particles"]),
        everyday=frozenset(names["everyday"]),
        offices=frozenset(stem(word) for word in names["offices"]),
        office_nouns=frozenset(names["offices"]),
        envoys=frozenset(stem(word) for word in names["envoys"]),
        bodies=frozenset(stem(word) for word in names["bodies"]),
        nicknames=_both_ways(data["nicknames"]),
        demonyms=_both_ways(
            {stem(land): [stem(fold(w)) for w in words] for land, words in data["demonyms"].items()}
        ),
        languages={name: frozenset(fold(w) for w in words) for name, words in data["languages"].items()},
    )


def _both_ways(nicknames: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    pairs: dict[str, set[str]] = {}
    for full, shorts in nicknames.items():
        for short in shorts:
            pairs.setdefault(full, set()).add(short)
            pairs.setdefault(short, set()).add(full)
    return {name: frozenset(others) for name, others in pairs.items()}


def is_number(text: str) -> bool:
    """Whether a text holds a number, in digits or in words; "one" is too often no number."""
    if re.search(r"\d", text):
        return True
    return any(word.folded in wording().numerals and word.folded != "one" for word in words_of(text))


def with_digits(text: str) -> str:
    """The text followed by the digits of the numbers it gives in words, to be found in either form."""
    digits = [wording().numerals[word.folded] for word in words_of(text) if word.folded in wording().numerals]
    return " ".join((text, *digits))
