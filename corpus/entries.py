"""One person as a list presents them: "Name, Role, Organisation", "Name (Organisation)", "Name - Role"."""

import re
from dataclasses import dataclass, replace

from corpus.names import find_names, is_person_name, name_words
from corpus.vocabulary import fold, vocabulary

LONGEST_ENTRY = 30  # words of a line that presents a person
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,100})[)\]]")
DASH = re.compile(r"\s+[-–—|]\s+|\s*[—]\s*")
INITIALS = re.compile(r"[A-Z][A-Za-z]{1,4}$")
SUM = re.compile(r"[£$€]\s?\d")
SINGLE_NAME = re.compile(r"[^\W\d_][\w'’.-]{0,30}$")
_AT = re.compile(r"\s+(?:at|for|with|from)\s+(?:the\s+)?(?=[A-Z])|\s+of\s+the\s+(?=[A-Z][\w&]*\s+[A-Z])")


@dataclass(frozen=True, slots=True)
class Entry:
    """One person as a list presents them."""

    name: str
    role: str | None = None
    organisation: str | None = None
    alias: str | None = None


def is_roster_title(title: str) -> bool:
    """Whether a heading or field says that a list of people follows."""
    title = BRACKETS.sub("", title.replace("(s)", "s")).partition(": ")[0].rpartition(", ")[2]
    words = re.sub(r"[^\w\s-]|\d", " ", fold(title)).split()
    roster = vocabulary()["roster_words"]
    if len(words) > 1 and words[-1] == "minutes":
        return False  # "Meeting minutes"
    return bool(words) and (" ".join(words) in roster or (len(words) <= 3 and words[-1] in roster))


def read_entry(line: str, *, in_roster: bool = False) -> Entry | None:
    """A line that is "Name, Role, Organisation", "Name (Organisation)", "Name – Role" or a name alone."""
    handle = _HANDLE.search(line)
    line = _HANDLE.sub("", line, count=1) if handle else line
    nick = _QUOTED_NICK.search(line)
    line = _QUOTED_NICK.sub(" ", line, count=1) if nick else line
    line = line.strip().rstrip(",;")
    if not line or len(line.split()) > LONGEST_ENTRY or line.endswith((":", "?", "!")):
        return None
    name, rest = _role_behind(*_split_entry(line))
    rest, short = _without_short_form(rest, name)
    is_name = is_person_name(name) or (in_roster and bool(SINGLE_NAME.match(name)) and name[0].isupper())
    if not is_name:
        return None
    known = name_words(name)[0] in vocabulary().genders
    if ": " in BRACKETS.sub("", line):
        return None
    if SUM.search(rest) or rest.startswith(("is ", "was ")):  # a list of payments, a sentence
        return None
    role, organisation = role_and_organisation(rest)
    if role and len(role.split()) > 14:
        return None
    alias = nick[1] if nick else handle[1] if handle else short
    if (
        organisation
        and INITIALS.match(organisation.split(",")[0])
        and are_initials(organisation.split(",")[0], name)
    ):
        short, _, rest_of = organisation.partition(",")  # "Bea Lind (BL)"
        alias, organisation = alias or short, rest_of.strip() or None
    if rest and not (known or role or in_roster):
        return None
    if not rest and not (known or in_roster):
        return None
    if rest and line.endswith(".") and not role:
        return None
    return Entry(name, role, organisation, alias)


_ACRONYMS = re.compile(r"(?=\S*[A-Z]{3})[A-Z][A-Z-]{1,11}(?:\s*/\s*[A-Z][A-Z-]{1,11})?")
_QUOTED_NICK = re.compile(r"\s+[‘“\"']([A-Z][\w-]{1,20})[’”\"']\s+(?=[A-Z])")  # "Terence ‘Tex’ Moss"
_AT_NICK = re.compile(r"@[A-Za-z][\w-]{1,30}")
_SHORT_FORM = re.compile(r"\s*[(\[]([A-Z][A-Za-z]{1,4})[)\]]$")
_HANDLE = re.compile(r"\s*[-–—/]?\s*[(`]{0,2}@([\w-]{1,39})[)`]{0,2}")


