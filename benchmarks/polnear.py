"""PolNeAR in its published layout, and its scoring of who is given which words.

PolNeAR (Newell, Margolin and Ruths, LREC 2018) marks source, cue and content of every attribution in
news articles, as brat files: ``data/<compartment>/text/<id>.txt`` and ``attributions/<id>_<annotator>.ann``.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Spans = tuple[tuple[int, int], ...]  # half-open character offsets
SHORTEST_CONTENT = 5  # words; shorter contents are not scored
COVERED = 0.5  # share of a content that must be predicted, and of a prediction that lies in one to be judged
LOST = 0.2  # a prediction with less of it in any annotation is spurious

_WORD = re.compile(r"\w[\w'’]*")
_NAME_WORD = re.compile(r"[^\W\d_][\w’'\-.]*")
_TOKEN = re.compile(r"[^\W_][\w'&.\-]*")
_PRONOUNS = frozenset(
    "he she they it we i you him her them who his their its himself herself themselves my our me us "
    "someone anyone everyone those others some many one".split()
)
_NOT_NAMES = frozenset("the a an in one some many other he she they but mr. mrs. ms. dr.".split())
_BARE_PRONOUNS = frozenset("he she they it we i you who him her them us me this that these those one".split())
_SUFFIXES = frozenset("jr sr ii iii iv esq phd md".split())
_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend sen sens senator rep reps "
    "representative congressman congresswoman gov governor president vice secretary minister prime "
    "chancellor judge justice chief gen general col colonel capt captain lt lieutenant sgt sergeant "
    "maj major adm admiral ambassador attorney mayor chairman chairwoman chair director commissioner "
    "officer sheriff detective spokesman spokeswoman spokesperson king queen prince princess pope "
    "former ex deputy assistant executive candidate nominee".split()
)
_GENERIC = frozenset(
    "the a an of and in for at by on to with from his her their its our my this that these those some "
    "many one two several both other another republican republicans democratic democrat democrats gop "
    "american americans u.s us state states national new north south east west united first house "
    "senate party campaign presidential".split()
)


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Who (``source_text``) said which words, as one annotator marked it."""

    source: Spans
    cue: Spans
    content: Spans
    source_text: str
    content_text: str
    is_named: bool
    is_quoted: bool

    @property
    def is_scored(self) -> bool:
        return self.is_named and len(_WORD.findall(self.content_text)) >= SHORTEST_CONTENT


