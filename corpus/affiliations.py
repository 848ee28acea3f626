"""People whom a report calls by family name, with where they work in brackets: "Lind (Korvax) argued"."""

import re
from collections.abc import Iterator, Sequence

from corpus.appositions import Office, office_behind
from corpus.cues import load_cues
from corpus.entries import BRACKETS, are_initials
from corpus.names import Name, find_names, is_person_name
from corpus.vocabulary import fold, vocabulary

LONGEST_BRACKETS = 100  # characters
FEWEST = 2  # people whom a record presents so before it is its habit
_SPEAKS = re.compile(  # what things do not: a product "(Korvax) adds support", too
    r"\s+(?:(?:also|then|next|first|finally|later)\s+)?(?:talk(?:ed|s)|spoke|speaks|argue[ds]|said|says|ask(?:ed|s)|explain(?:ed|s)"
    r"|emphasi[sz]e[ds]|stresse[ds]|discusse[ds]|describe[ds]|outline[ds]|demonstrate[ds]|presented|note[ds]"
    r"|comment(?:ed|s)|reflect(?:ed|s)|remind(?:ed|s)|suggest(?:ed|s)|told|tells|warn(?:ed|s)|point(?:ed|s)\s+out)\b"
)
_ACTS = re.compile(r"\s+(?:(?:also|then|next|first|finally|later)\s+)?(?P<verb>[a-z]+)\b")
_BEHIND_TALK = re.compile(r"\b(?:by|from)\s+$")
_ON = re.compile(r"\s+(?:on|about)\s")
_JOINS = re.compile(r"\s*(?:,|,?\s+and|\s+&)\s+")
_ARTICLE = re.compile(r"\b(?:an?|the)\s+$", re.I)
_INNER_CAPITAL = re.compile(r"(?!Mc|Mac|O['’]|D['’])\w*[^\W\d_]\w*?[A-Z0-9]")
_OTHERS = ("bodies", "roles", "collectives", "crowds", "things", "not_names", "offices", "countries")
_NEAR = 400  # characters behind a name that may hold an office
_LEAD = 10  # characters before it that may hold an article or a preposition
Presented = tuple[str, Office]


def affiliated(lines: Sequence[str], organisations: set[str]) -> list[Presented]:
    """Who a record presents by surname and organisation as a habit; ``organisations`` are folded."""
    found: list[Presented] = []
    speaking: set[str] = set()
    for line in lines:
        if "(" in line:
            for one, speaks in _of_line(line, organisations):
                found.append(one)
                speaking |= {one[0]} if speaks else set()
    return found if len(speaking) >= FEWEST else []


def _of_line(line: str, organisations: set[str]) -> Iterator[tuple[Presented, bool]]:
    """From the last name to the first: whoever a list names speaks as the last in it does."""
    behind: Name | None = None  # the next of a list, who speaks
    office, speaks = Office(), False
    for name in reversed(find_names(line)):
        if _is_in_brackets(line, name):
            continue
        brackets = BRACKETS.match(line, name.end)
        end = brackets.end() if brackets else name.end
        joined = behind is not None and _JOINS.fullmatch(line, end, behind.start) is not None
        if not _is_surname(line, name, organisations) or not (brackets or joined):
            behind = None
            continue
        office = _office(name, line[name.end : name.end + _NEAR]) if brackets else office
        speaks = (joined and speaks) or bool(_SPEAKS.match(line, end))
        if office.organisation and (joined or speaks or _gives_talk(line, name, end)):
            behind = name
            yield (name.text, office), speaks
        else:
            behind = None


def _is_in_brackets(line: str, name: Name) -> bool:
    start = max(0, name.start - LONGEST_BRACKETS)
    return line.rfind("(", start, name.start) > line.rfind(")", start, name.start)


def _is_surname(line: str, name: Name, organisations: set[str]) -> bool:
    """Whether a name may be a family name: one word or two, and no product, place or body."""
    words = name.text.split()
    vocab = vocabulary()
    forms = {form for w in words for form in (fold(w), fold(w).removesuffix("s"))}
    return not (
        name.title
        or len(words) > 2
        or (len(words) == 2 and not is_person_name(name.text))
        or any(w.isupper() or _INNER_CAPITAL.match(w) for w in words)
        or any(forms & vocab[kind] for kind in _OTHERS)
        or fold(name.text) in organisations
        or _ARTICLE.search(line, max(0, name.start - _LEAD), name.start)
        or line[max(0, name.start - 1) : name.start] in ("/", "-", "@", "#")
    )


def _office(name: Name, after: str) -> Office:
    office = office_behind(after)
    organisation = office.organisation or ""
    is_short = len(organisation) < 3 or are_initials(organisation, name.text)  # "Lind (BL)"
    return Office() if is_short or fold(organisation) in vocabulary()["countries"] else office


def _gives_talk(line: str, name: Name, end: int) -> bool:
    """Whether a verb of saying follows, or a talk is spoken of: "a paper by Lind (Korvax) on salt"."""
    acts = _ACTS.match(line, end)
    if acts and any(cue.form in ("ed", "s") for cue in load_cues().get(acts["verb"], ())):
        return True
    return bool(_BEHIND_TALK.search(line, max(0, name.start - _LEAD), name.start) and _ON.match(line, end))
