"""What the threshold of refusal trades: false answers against false refusals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from qa.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class TradeOff:
    """Both rates, 0 to 1, lower is better, if an answer were given from ``threshold`` (log-odds) on."""

    threshold: float
    false_answers: float
    false_refusals: float


def trade_off(outcomes: Iterable[Outcome]) -> tuple[TradeOff, ...]:
    """The rates at every threshold that changes one, from answering always to refusing always.

    What was refused without weighing (an unknown person) stays refused at every threshold. Empty where
    the outcomes lack questions of either sort.
    """
    judged = tuple(outcomes)
    answerable = [_certainty(o) for o in judged if o.question.is_answerable]
    unanswerable = [_certainty(o) for o in judged if not o.question.is_answerable]
    if not answerable or not unanswerable:
        return ()
    steps = sorted({*answerable, *unanswerable} - {-inf, inf})
    return tuple(at_threshold(answerable, unanswerable, step) for step in (*steps, inf))


def at_threshold(answerable: Sequence[float], unanswerable: Sequence[float], threshold: float) -> TradeOff:
    """The rates where questions of at least this certainty are answered."""
    return TradeOff(
        threshold,
        sum(certainty >= threshold for certainty in unanswerable) / len(unanswerable),
        sum(certainty < threshold for certainty in answerable) / len(answerable),
    )


def chosen(points: Sequence[TradeOff]) -> TradeOff | None:
    """What happens at the threshold that is in force: 0."""
    return next((point for point in points if point.threshold >= 0), None)


def _certainty(outcome: Outcome) -> float:
    if outcome.certainty is not None:
        return outcome.certainty
    return -inf if outcome.is_refused else inf
