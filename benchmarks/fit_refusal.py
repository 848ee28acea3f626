"""Fit the weights of the refusal, and draw the trade between false answers and false refusals.

    python benchmarks/fit_refusal.py FOLDER QUESTIONS [FOLDER QUESTIONS ...] [--picture docs/refusal.svg]

Every set is a folder of records, or a saved index of them, and JSON lines of judged questions. Two logistic
models are fitted, of questions that ask somebody and of those that ask nobody, by least log loss with a small
ridge. The curve comes from models that did not see the record (or, of a single record, the fifth of the
questions) they are measured on. An answerable question whose words are not among the hits teaches nothing
and is left out.
"""

import argparse
import sys
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from pathlib import Path
from unittest.mock import patch

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from index import Index, IndexMissing
from qa.assistant import Assistant
from qa.evidence import Evidence
from qa.outcomes import judge_answer
from qa.questions import read_judged_questions
from qa.types import Question

Numbers = npt.NDArray[np.float64]
RIDGE, STEPS = 0.02, 15
ASKED = ("held", "absent", "behind", "outdone")
OPEN = (
    "held",
    "absent",
    "least",
    "length",
    "lacks kind",
    "lacks focus",
)


@dataclass(frozen=True, slots=True)
class Case:
    """What was measured for one question, and whether the record answers it."""

    group: str
    asks_person: bool
    features: tuple[float, ...]
    is_answerable: bool
    kind: str


def measured(folder: Path, questions: Path) -> list[Case]:
    """The cases of a set; every question is answered, whatever the refusal would say."""
    seen: list[tuple[Question, Evidence]] = []

    def note(question: Question, evidence: Evidence, _: bool) -> None:
        seen.append((question, evidence))

    cases = []
    with tempfile.TemporaryDirectory() as place, patch("qa.assistant.judge", note):
        assistant = Assistant(opened(folder, Path(place)))
        judged = read_judged_questions(questions)
        several = len(assistant.index.entries) > 1
        for asked in judged:
            seen.clear()
            outcome = judge_answer(asked, assistant.ask(asked.question))
            found = outcome.right_rank is not None
            if not seen or not seen[0][0].topic or (asked.is_answerable and not found):
                continue
            by_record = several and asked.document
            part = asked.document if by_record else zlib.crc32(asked.id.encode()) % 5
            group = f"{folder.name} {part}"
            asks_person = bool(seen[0][0].speakers)
            cases.append(Case(group, asks_person, features(*seen[0]), asked.is_answerable, asked.kind))
    return cases


def opened(folder: Path, place: Path) -> Index:
    """The index in a folder, or one of the records in it, built in ``place``."""
    try:
        return Index.load(folder)
    except IndexMissing:
        return Index.build(folder, place)


def features(question: Question, evidence: Evidence) -> tuple[float, ...]:
    """The measurements in the order of ASKED or OPEN."""
    if question.speakers:
        return evidence.held, evidence.absent, evidence.behind, evidence.outdone
    lacks = float(evidence.lacks_kind), float(evidence.lacks_focus)
    return evidence.held, evidence.absent, evidence.least, log1p(evidence.words), *lacks


def fit(cases: Sequence[Case]) -> Numbers:
    """The weights and, last, the bias: Newton's method on the log loss, ridged by each feature's spread."""
    inputs = np.array([(*case.features, 1.0) for case in cases])
    answers = np.array([case.is_answerable for case in cases], float)
    ridge = RIDGE * len(cases) * np.diag(np.maximum(inputs.var(axis=0), 1e-6))
    weights = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(inputs @ weights)))
        slope = inputs.T @ (chance - answers) + ridge @ weights
        curvature = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + ridge
        weights = weights - np.linalg.solve(curvature, slope)
    return np.asarray(weights, np.float64)


def unseen(cases: Sequence[Case]) -> list[tuple[float, Case]]:
    """The log-odds of each case by a model that did not see its record."""
    found: list[tuple[float, Case]] = []
    for group in sorted({case.group for case in cases}):
        weights = fit([case for case in cases if case.group != group])
        left_out = [case for case in cases if case.group == group]
        found += [(float(np.dot((*case.features, 1.0), weights)), case) for case in left_out]
    return found