@dataclass(frozen=True, slots=True)
class Article:
    """``attributions`` are the first annotator's; ``others`` those of everybody else."""

    id: str
    text: str
    attributions: tuple[GoldAttribution, ...]
    others: tuple[GoldAttribution, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """Words given to a speaker."""

    speaker: str
    start: int
    end: int


def read_articles(folder: Path, compartment: str) -> Iterator[Article]:
    """The articles of a compartment ("train", "dev", "test") in the order of their ids."""
    base = folder / "data" / compartment
    for path in sorted((base / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        files = sorted((base / "attributions").glob(f"{_literal(path.stem)}_*.ann"))
        by_annotator = [tuple(_read_annotations(file, text)) for file in files]
        first, rest = (by_annotator[0], by_annotator[1:]) if by_annotator else ((), [])
        yield Article(path.stem, text, first, tuple(a for annotator in rest for a in annotator))


def _literal(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)


def _read_annotations(path: Path, text: str) -> Iterator[GoldAttribution]:
    """Brat: T lines name spans ("T1<tab>Content 5 9;12 20<tab>words"), E lines group them."""
    spans: dict[str, list[tuple[int, int]]] = {}
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("T") and "\t" in line:
            name, mark = line.split("\t")[:2]
            pieces = mark.split(" ", 1)[1].split(";")
            spans[name] = [(int(a), int(b)) for a, b in (piece.split(" ") for piece in pieces)]
    for line in lines:
        if line.startswith("E") and "\t" in line:
            yield _attribution(line.split("\t", 1)[1].split(), spans, text)


def _attribution(roles: Iterable[str], spans: dict[str, list[tuple[int, int]]], text: str) -> GoldAttribution:
    parts: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    for role, name in (role.split(":") for role in roles):
        kind = role.rstrip("0123456789").lower()
        if kind in parts and name in spans:
            parts[kind] += spans[name]
    source, cue, content = (tuple(sorted(parts[kind])) for kind in ("source", "cue", "content"))
    source_text, content_text = _joined(text, source), _joined(text, content)
    before = text[max(0, content[0][0] - 1) : content[0][0]] if content else ""
    quoted = any(mark in content_text for mark in '"“”') or (bool(before) and before in '"“')
    return GoldAttribution(source, cue, content, source_text, content_text, _is_named(source_text), quoted)


def _joined(text: str, spans: Spans) -> str:
    return " ... ".join(text[a:b] for a, b in spans)


def _is_named(source_text: str) -> bool:
    words = _NAME_WORD.findall(source_text)
    if not words or (len(words) == 1 and words[0].lower() in _PRONOUNS):
        return False
    return any(word[0].isupper() and word.lower() not in _NOT_NAMES for word in words)


# --- scoring -----------------------------------------------------------------------------------------


def names_match(predicted: str, source_text: str) -> bool:
    """Whether a predicted name means the source: its last capitalised word, or any telling one, is there."""
    p, g = _tokens(predicted), _tokens(source_text)
    if not p or not g or (len(p) == 1 and p[0][0] in _BARE_PRONOUNS):
        return False
    core = [token for token in p if token[0] not in _SUFFIXES] or p
    last = ([word for word, capital in core if capital] or [word for word, _ in core])[-1]
    if last in {word for word, _ in g}:
        return True
    shared = {word for word, _ in p} & {word for word, capital in g if capital}
    return bool(shared - _TITLES - _SUFFIXES - _GENERIC)


def _tokens(name: str) -> list[tuple[str, bool]]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = (
        re.sub(r"('s|')$", "", w.rstrip(".-")).rstrip(".") for w in _TOKEN.findall(plain.replace("’", "'"))
    )
    return [(word.casefold(), word[0].isupper()) for word in words if word]


def score_article(article: Article, predictions: Iterable[Prediction]) -> Counter[str]:
    """Numerators under the measure's name and denominators under "of <name>".

    recall, coverage (with any speaker), quoted recall and quoted coverage count contents of named
    sources; wrong, quoted wrong and spurious count predictions.
    """
    counts: Counter[str] = Counter()
    predicted = sorted(set(predictions), key=lambda p: (p.start, p.end, p.speaker))
    gold = [(a, _characters(a.content)) for a in article.attributions if a.is_scored]
    for attribution, content in gold:
        near = [p for p in predicted if any(p.start < b and a < p.end for a, b in attribution.content)]
        right = [p for p in near if names_match(p.speaker, attribution.source_text)]
        for kind in ("", "quoted ") if attribution.is_quoted else ("",):
            _count(counts, f"{kind}recall", hit=_share(content, right) >= COVERED)
            _count(counts, f"{kind}coverage", hit=_share(content, near) >= COVERED)
    every = (*article.attributions, *article.others)
    annotated = _characters(s for a in every for s in (*a.source, *a.cue, *a.content))
    contents = set().union(*(content for _, content in gold))
    quoted = set().union(*(content for attribution, content in gold if attribution.is_quoted))
    for one in predicted:
        words = set(range(one.start, one.end))
        sources = [attribution.source_text for attribution, content in gold if not content.isdisjoint(words)]
        wrong = not any(names_match(one.speaker, source) for source in sources)
        if len(words & contents) >= COVERED * len(words):
            _count(counts, "wrong", hit=wrong)
        if len(words & quoted) >= COVERED * len(words):
            _count(counts, "quoted wrong", hit=wrong)
        _count(counts, "spurious", hit=len(words & annotated) < LOST * len(words))
    return counts


def _count(counts: Counter[str], name: str, *, hit: bool) -> None:
    counts[name] += hit
    counts[f"of {name}"] += 1


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def _share(content: set[int], predictions: Sequence[Prediction]) -> float:
    return len(content & _characters((p.start, p.end) for p in predictions)) / len(content)
