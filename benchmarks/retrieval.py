"""Rapporteur, its ablations and what people would otherwise use, on the same questions.

    python benchmarks/retrieval.py fixed                         the shipped summary and its question set
    python benchmarks/retrieval.py records FOLDER QUESTIONS      judged questions over records
    python benchmarks/retrieval.py qmsum FOLDER [--meetings N]   QMSum in its published layout
                                         [--index INDEX]         ... with an index of it kept in a folder

``QUESTIONS`` are JSON lines in the project's format; the folder of QMSum holds one JSON file a meeting.
``--peers PYTHON`` names the Python of the peers' environment (``benchmarks/peers.py --install``), ``--save``
a file for the figures with date, commit and environment. A table is written to standard output. Ablations
switch one rule of the ranking off.
"""

import argparse
import contextlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import ir_measures
from ir_measures import ScoredDoc, nDCG

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from contest import documents_to_search, run_peers, score_words, turns_to_search  # noqa: E402
from qmsum import Meeting, read_meeting  # noqa: E402

from corpus import SHIPPED  # noqa: E402
from index import Index  # noqa: E402
from index.model import find_model  # noqa: E402
from qa import ranking, transcripts  # noqa: E402
from qa.assistant import Assistant  # noqa: E402
from qa.evaluation import evaluate  # noqa: E402
from qa.measures import MEASURES  # noqa: E402
from qa.questions import FIXED_SET, read_judged_questions  # noqa: E402

DEPTH = 10
HITS_A_QUESTION = 60  # enough hits to fill ten turns
Row = dict[str, Any]  # the name of a pipeline and its figures
Figures = dict[str, Any]


def _unchanged(hits: Sequence[Any], *_: Any) -> list[Any]:
    return list(hits)


# What each ablation puts in the place of a rule of the ranking.
ABLATIONS: dict[str, dict[str, Any]] = {
    "meaning alone": {"MEANING_SHARE": 1.0},
    "words alone": {"MEANING_SHARE": 0.0},
    "no match word by word": {"match_tokens": _unchanged},
    "no act": {"favour_act": _unchanged},
    "no fragments demoted": {"FRAGMENT": 0.0},
    "no kind of answer": {"KIND": 0.0},
    "no favour for attributed": {"ATTRIBUTED": 0.0, "ATTRIBUTED_WHO": 0.0},
    "no favour for collective": {"COLLECTIVE": 0.0},
    "no favour for members": {"PREFERRED": 0.0},
    "nothing passed to what is introduced": {
        "pass_to_introduced": lambda _index, _question, hits: list(hits)
    },
    "no favour for introductions": {"favour_introductions": _unchanged},
    "no spread over people": {"spread_over_people": _unchanged},
    "sides of a comparison by score": {"side_by_side": _unchanged},
}
# Those that matter inside a transcript.
TRANSCRIPT_ABLATIONS: dict[str, dict[str, Any]] = {
    "turns ranked like prose": {"transcript_positions": lambda *_: None},
    "short turns like long ones": {"SAYS": 0.0},
    "no favour for who has the word": {"HAS_WORD": 0.0},
    "no meaning of the stretch": {"MEANING": 0.0},
    "no words of the stretch": {"WORDS": 0.0},
    "openings like the rest": {"OPENING": 0.0},
    "narrow stretches": {"OF_MEANING": 4, "OF_WORDS": 4},
}


@contextlib.contextmanager
def ablated(changes: Mapping[str, Any]) -> Iterator[None]:
    """The ranking with some of its rules replaced, wherever they are defined."""
    places = [
        (module, name) for module in (ranking, transcripts) for name in changes if hasattr(module, name)
    ]
    kept = [(module, name, getattr(module, name)) for module, name in places]
    try:
        for module, name in places:
            setattr(module, name, changes[name])
        yield
    finally:
        for module, name, value in kept:
            setattr(module, name, value)


def records(folder: Path, questions: Path, peers: Path | None, ablate: bool) -> Iterator[Row]:
    """Judged questions over a folder: the measures of ``rapporteur evaluate``, and the peers' by words."""
    judged = read_judged_questions(questions)
    with tempfile.TemporaryDirectory() as place:
        assistant = Assistant(Index.build(folder, Path(place)))
        for name, changes in {"Rapporteur": {}, **(ABLATIONS if ablate else {})}.items():
            with ablated(changes):
                found = evaluate(assistant, judged).measures
            yield {"name": name} | {measure: found[measure].value for measure in MEASURES}
        texts = {id_: document.text for id_, document in assistant.index.documents.items()}
        work = [documents_to_search(texts, judged)]
        for name, run in run_peers(peers, find_model().folder, work, limit=5):
            yield {"name": name, **score_words(judged, run.answers), "environment": run.environment}


