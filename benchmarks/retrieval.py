"""Rapporteur, its ablations and what people would otherwise use, on the same questions.

    python benchmarks/retrieval.py records FOLDER QUESTIONS     judged questions over records
    python benchmarks/retrieval.py qmsum FOLDER [--meetings N]                  QMSum in its published layout

``QUESTIONS`` are JSON lines in the project's format; the folder of QMSum holds one JSON file a meeting. A
table is written to standard output, the environment above it. Ablations switch one rule of the ranking off.
"""

import argparse
import contextlib
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import ir_measures
from ir_measures import ScoredDoc, nDCG

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from qmsum import Meeting, read_meeting

from index import Index
from qa import ranking
from qa.assistant import Assistant
from qa.evaluation import evaluate
from qa.measures import MEASURES
from qa.neighbourhood import inherited
from qa.questions import read_judged_questions

DEPTH = 10
HITS_A_QUESTION = 60  # enough hits to fill ten turns


def _unchanged(hits: Sequence[Any], *_: Any) -> list[Any]:
    return list(hits)


# What each ablation puts in the place of a rule of the ranking.
ABLATIONS: dict[str, dict[str, Any]] = {
    "whole": {},
    "meaning alone": {"MEANING_SHARE": 1.0},
    "words alone": {"MEANING_SHARE": 0.0},
    "no act": {"favour_act": _unchanged},
    "no fragments demoted": {"FRAGMENT": 0.0},
    "no kind of answer": {"KIND": 0.0},
    "no favour for attributed": {"ATTRIBUTED": 0.0},
    "no favour for collective": {"COLLECTIVE": 0.0},
    "no favour for quoted": {"QUOTED": 0.0},
    "no favour for members": {"PREFERRED": 0.0},
    "no inheritance in paragraphs": {"inherited": lambda field: 0 * inherited(field)},
    "no turns around": {"AROUND": 0.0, "AROUND_PERSON": 0.0, "AROUND_BROAD": 0.0},
    "no length of turns": {"LENGTH": 0.0},
    "no items of lists": {"pass_to_items": lambda _index, hits: list(hits)},
    "no spread over people": {"spread_over_people": _unchanged},
}


@contextlib.contextmanager
def ablated(changes: dict[str, Any]) -> Iterator[None]:
    """The ranking with some of its rules replaced."""
    kept = {name: getattr(ranking, name) for name in changes}
    try:
        for name, value in changes.items():
            setattr(ranking, name, value)
        yield
    finally:
        for name, value in kept.items():
            setattr(ranking, name, value)


def records(folder: Path, questions: Path, show: Callable[[str], None]) -> None:
    """Judged questions over a folder: the measures of ``rapporteur evaluate`` for every ablation."""
    judged = read_judged_questions(questions)
    with tempfile.TemporaryDirectory() as place:
        assistant = Assistant(Index.build(folder, Path(place)))
        show("| ranking | " + " | ".join(MEASURES) + " |\n" + "|---" * (len(MEASURES) + 1) + "|")
        for name, changes in ABLATIONS.items():
            with ablated(changes):
                found = evaluate(assistant, judged).measures
            values = (found[measure].value for measure in MEASURES)
            show(f"| {name} | " + " | ".join("-" if v is None else f"{v:.3f}" for v in values) + " |")


def qmsum(folder: Path, meetings: int | None, show: Callable[[str], None]) -> None:
    """QMSum: nDCG@10 over the turns of the meeting, of all questions and of those that ask a speaker."""
    chosen = [read_meeting(path) for path in sorted(folder.glob("*.json"))[:meetings]]
    with tempfile.TemporaryDirectory() as place:
        corpus = Path(place) / "corpus"
        corpus.mkdir()
        for meeting in chosen:
            (corpus / f"{meeting.name}.txt").write_text(meeting.text, encoding="utf-8")
        assistant = Assistant(Index.build(corpus, Path(place) / "index"))
        show("| ranking | all questions | asked of a speaker | refused | ms |\n|---|---|---|---|---|")
        for name in ("whole", "no turns around", "no length of turns", "meaning alone", "words alone"):
            with ablated(ABLATIONS[name]):
                show(f"| {name} | {_qmsum_row(assistant, chosen)} |")


def _qmsum_row(assistant: Assistant, meetings: Sequence[Meeting]) -> str:
    run: list[ScoredDoc] = []
    everything: dict[str, dict[str, int]] = {}
    directed: dict[str, dict[str, int]] = {}
    refused, started = 0, time.perf_counter()
    for meeting in meetings:
        for question in meeting.questions:
            answer = assistant.ask(question.text, limit=HITS_A_QUESTION, document=f"{meeting.name}.txt")
            refused += answer.is_refused
            turns = _turns(meeting, answer.hits)
            run += [ScoredDoc(question.id, str(turn), -float(rank)) for rank, turn in enumerate(turns)]
            everything[question.id] = _relevant(question.relevant)
            if question.speaker and (wanted := question.directed(meeting.turns)):
                directed[question.id] = _relevant(wanted)
    spent = 1000 * (time.perf_counter() - started) / max(len(everything), 1)
    scores = (
        ir_measures.calc_aggregate([nDCG @ DEPTH], qrels, run)[nDCG @ DEPTH]
        for qrels in (everything, directed)
    )
    all_, asked = scores
    return f"{all_:.3f} ({len(everything)}) | {asked:.3f} ({len(directed)}) | {refused} | {spent:.0f}"


def _turns(meeting: Meeting, hits: Sequence[Any]) -> list[int]:
    """The turns of the hits, each at its best rank."""
    return list(dict.fromkeys(turn for hit in hits for turn in meeting.turns_of(hit.passage.span)))


def _relevant(turns: frozenset[int]) -> dict[str, int]:
    return {str(turn): 1 for turn in turns}


def environment() -> str:
    """What a figure depends on."""
    return json.dumps(
        {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="data", required=True)
    judged = commands.add_parser("records")
    judged.add_argument("folder", type=Path)
    judged.add_argument("questions", type=Path)
    meetings = commands.add_parser("qmsum")
    meetings.add_argument("folder", type=Path)
    meetings.add_argument("--meetings", type=int, default=None)
    arguments = parser.parse_args()
    print(environment())
    if arguments.data == "records":
        records(arguments.folder, arguments.questions, print)
    else:
        qmsum(arguments.folder, arguments.meetings, print)


if __name__ == "__main__":
    main()
