"""What kind of record a text is: of an event or news; minutes of speeches or a report."""

import re
from collections.abc import Sequence

from corpus.vocabulary import fold, vocabulary

_EVENT_WORDS = re.compile(
    r"\b(?:webinars?|workshops?|summit|panel(?:l?ists?)?|moderator|keynote|minutes|seminar|roundtable|symposium|plenary|"
    r"attendees|agenda|participants|speakers?|session|breakout|symposia|proceedings|delegates|hackathon|meetup|moderated"
    r"|audience member"
    r"|quorum|meeting to order|adjourned|adjournment|from the floor|teleconference|apologies|sworn)\b",
    re.I,
)
_GATHERINGS = re.compile(
    r"\b(?:minutes|meetings?|council|committee|conference|summit|forum|workshop|webinar|symposium|hearing|session|debate|"
    r"panel|recap|proceedings|assembly|plenary|consultations|talks?)\b",
    re.I,
)
_EVENT_TITLE = re.compile(
    r"\b(?:recap|minutes\s+of|(?:meeting|board|council|committee)\s+minutes|meetup|meeting\s+notes|notes\s+(?:from|of|on)|workshop"
    r"|webinar|panel|symposium|keynote|teleconference|round-?table|sync|what\s+we\s+(?:heard|learned|learnt)|(?:day|part)\s+(?:one|two"
    r"|three|\d)|members['’]\s+(?:evening|day|meeting)|townhall|conference\s+(?:report|notes)|trip\s+report|hackathon|standup|retrospective"
    r"|inquiry|hearing|transcript|Q\s?&\s?A|fireside|summary\s+record)\b",
    re.I,
)
_TITLE_FIELD = re.compile(r"^title:\s*(.+)$", re.M)
_OPENED_BY = re.compile(
    r"(?:[\d.\\()a-z]{0,6}\s)?(?:(?:The\s+)?[A-Z]{3,}|(?:M[Rr]s?|MS|Ms|D[Rr]|S[Ii][Rr]|Cllr|Cr|Lord|Prof|Sen)\.?\s+[A-Z])"
)
_SUBJECT = re.compile(
    r"(?:^|(?<=[.;] )|(?<=\n))[*_]{0,2}(?:The )?"
    r"([A-Z][\w/.’'-]*(?: (?:of |and )?[A-Z][\w/.’'-]*){0,3})[*_]{0,2}(?=,| [a-z])"
)
_HELD = frozenset(  # two of these words: an event, not its announcement in the news
    (
        *("panel", "panelist", "panelists", "panellist", "panellists", "moderated", "moderator"),
        *("keynote", "webinar", "workshop", "symposium"),
    )
)
OPENING = 3000  # characters
LONGEST_TITLE = 20  # words
_CODE_SUBJECT = re.compile(r"(?:^|(?<=[.;:] )|(?<=\n)|(?<=, )|(?<= and ))([A-Z]{2})(?=,| and | [a-z])")
COUNTRY_CODES = frozenset(
    re.findall("..", "ATBEBGCYCZDEDKEEELESFIFRGRHRHUIEITLTLULVMTNLPLPTROSESISKUKNOCHIS")
)
DELEGATIONS = 3  # countries that begin a sentence
_QUOTED_AS_IN_NEWS = re.compile(
    r"[,.?!](?:[”\"]|'')\s+(?:said|says|he|she|[A-Z][\w.]+(?:\s[A-Z][\w.’']+){0,3}\s(?:said|says|told|wrote|added))\b"
)
QUOTED_AS_IN_NEWS = (
    3.0  # in 1000 words: half of all news have more than 3.8, of the records of events hardly any
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_SAID = re.compile(r"\b(?:said|says)\b")
SAID_IN_NEWS = 5.0  # in 1000 words
WORDS_OF_MINUTES = 50  # a paragraph; those of news have 40 on average


def is_event(text: str) -> bool:
    """Whether a text is the record of an event: its beginning speaks of one, or its paragraphs are long.

    News speak of meetings too, but in paragraphs of a sentence or two.
    """
    opening = text[:OPENING]
    words = [fold(word) for word in _EVENT_WORDS.findall(opening)]
    if _is_called_event(opening, words) or (len(words) >= 3 and len(set(words)) >= 2):
        return True
    gatherings = [m.start() for m in _GATHERINGS.finditer(opening)]
    paragraphs = [n for p in re.split(r"\n\s*\n|\n(?=[A-Z“\"])", text[:60000]) if (n := len(p.split())) > 12]
    is_long = bool(paragraphs) and sum(paragraphs) >= WORDS_OF_MINUTES * len(paragraphs)
    return len(gatherings) >= 8 or (is_long and bool(gatherings) and gatherings[0] < 600)


def _is_called_event(opening: str, words: Sequence[str]) -> bool:
    return bool(_EVENT_TITLE.search(title_of(opening))) or len(set(words) & _HELD) >= 2


def title_of(opening: str) -> str:
    """The title that a record's front matter gives, else its first line with words."""
    if opening.startswith("---") and (match := _TITLE_FIELD.search(opening)):
        return match[1]
    body = opening[opening.find("\n---", 3) + 4 :] if opening.startswith("---") else opening
    first = next((line.strip() for line in body.splitlines() if line.strip(" \t#*_=-")), "")
    longest = LONGEST_TITLE if first[-1:] != "." else LONGEST_TITLE // 2
    return first if len(first.split()) <= longest else ""


def has_delegations(text: str) -> bool:
    """Whether countries are subjects of many sentences: then groups and bodies speak as they do."""
    subjects = {fold(match[1]).replace(".", "") for match in _SUBJECT.finditer(text)}
    codes = {match[1] for match in _CODE_SUBJECT.finditer(text)} & COUNTRY_CODES
    return len(subjects & vocabulary()["countries"]) >= DELEGATIONS or len(codes) >= DELEGATIONS


def is_news(text: str) -> bool:
    """Whether a text quotes as reporters do, "Trams will run," Ruiz said, or tells the day by its name.

    A text that calls itself the recap of an event, or tells of a panel and its moderator, is none.
    """
    opening = text[:OPENING]
    if _is_called_event(opening, [fold(word) for word in _EVENT_WORDS.findall(opening)]):
        return False
    words = len(text.split())
    quoted = sum(1 for _ in _QUOTED_AS_IN_NEWS.finditer(text))
    if quoted > 2 and quoted * 1000 >= QUOTED_AS_IN_NEWS * words:
        return True
    days = sum(1 for _ in _WEEKDAY.finditer(text))
    said = sum(1 for _ in _SAID.finditer(text))
    return (
        quoted > 0
        and days > 1
        and (quoted + days) * 1000 >= QUOTED_AS_IN_NEWS * words
        and said * 1000 >= SAID_IN_NEWS * words
    )


def is_opening(words: str) -> bool:
    """Whether a paragraph begins as those of minutes do: "Cr. Hay ...", "THE CHAIR"."""
    return bool(_OPENED_BY.match(words))


def is_minutes(openings: Sequence[str]) -> bool:
    """Whether so many paragraphs open with who spoke that the record is one of speeches."""
    spoken = sum(is_opening(words) for words in openings)
    return spoken >= 4 and spoken >= 0.25 * len(openings)
