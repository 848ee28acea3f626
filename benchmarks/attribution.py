"""Measure who is given which words: python benchmarks/attribution.py --polnear DIR --events DIR --json OUT.

The folders hold the data in their published layout (see ``polnear.py`` and ``event_statements.py``).
``--ablations`` measures again without each rule. Results name the commit they were measured at.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parent.parent))

import event_statements
import polnear

from corpus import Document, Passage, read_document
from corpus.passages import split_document
from corpus.rules import Rules

Figures = dict[str, float | None]

# Rules of the grammar, with the function that carries each and what takes its place.
GRAMMAR: dict[str, tuple[str, Callable[..., Any]]] = {
    "according to": ("corpus.statements.read_according_to", lambda *_: None),
    "nouns as cues": ("corpus.statements.read_noun", lambda *_: None),
    "adjectives as cues": ("corpus.statements.read_adjective", lambda *_: None),
    "quotation after a colon": ("corpus.statements.read_colon", lambda *_: None),
    "relayed statements left out": ("corpus.statements._outermost", list),
    "quotations that go on": ("corpus.statements._directly_follows", lambda *_: False),
    "inversion": ("corpus.cue_verbs._inverted_subject", lambda *_: None),
    "content before the cue": ("corpus.cue_verbs._could_be_said", lambda *_: False),
    "participles": ("corpus.cue_verbs._participle_subject", lambda *_: None),
    "passives": ("corpus.cue_verbs._passive", lambda *_: None),
    "as-clauses": ("corpus.cue_verbs._as_clause", lambda *_: None),
    "shared subjects": ("corpus.cue_verbs._shared_subject", lambda *_: None),
    "nouns told from verbs": ("corpus.cue_verbs._is_noun", lambda *_: False),
    "agreement": ("corpus.cue_verbs._agrees", lambda *_: True),
    "appositions": ("corpus.subjects._before_apposition", lambda *_: None),
    "relative clauses": ("corpus.subjects._relative_before", lambda *_: None),
    "lists of speakers": ("corpus.subjects._listed_before", lambda *_: None),
    "phrases as content": ("corpus.frames._phrase_frame", lambda *_: None),
    "prepositions before content": ("corpus.frames._after_preposition", lambda *_: None),
    "infinitives as content": ("corpus.frames._after_to", lambda *_: None),
}


def measure_polnear(articles: Sequence[polnear.Article], rules: Rules) -> Figures:
    counts: Counter[str] = Counter()
    for article in articles:
        passages = split_document(Document(id=article.id, title="", text=article.text), rules)
        spans = _spoken(passages)
        counts.update(polnear.score_article(article, [polnear.Prediction(*span) for span in spans]))
    return event_statements.rates(counts)


def measure_events(folder: Path, rules: Rules) -> Figures:
    statements = event_statements.read_statements(folder)
    counts: Counter[str] = Counter()
    for stem, path in event_statements.document_paths(folder, statements):
        document = read_document(path)
        spans = list(_spoken(split_document(document, rules)))
        for statement in statements:
            if statement.document == stem:
                places = event_statements.find_places(document.text, statement.snippet)
                names = event_statements.predicted_names(places, spans)
                counts.update(event_statements.score_statement(statement, names))
    return event_statements.rates(counts)


def _spoken(passages: Sequence[Passage]) -> Iterator[tuple[str, int, int]]:
    for passage in passages:
        for one in passage.attributions:
            if one.speaker and one.speaker.label:
                yield one.speaker.label, one.content.start, one.content.end


def halves(articles: Sequence[polnear.Article]) -> dict[str, list[polnear.Article]]:
    """A third of the articles, told by the hash of their ids, is kept from the developers' eyes."""
    parts: dict[str, list[polnear.Article]] = {"all": list(articles), "developed on": [], "held back": []}
    for article in articles:
        held = int(sha256(article.id.encode()).hexdigest(), 16) % 3 == 0
        parts["held back" if held else "developed on"].append(article)
    return parts


@contextmanager
def _without(rule: str) -> Iterator[None]:
    """The grammar without one of its rules."""
    target, substitute = GRAMMAR[rule]
    with ExitStack() as stack:
        stack.enter_context(patch(target, substitute))
        yield


def ablations(measure: Callable[[Rules], Figures]) -> dict[str, Figures]:
    """The figures without each rule of the attribution engine and of the grammar."""
    whole = Rules()
    found = {field.name: measure(replace(whole, **{field.name: False})) for field in fields(Rules)}
    for rule in GRAMMAR:
        with _without(rule):
            found[rule] = measure(whole)
    return found


def print_table(title: str, rows: dict[str, Figures]) -> None:
    names = list(next(iter(rows.values())))
    width = max(map(len, rows)) + 2
    print(f"\n{title}\n{'':<{width}}" + "".join(f"{name:>16}" for name in names))
    for label, figures in rows.items():
        cells = ("-" if figures.get(n) is None else f"{figures[n]:.3f}" for n in names)
        print(f"{label:<{width}}" + "".join(f"{cell:>16}" for cell in cells))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--polnear", type=Path, help="folder of PolNeAR, with data/<compartment>/ below it")
    parser.add_argument("--compartment", default="train", help="train, dev or test (default: %(default)s)")
    parser.add_argument("--events", type=Path, help="folder with statements.jsonl and documents/")
    parser.add_argument("--limit", type=int, help="only so many PolNeAR articles")
    parser.add_argument("--ablations", action="store_true", help="measure again without each rule")
    parser.add_argument("--json", type=Path, help="write the figures there, with the commit")
    options = parser.parse_args()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    report: dict[str, Any] = {"commit": commit.stdout.strip()}
    measures: dict[str, Callable[[Rules], Figures]] = {}
    if options.polnear:
        articles = list(polnear.read_articles(options.polnear, options.compartment))[: options.limit]
        report["polnear"] = {part: measure_polnear(some, Rules()) for part, some in halves(articles).items()}
        print_table(f"PolNeAR, {options.compartment}, {len(articles)} articles", report["polnear"])
        measures["polnear"] = lambda rules: measure_polnear(articles, rules)
    if options.events:
        report["events"] = {"all": measure_events(options.events, Rules())}
        print_table("Event records", report["events"])
        measures["events"] = lambda rules: measure_events(options.events, rules)
    if options.ablations:
        for name, measure in measures.items():
            report[f"{name} without"] = ablations(measure)
            print_table(f"{name} without", {"(nothing)": report[name]["all"], **report[f"{name} without"]})
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
