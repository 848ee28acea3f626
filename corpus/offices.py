"""Whom an office, a delegation, a body or a group means, and who holds an office."""

import re

from corpus.discourse import ANONYMOUS, THING, Referent
from corpus.genre import COUNTRY_CODES
from corpus.names import find_names
from corpus.people import Cast, Person
from corpus.rules import Rules
from corpus.vocabulary import fold, vocabulary

_WORD = re.compile(r"[^\W\d_][\w'’‑-]*")
_QUANTIFIERS = frozenset(
    [
        "all",
        "most",
        "many",
        "several",
        "some",
        "both",
        "few",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "twenty",
        "majority",
        "number",
        "each",
        "every",
        "other",
        "others",
        "various",
        "numerous",
        "half",
    ]
)
_NUMERAL = re.compile(r"\d+$")
_DELEGATES = frozenset(
    ("delegate", "delegation", "representative", "ambassador", "envoy", "observer", "minister")
)
_UNNAMED = frozenset(
    ["member", "speaker", "participant", "person", "man", "woman", "questioner", "attendee", "resident"]
)
# Bodies that have a voice at other people's meetings; a committee or a council is the meeting itself.
_OUTSIDE = frozenset(
    [
        "administration",
        "agency",
        "authority",
        "bank",
        "bureau",
        "company",
        "department",
        "embassy",
        "government",
        "ministry",
        "police",
        "presidency",
        "secretariat",
        "treasury",
        "union",
        "university",
    ]
)
_ROLE_HEAD = re.compile(r",|\s(?:of|to|for|at|in|on|and)\s")
_ACRONYM = re.compile(r"(?=[^a-z]*$)[A-Z][A-Z0-9/-]{2,14}$")
_BY_OFFICE = re.compile(
    r"\b(?:of|for|from)\s+(?:the\s+)?([A-Z][\w.&'’-]*(?:\s+(?:(?:of|and|the|for)\s+)?[A-Z][\w.&'’-]*){0,6})"
)


