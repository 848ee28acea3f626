"""What a person's name looks like, and where names stand in a line or a sentence."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.vocabulary import fold, vocabulary

# "J.P.", or a word with inner hyphens and apostrophes: "Hazaël-Massieux", "O'Neill".
_WORD = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.){0,3}|[^\W\d_](?:[\w'’‑-]{0,60}\w)?")
_POSSESSIVE = re.compile(r"['’][sS]$|['’]$")
_NO_LOWER_TITLES = frozenset(("general", "major", "right", "lead", "rep"))  # "in general ECC is faster"
_PLURAL_ACRONYM = re.compile(r"[A-Z]{2,}s")
_TITLE_CASE_WORDS = frozenset(("To", "On", "In", "At", "By", "Or", "Of"))
_CONTRACTION = re.compile(r"['’](?:ll|re|ve|m|t)$")
_LETTERED = frozenset(("exhibit", "annex", "appendix", "schedule", "option", "part", "phase", "group"))
_ARTICLE = re.compile(r"(?:^|[\s`(\[])(?:an?|the)\s[`*_\[]*$", re.I)
_NOUN_BEHIND = re.compile(r"\s(?!and\b|who\b|that\b|was\b|is\b|has\b|said\b)[a-z]{3,}")
_DOUBLE_GIVEN = re.compile(r"([A-Z][a-zé]{2,})[-‑][A-Z][a-zé]{2,}\s")
MOST_WORDS = 6  # of one name: "Maria da Conceição van der Berg"


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``text[start:end]``, without the title or role ``title`` that stands before it."""

    start: int
    end: int
    text: str
    title: str  # folded; "" if none
    is_full: bool  # at least a given name and a family name

    @property
    def words(self) -> tuple[str, ...]:
        return name_words(self.text)

    @property
    def is_strong(self) -> bool:
        """Whether its form alone says that it is a person's: a title, or a known given name and more."""
        vocab = vocabulary()
        first = self.words[0] if self.words else ""
        double = _DOUBLE_GIVEN.match(self.text)  # "Jean-Baptiste"
        is_given = first in vocab.genders or (double is not None and fold(double[1]) in vocab.genders)
        return bool(self.title) or (self.is_full and is_given)


