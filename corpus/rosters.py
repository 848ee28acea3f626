"""Who is in a record: agendas, attendee lists and tables, headings, and introductions in a sentence."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.names import Name, find_names, gender_of, is_person_name, name_words
from corpus.people import Cast, Person
from corpus.rules import Rules
from corpus.structure import Block, plain
from corpus.vocabulary import fold, vocabulary

LONGEST_ENTRY = 30  # words of a line that presents a person
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,100})[)\]]")
_FIELD = re.compile(r"\s*([^\W\d_][^:\n]{0,60}?)\s*:\s*(.{2,3000})$", re.S)
_DASH = re.compile(r"\s+[-–—|]\s+|\s*[—]\s*")
_INITIALS = re.compile(r"[A-Z][A-Za-z]{1,4}$")
_SINGLE_NAME = re.compile(r"[^\W\d_][\w'’.-]{0,30}$")
_AT = re.compile(r"\s+(?:at|for|with|from)\s+(?:the\s+)?(?=[A-Z])|\s+of\s+the\s+(?=[A-Z][\w&]*\s+[A-Z])")
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


@dataclass(frozen=True, slots=True)
class Entry:
    """One person as a list presents them."""

    name: str
    role: str | None = None
    organisation: str | None = None
    alias: str | None = None


def read_cast(text: str, blocks: Sequence[Block], sections: Sequence[tuple[str, ...]], rules: Rules) -> Cast:
    """Everybody the record names, with role, organisation and short forms as far as it tells them."""
    cast = Cast(misspellings=rules.misspellings)
    lines = [plain(text, b.span) if b.kind != "silent" else "" for b in blocks]
    _read_front_matter(cast, text)
    tabled = _read_initials(cast, blocks, lines)
    _read_table(cast, blocks, lines)
    panel = False
    for i, (block, line, section) in enumerate(zip(blocks, lines, sections, strict=True)):
        if block.kind in ("silent", "row") or not line or i in tabled:
            continue
        if block.kind in ("heading", "item") and not read_entry(line):
            panel = "panel" in fold(line).split()
        in_roster = block.kind == "item" and bool(section) and is_roster_title(section[-1])
        for person in _read_line(cast, line, in_roster=in_roster):
            person.is_panellist |= panel and block.kind != "heading"
    for i, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        if block.kind in ("paragraph", "item", "quote") and i not in tabled:
            _read_introductions(cast, line)
    return cast


def _read_front_matter(cast: Cast, text: str) -> None:
    """The people whom a file's front matter lists as its speakers."""
    if not text.startswith("---"):
        return
    is_open = False
    for line in text[3 : max(text.find("\n---", 3), 3)].splitlines():
        if field := re.match(r"([A-Za-z_ -]{1,30}):\s*(.*)$", line):
            is_open = is_roster_title(field[1]) and field[1].lower() not in (
                "author",
                "authors",
                "contributors",
            )
            values = _values(field[2].strip("[]")) if is_open else []
        else:
            values = [line.strip(" -")] if is_open else []
        for value in values:
            name = value.strip("'\" ")
            if _SINGLE_NAME.match(name) or is_person_name(name):
                cast.add(name, takes_part=True)


def is_roster_title(title: str) -> bool:
    """Whether a heading or field says that a list of people follows."""
    title = _BRACKETS.sub("", title.replace("(s)", "s"))
    words = re.sub(r"[^\w\s-]|\d", " ", fold(title)).split()
    roster = vocabulary()["roster_words"]
    return bool(words) and (" ".join(words) in roster or (len(words) <= 3 and words[-1] in roster))


# --- lists -----------------------------------------------------------------------------------------


def read_entry(line: str, *, in_roster: bool = False) -> Entry | None:
    """A line that is "Name, Role, Organisation", "Name (Organisation)", "Name – Role" or a name alone."""
    handle = _HANDLE.search(line)
    line = _HANDLE.sub("", line, count=1) if handle else line
    line = line.strip().rstrip(",;")
    if not line or len(line.split()) > LONGEST_ENTRY or line.endswith((":", "?", "!")):
        return None
    name, rest = _split_entry(line)
    is_name = is_person_name(name) or (in_roster and bool(_SINGLE_NAME.match(name)) and name[0].isupper())
    if not is_name:
        return None
    known = name_words(name)[0] in vocabulary().genders
    if ": " in _BRACKETS.sub("", line):
        return None
    role, organisation = role_and_organisation(rest)
    if role and len(role.split()) > 14:
        return None
    if organisation and _INITIALS.match(organisation) and _are_initials(organisation, name):
        organisation = None  # "Bea Lind (BL)": a short form, see ``_defined_initials``
    if rest and not (known or role or in_roster):
        return None
    if not rest and not (known or in_roster):
        return None
    if rest and line.endswith(".") and not role:
        return None
    return Entry(name, role, organisation, handle[1] if handle else None)