class Offices:
    """The offices, delegations and bodies of one document; those without a name are people of their own."""

    def __init__(self, cast: Cast, rules: Rules, *, is_event: bool, opening: str, hears_bodies: bool) -> None:
        """``opening`` is the record's beginning; ``hears_bodies`` says that bodies speak as people do."""
        self.cast, self.rules, self.opening = cast, rules, opening
        self.is_event, self.hears_bodies = is_event, hears_bodies
        self.known: dict[str, Person] = {}

    def office(self, role: str | None, organisation: str | None) -> Person:
        key = fold(f"{role or ''}|{organisation or ''}")
        if key not in self.known:
            role = role[:1].upper() + role[1:] if role else None
            self.known[key] = Person("", role=role, organisation=organisation, takes_part=True)
        return self.known[key]

    def holder(self, office: str, words: str, note: str | None) -> Person:
        """Who holds an office: whom the label's brackets or the record names, else the office itself."""
        named = [n for n in find_names(note) if n.is_full] if note else []
        if named:
            role = words.removeprefix("The ").removeprefix("the ")
            return self.cast.add(named[0].text, title=named[0].title, role=role, takes_part=True)
        holders = [
            p
            for p in self.cast.people
            if p.role
            and p.takes_part
            and _forms(office) & set(re.split(r",.*| and | & ", fold(p.role), flags=re.S))
        ] or [
            p
            for p in self.cast.people
            if p.role and fold(p.role).split(" for ")[0] in _forms(office) and p.name in self.opening
        ]
        holders = holders or [
            p for p in self.cast.people if p.role and p.takes_part and _head_of(p.role) == office
        ]
        if len(holders) == 1:
            return holders[0]
        if not note and (holder := self._called(office)):
            return holder
        return self.office(words.removeprefix("The ").removeprefix("the "), None)

    def _called(self, office: str) -> Person | None:
        """The one person whom the record's beginning calls by this office: "Remarks by President Adams"."""
        found = set()
        for match in re.finditer(rf"\b(?i:{re.escape(office)})\s+(?=[A-Z])", self.opening):
            names = [
                n
                for n in find_names(self.opening[match.start() : match.end() + 60])
                if n.start <= len(match[0])
            ]
            if names and self.opening[match.start()].isupper():
                found.add(names[0].text)
        people = {id(p): p for p in (self.cast.add(n, title=office, takes_part=True) for n in found)}
        if len(people) != 1:
            return None
        (person,) = people.values()
        person.role = person.role or office.title()
        return person

    def delegations(self, words: str) -> Referent | None:
        """As in "the EU, JAPAN and NORWAY": several members of a body, each known to be one."""
        listed = re.split(
            r",?\s+(?:with|supported by|opposed by|and opposed by|on behalf of|for)\s+", words, maxsplit=1
        )[0]
        parts = [
            p.removeprefix("The ").removeprefix("the ").strip()
            for p in re.split(r",\s*(?:and\s+)?|\s+and\s+", listed)
        ]
        parts = [p for p in parts if p]
        known = [
            p
            for p in parts
            if fold(p).replace(".", "") in vocabulary()["countries"]
            or (self.hears_bodies and (p in COUNTRY_CODES or _ACRONYM.match(p)))
        ]
        if not known or len(known) < len(parts) or any(self.cast.find(p) for p in parts):
            return None
        if len(parts) == 1 and not (parts[0].isupper() or fold(parts[0]) in vocabulary()["countries"]):
            return None
        return Referent("person", tuple(dict.fromkeys(self.office(None, p) for p in parts)), 0.75)

    def group(self, words: str, tokens: list[str]) -> Referent | None:
        """A group that speaks together, or somebody of it who is not named."""
        vocab = vocabulary()
        is_many = tokens[:2] in (["a", "number"], ["a", "majority"])
        if tokens[0] in vocab["anonymous"] and tokens[0] not in vocab["things"] and not is_many:
            people = vocab["collectives"] | vocab["roles"] | _UNNAMED
            return ANONYMOUS if people & set(tokens[1:]) or len(tokens) == 1 else None
        plural = set(tokens) & vocab["collectives"]
        counted = tokens[0] in _QUANTIFIERS or bool(_NUMERAL.match(words.split()[0]))
        if not plural and not counted:
            return None
        if not self.rules.collectives:
            return ANONYMOUS
        if plural <= vocab["crowds"] and not counted and tokens[0] not in ("the", "these", "those", "our"):
            return None  # "when people say": nobody at this event
        if plural & vocab["members"] and "one" not in tokens[:2]:
            return Referent("collective", tuple(p for p in self.cast.people if p.is_panellist), 0.8)
        if plural - _QUANTIFIERS or (counted and len(tokens) <= 3):
            return Referent("collective", (), 0.75)
        return None

    def office_or_body(self, words: str, tokens: list[str]) -> Referent | None:
        bare = [t for t in tokens if t not in ("the", "a", "an", "our", "acting", "then")]
        definite = tokens[0] in ("the", "our") or words[0].isupper()
        if not self.rules.offices or not bare or not definite:
            return None
        return self._by_office(words, tokens, bare) or self._by_body(words, tokens, bare)

    def _by_office(self, words: str, tokens: list[str], bare: list[str]) -> Referent | None:
        """An office: "the Indian delegate", "the Chairman", "the Minister of Transport", "the handyman"."""
        vocab = vocabulary()
        plain = re.sub(r"^[Tt]he\s+", "", words)
        of = _BY_OFFICE.search(plain)
        if bare[-1] in _DELEGATES and len(bare) > 1 and not of:
            return Referent("person", (self.office(plain, None),), 0.8)
        before = plain[: of.start()].strip() if of else plain
        made = fold(before).split()[-1].removesuffix("s") if of and before else ""
        if made in vocab["things"]:  # "the statements of the Indian delegate" are the delegate's
            said = made in ("statement", "remark", "comment", "word", "answer", "reply", "speech")
            rest = re.sub(r"^\S+\s+of\s+", "", plain)
            return self.office_or_body(rest, [fold(t) for t in _WORD.findall(rest)]) if said else THING
        if fold(before) in vocab["offices"] or (
            of and fold(before).split()[-1:] and fold(before).split()[-1] in vocab["offices"]
        ):
            holder = self.office(before, of[1]) if of else self.holder(fold(before), words, None)
            return Referent("person", (holder,), 0.8)
        modifier = plain.split(" ")[0]
        if len(bare) == 2 and bare[1] in vocab["offices"] and _ACRONYM.match(modifier):  # of this body
            holder = self.holder(bare[1], plain.split(" ")[-1], None)
            if holder.name and re.search(rf"\b{re.escape(modifier)}\b", self.opening):
                return Referent("person", (holder,), 0.75)
        if bare[-1] in vocab["roles"] and tokens[0] in ("the", "our"):
            return Referent("person", (self.office(plain, None),), 0.7)
        holders = [p for p in self.cast.people if p.role and _head_of(p.role) == bare[-1]]
        if len(holders) == 1 and len(bare) <= 2 and tokens[0] == "the":
            return Referent("person", (holders[0],), 0.75)
        return None

    def _by_body(self, words: str, tokens: list[str], bare: list[str]) -> Referent | None:
        """A body: "the Government", a country, a known organisation; a committee is a group."""
        vocab = vocabulary()
        if set(bare) & vocab["things"]:
            return THING
        proper = re.sub(r"^[Tt]he\s+", "", words).split(" (")[0]
        if set(bare) & vocab["bodies"]:
            if bare[-1] in _OUTSIDE and tokens[0] == "the":
                return Referent("person", (self.office(None, proper[:1].upper() + proper[1:]),), 0.65)
            if self.is_event or not any(c.isupper() for c in proper):
                return Referent("collective", (), 0.6)
            return Referent("person", (self.office(None, proper),), 0.7)
        is_known = fold(proper).replace(".", "") in vocab["countries"]
        is_acronym = self.hears_bodies and proper.isalpha() and proper.isupper() and 3 <= len(proper) <= 6
        is_named = not self.is_event and proper[:1].isupper() and len(proper) > 3
        if is_known or is_acronym or is_named:
            return Referent("person", (self.office(None, proper),), 0.7 if is_known or is_named else 0.55)
        return None


def _head_of(role: str) -> str:
    """As in "Treasurer to the Foundation" is a treasurer, "Parish Clerk" a clerk."""
    words = _ROLE_HEAD.split(fold(role))[0].split()
    is_other = bool(words) and words[0] in ("deputy", "vice", "assistant", "former", "associate")
    return words[-1] if words and not is_other else ""


def _forms(office: str) -> frozenset[str]:
    """Words for one and the same office."""
    for forms in (
        {"chair", "chairman", "chairwoman", "chairperson"},
        {"moderator", "host", "facilitator"},
        {"vice-chair", "vice-chairman"},
    ):
        if office in forms:
            return frozenset(forms)
    return frozenset((office,))
