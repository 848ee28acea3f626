"""What stands around a turn counts: a transcript circles its topic.

A turn rarely repeats what is talked about; the turns around it carry the topic, so scores are smoothed over
them, longer turns weighing more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Positions = npt.NDArray[np.int64]

# How many turns on either side carry the topic of a turn; the weight falls to nothing with the distance.
REACH = 25
# Words of a turn beyond this number weigh no more: the square root, so that "mm-hmm" weighs little.
LONGEST_TURN = 40


@dataclass(frozen=True, slots=True)
class Field:
    """Passages looked at in reading order, with the score of each.

    ``inside`` are those that may answer; the others are there because they stand beside one. ``document``
    numbers the record of each, ``words`` counts its words, and ``is_turn`` tells the turns of a transcript.
    """

    positions: Positions
    scores: Numbers
    inside: npt.NDArray[np.bool_]
    document: Positions
    words: Numbers
    is_turn: npt.NDArray[np.bool_]

    def runs(self) -> Iterator[slice]:
        """The stretches of adjacent passages of one record."""
        breaks = np.flatnonzero((np.diff(self.positions) != 1) | (np.diff(self.document) != 0)) + 1
        edges = [0, *breaks.tolist(), len(self.positions)]
        return (slice(start, end) for start, end in pairwise(edges) if start < end)


def surroundings(field: Field) -> Numbers:
    """The mean score of the turns around each turn (and of itself); 0 for what is no turn.

    A triangular kernel over REACH turns, weighted by the square root of their words.
    """
    kernel = 1 - np.abs(np.arange(-REACH, REACH + 1)) / (REACH + 1)
    weights = np.sqrt(np.minimum(field.words, LONGEST_TURN)) * field.is_turn
    found = np.zeros(len(field.scores))
    for run in field.runs():
        if not field.is_turn[run].any():
            continue
        total = _smoothed(weights[run] * field.scores[run], kernel)
        found[run] = total / np.maximum(_smoothed(weights[run], kernel), 1e-9)
    around: Numbers = found * field.is_turn
    return around


def _smoothed(values: Numbers, kernel: Numbers) -> Numbers:
    smoothed: Numbers = np.convolve(values, kernel, "full")[REACH : REACH + len(values)]
    return smoothed
