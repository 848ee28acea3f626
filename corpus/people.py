"""The people of a record, and which of them a name means: full, surname, first name, initials, misspelt."""

from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from corpus.names import gender_of, name_words, without_titles
from corpus.vocabulary import fold, vocabulary

FUZZY_FROM = 5  # letters; shorter names differ by one letter too easily ("Anna", "Anne")
TWO_ERRORS_FROM = 9  # letters
TWO_BESIDE_EQUAL_FROM = 7  # letters of a family name beside one and the same given name
_OTHER = frozenset(("vice", "deputy", "assistant", "former", "acting", "past", "associate", "to"))
MANY = 1000  # people; among more, names that are near each other are of different people


@dataclass(slots=True, eq=False)
class Person:
    """Somebody the record names; what is known of them grows while the record is read.

    ``aliases`` are short forms that the record itself defines or uses (initials, nicks, bare first
    names). ``takes_part`` says that the record presents them as somebody who is at the event.
    ``name`` is empty for an office or a delegation.
    """

    name: str
    role: str | None = None
    organisation: str | None = None
    gender: str = ""
    title: str = ""  # by which the record calls somebody whose first name it never gives
    aliases: set[str] = field(default_factory=set)
    variants: set[str] = field(default_factory=set)  # how the record spells the name
    takes_part: bool = False
    is_panellist: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return name_words(self.name)

    @property
    def is_office(self) -> bool:
        """Whether it is one person of whom the record gives the office alone: "the Town Engineer"."""
        return not self.name and bool(self.role) and not self.organisation


