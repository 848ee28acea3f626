"""Fit what each sign of the talk on a topic counts inside a transcript.

    python benchmarks/fit_transcripts.py FOLDER [--meetings N] [--index INDEX]

``FOLDER`` holds QMSum in its published layout; ``--index`` keeps the index of its meetings. For every
question the signs of the turns that may answer are measured once; a listwise softmax with a small ridge is
fitted to put the turns that answer first, half for any of them and half for all. Printed are nDCG@10 over
turns of weights that did not see the meeting they are measured on (five folds), and the fitted weights beside
those in use, which were fitted over validation meetings and a fifth of the train split together.
"""

import argparse
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
import numpy.typing as npt

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

from qmsum import Meeting, MeetingQuestion, read_meeting  # noqa: E402
from retrieval import score_meetings  # noqa: E402

from index import Index  # noqa: E402
from qa import transcripts  # noqa: E402
from qa.assistant import Assistant  # noqa: E402

Numbers = npt.NDArray[np.float64]
RIDGE, STEPS, RATE, FOLDS = 3e-3, 100, 0.1, 5
SIGNS = ("words", "meaning", "opening", "has the word", "says something")
IN_USE = (
    transcripts.WORDS, transcripts.MEANING, -transcripts.OPENING, transcripts.HAS_WORD, transcripts.SAYS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the turns that may answer it: their numbers, their signs, and whether they answer."""

    meeting: Meeting
    question: MeetingQuestion
    turns: tuple[tuple[int, ...], ...]  # of each passage
    signs: Numbers  # (passages, signs)
    right: npt.NDArray[np.bool_]


def measured(assistant: Assistant, meetings: Sequence[Meeting]) -> Iterator[Case]:
    """The questions that are answered from the talk on a topic, with the signs as the ranking sees them."""
    seen: list[tuple[Numbers, npt.NDArray[np.int64], npt.NDArray[np.bool_] | None]] = []
    with patch("qa.transcripts.signs_of_turns", _noting(seen)):
        for meeting in meetings:
            for question in meeting.questions:
                seen.clear()
                assistant.ask(question.text, limit=1, document=f"{meeting.name}.txt")
                if seen:
                    yield _case(assistant.index, meeting, question, *seen[0])


def _noting(seen: list) -> Callable[..., Numbers]:  # type: ignore[type-arg]
    signs_of = transcripts.signs_of_turns

    def noted(*args) -> Numbers:  # type: ignore[no-untyped-def]
        signs = signs_of(*args)
        seen.append((signs, args[3], args[5]))
        return signs

    return noted


def _case(
    index: Index,
    meeting: Meeting,
    question: MeetingQuestion,
    signs: Numbers,
    positions: npt.NDArray[np.int64],
    asked: npt.NDArray[np.bool_] | None,
) -> Case:
    inside = np.ones(len(positions), bool) if asked is None else asked
    passages = [index.passage_at(int(position)) for position in positions[inside]]
    turns = tuple(tuple(meeting.turns_of(passage.span)) for passage in passages)
    wanted = question.directed(meeting.turns) if asked is not None and question.speaker else frozenset()
    right = [not (wanted or question.relevant).isdisjoint(numbers) for numbers in turns]
    return Case(meeting, question, turns, signs[inside], np.array(right, bool))


def fit(cases: Sequence[Case]) -> Numbers:
    """The weights that put the turns that answer first: Adam on the ridged loss."""
    known = [case for case in cases if case.right.any()]
    weights, mean, square = np.zeros((3, len(SIGNS)))
    for step in range(1, STEPS + 1):
        slope = RIDGE * weights + sum(_slope(case, weights) for case in known) / len(known)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def _slope(case: Case, weights: Numbers) -> Numbers:
    """Of the loss: half minus the logarithm of the share of all right turns, half the mean over each."""
    scores = case.signs @ weights
    share = np.exp(scores - scores.max())
    share /= share.sum()
    right = share * case.right
    target = right / max(right.sum(), 1e-12) / 2 + case.right / case.right.sum() / 2
    slope: Numbers = case.signs.T @ (share - target)
    return slope


def ranked(case: Case, weights: Numbers) -> list[int]:
    """The numbers of the turns, best first."""
    order = np.argsort(-(case.signs @ weights), kind="stable")
    return list(dict.fromkeys(turn for place in order for turn in case.turns[place]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--meetings", type=int, default=None)
    parser.add_argument("--index", type=Path, default=None)
    options = parser.parse_args()
    meetings = [read_meeting(path) for path in sorted(options.folder.glob("*.json"))[: options.meetings]]
    with tempfile.TemporaryDirectory() as place:
        corpus = Path(place) / "corpus"
        corpus.mkdir()
        for meeting in meetings:
            (corpus / f"{meeting.name}.txt").write_text(meeting.text, encoding="utf-8")
        assistant = Assistant(Index.build(corpus, options.index or Path(place) / "index"))
        cases = list(measured(assistant, meetings))
    folds = [zlib.crc32(case.meeting.name.encode()) % FOLDS for case in cases]
    unseen = {f: fit([c for c, own in zip(cases, folds, strict=True) if own != f]) for f in set(folds)}
    for name, weights in (
        ("in use:", [np.array(IN_USE)] * len(cases)),
        ("unseen:", [unseen[f] for f in folds]),
    ):
        found = {c.question.id: ranked(c, w) for c, w in zip(cases, weights, strict=True)}
        print(name, score_meetings(meetings, found))
    print("weights:", *(f"{n} {w:.2f} ({u:.2f})" for n, w, u in zip(SIGNS, fit(cases), IN_USE, strict=True)))


if __name__ == "__main__":
    main()
