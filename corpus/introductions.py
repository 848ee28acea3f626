"""Sentences that present people: by title, by role and organisation, as members of a panel, in full."""

import re

from corpus.appositions import Office, office_before, office_behind
from corpus.entries import BRACKETS, INITIALS, are_initials, is_roster_title, read_listing
from corpus.heading_people import add_entry
from corpus.names import Name, find_names, gender_of, is_person_name, names_thing
from corpus.people import Cast
from corpus.vocabulary import fold, vocabulary

_FIELD = re.compile(r"\s*([^\W\d_][^:\n]{0,60}?)\s*:\s*(.{2,3000})$", re.S)
_PANEL = re.compile(
    r"\bpanel\s+(?:included|includes|was|featured|consisted of|comprised|was made up of)\b"
    r"|\bpanell?ists\s+(?:included|are)\b|\b(?:[Pp]anell?ists|[Pp]anel|[Ss]peakers)\s*\((?=[A-Z])"
)
_SHORT_LINK = re.compile(r"\[([^\[\]\n]{2,100})\](?![(\[:])")
_LINK_TARGET = re.compile(r"^[ ]{0,3}\[([^\[\]\n]{2,100})\]:[ \t]+\S", re.M)
_COLLEAGUE = re.compile(r"\s*(?:\([^()]{1,120}\))?(?:,|,?\s+and|\s+&)\s+$")  # "Ana Ruiz (Korvax), Bo Ray"
_SPEAKS = frozenset(("speaker", "presenter", "panelist", "panellist", "guest", "keynoter"))
_PRESENTS = re.compile(  # "Ana Ruiz from Korvax gave a talk"
    r"\s+from\s+(?:[Tt]he\s+)?[A-Z][^.;:!?]{1,100}?\s(?:then\s+|also\s+)?"
    r"(?:(?:gave|delivered|presented|provided)\s+(?:us\s+)?(?:an?|the|his|her)\s|(?:spoke|talked)\s+(?:to\s+us\s+)?(?:about|on)\s)"
)
FEWEST_PARTED = 2  # semicolons in a list of a panel's members
LONGEST_LEAD = 200  # characters before a name that may hold an office
_NEAR = 80  # characters between two members of one list


def without_short_links(text: str, lines: list[str]) -> list[str]:
    """The lines without the brackets of "[Ana Ruiz], head of ...", whose target stands elsewhere."""
    targets = {m[1].casefold() for m in _LINK_TARGET.finditer(text)}
    if not targets:
        return lines

    def bare(match: re.Match[str]) -> str:
        return match[1] if match[1].casefold() in targets else match[0]

    return [_SHORT_LINK.sub(bare, line) for line in lines]


def read_introductions(cast: Cast, line: str) -> None:
    """People whom a sentence presents by title, role, organisation or in full."""
    _Introductions(cast, line).read()