class Cast:
    """Everybody a record names, found again by any form of their name."""

    def __init__(self, *, misspellings: bool = True) -> None:
        self.misspellings = misspellings
        self.people: list[Person] = []
        self.organisations: set[str] = set()  # folded
        self.by_surname = False  # a word that names somebody is their family name, whatever else it may be
        self.author: Person | None = None  # "I", where one person signs the record
        self.suspects: dict[str, str] = {}  # last word -> a full name that may be a person's
        self._by_name: dict[
            tuple[str, ...], list[Person]
        ] = {}  # may name people that bear another name by now
        self._by_word: dict[str, list[Person]] = {}
        self._by_alias: dict[str, Person] = {}
        self._by_folded_alias: dict[str, Person] = {}
        self._short_forms: frozenset[str] | None = None
        self._found: dict[str, tuple[Person, ...]] = {}

    def add(
        self,
        name: str,
        *,
        role: str | None = None,
        organisation: str | None = None,
        title: str = "",
        alias: str | None = None,
        takes_part: bool = False,
    ) -> Person:
        """The person of this name, new or known already, with what is now known about them."""
        spelling, name = name, without_titles(name)
        known = self._same(name, takes_part=takes_part)
        if known and _contradict(known, vocabulary().titles.get(title) or gender_of(spelling)):
            same = self._named(known.words)
            known = next((p for p in same if p.gender == vocabulary().titles.get(title)), None)
        person = known or Person(name)
        if known is None:
            self.people.append(person)
            self._by_name.setdefault(person.words, []).append(person)
            self._index(person)
        elif _is_fuller(name_words(name), person):
            person.name = name
            self._by_name.setdefault(person.words, []).append(person)
            self._index(person)
        person.role = _fuller_role(person.role, role)
        person.organisation = person.organisation or organisation or None
        is_surname = self.by_surname and len(spelling.split()) == 1  # "Scott (Korvax)" may be a woman
        person.gender = person.gender or gender_of("" if is_surname else spelling, title)
        person.takes_part |= takes_part
        person.variants.add(spelling)
        if organisation:
            self.organisations.add(fold(organisation))
        if alias:
            self.alias(person, alias)
        self._found.clear()
        return person

    def alias(self, person: Person, alias: str) -> None:
        """From now on this short form means this person."""
        person.aliases.add(alias)
        self._by_alias.setdefault(alias, person)
        self._by_folded_alias[fold(alias)] = self._by_alias[alias]
        self._short_forms = None
        self._found.clear()

    def short_forms(self) -> frozenset[str]:
        """Every alias of anybody."""
        if self._short_forms is None:
            self._short_forms = frozenset(self._by_alias)
        return self._short_forms

    def _index(self, person: Person) -> None:
        for word in {part for w in person.words for part in (w, *parts_of(w))}:
            people = self._by_word.setdefault(word, [])
            if person not in people:
                people.append(person)

    def _same(self, name: str, *, takes_part: bool) -> Person | None:
        """Who bears this name: equal, or first and last word alike, or a part of exactly one name."""
        if person := self._by_alias.get(name):
            return person
        words = name_words(name)
        if not words:
            return None
        sharing = dict.fromkeys(p for w in (words[-1], *parts_of(words[-1])) for p in self._bearing(w))
        candidates = [p for p in sharing if _is_same_name(words, p.words)]
        if takes_part:  # two of one list are two: Chris Lee and Christine Lee
            candidates = [p for p in candidates if not p.takes_part or not _is_shortened(words, p.words)]
        if len(words) > 1:
            candidates += [p for p in self._named(words[:1]) if p not in candidates]
            candidates = candidates or self._begun(name, words)
        if not candidates and len(words) > 1 and self.misspellings:
            candidates = [
                p for p in self._bearing(words[0]) if len(p.words) > 1 and _is_misspelt(words, p.words)
            ]
        candidates = _present(words, candidates)
        return candidates[0] if len(candidates) == 1 else next(iter(self._named(words)), None)

    def _begun(self, name: str, words: tuple[str, ...]) -> list[Person]:
        """Whose name goes on: "Ana Ruiz Issue Date" of a header, "Ana Ruiz Lopez"; whose family name begins.

        The latter for a single letter: "Martin T".
        """
        bearing = [p for p in self._bearing(words[0]) if len(p.words) > 1 and p.words[0] == words[0]]
        if len(words[-1]) == 1:
            return _only([p for p in bearing if len(words) == 2 and p.words[-1][0] == words[1]])
        if not all(part[0].isupper() and part[-1].isalpha() for part in name.split()):
            return []  # "Ana Ruiz & Bo Ray", "Ana Ruiz proposed:"
        return _only([p for p in bearing if p.takes_part and p.words == words[: len(p.words)]])

    def _named(self, words: tuple[str, ...]) -> list[Person]:
        """Those of exactly this name."""
        return [p for p in self._by_name.get(words, []) if p.words == words]

    def _bearing(self, word: str) -> list[Person]:
        """Those with a word in their name, unless it tells nothing."""
        people = self._by_word.get(word, [])
        return people if len(people) <= MANY else []

    def find(self, name: str) -> tuple[Person, ...]:
        """Everybody the name may mean, by the surest form that fits anybody; empty if nobody."""
        if name not in self._found:
            self._found[name] = tuple(self._find(name))
        return self._found[name]

    def _find(self, name: str) -> list[Person]:
        for alias in (name, name.strip(".")):
            if alias in self._by_alias:
                return [self._by_alias[alias]]
        words = name_words(name)
        if not words:
            return []
        if exact := self._named(words):
            return exact  # Mr and Mrs Baker
        sharing = self._bearing(words[-1])
        if len(words) > 1:
            return self._find_longer(name, words, sharing)
        word = words[0]
        if bearing := [p for p in sharing if word in (p.words[0], p.words[-1]) or _is_surname(word, p)]:
            return bearing
        if word in self._by_folded_alias:
            return [self._by_folded_alias[word]]
        return self._by_nick(name, word) or self._by_initial(word) or self._by_misspelling(word)

    def _find_longer(self, name: str, words: tuple[str, ...], sharing: list[Person]) -> list[Person]:
        tails = [p for p in sharing if p.words[-len(words) :] == words or p.words[: len(words)] == words]
        if tails:
            return tails
        if same := [p for p in sharing if _is_same_name(words, p.words)]:
            return _present(words, same)
        if len(words[-1]) == 1 and (begun := self._begun(name, words)):
            return begun
        return [p for p in self._spelt() if len(p.words) > 1 and _is_misspelt(words, p.words)]

    def _spelt(self) -> list[Person]:
        """Those whose names may be misspelt."""
        return self.people if self.misspellings and len(self.people) <= MANY else []

    def _by_nick(self, name: str, word: str) -> list[Person]:
        """As in "mnot", "JeniT", "Fred", "BG": built from the parts of one person's name only."""
        if len(self.people) > MANY:
            return []
        return _only([p for p in self.people if len(p.words) > 1 and _is_nick(name, word, p.words)])

    def _by_initial(self, word: str) -> list[Person]:
        """A given name, where the record writes one participant's as an initial: "Pedro" is P. Lucas."""
        if word not in vocabulary().genders or len(self.people) > MANY:
            return []
        return _only([p for p in self.people if p.takes_part and len(p.words) > 1 and p.words[0] == word[0]])

    def _by_misspelling(self, word: str) -> list[Person]:
        if len(word) < FUZZY_FROM:
            return []
        return _only([p for p in self._spelt() if _is_near(word, p.words[0]) or _is_near(word, p.words[-1])])

    def knows_organisation(self, name: str) -> bool:
        return fold(name) in self.organisations


