"""The measures of an evaluation, with bootstrap confidence intervals.

Success@1, RR@5 and set recall come from ir-measures. Mind the names: hit@1 is Success@1 (is the first
passage right?), not recall, and a refused question counts zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
import numpy.typing as npt
from ir_measures import RR, SetR, Success

from qa.outcomes import Outcome

CUTOFF = 5  # how many hits are judged
_HIT, _MRR, _RECALL = Success @ 1, RR @ CUTOFF, SetR

MEASURES = (
    "hit@1",
    "MRR@5",
    "nugget recall@5",
    "wrong-speaker rate",
    "false-answer rate",
    "false-refusal rate",
    "words of first passage",
)
LOWER_IS_BETTER = frozenset(MEASURES[3:])

_RESAMPLES = 1000
_CONFIDENCE = 0.95

Ratios = npt.NDArray[np.float64]  # (questions, measures, 2): numerator and denominator of each question


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean over ``count`` cases and its 95 % interval; None where there was no case."""

    value: float | None
    low: float | None
    high: float | None
    count: int


def measure(outcomes: Sequence[Outcome]) -> dict[str, Measure]:
    """Every measure by its name. A measure is a ratio of sums over the questions.

    The interval is the percentile bootstrap over questions (Efron and Tibshirani 1993, chapter 13),
    with a fixed seed: the same outcomes give the same interval.
    """
    if not outcomes:
        return {name: Measure(None, None, None, 0) for name in MEASURES}
    ratios = _ratios(outcomes)
    drawn = np.random.default_rng(0).integers(len(outcomes), size=(_RESAMPLES, len(outcomes)))
    resampled = np.stack([ratios[sample].sum(axis=0) for sample in drawn])
    return {
        name: _measure(ratios[:, column].sum(axis=0), resampled[:, column])
        for column, name in enumerate(MEASURES)
    }


def _measure(sums: Ratios, resampled: Ratios) -> Measure:
    numerator, denominator = sums
    if not denominator:
        return Measure(None, None, None, 0)
    drawn = resampled[resampled[:, 1] > 0]
    tail = 100 * (1 - _CONFIDENCE) / 2
    low, high = np.percentile(drawn[:, 0] / drawn[:, 1], [tail, 100 - tail])
    return Measure(float(numerator / denominator), float(low), float(high), int(denominator))


def _ratios(outcomes: Sequence[Outcome]) -> Ratios:
    ranked = _rank_measures([outcome for outcome in outcomes if outcome.question.is_answerable])
    return np.array([_question_ratios(outcome, ranked) for outcome in outcomes], dtype=np.float64)


def _question_ratios(outcome: Outcome, ranked: dict[tuple[str, str], float]) -> list[tuple[float, float]]:
    """Numerator and denominator of every measure, in the order of ``MEASURES``."""
    answerable = float(outcome.question.is_answerable)
    answered = float(not outcome.is_refused)
    named = [hit for hit in outcome.hits if hit.holds_nugget] if outcome.question.speaker else []
    return [
        *((ranked.get((outcome.question.id, str(kind)), 0.0), answerable) for kind in (_HIT, _MRR, _RECALL)),
        (float(sum(hit.is_wrong_speaker for hit in named)), float(len(named))),
        (answered * (1 - answerable), 1 - answerable),
        ((1 - answered) * answerable, answerable),
        (outcome.first_words * answerable * answered, answerable * answered),
    ]


def _rank_measures(outcomes: Sequence[Outcome]) -> dict[tuple[str, str], float]:
    """Question id and measure to value, by ir-measures.

    Hits are judged for Success and RR; for recall the nuggets are what is to be found, because one
    hit may hold two of them and two hits the same one. Ranks become scores, so that no tie is left
    to the library's own order. Every question needs a judgement: those without one would be dropped.
    """
    by_hit = {o.question.id: {_hit_id(hit.rank): int(hit.is_right) for hit in o.hits} for o in outcomes}
    qrels = {question: judged or {"none": 0} for question, judged in by_hit.items()}
    run = {o.question.id: {_hit_id(hit.rank): -float(hit.rank) for hit in o.hits} for o in outcomes}
    nuggets = {o.question.id: {f"nugget {i}": 1 for i in range(len(o.question.nuggets))} for o in outcomes}
    found = {
        o.question.id: {
            f"nugget {i}": -float(rank) for i, rank in enumerate(o.nugget_ranks) if rank is not None
        }
        for o in outcomes
    }
    metrics = [
        *ir_measures.iter_calc([_HIT, _MRR], qrels, run),
        *ir_measures.iter_calc([_RECALL], nuggets, found),
    ]
    return {(metric.query_id, str(metric.measure)): float(metric.value) for metric in metrics}


def _hit_id(rank: int) -> str:
    return f"hit {rank}"
