"""The fit of the refusal and what it reports, on cases that can be worked out by hand."""

import pytest

from benchmarks.fit_refusal import Case, by_kind, fit, trade


def case(held: float, is_answerable: bool, group: str = "a", kind: str = "fact") -> Case:
    return Case(group, True, (held,), is_answerable, kind)


CASES = [
    case(0.1, False),
    case(0.2, False),
    case(0.3, True),
    case(0.8, True),
    case(0.9, True),
    case(0.7, False),
]


def test_what_answerable_questions_hold_more_of_speaks_for_an_answer() -> None:
    held, bias = fit(CASES)
    assert held > 0
    assert held * 0.1 + bias < 0 < held * 0.9 + bias


def test_the_unit_of_a_measurement_changes_nothing() -> None:
    held, bias = fit(CASES)
    per_cent = [Case(c.group, True, (100 * c.features[0],), c.is_answerable, c.kind) for c in CASES]
    assert fit(per_cent) == pytest.approx([held / 100, bias])


def test_a_threshold_trades_false_answers_for_false_refusals() -> None:
    odds = [(-1.0, case(0, False)), (0.5, case(0, False)), (0.2, case(0, True)), (2.0, case(0, True))]
    rates = {round(threshold, 2): (refused, answered) for threshold, refused, answered in trade(odds)}
    assert rates[-2.0] == (0.0, 1.0)
    assert rates[0.3] == (0.5, 0.5)
    assert rates[1.0] == (0.5, 0.0)


def test_every_kind_of_question_is_reported() -> None:
    odds = [
        (1.0, case(0, False, kind="off-topic")),
        (-1.0, case(0, False, kind="off-topic")),
        (-1.0, case(0, True)),
    ]
    assert by_kind(odds, 0.5) == ["off-topic: 1 of 2 answered", "fact: 1 of 1 refused"]
