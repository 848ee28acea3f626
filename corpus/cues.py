"""The words that say that somebody said something, read from the language's lexicon."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying in one of its forms, with the frames its content may have (see ``cue_verbs.tsv``)."""

    lemma: str
    form: str
    frames: frozenset[str]
    particles: tuple[str, ...]  # the words that must follow: ("out",), ("it", "clear")

    @property
    def is_participle(self) -> bool:
        return self.form == "ing"


@lru_cache(maxsize=4)
def load_cues(language: str = "en") -> dict[str, tuple[Cue, ...]]:
    """The verbs by form: ``load_cues()["said"]``; those with more particles come first."""
    table: dict[str, list[Cue]] = {}
    for phrase, frames, *irregular in _rows(language, "cue_verbs.tsv"):
        verb, *particles = phrase.split()
        past = irregular[0].split() if irregular else []
        for word, form in _forms(verb, past).items():
            table.setdefault(word, []).append(Cue(phrase, form, frozenset(frames.split()), tuple(particles)))
    return {w: tuple(sorted(cues, key=lambda c: -len(c.particles))) for w, cues in table.items()}


@lru_cache(maxsize=4)
def load_adjectives(language: str = "en") -> dict[str, Cue]:
    """The adjectives that tell what somebody thinks: "confident" (that ...)."""
    rows = _rows(language, "cue_adjectives.tsv")
    return {word: Cue(word, "adjective", frozenset(frames.split()), ()) for word, frames in rows}


@lru_cache(maxsize=4)
def load_nouns(language: str = "en") -> dict[str, Cue]:
    """The nouns for something said, in singular and plural: "suggestion", "suggestions"."""
    table = {}
    for word, frames in _rows(language, "cue_nouns.tsv"):
        cue = Cue(word, "noun", frozenset(frames.split()), ())
        table[word] = table[_with_s(word)] = cue
    return table


def _rows(language: str, name: str) -> list[list[str]]:
    content = (files("corpus") / "lexicon" / language / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in content.splitlines() if line and not line.startswith("#")]


def _forms(verb: str, past: list[str]) -> dict[str, str]:
    """Every form of a verb and which it is: base, s, ed (past or participle) or ing."""
    forms = {verb: "base", _with_s(verb): "s", _with_suffix(verb, "ing"): "ing"}
    for word in past or [_with_suffix(verb, "ed")]:
        forms[word] = "ed"
    return forms


def _with_s(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


_DOUBLED = frozenset(
    {"admit", "regret", "quip", "refer", "brag", "plan", "dub", "slam", "chat", "rebut", "beg", "bet"}
)


def _with_suffix(verb: str, suffix: str) -> str:
    if verb in _DOUBLED:
        return verb + verb[-1] + suffix
    if verb.endswith("e") and not (suffix == "ing" and verb.endswith(("ee", "oe", "ye"))):
        return verb[:-1] + suffix
    if suffix == "ed" and verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ied"
    return verb + suffix