def _split_entry(line: str) -> tuple[str, str]:
    if brackets := BRACKETS.search(line):
        name, after = line[: brackets.start()].strip(" -–—"), line[brackets.end() :].strip(" ,;-–—")
        if name and "," not in name and not DASH.search(name):
            return name, ", ".join(part for part in (brackets[1], after) if part)
    name, comma, rest = line.partition(",")
    dash = DASH.search(name)
    if dash:
        return name[: dash.start()].strip(), line[dash.end() :].strip()
    return name.strip(), rest.strip() if comma else ""


def _without_short_form(rest: str, name: str) -> tuple[str, str | None]:
    """What stands beside a name, and the short form at its end: "Bea Lind - Sea Survey (BLI)"."""
    short = _SHORT_FORM.search(rest)
    return (rest[: short.start()], short[1]) if short and are_initials(short[1], name) else (rest, None)


def _role_behind(name: str, rest: str) -> tuple[str, str]:
    """As in "Mrs Carol Hardy Parish Clerk", "Carol Hardy ESA": no comma parts it from the name."""
    words = name.split()
    first = next((i for i, word in enumerate(words) if fold(word).rstrip(".") not in vocabulary().titles), 0)
    end = first + 2
    if len(words) < end + 1 or fold(words[first]) not in vocabulary().genders:
        return name, rest
    role = " ".join(words[end:])
    if role[0].islower() and not has_role(words[end]):
        return name, rest  # "Carol Hardy took the chair"
    is_body = fold(words[end - 1]) not in vocabulary().genders and _ACRONYMS.fullmatch(role)
    if not (has_role(role) or is_body) or not is_person_name(" ".join(words[first:end])):
        return name, rest
    return " ".join(words[:end]), ", ".join(part for part in (role, rest) if part)


def role_and_organisation(rest: str) -> tuple[str | None, str | None]:
    """Split "Head of Unit, DG GROW, European Commission" behind the last part that is an office."""
    parts = [part.strip() for part in without_next(rest).split(",") if part.strip()]
    named = (
        i for i, p in enumerate(parts) if is_person_name(p) and _is_given(p.split()[0]) and not has_role(p)
    )
    del parts[next(named, len(parts)) :]  # "Executive Director, Janet Campbell, Secretary"
    while parts and parts[-1][0].islower() and not has_role(parts[-1]):
        parts.pop()
    if not parts:
        return None, None
    last = max((i for i, part in enumerate(parts) if has_role(part)), default=-1)
    roles, rest_parts = parts[: last + 1], parts[last + 1 :]
    organisation = ", ".join(rest_parts) or None
    if roles and organisation is None and (at := _AT.search(roles[-1])):
        before = [*roles[:-1], roles[-1][: at.start()]]
        if has_role(", ".join(before)):  # "Code for Boston Captain" names no office in front of the "for"
            roles, organisation = before, roles[-1][at.end() :]
    if not roles and organisation and organisation[0].islower():
        organisation = None
    return ", ".join(roles) or None, organisation


def without_next(words: str) -> str:
    """The words of an office without the next person: "fellow and Uri Harel, the coordinator"."""
    for name in find_names(words):
        before = words[: name.start].rstrip()
        is_person = name.is_full and name.words[0] in vocabulary().genders
        if is_person and before.endswith((",", "&", " and")):
            return before.rstrip(",& ").removesuffix(" and").rstrip(", ")
    return words


def has_role(part: str) -> bool:
    words = re.findall(r"[\w-]+(?:['’]s\b)?", fold(part))  # "Clerk's salary" is none
    roles = vocabulary()["roles"]
    return any(word in roles or (word.endswith("s") and word[:-1] in roles) for word in words)


def read_listing(listing: str, *, attended: bool = False) -> list[Entry]:
    """The people of a list on one line; none if most of its members are no names.

    "A, B (remote, late) and C", "The Mayor, Cr A, and Crs B, C", "A, role, organisation; B, role".
    ``attended`` says that the list's title leaves no doubt: then a word alone is a name.
    """
    parts = [part.strip(" .") for part in re.split(r";|\n", listing) if part.strip(" .")]
    if len(parts) > 1:
        entries = [entry for part in parts if (entry := read_entry(part, in_roster=True))]
        if 2 * len(entries) >= len(parts) and any(e.role or e.organisation for e in entries):
            return entries
    return _read_members(listing_values(listing), attended=attended)