def qmsum(
    folder: Path, count: int | None, kept: Path | None, peers: Path | None, ablate: bool
) -> Iterator[Row]:
    """QMSum: nDCG@10 over the turns of the meeting, of all questions and of those that ask a speaker.

    ``kept`` is where the index is kept, so that the meetings are embedded once for several runs.
    """
    meetings = [read_meeting(path) for path in sorted(folder.glob("*.json"))[:count]]
    with tempfile.TemporaryDirectory() as place:
        corpus = Path(place) / "corpus"
        corpus.mkdir()
        for meeting in meetings:
            (corpus / f"{meeting.name}.txt").write_text(meeting.text, encoding="utf-8")
        assistant = Assistant(Index.build(corpus, kept or Path(place) / "index"))
        for name, changes in {"Rapporteur": {}, **(TRANSCRIPT_ABLATIONS if ablate else {})}.items():
            with ablated(changes):
                yield {"name": name, **ask_meetings(assistant, meetings)}
    work = [
        turns_to_search(
            meeting.name,
            [(turn.speaker, turn.words) for turn in meeting.turns],
            [(question.id, question.text) for question in meeting.questions],
        )
        for meeting in meetings
    ]
    for name, run in run_peers(peers, find_model().folder, work, limit=HITS_A_QUESTION):
        ranked = {id_: [int(unit) for unit in answer.units] for id_, answer in run.answers.items()}
        yield {"name": name, **score_meetings(meetings, ranked), "environment": run.environment}


def ask_meetings(assistant: Assistant, meetings: Sequence[Meeting]) -> Figures:
    """Every question asked inside its meeting, and the turns that its hits touch."""
    ranked: dict[str, list[int]] = {}
    refused, started = 0, time.perf_counter()
    for meeting in meetings:
        for question in meeting.questions:
            answer = assistant.ask(question.text, limit=HITS_A_QUESTION, document=f"{meeting.name}.txt")
            refused += answer.is_refused
            spans = [hit.passage.span for hit in answer.hits]
            ranked[question.id] = list(dict.fromkeys(turn for s in spans for turn in meeting.turns_of(s)))
    spent = 1000 * (time.perf_counter() - started) / max(len(ranked), 1)
    return score_meetings(meetings, ranked) | {"refused": refused, "milliseconds": spent}


def score_meetings(meetings: Sequence[Meeting], ranked: Mapping[str, Sequence[int]]) -> Figures:
    """nDCG@10 of the ranked turns of every question, by its id: of all, and of those asked of a speaker."""
    every: dict[str, dict[str, int]] = {}
    directed: dict[str, dict[str, int]] = {}
    for meeting in meetings:
        for question in meeting.questions:
            every[question.id] = _relevant(question.relevant)
            if question.speaker and (wanted := question.directed(meeting.turns)):
                directed[question.id] = _relevant(wanted)
    run = [
        ScoredDoc(id_, str(turn), -float(rank))
        for id_, turns in ranked.items()
        for rank, turn in enumerate(turns)
    ]
    return {
        "nDCG@10, all questions": _ndcg(every, run),
        "nDCG@10, asked of a speaker": _ndcg(directed, run),
        "questions": len(every),
        "asked of a speaker": len(directed),
    }


def _ndcg(relevant: dict[str, dict[str, int]], run: Sequence[ScoredDoc]) -> float:
    return float(ir_measures.calc_aggregate([nDCG @ DEPTH], relevant, run)[nDCG @ DEPTH]) if relevant else 0.0


def _relevant(turns: frozenset[int]) -> dict[str, int]:
    return {str(turn): 1 for turn in turns}


def environment() -> dict[str, Any]:
    """What a figure depends on: the date, the commit, the machine."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    changed = subprocess.run(
        ["git", "status", "--porcelain", "--", "corpus", "index", "qa"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    return {
        "changed": bool(changed.stdout.strip()),
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "commit": commit.stdout.strip() or None,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
    }


def as_table(rows: Sequence[Row]) -> str:
    """The figures of the rows in Markdown; "-" where a pipeline has none."""
    columns = [
        name for name in dict.fromkeys(n for row in rows for n in row) if name not in ("name", "environment")
    ]
    lines = [["", *columns], ["---", *["---:"] * len(columns)]]
    lines += [[row["name"], *(_cell(row.get(column)) for column in columns)] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if isinstance(value, int) or value > 1 else f"{value:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--peers", type=Path, metavar="PYTHON")
    common.add_argument("--without-ablations", dest="ablate", action="store_false")
    common.add_argument("--save", type=Path, metavar="FILE")
    commands = parser.add_subparsers(dest="data", required=True)
    commands.add_parser("fixed", parents=[common])
    judged = commands.add_parser("records", parents=[common])
    judged.add_argument("folder", type=Path)
    judged.add_argument("questions", type=Path)
    meetings = commands.add_parser("qmsum", parents=[common])
    meetings.add_argument("folder", type=Path)
    meetings.add_argument("--meetings", type=int, default=None)
    meetings.add_argument("--index", type=Path, default=None)
    options = parser.parse_args()
    work: dict[str, Callable[[], Iterator[Row]]] = {
        "fixed": lambda: records(SHIPPED, FIXED_SET, options.peers, options.ablate),
        "records": lambda: records(options.folder, options.questions, options.peers, options.ablate),
        "qmsum": lambda: qmsum(
            options.folder, options.meetings, options.index, options.peers, options.ablate
        ),
    }
    told = environment()
    rows = []
    for row in work[options.data]():
        rows.append(row)
        print(f"{row['name']} ...", file=sys.stderr)
    print(json.dumps(told))
    print(as_table(rows))
    if options.save:
        options.save.parent.mkdir(parents=True, exist_ok=True)
        options.save.write_text(
            json.dumps({"data": options.data, **told, "rows": rows}, indent=1) + "\n", "utf-8"
        )


if __name__ == "__main__":
    main()
