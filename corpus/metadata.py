"""What is known about a record as a whole: from the file beside it, from itself, from its name."""

import html
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import islice, zip_longest
from pathlib import Path

from corpus.dates import find_date, is_iso_date
from corpus.errors import BadMetadata

SIDECAR_SUFFIX = ".toml"
LONGEST_FRONT_MATTER = 20_000  # characters; what is longer is no list of facts about a record
BEGINNING = 40  # lines in which a record says what it is, before it goes on to what was said
TITLE_WORDS = 30  # a longer first heading is a sentence

FENCED_FACTS = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?\n)?\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
HEADING = re.compile(r"#{1,2} (.+)")
UNDERLINE = re.compile(r"=+")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts about a record, each None where it is not known; ``date`` is ISO 8601."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    source: str | None = None
    notice: str | None = None

    def or_else(self, other: "Metadata") -> "Metadata":
        """These facts, and those of ``other`` where there are none."""
        return Metadata(*(getattr(self, f.name) or getattr(other, f.name) for f in fields(Metadata)))


def sidecar_of(path: Path) -> Path:
    """Where the facts about a record lie: beside it, its whole name and ``.toml``."""
    return path.with_name(path.name + SIDECAR_SUFFIX)


def read_sidecar(path: Path) -> Metadata:
    """The facts that somebody wrote down beside the record ``path``; none if there is no such file.

    Raises BadMetadata when the file is no TOML, or a field is not what it should be.
    """
    sidecar = sidecar_of(path)
    try:
        facts = tomllib.loads(sidecar.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Metadata()
    except OSError as error:
        raise BadMetadata(sidecar, f"cannot be opened ({error.strerror}); check its permissions") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadMetadata(
            sidecar, f'found no TOML ({error}); expected lines like title = "..."; mend or remove it'
        ) from error
    return Metadata(
        **{f.name: _fact(sidecar, f.name, facts[f.name]) for f in fields(Metadata) if f.name in facts}
    )


def _fact(sidecar: Path, name: str, value: object) -> str:
    if name == "date":
        if isinstance(value, datetime):
            return value.date().isoformat()
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str) and is_iso_date(value):
            return value
        raise BadMetadata(
            sidecar, f"found date = {value!r}; expected a date like 2024-05-15, 2024-05 or 2024"
        )
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise BadMetadata(sidecar, f'found {name} = {value!r}; expected words in quotation marks, {name} = "..."')


def front_matter(text: str) -> Metadata:
    """The facts in the front matter of a Markdown file (YAML or TOML); none where it is missing or broken."""
    fenced = FENCED_FACTS.match(text, 0, LONGEST_FRONT_MATTER)
    if fenced is None:
        return Metadata()
    facts = _yaml(fenced[2] or "") if fenced[1] == "---" else _toml(fenced[2] or "")
    words = {name: html.unescape(str(value)).strip() for name, value in facts.items() if _is_scalar(value)}
    return Metadata(
        title=words.get("title"),
        date=find_date(words.get("date", "")),
        publisher=words.get("publisher"),
        source=words.get("source"),
        notice=words.get("notice"),
    )


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int | date)


def _yaml(facts: str) -> Mapping[str, object]:
    import yaml  # only Markdown with front matter needs it

    try:
        found = yaml.load(facts, yaml.BaseLoader)  # noqa: S506 (this loader makes nothing but strings)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _toml(facts: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(facts)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def detect(text: str, path: Path) -> Metadata:
    """What the beginning of a record and its file's name tell: a title always, a date if it is plain."""
    short_lines = (line for line in _first_lines(text) if len(line.split()) <= TITLE_WORDS)
    dates = map(find_date, [*short_lines, path.stem])
    return Metadata(
        title=first_heading(text) or readable_name(path), date=next((found for found in dates if found), None)
    )


def first_heading(text: str) -> str | None:
    """The heading that opens a record in Markdown; one that comes after running text names a part of it."""
    lines = _first_lines(text)
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        marked = HEADING.match(line)
        title = marked[1].rstrip("# ") if marked else line if UNDERLINE.fullmatch(below) else ""
        words = html.unescape(LINK.sub(r"\1", title).replace("*", "").replace("__", "")).split()
        if sum(any(map(str.isalpha, word)) for word in words) > 1 and len(words) <= TITLE_WORDS:
            return " ".join(words)
        if len(line.split()) > TITLE_WORDS:
            return None
    return None


def _first_lines(text: str) -> list[str]:
    fenced = FENCED_FACTS.match(text, 0, LONGEST_FRONT_MATTER)
    start = fenced.end() if fenced else 0
    lines = (" ".join(line.strip("\ufeff").split()) for line in text[start : start + 8_000].split("\n"))
    return list(islice(filter(None, lines), BEGINNING))


def readable_name(path: Path) -> str:
    """The name of a file as a title: ``2024-05_panel_debate.txt`` is "2024-05 panel debate"."""
    words = re.sub(r"(?<!\d)-|-(?!\d)|_+|\s+", " ", path.stem).split()
    return " ".join(words) or path.name
