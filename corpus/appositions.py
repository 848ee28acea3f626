"""What stands beside a name and says what somebody is: "X, CEO of Y", "X (Y)", "the head of Y, X"."""

import re
from dataclasses import dataclass

from corpus.entries import BRACKETS, INITIALS, has_role, role_and_organisation, without_next
from corpus.names import Name, find_names
from corpus.vocabulary import fold, vocabulary

LONGEST_OFFICE = 36  # words of an office with its bodies
_CONNECTORS = frozenset(
    [
        "of",
        "at",
        "the",
        "for",
        "and",
        "in",
        "to",
        "on",
        "&",
        "from",
        "with",
        "a",
        "an",
        "-",
        "–",
        "de",
        "la",
        "du",
        "des",
        "und",
        "der",
    ]
)
_NO_OFFICE = frozenset(
    ["who", "whose", "which", "where", "when", "while", "and", "but", "then", "as", "after", "not"]
)
_OPENS_NOUN = frozenset(("of", "for", "the", "at", "a", "an"))  # "head of communications"
_PROPER = r"(?:(?:(?:[A-Z]\.)+|[A-Z][\w&'’-]*)(?:\s+(?:of|for|and|the)(?=\s+[A-Z]))?\s?)"
_OF_BODY = re.compile(rf"\s+(?:of|from|at)\s+(?:the\s+)?({_PROPER}{{1,8}})")
_CALLED = re.compile(r",\s+the\s+([A-Z][a-z]+(?:\s[A-Z][a-z]+)?)(?=[,.;’'])")
_AREA_AT_BODY = re.compile(
    rf",\s+((?:[A-Z][\w&-]*\s+){{1,4}})at\s+(?:the\s+)?({_PROPER}{{1,6}}?)(?=\s*[,.;)])"
)
_OPENING = re.compile(r"(?:,?\s+is\s+|,\s+)[\u200e\u200f]?(?:the\s+|a\s+|an\s+)?(?=\S)")

