"""Measure who is given which words: attribution.py --polnear DIR --events DIR... --json OUT.

The folders hold the data in their published layout (see ``polnear.py`` and ``event_statements.py``).
``--ablations`` measures again without each rule. Results name the commit they were measured at.
"""

import argparse
import json
import re
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

from corpus import SHIPPED, Document, Passage, read_document
from corpus.passages import split_document
from corpus.rules import Rules

Figures = dict[str, float | None]
SHIPPED_GOLD = Path(__file__).parent.parent / "tests" / "corpus" / "shipped_gold.jsonl"

# Rules that are a function: what carries each, and what takes its place.
FUNCTIONS: dict[str, tuple[str, Callable[..., Any]]] = {
    # the grammar of statements
    "according to": ("corpus.statements.read_according_to", lambda *_: None),
    "nouns as cues": ("corpus.statements.read_noun", lambda *_: None),
    "what others do about words": ("corpus.cue_phrases._is_told_of", lambda *_: False),
    "adjectives as cues": ("corpus.statements.read_adjective", lambda *_: None),
    "quotation after a colon": ("corpus.statements.read_colon", lambda *_: None),
    "relayed statements left out": ("corpus.statements._outermost", lambda _, found: list(found)),
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
    # who is meant
    "a part of a name": ("corpus.people.Cast._bearing", lambda *_: []),
    "nicks and initials": ("corpus.people.Cast._by_nick", lambda *_: []),
    "gender": ("corpus.people.gender_of", lambda *_: ""),
    "namesakes by title": ("corpus.people._contradict", lambda *_: False),
    "initials": ("corpus.reference.Resolver._initials", lambda *_: []),
    "holders of offices": ("corpus.offices.Offices._called", lambda *_: None),
    "delegations": ("corpus.offices.Offices.delegations", lambda *_: None),
    "sources named by their cue": ("corpus.reference.Resolver._unheard", lambda *_: None),
    "news told from events": ("corpus.scene.is_news", lambda *_: False),
    # who says a clause
    "clauses of a sentence": ("corpus.speech.clauses_of", lambda _text, whole, found: [(whole, found[0][1])]),
    "names before descriptions": ("corpus.statement_sources._described", lambda *_: None),
    "words quoted of others": (
        "corpus.speech.with_quoted",
        lambda _self, _sentence, found: found,
    ),
    "opinions": ("corpus.speech.find_opinion", lambda *_: []),
    "biographies in prose": ("corpus.speech._is_biography", lambda *_: False),
    "remarks of the writer": ("corpus.continuation.is_remark", lambda *_: False),
    "what stands behind a colon": ("corpus.speech.find_before_colon", lambda *_: []),
    "what others do": ("corpus.sections.names_other_than", lambda *_: False),
    "presented words": ("corpus.speech.find_presenter", lambda *_: None),
    # what the layout tells
    "credits of quotations": ("corpus.prose_blocks.ProseBlocks._credited_paragraph", lambda *_: None),
    "paragraphs of minutes": ("corpus.prose_blocks.ProseBlocks._goes_on", lambda *_: False),
    "asked to speak": ("corpus.labelled_turns.LabelledTurns._called_on", lambda *_: None),
    "roles of questions and answers": ("corpus.labelled_turns.LabelledTurns._in_role", lambda *_: None),
}


def measure_polnear(articles: Sequence[polnear.Article], rules: Rules) -> Figures:
    counts: Counter[str] = Counter()
    for article in articles:
        passages = split_document(Document(id=article.id, title="", text=article.text), rules)
        spans = _spoken(passages)
        counts.update(polnear.score_article(article, [polnear.Prediction(*span) for span in spans]))
    return event_statements.rates(counts)


def measure_events(folders: Sequence[Path], rules: Rules) -> Figures:
    counts: Counter[str] = Counter()
    for folder in folders:
        statements = event_statements.read_statements(folder)
        for stem, path in event_statements.document_paths(folder, statements):
            document = read_document(path)
            spans = list(_spoken(split_document(document, rules)))
            for statement in statements:
                if statement.document == stem:
                    places = event_statements.find_places(document.text, statement.snippet)
                    names = event_statements.predicted_names(places, spans)
                    counts.update(event_statements.score_statement(statement, names))
    return event_statements.rates(counts)


def measure_shipped(rules: Rules) -> Figures:
    """The share of the sentences of the shipped summary with exactly the right people, kind and relay."""
    document = read_document(next(SHIPPED.glob("*.txt")))
    passages = split_document(document, rules)
    gold = [json.loads(line) for line in SHIPPED_GOLD.read_text(encoding="utf-8").splitlines()]
    right = position = 0
    for row in gold:
        squeezed = (re.escape(c) for c in row["text"] if not c.isspace())
        place = re.compile(r"(?:\]\([^)]*\)|[\s*_\[])*".join(squeezed)).search(document.text, position)
        if place is None:
            raise ValueError(f"not in the shipped summary: {row['text']}")
        position = place.end()
        said = {
            (a.speaker.name if a.speaker else None, a.kind, a.via.name if a.via else None)
            for passage in passages
            for a in passage.attributions
            if a.content.start < place.end() and place.start() < a.content.end
        }
        names = row["speakers"] or ([None] if row["kind"] else [])
        right += said == {(name, row["kind"], row["via"]) for name in names}
    return {"right": right / len(gold)}


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
def without(rule: str) -> Iterator[None]:
    """The engine without one of the rules that are a function."""
    target, substitute = FUNCTIONS[rule]
    with ExitStack() as stack:
        stack.enter_context(patch(target, substitute))
        yield


def ablations(measure: Callable[[Rules], Figures]) -> dict[str, Figures]:
    """The figures without each rule of the attribution engine."""
    whole = Rules()
    found = {field.name: measure(replace(whole, **{field.name: False})) for field in fields(Rules)}
    for rule in FUNCTIONS:
        with without(rule):
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
    parser.add_argument(
        "--events", type=Path, nargs="+", default=[], help="folders with statements.jsonl and documents/"
    )
    parser.add_argument("--every", type=int, default=1, help="only every so-manieth PolNeAR article")
    parser.add_argument("--ablations", action="store_true", help="measure again without each rule")
    parser.add_argument("--json", type=Path, help="write the figures there, with the commit")
    options = parser.parse_args()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    report: dict[str, Any] = {"commit": commit.stdout.strip()}
    measures: dict[str, Callable[[Rules], Figures]] = {}
    if options.polnear:
        articles = list(polnear.read_articles(options.polnear, options.compartment))[:: options.every]
        report["polnear"] = {part: measure_polnear(some, Rules()) for part, some in halves(articles).items()}
        print_table(f"PolNeAR, {options.compartment}, {len(articles)} articles", report["polnear"])
        measures["polnear"] = lambda rules: measure_polnear(articles, rules)
    if options.events:
        report["events"] = {folder.name: measure_events([folder], Rules()) for folder in options.events}
        report["events"]["all"] = measure_events(options.events, Rules())
        print_table("Event records", report["events"])
        measures["events"] = lambda rules: measure_events(options.events, rules)
    report["shipped"] = {"all": measure_shipped(Rules())}
    print_table("Shipped summary, sentence by sentence", report["shipped"])
    measures["shipped"] = measure_shipped
    if options.ablations:
        for name, measure in measures.items():
            report[f"{name} without"] = ablations(measure)
            print_table(f"{name} without", {"(nothing)": report[name]["all"], **report[f"{name} without"]})
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
