"""The trade-off of refusing, worked out by hand."""

from math import inf

from qa.outcomes import Outcome
from qa.questions import JudgedQuestion
from qa.trade_off import TradeOff, chosen, trade_off


def outcome(is_answerable: bool, certainty: float | None, reason: str | None = None) -> Outcome:
    nuggets = ("quay",) if is_answerable else ()
    question = JudgedQuestion("q", "Who?", None, nuggets, "fact", None)
    return Outcome(question, (), reason, certainty=certainty)


def test_a_higher_threshold_trades_false_answers_for_false_refusals() -> None:
    outcomes = [
        outcome(True, 2.0),
        outcome(True, -1.0, "refused"),
        outcome(False, 1.0),
        outcome(False, -3.0, "no"),
    ]
    assert trade_off(outcomes) == (
        TradeOff(-3.0, 1.0, 0.0),
        TradeOff(-1.0, 0.5, 0.0),
        TradeOff(1.0, 0.5, 0.5),
        TradeOff(2.0, 0.0, 0.5),
        TradeOff(inf, 0.0, 1.0),
    )
    assert chosen(trade_off(outcomes)) == TradeOff(1.0, 0.5, 0.5)


def test_what_was_refused_without_weighing_stays_refused() -> None:
    outcomes = [outcome(True, 1.0), outcome(False, None, "nobody of this name")]
    assert trade_off(outcomes) == (TradeOff(1.0, 0.0, 0.0), TradeOff(inf, 0.0, 1.0))


def test_there_is_no_trade_off_without_both_sorts_of_questions() -> None:
    assert trade_off([outcome(True, 1.0)]) == ()