@lru_cache(maxsize=16384)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name without titles and letters behind it: ("glenda", "napier")."""
    vocab = vocabulary()
    words = [fold(m[0]).rstrip(".") for m in _WORD.finditer(name)]
    while len(words) > 1 and words[0] in vocab.titles and not (len(words) == 2 and len(words[1]) == 1):
        words.pop(0)
    while len(words) > 2 and words[-1] in vocab.after_name:
        words.pop()
    return tuple(words)


def without_titles(name: str) -> str:
    """As in "Cllr Mrs J Pettit" is called J Pettit; a title alone, or one that is the name, stays.

    A lone letter is nobody's name: "Professor B" of a transcript without names stays whole.
    """
    titles = vocabulary().titles
    parts = name.split()
    while not (len(parts) == 2 and len(parts[1]) == 1) and (
        len(parts) > 1
        and fold(parts[0]).rstrip(".") in titles
        and fold(parts[0]).rstrip(".") not in ("st", "king", "prince")
    ):
        parts.pop(0)
    return " ".join(parts)


def gender_of(name: str, title: str = "") -> str:
    """As in "f", "m" or "" when neither the title nor the given name tells."""
    vocab = vocabulary()
    written = [fold(word).rstrip(".") for word in name.split()[:4]]
    for word in (title, *written):
        if vocab.titles.get(word):
            return vocab.titles[word]
    words = name_words(name)
    return vocab.genders.get(words[0], "") if len(words) > 0 else ""


def is_person_name(text: str) -> bool:
    """Whether the whole of a short text is a full name ("Susana Remotti", "Dr Ana van Dijk MEP")."""
    text = text.strip()
    if not 3 <= len(text) <= 80 or (any(c in text for c in ".:;!?/\\|@#=") and not _has_initials_only(text)):
        return False
    tokens = [m[0] for m in _WORD.finditer(text)]
    if "".join(tokens).replace(".", "") != re.sub(r"[\s.]+", "", text):
        return False
    vocab = vocabulary()
    titled = bool(tokens) and fold(tokens[0]).rstrip(".") in vocab.titles
    while tokens and fold(tokens[0]).rstrip(".") in vocab.titles and len(tokens) > 1:
        tokens.pop(0)
    while len(tokens) > 2 and fold(tokens[-1]).rstrip(".") in vocab.after_name:
        tokens.pop()
    if not (1 if titled else 2) <= len(tokens) <= MOST_WORDS:
        return False
    return _is_name_sequence(tokens) and not _is_acronyms(tokens)


def _has_initials_only(text: str) -> bool:
    return not any(c in text for c in ":;!?/\\|@#=") and all(
        len(word) <= 5 for word in text.split() if word.endswith(".")
    )


def _is_acronyms(tokens: list[str]) -> bool:
    """All in capitals and none of them a given name: "DG GROW" is no person, "NATALIE MURIC" is."""
    genders = vocabulary().genders
    capitals = [t for t in tokens if t.isupper() and len(t.rstrip(".")) > 1]
    return len(capitals) == len(tokens) and fold(tokens[0]) not in genders


def _is_name_sequence(tokens: list[str]) -> bool:
    vocab = vocabulary()
    if not tokens[-1][0].isupper():
        return False
    if fold(tokens[-1]) in vocab["roles"] and fold(tokens[0]) not in vocab.genders and len(tokens) > 1:
        return False  # "Prime Minister"
    first = tokens[0]
    if (
        (
            len(first) > 1
            and first.isalpha()
            and first.isupper()
            and len(tokens) > 1
            and not tokens[-1].isupper()
        )
        and fold(first) not in vocab.genders
        and len(first) != 2
    ):  # "HPC RSEs"; but "JP Morgan"
        return False
    if any(_CONTRACTION.search(token) or any(c.isdigit() for c in token) for token in tokens):
        return False  # "We'll", "Q1"
    for i, token in enumerate(tokens):
        word = fold(token).rstrip(".")
        if (0 < i < len(tokens) - 1 and token in _TITLE_CASE_WORDS) or _PLURAL_ACRONYM.fullmatch(token):
            return False  # "Introduction To Ditches", "Merged PRs"
        is_given = i == 0 and len(tokens) > 1 and word in vocab.genders  # "Bill Marlow"
        if (word in vocab["name_breakers"] and not is_given) or (i == 0 and word in vocab["not_names"]):
            return False
        if not token[0].isupper() and not (word in vocab["particles"] and word != "of"):
            return False
        if word in vocab["not_names"] and word not in vocab.genders and len(word) > 2:
            return False
        if word in vocab["roles"] and i == 0 and word not in vocab.genders:
            return False
    return True


def find_names(text: str) -> list[Name]:
    """Every run of capitalised words that may be a person's name, in order, with the title before it.

    ``text`` is a clean reading (see ``corpus.prose_view``). Organisations named like people are not
    told apart here; ``Name.is_strong`` says how sure the form is.
    """
    found: list[Name] = []
    run: list[tuple[int, int, str]] = []
    previous_end = 0
    for match in _WORD.finditer(text):
        token, start, end = match[0], match.start(), match.end()
        stripped = _POSSESSIVE.sub("", token)
        between = text[previous_end:start]
        joins = bool(run) and _is_gap(between, run[-1][2]) and _can_follow(token, run)
        joins = joins and not _is_lettered(run)
        joins = joins and not (len(token) == 1 and text[end : end + 1] == "&")  # "Mr White R&T"
        if not joins:
            _close(run, found)
            run = []
        if len(token) == 1 and text[end : end + 1] == "&":  # "White R&T"
            _close(run, found)
            run, previous_end = [], end
            continue
        if run or token[0].isupper() or _is_lower_title(token):
            run.append((start, start + len(stripped), stripped))
        if stripped != token:  # a possessive ends the name
            _close(run, found)
            run = []
        previous_end = end
    _close(run, found)
    return found


def names_thing(text: str, name: Name) -> bool:
    """Whether a name only says which thing it is: "a Monty Python sketch", "the Ana Ruiz prize"."""
    if name.title or not _ARTICLE.search(text[max(0, name.start - 6) : name.start]):
        return False
    return bool(_NOUN_BEHIND.match(text, name.end))


def _is_lettered(run: list[tuple[int, int, str]]) -> bool:
    """As in "Exhibit A.": a full stop and no initial."""
    return len(run) > 1 and len(run[-1][2]) == 2 and fold(run[-2][2]) in _LETTERED


def _can_follow(token: str, run: list[tuple[int, int, str]]) -> bool:
    word = fold(token).rstrip(".")
    vocab = vocabulary()
    if token[0].isupper():
        return True
    has_name = any(t[0].isupper() for _, _, t in run)
    return (
        has_name and word in vocab["particles"] and word not in ("of", "do", "y", "e")
    ) or _is_lower_title(token)


def _is_gap(between: str, before: str) -> bool:
    """A space, or the full stop of a title and a space."""
    return between in (" ", "") or (between == ". " and fold(before) in vocabulary().titles)


def _is_lower_title(token: str) -> bool:
    """As in "moderator Zivile Kropaite", "commentator Reed Milewicz"."""
    word = fold(token).rstrip(".")
    vocab = vocabulary()
    return (
        token[0].islower()
        and word not in _NO_LOWER_TITLES
        and (word in vocab["roles"] or (word in vocab.titles and len(word) > 3))
    )


def _is_title(token: str) -> bool:
    """Whether a word is a title or a role, in the singular or the plural."""
    word = fold(token).rstrip(".")
    vocab = vocabulary()
    if word in vocab.genders and word not in vocab.titles:
        return False  # Dean is a name
    return (
        word in vocab.titles or word in vocab["roles"] or (word.endswith("s") and word[:-1] in vocab["roles"])
    )


def _is_acronym(place: int, token: str) -> bool:
    """As in "Anna Berg CEO", "Yves DHCP"; behind a first word only what nobody can pronounce."""
    if place == 0 or not token.isupper() or not 1 < len(token) < 6:
        return False
    return (place > 1 and len(token) < 5) or (len(token) > 2 and not set(fold(token)) & set("aeiouy"))


def _begins_no_name(run: list[tuple[int, int, str]]) -> bool:
    """Whether a capital only marks the start of the sentence: "However", "Finally Marta"."""
    word = fold(run[0][2]).rstrip(".")
    vocab = vocabulary()
    is_adverb = len(run) > 1 and len(word) > 6 and word.endswith("ly")  # "Subsequently Ana Ruiz"
    return (word in vocab["not_names"] or is_adverb) and (len(run) == 1 or word not in vocab.genders)


def _close(run: list[tuple[int, int, str]], found: list[Name]) -> None:
    vocab = vocabulary()
    title = ""
    while run and (_is_title(run[0][2]) or not run[0][2][0].isupper() or _begins_no_name(run)):
        title = fold(run.pop(0)[2]).rstrip(".")
        title = "" if title in vocab["not_names"] and title not in vocab.titles else title
    inner = max((i for i, t in enumerate(run) if _is_title(t[2])), default=-1)
    if 0 < inner < len(run) - 1:  # "South Carolina Sen. Lindsey Graham", "Party leader Nigel Farage"
        title = fold(run[inner][2]).rstrip(".")
        del run[: inner + 1]
    is_marked = len(run) > 2 and len(run[0][2]) > 2 and run[0][2].isupper() and not run[1][2].isupper()
    if is_marked and fold(run[0][2]) not in vocab.genders and fold(run[1][2]) in vocab.genders:
        run.pop(0)  # "TODO Ross Tate"
    acronym = next((i for i, t in enumerate(run) if _is_acronym(i, t[2])), len(run))
    if any(not t[2].isupper() for t in run[:acronym]):
        del run[acronym:]  # "Anna Berg CEO", "Seth van Hooland SVH"
    while run and (
        not run[-1][2][0].isupper() or (len(run) > 2 and fold(run[-1][2]).rstrip(".") in vocab.after_name)
    ):
        run.pop()
    if not run or len(run) > MOST_WORDS:
        return
    tokens = [t for _, _, t in run]
    titled = title in vocab.titles
    is_called = len(tokens) == 1 and bool(vocab.titles.get(title)) and tokens[0][1:].islower()  # "Ms. Park"
    if not (is_called or _is_name_sequence(tokens)) or (
        _is_acronyms(tokens) and len(tokens) > 1 and not titled
    ):
        return
    start, end = run[0][0], run[-1][1]
    capitalised = [t for t in tokens if t[0].isupper()]
    found.append(Name(start, end, " ".join(tokens), title, len(capitalised) >= 2))
