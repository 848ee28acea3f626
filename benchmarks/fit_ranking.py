"""Fit the weights of the ranking: how much each sign of an answer tells.

    python benchmarks/fit_ranking.py FOLDER QUESTIONS [FOLDER QUESTIONS ...]

Every set is a folder of records, or a saved index of them, and JSON lines of judged questions. For each
question the signs of its best candidates are measured once; a listwise softmax (Cao et al., Learning to Rank:
From Pairwise Approach to Listwise Approach, 2007) with a small ridge is fitted to put the right ones first.
Printed are the hit@1 and nugget recall@5 of the weights in use and of weights that did not see the record
they are measured on (five folds; of a single record, the fifth of its questions), then the fitted weights on
the scale of those in use. Signs of rare kinds of questions have too few cases here and stay as they are.
"""

import argparse
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
import numpy.typing as npt

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

from fit_refusal import opened  # noqa: E402

from corpus import Passage  # noqa: E402
from index import Index, SearchHit, Selection, Vectors  # noqa: E402
from qa import ranking  # noqa: E402
from qa.assistant import Assistant  # noqa: E402
from qa.outcomes import judge_passage  # noqa: E402
from qa.questions import JudgedQuestion, read_judged_questions  # noqa: E402
from qa.tokens import TokenMatcher  # noqa: E402
from qa.types import Question  # noqa: E402
from qa.wording import with_digits, wording  # noqa: E402

Numbers = npt.NDArray[np.float64]
RIDGE, STEPS, RATE, FOLDS = 1e-3, 200, 0.1, 5
SIGNS = (
    "meaning",
    "words",
    "match",
    "act",
    "fragment",
    "joint",
    "attributed",
    "who",
    "group",
    "kind",
    "members",
)
IN_USE = (
    ranking.MEANING_SHARE, 1 - ranking.MEANING_SHARE, ranking.MATCH, 1.0, -ranking.FRAGMENT, -ranking.JOINT,
    ranking.ATTRIBUTED, ranking.ATTRIBUTED_WHO, ranking.COLLECTIVE, ranking.KIND, ranking.PREFERRED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """The signs of a question's candidates, (candidates, signs), and which hold which nugget rightly."""

    group: str
    signs: Numbers
    right: npt.NDArray[np.bool_]  # (candidates, nuggets)


def measured(folder: Path, questions: Path) -> list[Case]:
    """The cases of a set: its questions that are ranked and whose answer is among the candidates."""
    cases: list[Case] = []
    with tempfile.TemporaryDirectory() as place:
        assistant = Assistant(opened(folder, Path(place)))
        several = len(assistant.index.entries) > 1
        for asked in read_judged_questions(questions):
            part = asked.document if several and asked.document else zlib.crc32(asked.id.encode()) % 5
            with patch("qa.assistant.rank", _noting(cases, asked, f"{folder.name} {part}")):
                assistant.ask(asked.question)
    return [case for case in cases if case.right.any()]


def _noting(cases: list[Case], asked: JudgedQuestion, group: str) -> Callable[..., list[SearchHit]]:
    """The ranking, which first writes down what it has to go by."""

    def noted(
        index: Index,
        question: Question,
        query: str,
        vector: Vectors,
        within: Selection | None,
        matcher: TokenMatcher,
    ) -> list[SearchHit]:
        if asked.is_answerable:
            hits = ranking.find(index, query, vector, within)
            passages = [hit.passage for hit in hits]
            right = [[verdict == "right" for verdict in judge_passage(asked, p)] for p in passages]
            signs = signs_of(index, question, query, vector, passages, matcher)
            cases.append(Case(group, signs, np.array(right, bool)))
        return ranking.rank(index, question, query, vector, within, matcher)

    return noted


def signs_of(
    index: Index,
    question: Question,
    query: str,
    vector: Vectors,
    passages: Sequence[Passage],
    matcher: TokenMatcher,
) -> Numbers:
    """What speaks for each passage, in the order of SIGNS."""
    written, act = with_digits(query), wording().act(question.act)
    most = sum(index.weights(written).values()) or 1.0
    one = bool(question.speakers) and question.act != "agree"
    members = set(question.preferred)
    beside = ranking.ACT_BESIDE_TOPIC if question.topic else 1.0

    def column(sign: Callable[[Passage], float]) -> list[float]:
        return [float(sign(passage)) for passage in passages]

    return np.column_stack(
        [
            index.similarity(vector, passages),
            index.word_scores(written, passages) / most,
            matcher.similarities(query, passages),
            column(lambda p: beside * ranking.act_evidence(p, act) if act else 0),
            column(lambda p: not question.asks_cast and ranking.is_fragment(p)),
            column(lambda p: one and ranking.is_collective(p)),
            column(lambda p: not question.asks_cast and bool(p.speakers)),
            column(lambda p: question.asks_who and not question.asks_cast and bool(p.speakers)),
            column(lambda p: question.asks_group and ranking.is_collective(p)),
            column(lambda p: question.wants in ("number", "date") and ranking.is_number(p.text)),
            column(lambda p: not members.isdisjoint(p.speakers)),
        ]
    ).astype(np.float64)


def fit(cases: Sequence[Case]) -> Numbers:
    """The weights that put right candidates first, on the scale of those in use: Adam on the ridged loss."""
    weights, mean, square = np.zeros((3, len(SIGNS)))
    for step in range(1, STEPS + 1):
        slope = RIDGE * weights + sum(_slope(case, weights) for case in cases) / len(cases)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    scaled: Numbers = weights * sum(IN_USE[:3]) / weights[:3].sum()
    return scaled


def _slope(case: Case, weights: Numbers) -> Numbers:
    """Of the loss, minus the logarithm of the share of all right candidates."""
    scores = case.signs @ weights
    share = np.exp(scores - scores.max())
    share /= share.sum()
    right = share * case.right.any(axis=1)
    slope: Numbers = case.signs.T @ (share - right / max(right.sum(), 1e-12))
    return slope


def figures(pairs: Iterable[tuple[Case, Numbers]]) -> str:
    """The hit@1 and nugget recall@5 of cases, each ranked by its weights."""
    hits, recalls = [], []
    for case, weights in pairs:
        ranked = case.right[np.argsort(-(case.signs @ weights), kind="stable")]
        hits.append(ranked[0].any())
        recalls.append(ranked[:5].any(axis=0).mean())
    return f"hit@1 {np.mean(hits):.3f}, nugget recall@5 {np.mean(recalls):.3f} of {len(hits)} questions"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="+", type=Path, metavar="FOLDER QUESTIONS")
    sets = parser.parse_args().sets
    if len(sets) % 2:
        parser.error("a set is a folder of records and a file of questions: one of them is missing")
    cases = [
        c
        for folder, questions in zip(sets[::2], sets[1::2], strict=True)
        for c in measured(folder, questions)
    ]
    folds = {case.group: zlib.crc32(case.group.encode()) % FOLDS for case in cases}
    unseen = {fold: fit([c for c in cases if folds[c.group] != fold]) for fold in set(folds.values())}
    print("in use: ", figures((case, np.array(IN_USE)) for case in cases))
    print("unseen: ", figures((case, unseen[folds[case.group]]) for case in cases))
    print("weights:", *(f"{n} {w:.2f} ({u:.2f})" for n, w, u in zip(SIGNS, fit(cases), IN_USE, strict=True)))


if __name__ == "__main__":
    main()
