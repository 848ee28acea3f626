"""What each sign of the talk on a topic counts, fitted to questions worked out by hand."""

import numpy as np

from benchmarks.fit_transcripts import SIGNS, Case, fit, ranked


def case(telling: list[float], right: list[bool]) -> Case:
    signs = np.zeros((len(telling), len(SIGNS)))
    signs[:, 0] = telling
    signs[:, 1] = 1.0  # the same for all: tells nothing
    turns = tuple((number, number + 1) for number in range(len(telling)))
    return Case(None, None, turns, signs, np.array(right, bool))  # type: ignore[arg-type]


def test_a_sign_that_tells_counts_and_one_that_does_not_stays_at_nothing() -> None:
    weights = fit([case([2.0, 0.0, -1.0], [True, False, False]), case([0.0, 1.0], [False, True])])
    assert weights[0] > 1
    assert abs(weights[1:]).max() < 0.01


def test_a_question_without_a_right_turn_teaches_nothing() -> None:
    telling = case([1.0, 0.0], [True, False])
    np.testing.assert_array_equal(fit([telling]), fit([telling, case([0.0, 5.0], [False, False])]))


def test_turns_are_ranked_once_by_their_best_passage() -> None:
    weights = np.eye(len(SIGNS))[0]
    assert ranked(case([0.0, 2.0, 1.0], [True] * 3), weights) == [1, 2, 3, 0]