_PANEL = re.compile(
    r"\bpanel\s+(?:included|includes|was|featured|consisted of|comprised|was made up of)\b"
    r"|\bpanell?ists\s+(?:included|are)\b"
)
_HANDLE = re.compile(r"\s*[-–—]?\s*\(?@([\w-]{1,39})\)?")


def _split_entry(line: str) -> tuple[str, str]:
    if brackets := _BRACKETS.search(line):
        name, after = line[: brackets.start()].strip(), line[brackets.end() :].strip(" ,;-–—")
        if name and "," not in name and not _DASH.search(name):
            return name, ", ".join(part for part in (brackets[1], after) if part)
    name, comma, rest = line.partition(",")
    dash = _DASH.search(name)
    if dash:
        return name[: dash.start()].strip(), line[dash.end() :].strip()
    return name.strip(), rest.strip() if comma else ""


def role_and_organisation(rest: str) -> tuple[str | None, str | None]:
    """Split "Head of Unit, DG GROW, European Commission" behind the last part that is an office."""
    parts = [part.strip() for part in rest.split(",") if part.strip()]
    while parts and parts[-1][0].islower() and not _has_role(parts[-1]):
        parts.pop()
    if not parts:
        return None, None
    last = max((i for i, part in enumerate(parts) if _has_role(part)), default=-1)
    roles, rest_parts = parts[: last + 1], parts[last + 1 :]
    organisation = ", ".join(rest_parts) or None
    if roles and organisation is None and (at := _AT.search(roles[-1])):
        organisation = roles[-1][at.end() :]
        roles[-1] = roles[-1][: at.start()]
    if not roles and organisation and organisation[0].islower():
        organisation = None
    return ", ".join(roles) or None, organisation


def _has_role(part: str) -> bool:
    words = re.findall(r"[\w-]+", fold(part))
    roles = vocabulary()["roles"]
    return any(word in roles or (word.endswith("s") and word[:-1] in roles) for word in words)


def _read_line(cast: Cast, line: str, *, in_roster: bool) -> Iterator[Person]:
    if entry := read_entry(line, in_roster=in_roster):
        yield _add(cast, entry)
        return
    if (field := _FIELD.match(line)) and is_roster_title(field[1]):
        absent = fold(field[1]).split()[0] in ("regrets", "apologies", "absent")
        office = fold(field[1]).removesuffix("(s)").rstrip("s").split()[-1]
        office = {"moderation": "moderator"}.get(office, office)
        for entry in _listed(field[2]):
            if entry:
                person = _add(cast, entry, takes_part=not absent)
                if office in vocabulary()["offices"]:
                    person.role = person.role or office.capitalize()
                yield person
    elif in_roster and "," in line:
        for value in _values(line):
            if is_person_name(value.split("(")[0].strip()) and (entry := read_entry(value, in_roster=True)):
                yield _add(cast, entry)


def _listed(listing: str) -> list[Entry]:
    """The people of a list; none if most of its members are no names. A word alone must look like a name."""
    values = _values(listing)
    entries = [
        entry
        for value in values
        if (entry := read_entry(value, in_roster=True) or read_entry(value.split("(")[0], in_roster=True))
    ]
    full = [e for e in entries if is_person_name(e.name)]
    genders = vocabulary().genders
    if len(full) < 2:
        entries = [e for e in entries if e in full or e.name.isupper() or fold(e.name) in genders]
    return entries if 2 * len(entries) >= len(values) else []


def _values(listing: str) -> list[str]:
    """The members of "A, B (remote, late), C and D", brackets kept with their name."""
    hidden = re.sub(r"\([^()]{0,200}\)", lambda m: m[0].replace(",", "\0"), listing)
    hidden = hidden.rstrip(". ")
    parts = re.split(r"[,;\n]\s*(?:and\s+)?|\s+and\s+|\s+&\s+|(?<=\))\s+(?=[A-Z])", hidden)
    parts = [re.sub(r"^\W+", "", part) for part in parts]
    return [part.replace("\0", ",").strip() for part in parts if part.strip()][:500]


def _add(cast: Cast, entry: Entry, *, takes_part: bool = True) -> Person:
    return cast.add(
        entry.name,
        role=entry.role,
        organisation=entry.organisation,
        alias=entry.alias,
        takes_part=takes_part,
    )


# --- tables ----------------------------------------------------------------------------------------