class _Introductions:
    """One reading of a line, name by name."""

    def __init__(self, cast: Cast, line: str) -> None:
        self.cast, self.line = cast, line
        field = _FIELD.match(line)
        self.is_list = bool(field and is_roster_title(field[1]))
        panel = _PANEL.search(line)
        self.panel = panel.end() if panel else None
        self.panellist: Name | None = None  # whose list of colleagues goes on
        self.sharing: Name | None = None  # the last of those who share an office: "Supervisors A, B and C"
        self.shared = ""
        self.described = ""  # as what and of where the last name is presented
        self.presented: Name | None = None  # the last of whom brackets say who they are

    def read(self) -> None:
        self._read_panel()
        for name in find_names(self.line):
            if name.text not in self.described and not names_thing(
                self.line, name
            ):  # "Felix Editor" of "Ana Ruiz, Felix Editor"
                self._read(name)

    def _read_panel(self) -> None:
        """A panel whose members semicolons part: "The panel consisted of: Ana Ruiz, Chair; Bo Lind, DUG"."""
        members = self.line[self.panel :].lstrip(":; ").split(". ")[0] if self.panel else ""
        if members.count(";") < FEWEST_PARTED:
            return
        for entry in read_listing(members):
            if is_person_name(entry.name):
                person = add_entry(self.cast, entry)
                person.is_panellist = True

    def _read(self, name: Name) -> None:
        after = self.line[name.end : name.end + 400]
        lead = self.line[max(0, name.start - LONGEST_LEAD) : name.start]
        office, before = Office(), Office()
        if not self.is_list:
            office, before = office_behind(after), office_before(lead, name, after)
        role = _both(office.role, before.role)
        is_introduced = (
            bool(before.role)
            or bool(_PRESENTS.match(after))
            or (bool(office.role) and not after.lstrip(", ").startswith("is "))
        )
        if not (name.is_strong or (name.is_full and (is_introduced or self._is_colleague(name, after)))):
            self._suspect(name, before)
            return
        self.described = f"{office.role} {office.organisation}"
        self._note_presented(name, after)
        self._add(name, after, role, office.organisation or before.organisation)

    def _suspect(self, name: Name, before: Office) -> None:
        if name.is_full and not any(w.isupper() and len(w) > 2 for w in name.text.split()):
            self.cast.suspects.setdefault(name.words[-1], name.text)
            self.cast.suspects.setdefault(name.words[0], name.text)
        elif before.role and len(known := self.cast.find(name.text)) == 1:
            known[0].role = known[0].role or before.role

    def _add(self, name: Name, after: str, role: str | None, organisation: str | None) -> None:
        cast, vocab = self.cast, vocabulary()
        if not name.is_full and not name.title:
            self._suspect(name, Office(role))
            return
        title = self._title(name)
        if not role and title in vocab["roles"] and title not in vocab["members"]:
            role = title.capitalize()
        if not name.is_full and title not in vocab.titles and title not in vocab["offices"]:
            return
        gender = gender_of("", name.title)
        known = [p for p in cast.find(name.text) if len(p.words) > 1 or {p.gender, gender} != {"f", "m"}]
        if not name.is_full and known:
            known[0].gender = known[0].gender or gender
            return
        person = cast.add(name.text, role=role, organisation=organisation, title=name.title)
        if initials := _defined_initials(after, name.text):
            cast.alias(person, initials)
        if title in vocab["members"] or self._is_listed(name) or self._goes_on(self.panellist, name):
            person.is_panellist = person.takes_part = True
            self.panellist = name
        else:
            self.panellist = None

    def _title(self, name: Name) -> str:
        """The title or role before a name in the singular; that of several goes on along their list."""
        roles = vocabulary()["roles"]
        if name.title.endswith("s") and name.title[:-1] in roles:
            self.sharing, self.shared = name, name.title[:-1]
            return self.shared
        if not name.title and self.sharing and self._follows(self.sharing, name):
            self.sharing = name
            return self.shared
        self.sharing = None
        return name.title

    def _follows(self, before: Name, name: Name) -> bool:
        """Whether nothing but a comma, "and" or brackets parts two names."""
        return bool(_COLLEAGUE.fullmatch(self.line[before.end : name.start]))

    def _is_colleague(self, name: Name, after: str) -> bool:
        """Whether a name of unsure form stands in a list of people, each with brackets behind the name."""
        return (
            self.presented is not None and self._follows(self.presented, name) and bool(BRACKETS.match(after))
        )

    def _note_presented(self, name: Name, after: str) -> None:
        self.presented = name if name.is_full and BRACKETS.match(after) else None

    def _is_listed(self, name: Name) -> bool:
        if self.panel is None or name.start < self.panel:
            return False
        return "." not in self.line[self.panel : name.start].replace("Dr.", "").replace("Ms.", "")

    def _goes_on(self, before: Name | None, name: Name) -> bool:
        """Whether a name stands near the one before it in one sentence."""
        if before is None or name.start - before.end >= _NEAR:
            return False
        return "." not in self.line[before.end : name.start]


def _both(behind: str | None, before: str | None) -> str | None:
    """The role behind a name; with that before it, unless it only says that somebody speaks."""
    if not behind or not before or fold(before) in fold(behind):
        return behind or before
    return behind if fold(before).split()[-1] in _SPEAKS else f"{behind}, {before}"


def _defined_initials(after: str, name: str) -> str | None:
    brackets = BRACKETS.match(after)
    if brackets and INITIALS.match(brackets[1]) and are_initials(brackets[1], name):
        return brackets[1]
    return None