def trade(odds: Sequence[tuple[float, Case]]) -> list[tuple[float, float, float]]:
    """For every threshold the shares of false refusals and of false answers."""
    yes = np.array([value for value, case in odds if case.is_answerable])
    no = np.array([value for value, case in odds if not case.is_answerable])
    thresholds = np.linspace(-3, 4, 141)
    return [(float(t), float((yes < t).mean()), float((no >= t).mean())) for t in thresholds]


def by_kind(odds: Sequence[tuple[float, Case]], threshold: float) -> list[str]:
    """For each kind of question how many go wrong at a threshold, unanswerable ones first."""
    wrong: dict[tuple[bool, str], list[bool]] = {}
    for value, case in odds:
        wrong.setdefault((case.is_answerable, case.kind), []).append(
            (value >= threshold) != case.is_answerable
        )
    return [
        f"{kind}: {sum(each)} of {len(each)} {'refused' if is_answerable else 'answered'}"
        for (is_answerable, kind), each in sorted(wrong.items())
    ]


def picture(curve: Sequence[tuple[float, float, float]], chosen: float) -> str:
    """The curve as SVG, with a dot at the threshold that was chosen."""
    width, height, left, top = 420, 300, 60, 20

    def at(refused: float, answered: float) -> str:
        return f"{left + refused * width / 0.3:.1f},{top + (1 - answered / 0.6) * height:.1f}"

    inside = [(r, a) for _, r, a in curve if r <= 0.3 and a <= 0.6]
    line = " ".join(at(r, a) for r, a in inside)
    _, refused, answered = min(curve, key=lambda point: abs(point[0] - chosen))
    x, y = at(refused, answered).split(",")
    ticks = "".join(
        f'<text x="{left + share * width / 0.3:.0f}" y="{top + height + 18}" text-anchor="middle">{share:.0%}'
        "</text>"
        for share in (0, 0.1, 0.2, 0.3)
    ) + "".join(
        f'<text x="{left - 8}" y="{top + (1 - share / 0.6) * height + 4:.0f}" text-anchor="end">{share:.0%}'
        "</text>"
        for share in (0.2, 0.4, 0.6)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + left + 30} {height + top + 50}" '
        'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>'
        f'<path d="M{left} {top}V{top + height}H{left + width}" fill="none" stroke="#444"/>{ticks}'
        f'<polyline points="{line}" fill="none" stroke="#1a5fb4" stroke-width="2"/>'
        f'<circle cx="{x}" cy="{y}" r="5" fill="#c01c28"/>'
        f'<text x="{float(x) + 9}" y="{float(y) - 6}">chosen: {refused:.1%} and {answered:.1%}</text>'
        f'<text x="{left + width / 2}" y="{top + height + 40}" text-anchor="middle">'
        "answerable questions refused</text>"
        f'<text x="{left + 8}" y="{top + 4}">unanswerable questions answered</text></svg>\n'
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="+", type=Path, metavar="FOLDER QUESTIONS")
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--threshold", type=float, default=0.75, help="log-odds below which is refused")
    arguments = parser.parse_args()
    if len(arguments.sets) % 2:
        parser.error("a set is a folder of records and a file of questions: one of them is missing")
    pairs = zip(arguments.sets[::2], arguments.sets[1::2], strict=True)
    cases = [case for folder, questions in pairs for case in measured(folder, questions)]
    odds: list[tuple[float, Case]] = []
    for names, asks_person in ((ASKED, True), (OPEN, False)):
        chosen = [case for case in cases if case.asks_person == asks_person]
        weights = fit(chosen)
        weights[-1] -= arguments.threshold
        print(len(chosen), *(f"{n} {w:.1f}" for n, w in zip((*names, "bias"), weights, strict=True)))
        odds += unseen(chosen)
    curve = trade(odds)
    for threshold, refused, answered in curve[::10]:
        print(f"threshold {threshold:4.1f}: refused {refused:.3f}, falsely answered {answered:.3f}")
    print(*by_kind(odds, arguments.threshold), sep="\n")
    if arguments.picture:
        arguments.picture.write_text(picture(curve, arguments.threshold), encoding="utf-8")


if __name__ == "__main__":
    main()