def _read_members(values: list[str], *, attended: bool) -> list[Entry]:
    """The people among the members of a list; an office stands beside the name that it belongs to."""
    entries: list[Entry] = []
    read, office = 0, None
    for value in values:
        entry = (
            (Entry(value[1:]) if _AT_NICK.fullmatch(value) else None)
            or _officer(value)
            or read_entry(value, in_roster=True)
            or read_entry(value.split("(")[0], in_roster=True)
        )
        if _is_office(value) or (entries and not entry and has_role(value.split(" of ")[0])):
            read += 1
            if entries and not entries[-1].role and not value.lower().startswith("the "):
                entries[-1] = replace(entries[-1], role=value)  # "Ann Lee, Chair, Bo Ray"
            else:
                office = value.removeprefix("The ").removeprefix("the ")
        elif entry:
            read += 1
            entries.append(replace(entry, role=entry.role or office))
            office = None
    sure = [e for e in entries if is_person_name(e.name) or e.name.isupper() or e.alias or _is_given(e.name)]
    names = [e for e in entries if fold(e.name) not in vocabulary()["not_names"]]
    entries = names if attended or 2 * len(sure) >= len(entries) else sure
    return entries if 2 * read >= len(values) else []


def _officer(value: str) -> Entry | None:
    """Somebody by office and family name alone: "City Manager Johnson", "Assistant City Clerk Ahrens"."""
    *office, name = BRACKETS.sub("", value).split() or [""]
    vocab = vocabulary()
    is_office = bool(office) and fold(office[-1]) in vocab["roles"] - vocab["members"]
    if not is_office or not all(w[:1].isupper() for w in office) or fold(office[0]) in vocab.genders:
        return None
    if fold(office[0]).rstrip(".") in vocab.titles or not SINGLE_NAME.match(name) or not name[0].isupper():
        return None
    known = vocab["roles"] | vocab["not_names"] | vocab["name_breakers"] | vocab["collectives"]
    return None if fold(name) in known or name.isupper() else Entry(name, role=" ".join(office))


def _is_office(value: str) -> bool:
    words = fold(value).removeprefix("the ").split()
    return 1 <= len(words) <= 3 and (
        " ".join(words) in vocabulary()["offices"] or words[-1] in vocabulary()["offices"]
    )


def _is_given(name: str) -> bool:
    return fold(name) in vocabulary().genders


def listing_values(listing: str) -> list[str]:
    """The members of "A, B (remote, late), C and D", brackets kept with their name."""
    hidden = re.sub(r"\([^()]{0,200}\)", lambda m: m[0].replace(",", "\0").replace(" and ", " \1 "), listing)
    hidden = hidden.rstrip(". ")
    parts = re.split(r"[,;\n]\s*(?:and\s+)?|\s+and\s+|\s+&\s+|(?<=\))\s+(?=[A-Z])", hidden)
    parts = [re.sub(r"^[^\w@]+", "", part) for part in parts]
    return [part.replace("\0", ",").replace(" \1 ", " and ").strip() for part in parts if part.strip()][:500]


def read_key(line: str) -> list[Entry]:
    """People whose short forms a line defines: "AB = Alice Bright, JdV = Jan de Vries"."""
    found = []
    for part in re.split(r"[,;\n]", line) if "=" in line else ():
        left, _, right = (side.strip() for side in part.rpartition(":")[2].partition("="))
        if INITIALS.match(right):
            left, right = right, left
        if INITIALS.match(left) and is_person_name(right):
            found.append(Entry(right, alias=left))
    return found


def are_initials(initials: str, name: str) -> bool:
    """The first letter is the name's, and no letter is lacking in it but perhaps one.

    Of a family name alone, the last letter: "Taylor (PT)".
    """
    words = name_words(name)
    letters, firsts = fold(initials), "".join(part[0] for w in words for part in re.split(r"[-.]", w) if part)
    if len(words) == 1 and initials.isupper() and len(letters) in (2, 3):
        return letters[-1] == firsts[:1]
    return letters[:1] == firsts[:1] and (letters[-1] in fold(name) or len(letters) == len(firsts))
