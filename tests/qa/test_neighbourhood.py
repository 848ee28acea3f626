"""The neighbourhood by hand."""

import numpy as np
import pytest

from qa.neighbourhood import REACH, Field, surroundings


def field(
    scores: list[float],
    words: list[float] | None = None,
    document: list[int] | None = None,
    turns: bool = True,
) -> Field:
    n = len(scores)
    return Field(
        positions=np.arange(n),
        scores=np.array(scores),
        inside=np.ones(n, bool),
        document=np.array(document or [0] * n),
        words=np.array(words or [1.0] * n),
        is_turn=np.full(n, turns),
    )


def test_a_lone_turn_keeps_its_score() -> None:
    assert surroundings(field([0.4])) == pytest.approx([0.4])


def test_two_turns_share_by_distance() -> None:
    # the neighbour weighs REACH / (REACH + 1) of the turn itself
    w = REACH / (REACH + 1)
    assert surroundings(field([1.0, 0.0])) == pytest.approx([1 / (1 + w), w / (1 + w)])


def test_a_longer_turn_weighs_by_the_root_of_its_words() -> None:
    w = REACH / (REACH + 1)
    # the second turn has nine words: weight 3
    assert surroundings(field([0.0, 1.0], words=[1, 9]))[0] == pytest.approx(3 * w / (1 + 3 * w))


def test_another_record_is_no_neighbour() -> None:
    assert surroundings(field([1.0, 0.0], document=[0, 1])) == pytest.approx([1.0, 0.0])


def test_prose_has_no_surroundings() -> None:
    assert surroundings(field([1.0, 1.0], turns=False)) == pytest.approx([0.0, 0.0])
