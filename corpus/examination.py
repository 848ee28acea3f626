"""Who asks and who answers where the turns say only "Q" and "A": hearings and interviews."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.names import find_names, is_person_name
from corpus.people import Cast, Person
from corpus.structure import Block, plain
from corpus.vocabulary import fold

_EXAMINED_BY = re.compile(
    r"(?:(?:[Ff]urther\s+|[Cc]ross-?|[Rr]e-?|[Dd]irect\s+)?[Ee]xamin(?:ed|ation)|(?:[Ff]urther\s+)?[Qq]uestion(?:s|ed|ing)|EXAMINATION|QUESTIONS)"
    r"\s+(?:by|from|BY|FROM)\s+(?:the\s+)?(?P<who>[A-Z].{2,60})$"
)
_SWORN = re.compile(r"(?P<who>.{4,80}?),?\s*\(?(?:sworn|affirmed|recalled|called|duly sworn)\)?[.,]?$", re.I)
_INTERVIEW = re.compile(
    r"\b(?:interview(?:ing)?(?:\s+with)?|conversation(?:\s+with|:)|Q\s?&\s?A\s+with|questions\s+for|talks?\s+to|an?\s+audience\s+with|profile:)[:\s]+"
    r"(?=[A-Z])",
    re.I,
)
FEWEST_QUESTIONS = 3  # of an interview whose turns carry no names


@dataclass(frozen=True, slots=True)
class Roles:
    """Who asks and who answers at a point of the record, as far as it says so."""

    asks: Person | None = None
    answers: Person | None = None


def read_roles(line: str, cast: Cast, roles: Roles) -> Roles:
    """What a line between turns changes: "Questions from MS BRANDT", "MR ARTHUR COLE (sworn)"."""
    if (match := _EXAMINED_BY.match(line)) and (person := _person(match["who"], cast)):
        return Roles(person, roles.answers)
    if (match := _SWORN.match(line)) and (person := _person(match["who"], cast)):
        return Roles(None, person)
    return roles


def find_interview(title: str, cast: Cast) -> Roles:
    """Who answers in an interview that its title announces: "In conversation: Helena Vance on rivers"."""
    match = _INTERVIEW.search(title)
    names = [n for n in find_names(title[match.end() :]) if n.is_full] if match else []
    if not names or names[0].start > 0:
        return Roles()
    return Roles(cast.author, cast.add(names[0].text, title=names[0].title, takes_part=True))


def find_questions(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """The blocks of an interview that are questions by their form: bold, or headings with "?" at the end."""
    found = [i for i, block in enumerate(blocks) if _is_question(text, block)]
    asked = sum(plain(text, blocks[i].span).endswith("?") for i in found)
    return frozenset(found) if asked >= FEWEST_QUESTIONS else frozenset()


def _is_question(text: str, block: Block) -> bool:
    words = block.span.of(text).strip()
    if block.kind == "heading":
        return plain(text, block.span).endswith("?")
    whole = re.fullmatch(r"(\*\*|__)(?:(?!\1).)+\1", words, re.S)
    return block.kind == "paragraph" and whole is not None and ":" not in words[-4:]


def _person(words: str, cast: Cast) -> Person | None:
    name = words.strip(" .()")
    known = cast.find(name)
    if len(known) == 1:
        return known[0]
    names = find_names(name.title() if name.isupper() else name)
    if not (is_person_name(name) or names) or fold(name).startswith("the "):
        return None
    return cast.add(name, title=names[0].title if names else "", takes_part=True)
