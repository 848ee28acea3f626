"""Whom a mention means: a name, a pronoun, an office, a delegation, a group, or nobody in particular."""

import re
from collections.abc import Sequence

from corpus.discourse import ANONYMOUS, NOBODY, SOMEBODY, THING, Discourse, Referent
from corpus.entries import has_role
from corpus.label_people import LabelPeople
from corpus.names import Name, find_names, gender_of, name_words
from corpus.offices import Offices
from corpus.people import Cast, Person
from corpus.rules import Rules
from corpus.sources import describe_source
from corpus.vocabulary import fold, vocabulary

_WORD = re.compile(r"[^\W\d_][\w'’‑-]*")
_POSSESSIVE_NAME = re.compile(r"^\s*(?:['’]s|['’])\s+(?P<rest>\S.*)$")
_SINGULAR = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f", "hers": "f"}
_PLURAL = frozenset(("they", "their", "them", "both", "all"))
_AT_EVENTS = frozenset(
    [
        "attendee",
        "attendees",
        "audience",
        "delegates",
        "delegations",
        "member",
        "members",
        "panel",
        "panelist",
        "panelists",
        "panellist",
        "panellists",
        "participant",
        "participants",
        "public",
        "somebody",
        "someone",
        "speaker",
        "speakers",
        "questioner",
    ]
)
_TOPIC_FIRST = re.compile(
    r"(?:Regarding|On|Concerning|With regard to|As regards|In response to|Following|After|In|At|During|For)"
    r"\s[^,]{3,120},\s+(?=\S)"
)


