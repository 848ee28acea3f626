"""Inside a transcript: first the stretch where a topic is talked about, then who says something there.

A turn rarely repeats what the talk is about ("Yes, the second one, I think"), so turns are not compared with
the question one by one. Two signals tell the stretch: the meaning of what is spoken around each turn, and
how many of the question's words, or words like them, fall in it. Their units differ, so each is standardised
over the transcript. Where a record begins, its agenda names all topics and tells of none. Of somebody who is
asked, the turns that say something come first, where they have the word: "Mm-hmm" answers nothing.
``benchmarks/fit_transcripts.py`` fits what each counts.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from index import Index, Vectors
from index.bm25 import idf
from qa.tokens import TokenMatcher
from qa.types import Question

Numbers = npt.NDArray[np.float64]
Positions = npt.NDArray[np.int64]

# How many turns on either side make the stretch of each signal; a triangular kernel over them.
OF_MEANING, OF_WORDS, OF_SPEAKER = 24, 35, 12
# What each signal counts, in deviations over the transcript.
MEANING, WORDS, HAS_WORD = 0.6, 0.8, 0.25
# How much less the very first turns count, and after how many turns little of that is left.
OPENING, OPENS = 1.9, 35
# How much more a turn of somebody who is asked counts that has enough words to say something.
SAYS, ENOUGH_WORDS = 2.4, 5
# Words beyond this number do not show more that somebody has the word.
LONGEST_TURN = 60
# No word is like another below this cosine, and where half of a word's presence in a stretch is reached, in
# turns that hold it (the saturation of BM25).
UNLIKE, HALF_PRESENT = 0.5, 0.5
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
    index: Index,
    query: str,
    vector: Vectors,
    positions: Positions,
    matcher: TokenMatcher,
    asked: npt.NDArray[np.bool_] | None,
) -> Numbers:
    """How much each turn belongs to the talk on the query, standardised.

    ``asked`` tells the turns of the people who are asked; None where nobody is.
    """
    signs = signs_of_turns(index, query, vector, positions, matcher, asked)
    return standardised(signs @ np.array([WORDS, MEANING, -OPENING, HAS_WORD, SAYS]))


def signs_of_turns(
    index: Index,
    query: str,
    vector: Vectors,
    positions: Positions,
    matcher: TokenMatcher,
    asked: npt.NDArray[np.bool_] | None,
) -> Numbers:
    """What speaks for each turn, (turns, 5): words, meaning, opening, who has the word, says something."""
    facts = index.facts(positions)
    meaning = index.similarity_around(vector, positions).astype(np.float64)
    likeness, weights = matcher.in_turns(query, positions)
    signs = np.zeros((len(positions), 5))
    for record in _records(facts.document):
        words = facts.words[record]
        signs[record, 0] = words_in_stretch(likeness[:, record], weights)
        signs[record, 1] = standardised(smoothed(meaning[record], OF_MEANING))
        signs[record, 2] = np.exp(-np.arange(len(words)) / OPENS)
        if asked is not None:
            signs[record, 3] = standardised(has_word(asked[record], words))
            signs[record, 4] = words >= ENOUGH_WORDS
    return signs


def words_in_stretch(likeness: Numbers, weights: Numbers) -> Numbers:
    """How many of the words asked fall around each turn, standardised; one said often counts little more.

    ``likeness`` is the best cosine of each word in each turn, (words, turns). A word weighs by its rarity in
    the index and in this transcript ("remote" tells nothing in a meeting on remote controls), and more where
    it gathers in one place.
    """
    found = np.zeros(likeness.shape[1])
    for cosines, weight in zip(likeness, weights, strict=True):
        held = np.maximum(cosines - UNLIKE, 0) / (1 - UNLIKE)
        presence = _summed(held, OF_WORDS)
        gathered = presence.max() / (presence.mean() + 0.05)
        rarity = weight * idf(held.sum(), len(held))
        found += rarity * gathered * presence / (presence + HALF_PRESENT)
    return standardised(found)


def has_word(asked: npt.NDArray[np.bool_], words: npt.NDArray[np.integer]) -> Numbers:
    """The share of the words around each turn that the people asked say."""
    spoken = np.minimum(words, LONGEST_TURN).astype(np.float64)
    share: Numbers = _summed(spoken * asked, OF_SPEAKER) / _summed(spoken, OF_SPEAKER)
    return share


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
