"""Judged statements of event records: who said a snippet of a document, scored against passages.

``statements.jsonl`` has one statement a line (document, snippet, speakers, aliases, kind) beside a
folder ``documents/``. A person is predicted for a snippet when their attributions cover half of it.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

COVERED = 0.5
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset("mr mrs ms miss dr prof professor sir cllr cllrs councillor bc borough the an a".split())
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class JudgedStatement:
    """``speakers`` is empty when nobody said it; ``aliases`` are other names that count."""

    document: str
    snippet: str
    speakers: tuple[str, ...]
    aliases: tuple[str, ...]
    kind: str


def read_statements(folder: Path) -> list[JudgedStatement]:
    rows = (json.loads(line) for line in (folder / "statements.jsonl").open(encoding="utf-8") if line.strip())
    return [
        JudgedStatement(
            r["document"], r["snippet"], tuple(r["speakers"]), tuple(r.get("aliases") or ()), r["kind"]
        )
        for r in rows
    ]


def find_places(text: str, snippet: str) -> list[int]:
    """Where the characters of a snippet stand in a document; white space and markup do not count."""
    plain, offsets = _folded(text)
    wanted = _folded(snippet)[0].strip()
    if plain.count(wanted) != 1:
        raise ValueError(f"found {plain.count(wanted)} times, expected once: {snippet}")
    at = plain.index(wanted)
    return [offsets[i] for i in range(at, at + len(wanted)) if plain[i] != " "]


def _folded(text: str) -> tuple[str, list[int]]:
    gone: set[int] = set()
    for link in _LINK.finditer(text):
        gone.add(link.start())
        gone.update(range(link.end(1), link.end()))
    kept: list[tuple[str, int]] = []
    for i, character in enumerate(text):
        repeated = character.isspace() and (not kept or kept[-1][0] == " ")
        if i not in gone and character not in "*_" and not repeated:
            kept.append((" " if character.isspace() else "'" if character == "’" else character, i))
    return "".join(c for c, _ in kept), [i for _, i in kept]


def predicted_names(places: Iterable[int], spans: Iterable[tuple[str, int, int]]) -> list[str]:
    """Everybody whose spans together cover half of the places."""
    wanted = set(places)
    covered: dict[str, set[int]] = defaultdict(set)
    for name, start, end in spans:
        covered[name].update(i for i in wanted if start <= i < end)
    return sorted(name for name, hit in covered.items() if name and len(hit) >= COVERED * len(wanted))


def score_statement(statement: JudgedStatement, names: Iterable[str]) -> Counter[str]:
    """Counts of right, missed and wrong (of "said") or false (of "unsaid") for one statement."""
    found, others = _judged(statement, list(names))
    if not statement.speakers:
        return Counter({"of false": 1, "false": int(bool(others))})
    somebody = bool(list(names))
    return Counter(
        {
            "of right": 1,
            "of missed": 1,
            "of wrong": int(somebody),
            "right": int(len(found) == len(statement.speakers) and not others),
            "missed": int(not somebody),
            "wrong": int(bool(others)),
        }
    )


def _judged(statement: JudgedStatement, names: list[str]) -> tuple[list[str], list[str]]:
    gold, aliases = statement.speakers, statement.aliases

    def is_of(alias: str, speaker: str) -> bool:
        initials = ["".join(word[0] for word in _words(speaker))]
        return len(gold) == 1 or bool(set(_words(alias)) & set(_words(speaker))) or _words(alias) == initials

    def means(name: str, speaker: str) -> bool:
        if _same(name, speaker):
            return True
        return any(is_of(a, speaker) and _same(name, a, alias=True) for a in aliases)

    found = [speaker for speaker in gold if any(means(name, speaker) for name in names)]
    known = [(g, False) for g in gold] + [(a, True) for a in aliases]
    others = [name for name in names if not any(_same(name, k, alias=alias) for k, alias in known)]
    return found, others


def _same(name: str, gold: str, *, alias: bool = False) -> bool:
    p, g = _words(name), _words(gold)
    if p == g or not p or not g or (alias and len(g) == 1):
        return bool(p) and p == g
    return g in (p[: len(g)], p[-len(g) :]) or (not alias and len(gold.split()) > 1 and p[-1] == g[-1])


def _words(name: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    found = _WORD.findall("".join(c for c in decomposed if not unicodedata.combining(c)))
    return [word for word in found if word not in _TITLES] or found


def document_paths(folder: Path, statements: Iterable[JudgedStatement]) -> Iterator[tuple[str, Path]]:
    """The file of every document that statements are about."""
    for stem in sorted({s.document for s in statements}):
        yield (
            stem,
            next(p for p in sorted((folder / "documents").glob(f"{stem}.*")) if p.suffix in (".md", ".txt")),
        )


def rates(counts: Mapping[str, int]) -> dict[str, float | None]:
    """Every measure as a share of what it is of."""
    names = [name.removeprefix("of ") for name in counts if name.startswith("of ")]
    return {name: counts[name] / counts[f"of {name}"] if counts[f"of {name}"] else None for name in names}