class Resolver:
    """Finds out whom the mentions of one document mean; offices without a name become people of their own."""

    def __init__(
        self,
        cast: Cast,
        rules: Rules,
        *,
        is_event: bool,
        text: str = "",
        opening: str = "",
        has_delegations: bool = False,
    ) -> None:
        """``opening`` is the beginning of the record ``text``: its title and introduction name who speaks.

        ``has_delegations`` says that countries and groups speak in it, as in talks between states.
        """
        self.cast = cast
        self.opening = opening
        self.is_event = is_event
        self.rules = rules
        hears_bodies = has_delegations or not is_event
        self.offices = Offices(cast, rules, is_event=is_event, opening=opening, hears_bodies=hears_bodies)
        self._labels = LabelPeople(cast, self.offices, self.name, opening=opening, text=text)

    # --- labels ------------------------------------------------------------------------------------

    def label(self, name: str, note: str | None, recent: Sequence[Person]) -> tuple[Person, ...]:
        """Who a label names: somebody known, else exactly what it says."""
        return self._labels.find(name, note, recent)

    # --- names -------------------------------------------------------------------------------------

    def name(self, name: str, recent: Sequence[Person] = (), title: str = "") -> Person | None:
        """The one person a name means here; of namesakes the one spoken of last."""
        people = self.cast.find(name)
        gender = vocabulary().titles.get(title, "")
        if gender:
            people = tuple(p for p in people if p.gender in ("", gender))
        if len(people) <= 1:
            return people[0] if people else None
        latest = [p for p in reversed(recent) if p in people]
        return latest[0] if latest else None

    def handle(self, handle: str) -> Person:
        """Who bears a handle: somebody whose first name or nick it begins with, else the handle itself."""
        known = self.cast.find(handle)
        begins = [p for p in self.cast.people if p.words and len(p.words[0]) > 3]
        named = [p for p in begins if fold(handle).startswith(p.words[0])]
        person = (known or named or [self.cast.add(handle)])[0]
        if not known:
            self.cast.alias(person, handle)
        return person

    # --- mentions in sentences ---------------------------------------------------------------------

    def mention(self, words: str, discourse: Discourse) -> Referent:
        """Whom the subject of a cue means: "She", "Mr. Ruiz", "the panellists", "Mexico's representative"."""
        words = _TOPIC_FIRST.sub("", words.strip(" ,;:\"“”'‘’()"))
        tokens = [fold(t) for t in _WORD.findall(words)]
        if not tokens:
            return NOBODY
        if len(tokens) > 3 and tokens[-2] == "the" and tokens[-1] in vocabulary()["offices"]:
            words, tokens = " ".join(words.split()[-2:]), tokens[-2:]  # "after some discussion the Mayor"
        words, tokens = _behind_thing(words, tokens)
        if tokens[0] in _SINGULAR and (len(tokens) == 1 or (len(tokens) == 2 and tokens[0] in ("he", "she"))):
            return self._singular(_SINGULAR[tokens[0]], discourse)
        if tokens[0] == "its" and tokens[-1] in vocabulary()["offices"]:
            bodies = [p for p in discourse.salient if not p.name]
            return Referent("person", (bodies[-1],), 0.8) if bodies else NOBODY
        if (not words.isupper() or tokens == ["i"]) and tokens[0] in (
            "i",
            "we",
            "you",
            "who",
            "it",
            "me",
            "us",
            "there",
            "which",
            "this",
            "that",
        ):
            return NOBODY
        is_counted = tokens[0] == "all" and len(tokens) == 2 and tokens[1] != "of"  # "All three"
        if (
            len(tokens) <= 2
            and tokens[0] in _PLURAL
            and tokens[-1] not in vocabulary()["members"]
            and not is_counted
        ):
            two = [p for p in discourse.salient if p.name]
            if tokens == ["both"] and len(two) == 2 and self.rules.pronouns:
                return Referent("person", tuple(two), 0.75)
            return self._plural(discourse)
        referent = (
            (self.offices.delegations(words) if self.rules.offices else None)
            or self._named(words, discourse)
            or self.offices.group(words, tokens)
            or self.offices.office_or_body(words, tokens)
            or (THING if tokens[-1] in vocabulary()["things"] else _unnamed(tokens))
        )
        at_event = referent.kind in ("collective", "anonymous") and set(tokens) & _AT_EVENTS
        if referent.people or self.is_event or at_event:  # an event names its people
            return referent
        return self._unheard(words) or referent

    def _unheard(self, words: str) -> Referent | None:
        """Somebody whom the record names only as the source of a cue: "Galvin", "the Foreign Office"."""
        described = describe_source(words)
        if described is None:
            return None
        if described.name:
            person = self.cast.add(described.name)
        else:
            person = self.offices.office(described.role, described.organisation)
        return Referent("person", (person,), 0.7)

    def _singular(self, gender: str, discourse: Discourse) -> Referent:
        if not self.rules.pronouns:
            return NOBODY
        if discourse.holder and discourse.holder.gender in ("", gender):
            return Referent("person", (discourse.holder,), 0.85)
        for people, confidence in ((discourse.salient, 0.9), (discourse.before, 0.75)):
            for person in reversed(people):
                if person is SOMEBODY:
                    return ANONYMOUS
                unsure = person.gender == "" and person.name and not person.name.isupper()
                fresh = people[discourse.kept :] if people is discourse.salient else people
                rivals = fresh if person in fresh else people
                if unsure and any(p.gender == gender for p in rivals):
                    return NOBODY  # it may be either
                if person.gender in ("", gender):
                    return Referent("person", (person,), confidence)
            if people is discourse.salient and (
                aside := [p for p in discourse.aside if p.gender in ("", gender)]
            ):
                return Referent("person", tuple(aside), 0.6) if len(aside) == 1 else NOBODY
        if discourse.scope and discourse.scope.gender in ("", gender):
            return Referent("person", (discourse.scope,), 0.75)
        return NOBODY

    def _plural(self, discourse: Discourse) -> Referent:
        if not self.rules.pronouns:
            return NOBODY
        if discourse.group is not None:
            return Referent("collective", discourse.group, 0.7)
        return Referent("unknown")

    def _named(self, words: str, discourse: Discourse) -> Referent | None:
        names = [*self._initials(words), *find_names(words)]
        if not names:
            return None
        recent = [*discourse.before, *discourse.salient]
        people: list[Person] = []
        for name in sorted(names, key=lambda n: n.start):
            possessive = _POSSESSIVE_NAME.match(words[name.end :])
            if possessive and possessive["rest"]:
                return self._somebody_of(name, possessive["rest"])
            person = self._person(name, words, recent)
            if person is None:
                continue
            if (
                people
                and not re.search(
                    r"(?:,|\band\b|&|/)\s*$|\band\s+\w+$", words[: name.start].rstrip()[-30:] + " "
                )
                and re.search(r"\b(?:of|for|to|from|with)\b", words[: name.start])
            ):
                continue
            if (
                not people
                and re.search(r"\b(?:for|of|to|from|at|with)\b", words[: name.start])
                and re.search(
                    r"\b(?:spokes\w+|lawyer|attorney|aide\w*|campaign|office|deputy|colleague\w*)\b",
                    words[: name.start],
                )
            ):
                return ANONYMOUS
            if person not in people:
                people.append(person)
        if not people:
            return None
        return Referent("person", tuple(people), 0.95)

    def aliases(self) -> frozenset[str]:
        """The short forms that the record defines."""
        return self.cast.short_forms()

    def _initials(self, words: str) -> list[Name]:
        """Short forms the record defines: "MD", "mnot"."""
        aliases = self.aliases()
        return [
            Name(m.start(), m.end(), m[0], "", is_full=False)
            for m in _WORD.finditer(words)
            if m[0] in aliases
        ]

    def _person(self, name: Name, words: str, recent: Sequence[Person]) -> Person | None:
        if person := self.name(name.text, recent, name.title):
            return person
        if self.cast.find(name.text) and not name.is_full:  # namesakes: the record's own word for them
            return self.cast.add(name.text, title=name.title)
        before = words[: name.start].rstrip().casefold()
        if before.endswith((" the", " of", " for", " in", " from", " at")) or before in ("the", "of", "in"):
            return None
        vocab = vocabulary()
        body = set(name_words(name.text)) & (vocab["bodies"] | vocab["things"] | vocab["collectives"])
        if body or self.cast.knows_organisation(name.text):
            return None
        if not name.is_full and (full := self._suspect(name.text)) and find_names(full):
            return self.cast.add(full)
        lone = (
            not self.is_event
            and name.text == words.strip()
            and not name.text.isupper()
            and len(name.text) > 3
        )
        lone = lone and not name.text.endswith("s") and fold(name.text) not in vocabulary()["countries"]
        lone = lone or (name.words[0] in vocab.genders and name.text == words.strip())
        if name.is_strong or lone or (name.is_full and not name.text.isupper()):
            role = name.title.capitalize() if name.title in vocabulary()["roles"] else None
            person = self.cast.add(name.text, title=name.title, role=role)
            person.gender = person.gender or gender_of(name.text, name.title)
            return person
        return None

    def _suspect(self, word: str) -> str | None:
        """A full name of unsure form whose family name, at an event also its given name, is this word."""
        full = self.cast.suspects.get(fold(word))
        return full if full and name_words(full)[-1] == fold(word) else None

    def _somebody_of(self, name: Name, rest: str) -> Referent:
        """As in "Mexico's representative" holds an office; "Mr. Núñez's deputy" is somebody else, unnamed."""
        tokens = [fold(t) for t in _WORD.findall(rest)]
        inner = find_names(rest)
        for candidate in inner:
            if person := self.name(candidate.text):
                return Referent("person", (person,), 0.9)
            if candidate.is_full and has_role(rest[: candidate.start]):  # "Korvax's CTO, Quentin Moss"
                return Referent("person", (self.cast.add(candidate.text, takes_part=self.is_event),), 0.85)
        if (
            not self.cast.find(name.text)
            and tokens
            and tokens[-1] in vocabulary()["offices"]
            and self.rules.offices
        ):
            return Referent("person", (self.offices.office(rest, name.text),), 0.8)
        if tokens and tokens[-1] in vocabulary()["roles"]:
            return ANONYMOUS
        if (
            not self.is_event
            and tokens
            and tokens[-1] in vocabulary()["bodies"] | {"campaign", "office", "lawyers"}
        ):
            return Referent("person", (self.offices.office(None, f"{name.text}’s {rest}"),), 0.7)
        return THING


def _behind_thing(words: str, tokens: list[str]) -> tuple[str, list[str]]:
    """The last part of "this view and Chairman": what stands before it is no person, nor a group of them."""
    before, joint, last = words.rpartition(" and ")
    vocab = vocabulary()
    people = vocab["roles"] | vocab["offices"] | vocab["collectives"] | vocab["members"] | vocab["bodies"]
    if (
        not joint
        or not before.islower()
        or not last[:1].isupper()
        or set(tokens[:-1]) & (people | set(_SINGULAR))
    ):
        return words, tokens
    return last, [fold(t) for t in _WORD.findall(last)] or tokens


def _unnamed(tokens: list[str]) -> Referent:
    """What a description that names nobody stands for: "a parishioner" is somebody, "the survey" is not."""
    if tokens[0] in ("a", "an", "one", "another"):
        return ANONYMOUS
    return THING if tokens[0] in ("the", "this") else NOBODY