_BEFORE = re.compile(  # "The chair of the group on fees (GF), "; "by our guest speaker, "
    r"(?:^|[.;:!?]\s+|\b)(?:[Tt]he|[Oo]ur|[Aa]n?|[Ii]ts|[Tt]heir|[Bb]y(?:\s+the)?|\w[\w.&-]*['’]s?)\s+"
    r"(?P<office>(?:[\w-]+\s+){0,4}?[\w-]+(?:\s+(?:of|for|at|on|to)\s+[^,.;:()]{2,80})?)"
    r"(?:\s*\([A-Z][\w&]{1,8}\))?,\s+$"
)
_AS = re.compile(r"\b(?:[Aa]s|[Cc]apacity\s+as)\s+(?:the\s+|a\s+|an\s+)?(?P<office>[^,.;:()]{3,80}),\s+$")
_IS_NAMED = re.compile(r"(?:^|[.;:!?]\s+|\b)[Tt]he\s+(?P<office>[^,.;:()]{3,80}?)\s+(?:is|was)\s+(?:by\s+)?$")
_LED_BY = re.compile(
    r"\b(?P<led>chaired|moderated|hosted|facilitated)\s+by\s+$"
    r"|\b[Mm]inutes\s+(?:were\s+)?(?:taken|recorded|prepared|written)\s+by\s+$"
)
_LEADS = re.compile(
    r"\s+(?:took\s+the\s+[Cc]hair|was\s+in\s+the\s+[Cc]hair|presided\s+over\s+the\s+meeting"
    r"|(?P<leads>chaired|moderated|hosted|facilitated)\s+(?:the|this|our)\s+"
    r"(?:\w+\s+)?(?:meeting|session|panel|call|discussion|workshop|debate|roundtable|event)\b)"
)
_LEADERS = {"chaired": "Chair", "moderated": "Moderator", "hosted": "Host", "facilitated": "Facilitator"}
_CLOSES = re.compile(r"\s*(?:,|\(|[.;:]|$)|\s+(?:of|from|at)\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody is and where."""

    role: str | None = None
    organisation: str | None = None


def office_behind(after: str) -> Office:
    """The role and the organisation that follow a name: ", CEO of X,", " (X)", " of X", " is head of X"."""
    if brackets := BRACKETS.match(after):
        return _in_brackets(brackets[1].strip(), after[brackets.end() :])
    if of := _OF_BODY.match(after):
        if of[1].rstrip().endswith(("'s", "’s")):
            return Office()  # "asked Ray Barnes of Jennifer's interest"
        return Office(None, _without_colleague(of[1].strip(" .")))
    if called := _CALLED.match(after):
        return Office(called[1])
    if opening := _OPENING.match(after):
        words = without_next(_phrase(after[opening.end() :]))
        head = words if " is " in opening[0] else words.split(",")[0]
        if words and has_role(head) and not _begins_with_holder(words):
            return _without_sums(*role_and_organisation(words))
    if leads := _LEADS.match(after):
        return Office(_LEADERS.get(leads["leads"], "Chair"))
    if area := _AREA_AT_BODY.match(after):  # "Bo Ray, Product Growth at Korvax, said"
        return Office(area[1].strip(), area[2].strip())
    return Office()


def _in_brackets(words: str, behind: str) -> Office:
    if INITIALS.match(words) and " " not in words:
        return office_behind(behind) if behind.startswith(",") else Office(None, words)
    longest = 16 if has_role(words) else 10
    if has_role(words) and len(words.split()) <= 2:  # "(secretary)"
        return Office(words[:1].upper() + words[1:])
    if words[:1].isupper() and len(words.split()) <= longest and not any(c.isdigit() for c in words):
        return Office(*role_and_organisation(words))
    return Office()


def _without_sums(role: str | None, organisation: str | None) -> Office:
    """A list of payments names no organisations."""
    return Office(role, None if organisation and re.search(r"[£$€]|\d", organisation) else organisation)


def _begins_with_holder(words: str) -> bool:
    """As in "Treasurer Ray Barnes, Clerk ...": the office is of the next one in the list."""
    named = [n for n in find_names(words.split(",")[0]) if n.is_full and n.is_strong]
    named = [n for n in named if n.words[-1] not in vocabulary()["roles"]]  # "Felix Editor"
    return bool(named) and (named[0].start == 0 or len(words[: named[0].start].split()) <= 2)


def _without_colleague(organisation: str) -> str:
    """The organisation alone of "Deutsche Telekom and Paul Jones (at NatWest)"."""
    first, joined, rest = organisation.rpartition(" and ")
    is_name = joined and len(rest.split()) > 1 and fold(rest.split()[0]) in vocabulary().genders
    return first if is_name else organisation


def _phrase(text: str) -> str:
    """The words of an office at the start of a text: they end at the first verb or full stop."""
    kept: list[str] = []
    seen_role = False
    written = text.split()[:LONGEST_OFFICE]
    if written and written[0] in _NO_OFFICE:
        return ""
    for at, word in enumerate(written):
        bare = word.strip(",.;:()\u200e\u200f")
        if not bare or (not seen_role and len(kept) > 7):
            break
        is_office = fold(bare) in vocabulary()["roles"]
        before = kept[-1] if kept else ""
        if (
            bare[0].islower()
            and seen_role
            and not (is_office or bare in _CONNECTORS or before in _OPENS_NOUN)
            and not (fold(bare) in vocabulary()["bodies"] and before[:1].isupper())
            and not ("and" in kept[-3:] and _leads_to_office(written[at : at + 4]))
        ):
            break
        seen_role |= is_office
        if word[0] in '“"':
            break
        kept.append(word.strip("\u200e\u200f"))
        if word[-1] in ".;:?!”" and not re.fullmatch(r"(?:[A-Z]\.)+", word):
            break
    phrase = " ".join(kept) if seen_role else ""
    while phrase and phrase.split()[-1].strip(",") in _CONNECTORS:
        phrase = phrase.rsplit(None, 1)[0] if " " in phrase else ""
    return phrase.strip(" ,.;:")


def _leads_to_office(words: list[str]) -> bool:
    """As in "psychologist and mobile applications lead": more words of one office."""
    for word in words:
        if fold(word.strip(",.;:()")) in vocabulary()["roles"]:
            return True
        if word[-1] in ",.;:)":
            return False
    return False


def office_before(words: str, name: Name, after: str) -> Office:
    """The office that leads up to a name: "The head of X, Ana Ruiz,", "As treasurer, Ana"."""
    if led := _LED_BY.search(words):
        return Office(_LEADERS.get(led["led"], "Minute-taker"))
    match = _AS.search(words) or (_BEFORE.search(words) if _CLOSES.match(after) else None)
    match = match or (_IS_NAMED.search(words) if name.is_full else None)
    if match is None:
        return _capitalised_title(words, name)
    office = match["office"]
    head = re.split(r"\s(?:of|for|at|on|to)\s", office)[0].split()
    if not head or len(head) > 5 or not has_role(head[-1]):
        return Office()
    role, organisation = role_and_organisation(office)
    return Office(role, organisation) if role and len(role.split()) <= 14 else Office()


def _capitalised_title(words: str, name: Name) -> Office:
    """As in "Federal Chief Information Officer (CIO) Clare Moss", "RCSU President Serena Yuen"."""
    match = re.search(r"((?:[A-Z][\w&.-]*\s+(?:(?:of|for)\s+)?){1,5})(?:\([A-Z]{2,6}\)\s+)?$", words)
    if match is None:
        return Office()
    title = match[1].split()
    while title and fold(title[0]) in vocabulary()["not_names"]:
        title.pop(0)
    is_office = len(title) > 1 and fold(title[-1]) in vocabulary()["roles"]
    return Office(" ".join(title)) if is_office and name.is_full else Office()