def _fuller_role(known: str | None, role: str | None) -> str | None:
    """The role known first, or the fuller one that holds it: "Strategist", "Communications Strategist"."""
    if not known or not role:
        return known or role or None
    words, more = fold(known).split(), fold(role).split()
    is_fuller = len(more) > len(words) and set(words) <= set(more) and not _OTHER & set(more)
    return role if is_fuller else known


def _contradict(person: Person, gender: str) -> bool:
    """Whether a title means somebody else of this family name: Mrs Baker is not Mr Baker."""
    return len(person.words) == 1 and {person.gender, gender} == {"f", "m"}


def _only(people: list[Person]) -> list[Person]:
    return people if len(people) == 1 else []


def _present(words: tuple[str, ...], people: list[Person]) -> list[Person]:
    """Of those whom "J. Davies" may mean the one who is there, if it is one."""
    present = [p for p in people if p.takes_part] if len(words[0]) == 1 else []
    return present if len(present) == 1 else people


def _is_surname(word: str, person: Person) -> bool:
    """The first of two surnames, also with a hyphen, or a middle name that is used."""
    in_name = word in person.words or word in parts_of(person.words[-1])
    return in_name and word not in vocabulary()["particles"] and len(word) > 1


def parts_of(word: str) -> tuple[str, ...]:
    """The names of a double name: "estrada-oyuela"."""
    return tuple(part for part in word.split("-") if len(part) > 2) if "-" in word else ()


def _is_same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Equal, or alike but for middle names, initials, a short form and one half of a double name."""
    if a == b:
        return True
    if len(a) < 2 or len(b) < 2:
        return False
    if a[-1] != b[-1] and a[-1] not in parts_of(b[-1]) and b[-1] not in parts_of(a[-1]):
        return False
    first, other = a[0].replace(".", ""), b[0].replace(".", "")
    if first == other or _is_shortened(a, b):
        shorter, longer = sorted((a[1:-1], b[1:-1]), key=len)
        return all(any(m.startswith(s[0]) for m in longer) for s in shorter)
    return (len(first) == 1 or len(other) == 1) and first[0] == other[0]


def _is_shortened(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one given name begins the other: Jan and Janet; Paul is not Paula."""
    shorter, longer = sorted((a[0], b[0]), key=len)
    genders = vocabulary().genders
    is_other = {genders.get(shorter), genders.get(longer)} == {"f", "m"}
    return 3 <= len(shorter) < len(longer) and longer.startswith(shorter) and not is_other


def _is_fuller(words: tuple[str, ...], known: Person) -> bool:
    """Whether a name tells more than the one known: a middle name, a given name instead of its initial."""
    if len(words) == len(known.words):
        is_short = len(known.words[0]) == 1 or (
            _is_shortened(words, known.words) and known.words[0] in words[0]
        )
        return len(words) > 1 and is_short and len(words[0]) > len(known.words[0])
    goes_on = len(known.words) > 1 and known.takes_part and words[: len(known.words)] == known.words
    return len(words) > len(known.words) and not goes_on


def _is_misspelt(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    ends = ((words[0], name[0]), (words[-1], name[-1]))
    two_from = TWO_BESIDE_EQUAL_FROM if words[0] == name[0] else TWO_ERRORS_FROM
    return all(a == b or _is_near(a, b, two_from) for a, b in ends)


def _is_near(word: str, other: str, two_from: int = TWO_ERRORS_FROM) -> bool:
    """One slip of the pen apart, two in a long name; two different given names are never near."""
    shorter = min(len(word), len(other))
    if shorter < FUZZY_FROM or word[0] != other[0]:
        return False
    genders = vocabulary().genders
    if (
        word in genders
        and other in genders
        and {genders[word], genders[other]} == {"m", "f"}
        and word[-1] != other[-1]
    ):
        return False
    return OSA.distance(word, other, score_cutoff=2) <= (2 if shorter >= two_from else 1)


def _is_nick(name: str, word: str, words: tuple[str, ...]) -> bool:
    first, last = words[0], words[-1]
    plain = word.replace(".", "").replace("-", "")
    if name.isupper() or "." in name:
        initials = "".join(part[0] for w in words for part in w.split("-") if part)
        if not 2 <= len(plain) <= 4:
            return False
        # "JBR" for Joseph Rickert: a middle name that the record leaves out
        return plain in (initials, first[0] + last[0]) or (
            len(plain) == 3 and plain[0] + plain[2] == first[0] + last[0]
        )
    if len(plain) >= 3 and first.startswith(plain):
        return True
    if len(plain) >= 4 and plain[0] == first[0] and last.replace("-", "").startswith(plain[1:]):
        return True  # mnot, plinss
    initials_of_last = "".join(part[0] for part in last.split("-") if part)
    return len(plain) >= 4 and plain in (first + initials_of_last, first + last[0])  # timbl, JeniT
