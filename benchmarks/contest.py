"""The peers of ``peers.py`` asked the same questions, and their answers scored.

Peers know no speakers and never refuse, so they are scored by words alone: hit@1 (a nugget stands in the
first passage), nugget recall@5, and the words a reader has to read first. For a transcript every turn is a
unit that the peer ranks as it is.
"""

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean, median
from typing import Any, NamedTuple

from qa.judging import folded
from qa.questions import JudgedQuestion

PEERS = Path(__file__).with_name("peers.py")
PIPELINES = (
    "bm25",
    "dense",
    "langchain",
    "langchain-hybrid",
    "llamaindex",
    "llamaindex-hybrid",
    "haystack",
    "haystack-hybrid",
    "txtai",
    "txtai-hybrid",
)


class PeerAnswer(NamedTuple):
    """What a peer found for a question, best first."""

    units: tuple[str, ...]
    texts: tuple[str, ...]
    milliseconds: float


class PeerRun(NamedTuple):
    """What a peer found for all questions, and what it ran with."""

    environment: dict[str, Any]
    answers: dict[str, PeerAnswer]


class PeerFailed(RuntimeError):
    """A pipeline did not answer every question; the message ends with what it printed."""


def ask_peer(
    python: Path, pipeline: str, model: Path, collections: Sequence[dict[str, Any]], limit: int
) -> PeerRun:
    """The answers of one pipeline, run in the peers' own environment. Raises PeerFailed."""
    work = {"pipeline": pipeline, "model": str(model), "limit": limit, "collections": list(collections)}
    done = subprocess.run(
        [python, "-W", "ignore", PEERS], input=json.dumps(work), capture_output=True, text=True, check=False
    )
    try:
        return read_run(done.stdout.splitlines(), sum(len(c["questions"]) for c in collections))
    except PeerFailed as error:
        raise PeerFailed(f"{pipeline}: {error}; {done.stderr[-500:]}") from error


def read_run(lines: Sequence[str], questions: int) -> PeerRun:
    """The lines that ``peers.py`` writes. Raises PeerFailed where an answer is missing."""
    rows = [json.loads(line) for line in lines]
    if len(rows) != questions + 1:
        raise PeerFailed(f"{max(len(rows) - 1, 0)} of {questions} questions were answered")
    answers = {
        row["id"]: PeerAnswer(
            tuple(hit["unit"] for hit in row["hits"]),
            tuple(hit["text"] for hit in row["hits"]),
            row["milliseconds"],
        )
        for row in rows[1:]
    }
    return PeerRun(rows[0]["environment"], answers)


def documents_to_search(texts: dict[str, str], questions: Sequence[JudgedQuestion]) -> dict[str, Any]:
    """Whole documents, which a peer splits in its own way."""
    return {
        "units": [{"document": id_, "id": id_, "text": text} for id_, text in texts.items()],
        "split": True,
        "questions": [{"id": question.id, "question": question.question} for question in questions],
    }


def turns_to_search(
    document: str, turns: Sequence[tuple[str, str]], questions: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """The turns of one meeting, each (label, words), to be ranked as they are; questions are (id, text)."""
    return {
        "units": [
            {"document": document, "id": str(number), "text": f"{label}: {words}"}
            for number, (label, words) in enumerate(turns)
            if words
        ],
        "split": False,
        "questions": [{"id": id_, "question": text} for id_, text in questions],
    }


def score_words(
    questions: Sequence[JudgedQuestion], answers: dict[str, PeerAnswer], limit: int = 5
) -> dict[str, float]:
    """hit@1 and nugget recall@5 by words alone over the answerable questions, and what has to be read."""
    answerable = [question for question in questions if question.is_answerable]
    scored = [_score(question, answers[question.id].texts[:limit]) for question in answerable]
    return {
        "hit@1": fmean(hit for hit, _, _ in scored),
        "nugget recall@5": fmean(recall for _, recall, _ in scored),
        "words of first passage": fmean(words for _, _, words in scored),
        "milliseconds": median(answer.milliseconds for answer in answers.values()),
    }


def _score(question: JudgedQuestion, texts: Sequence[str]) -> tuple[bool, float, int]:
    wanted = [folded(nugget).text for nugget in question.nuggets]
    found = [folded(text).text for text in texts]
    held = [any(nugget in text for text in found) for nugget in wanted]
    hit = bool(found) and any(nugget in found[0] for nugget in wanted)
    return hit, fmean(held), len(texts[0].split()) if texts else 0


def run_peers(
    python: Path | None, model: Path, collections: Sequence[dict[str, Any]], limit: int
) -> Iterator[tuple[str, PeerRun]]:
    """Every pipeline with its answers; none without an environment."""
    for pipeline in PIPELINES if python else ():
        assert python is not None
        yield pipeline, ask_peer(python, pipeline, model, collections, limit)
