"""The credit beside a quotation: "The pump is old." - Ana Ruiz, CEO of Korvax."""

import re

from corpus.heading_people import named_people
from corpus.names import is_person_name
from corpus.people import Cast, Person

LONGEST_CREDIT = 240  # characters, with the marks around it
_INNER_CREDIT = re.compile(
    r"[.!?”\"’…*_][\s*_]*(?:[—–―~]|--|\s-)\s*[*_]*(?P<name>[^\W\d_][^.!?:;“\"]{2,80}?)$"
)
CREDIT = re.compile(r"\s*\\?(?:[-–—~]{1,3}|―)\s*[*_]*(?P<name>[^\W\d_].{1,120})$", re.S)


def find_inner_credit(words: str) -> re.Match[str] | None:
    """The credit that ends a quotation; only the end is searched, so that no run of marks is read twice."""
    end = len(words.rstrip("*_ \t\r\n\xa0"))
    return _INNER_CREDIT.search(words, max(0, end - LONGEST_CREDIT), end)


def credited_author(cast: Cast, credit: str) -> Person | None:
    """Whom the credit of a quotation names: somebody known, else a person by the form of the name."""
    people = named_people(cast, credit)
    name = re.split(r"[,(|]|\s[-–—]\s", credit)[0].strip(" *_")
    if not people and is_person_name(name):
        return cast.add(name)
    return people[0] if people else None