def _read_initials(cast: Cast, blocks: Sequence[Block], lines: Sequence[str]) -> set[int]:
    """Attendee tables that lost their lines: "Name INI Organisation", or one cell below the other.

    Returns which lines they are.
    """
    read: set[int] = set()
    flat = [(i, found) for i, line in enumerate(lines) for found in _flat_rows(line)]
    stacked = [
        i
        for i, (line, following) in enumerate(itertools.pairwise(lines))
        if is_person_name(line) and _INITIALS.match(following) and _are_initials(following, line)
    ]
    if len(flat) >= 3:
        for i, (name, initials, rest) in flat:
            read.add(i)
            cast.add(name, organisation=rest.strip(" ?") or None, alias=initials, takes_part=True)
    if len(stacked) >= 2:
        known = set(stacked)
        for i in stacked:
            rest = lines[i + 2] if i + 2 < len(lines) and i + 2 not in known else ""
            organisation = rest if rest and len(rest.split()) <= 14 and blocks[i + 2].tight else None
            read |= {i, i + 1, i + 2}
            cast.add(lines[i], organisation=organisation, alias=lines[i + 1], takes_part=True)
    return read


def _flat_rows(line: str) -> Iterator[tuple[str, str, str]]:
    tokens = line.split()
    if not 3 <= len(tokens) <= LONGEST_ENTRY:
        return
    for i in range(2, min(6, len(tokens))):
        name = " ".join(tokens[:i])
        is_short_form = _INITIALS.match(tokens[i]) and sum(c.isupper() for c in tokens[i]) >= 2
        if is_short_form and is_person_name(name) and _are_initials(tokens[i], name):
            rest, following = _cut_next_row(tokens[i + 1 :])
            yield name, tokens[i], " ".join(rest)
            if following:
                yield from _flat_rows(" ".join(following))
            return


