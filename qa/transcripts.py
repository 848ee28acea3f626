"""Inside a transcript: first the stretch where a topic is talked about, then who says something there.

A turn rarely repeats what the talk is about ("Yes, the second one, I think"), so turns are not compared with
the question one by one. Two signals tell the stretch: the meaning of what is spoken around each turn, and
how many of the question's words fall in it. Their units differ, so each is standardised over the transcript
before they are added up. A topic within another ("the buttons when discussing the prototype") is compared
as a whole and by its parts, so that neither drowns. Of somebody who is asked, the longer turns of the
stretch come first: "Mm-hmm" answers nothing.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from index import Index, Vectors
from index.bm25 import idf
from qa.types import Question
from qa.wording import wording

Numbers = npt.NDArray[np.float64]
Positions = npt.NDArray[np.int64]

# How many turns on either side make the stretch of each signal; a triangular kernel over them.
OF_MEANING, OF_WORDS = 16, 25
# What the logarithm of a turn's words counts where somebody is asked, beside the two signals.
LENGTH = 1.7
# Words of a turn beyond this number count no more.
LONGEST_TURN = 40
# Where half of a word's presence in a stretch is reached, in turns that hold it (the saturation of BM25).
HALF_PRESENT = 1.2
# A record with this share of turns is a transcript.
MOSTLY_TURNS = 0.8


def transcript_positions(index: Index, question: Question, most: int) -> Positions | None:
    """All passages of the records a question limits itself to; None where these are no transcripts.

    Also None where the question seeks one statement (a number, a quotation, who) and not the talk on a
    topic, and where more than ``most`` passages would have to be read.
    """
    if not question.filters.documents or question.asks_who or question.wants or question.quoted:
        return None
    ranges = [index.positions_of(id_) for id_ in question.filters.documents if id_ in index.documents]
    positions = np.array(sorted(position for reach in ranges for position in reach), np.int64)
    if not 0 < len(positions) <= most:
        return None
    return positions if index.facts(positions).is_turn.mean() >= MOSTLY_TURNS else None


def score_turns(
    index: Index, query: str, vector: Vectors, positions: Positions, fused: Numbers, *, asks_person: bool
) -> Numbers:
    """How much each turn belongs to the talk on the query; on the scale of ``fused``, the plain scores."""
    facts = index.facts(positions)
    words = np.minimum(facts.words, LONGEST_TURN).astype(np.float64)
    around = [
        index.similarity_around(v, positions) for v in (vector, *map(index.embed_query, parts_of(query)))
    ]
    held = index.term_shares(query, positions).astype(np.float64)
    score = np.zeros(len(positions))
    for part in _records(facts.document):
        for meaning in around:
            score[part] += standardised(smoothed(meaning[part].astype(np.float64), OF_MEANING))
        score[part] += standardised(words_in_stretch(held[:, part], OF_WORDS))
    if asks_person:
        score += LENGTH * standardised(np.log1p(words))
    scaled: Numbers = fused.mean() + fused.std() * standardised(score)
    return scaled


def parts_of(query: str) -> list[str]:
    """The topic and the talk it came up in, where a query names both: "the buttons when discussing it all".

    >>> parts_of("buttons when discussing the prototype")
    ['buttons', 'discussing the prototype']
    """
    parts = [part.strip() for part in re.split(rf"\b(?:{wording().settings})\b", query, maxsplit=1)]
    return parts if len(parts) == 2 and all(parts) else []


def words_in_stretch(held: Numbers, reach: int) -> Numbers:
    """The weight of the terms that fall around each turn; a term said often counts little more.

    ``held`` is how far each turn holds each term, 0 to 1, (terms, turns). A term weighs by its rarity in
    this transcript: "remote" tells nothing in a meeting on remote controls.
    """
    found = np.zeros(held.shape[1])
    for turns in held:
        presence = _summed(turns, reach)
        rarity = idf(int((turns > 0).sum()), len(turns))
        found += rarity * presence / (presence + HALF_PRESENT)
    return found


def smoothed(values: Numbers, reach: int) -> Numbers:
    """The mean of the values around each, nearer ones weighing more (a triangular kernel)."""
    mean: Numbers = _summed(values, reach) / _summed(np.ones(len(values)), reach)
    return mean


def standardised(values: Numbers) -> Numbers:
    """With mean 0 and deviation 1; all 0 where the values do not differ."""
    spread = values.std()
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros(len(values))


def _records(document: Positions) -> Iterator[slice]:
    """The stretch of each record."""
    edges = np.flatnonzero(np.diff(document)) + 1
    return (slice(start, end) for start, end in pairwise([0, *edges.tolist(), len(document)]))


def _summed(values: Numbers, reach: int) -> Numbers:
    kernel = 1 - np.abs(np.arange(-reach, reach + 1)) / (reach + 1)
    summed: Numbers = np.convolve(values, kernel, "full")[reach : reach + len(values)]
    return summed