def _cut_next_row(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Two rows may have run into one line."""
    for j in range(len(tokens) - 2):
        for k in (j + 2, j + 3):
            if k < len(tokens) and _INITIALS.match(tokens[k]) and tokens[k].isupper():
                name = " ".join(tokens[j:k])
                if (
                    is_person_name(name)
                    and name_words(name)[0] in vocabulary().genders
                    and _are_initials(tokens[k], name)
                ):
                    return tokens[:j], tokens[j:]
    return tokens, []


def _are_initials(initials: str, name: str) -> bool:
    """The first letter is the name's, and no letter is lacking in it but perhaps one."""
    words = name_words(name)
    letters, firsts = fold(initials), "".join(part[0] for w in words for part in re.split(r"[-.]", w) if part)
    return letters[:1] == firsts[:1] and (letters[-1] in fold(name) or len(letters) == len(firsts))


def _read_table(cast: Cast, blocks: Sequence[Block], lines: Sequence[str]) -> None:
    """A table with a column of names and, say, initials and organisations."""
    columns: dict[str, int] = {}
    vocab = vocabulary()
    for i, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        if block.kind != "row":
            columns = {}
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if i == 0 or blocks[i - 1].kind != "row":
            heads = [fold(cell) for cell in cells]
            columns = {
                kind: next(k for k, head in enumerate(heads) if head in vocab[f"{kind}_columns"])
                for kind in ("name", "initials", "organisation", "role")
                if any(head in vocab[f"{kind}_columns"] for head in heads)
            }
            continue
        if "name" in columns and columns["name"] < len(cells):
            values = {kind: cells[k] for kind, k in columns.items() if k < len(cells) and cells[k]}
            entry = read_entry(values.get("name", ""), in_roster=True)
            if entry and (is_person_name(entry.name) or "initials" in values):
                cast.add(
                    entry.name,
                    role=values.get("role") or entry.role,
                    organisation=values.get("organisation") or entry.organisation,
                    alias=values.get("initials"),
                    takes_part=True,
                )


# --- sentences -------------------------------------------------------------------------------------


def _read_introductions(cast: Cast, line: str) -> None:
    """People whom a sentence presents by title, role, organisation or in full."""
    field = _FIELD.match(line)
    is_list = bool(field and is_roster_title(field[1]))
    names = find_names(line)
    panel = match.end() if (match := _PANEL.search(line)) else None
    series: Name | None = None  # the panellist whose list of colleagues goes on
    for name in names:
        after = line[name.end : name.end + 200]
        role, organisation = _apposition(after) if not is_list else (None, None)
        strong = name.is_strong or (name.is_full and bool(role) and not after.lstrip(", ").startswith("is "))
        if not strong:
            if name.is_full:
                cast.suspects.setdefault(name.words[-1], name.text)
                cast.suspects.setdefault(name.words[0], name.text)
            continue
        if not name.is_full and not name.title:
            continue
        vocab = vocabulary()
        title = (
            name.title[:-1] if name.title.endswith("s") and name.title[:-1] in vocab["roles"] else name.title
        )
        if not role and title in vocab["roles"] and title not in vocab["members"]:
            role = title.capitalize()
        if not name.is_full and title not in vocab.titles and title not in vocab["offices"]:
            continue
        gender = gender_of("", name.title)
        known = [p for p in cast.find(name.text) if len(p.words) > 1 or {p.gender, gender} != {"f", "m"}]
        if not name.is_full and known:
            known[0].gender = known[0].gender or gender
            continue
        person = cast.add(name.text, role=role, organisation=organisation, title=name.title)
        if initials := _defined_initials(after, name.text):
            cast.alias(person, initials)
        listed = panel is not None and "." not in line[panel : name.start].replace("Dr.", "").replace(
            "Ms.", ""
        )
        if (
            title in vocab["members"]
            or listed
            or (series and name.start - series.end < 80 and "." not in line[series.end : name.start])
        ):
            person.is_panellist = person.takes_part = True
            series = name
        else:
            series = None


def _defined_initials(after: str, name: str) -> str | None:
    brackets = _BRACKETS.match(after)
    if brackets and _INITIALS.match(brackets[1]) and _are_initials(brackets[1], name):
        return brackets[1]
    return None


def _apposition(after: str) -> tuple[str | None, str | None]:
    """The role and the organisation that follow a name: ", CEO of X,", " (X)", " of X", " is head of X"."""
    if brackets := _BRACKETS.match(after):
        words = brackets[1].strip()
        if _INITIALS.match(words) and " " not in words:
            return (
                _apposition(after[brackets.end() :])
                if after[brackets.end() :].startswith(",")
                else (None, words)
            )
        if words[0].isupper() and len(words.split()) <= 10 and not any(c.isdigit() for c in words):
            return role_and_organisation(words)
        return None, None
    if of := re.match(
        r"\s+(?:of|from|at)\s+(?:the\s+)?((?:(?:(?:[A-Z]\.)+|[A-Z][\w&'-]*)(?:\s+(?:of|for|and|the)(?=\s+[A-Z]))?\s?){1,8})",
        after,
    ):
        return None, of[1].strip(" .")
    if called := re.match(r",\s+the\s+([A-Z][a-z]+(?:\s[A-Z][a-z]+)?)(?=[,.;’'])", after):
        return called[1], None
    if opening := re.match(r"(?:,\s+|,?\s+is\s+)[\u200e\u200f]?(?:the\s+|a\s+|an\s+)?(?=\S)", after):
        words = _phrase(after[opening.end() :])
        if words and _has_role(words.split(",")[0]):
            return role_and_organisation(words)
    return None, None


def _phrase(text: str) -> str:
    """The words of an office at the start of a text: they end at the first verb or full stop."""
    kept: list[str] = []
    seen_role = False
    for word in text.split()[:24]:
        bare = word.strip(",.;:()\u200e\u200f")
        if not bare or (not seen_role and len(kept) > 7):
            break
        is_office = fold(bare) in vocabulary()["roles"]
        if bare[0].islower() and seen_role and bare not in _CONNECTORS and not is_office:
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


def heading_person(cast: Cast, title: str) -> tuple[Person, ...]:
    """The person a heading is: "Name", "Name, Role", "Name: Title of talk", "Title of talk – Name"."""
    if _SINGLE_NAME.match(title) and title[0].isupper() and fold(title) not in vocabulary()["not_names"]:
        known = cast.find(title)
        if len(known) == 1 or (not known and fold(title) in vocabulary().genders):
            return (known or (cast.add(title),))[:1]
    known = cast.find(title) if is_person_name(title) else ()
    if len(known) == 1 and known[0].words == name_words(title):
        return known
    entry = read_entry(title)
    if entry:
        return cast.find(entry.name)[:1]
    for part in re.split(r":\s+|\s+[-–—|]\s+|\s+by\s+", title)[:4]:
        entry = read_entry(part.strip())
        if entry and is_person_name(entry.name):
            return (_add(cast, entry),)
    return ()


def named_people(cast: Cast, line: str) -> list[Person]:
    """The people of the cast that a short line names, each once."""
    found: list[Person] = []
    for match in re.finditer(r"[^\W\d_][\w'’.-]*", line):
        word = re.sub(r"['’]s$", "", match[0])
        if word[0].isupper() or word in cast.organisations:
            people = cast.find(word) if fold(word) not in vocabulary()["not_names"] else ()
            if len(people) == 1 and people[0] not in found:
                found.append(people[0])
    return found
