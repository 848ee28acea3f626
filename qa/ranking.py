"""The ranking: functions from hits to hits, composed in ``rank``.

Every function takes the hits of one question, best first, and returns them with new scores or without
those that do not belong. Scores are comparable only inside one list.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from corpus import Passage
from index.types import SearchHit, Selection
from qa.folding import stems_of
from qa.types import Question
from qa.wording import Act, Phrases, wording

from index import Index

Step = Callable[[Sequence[SearchHit]], list[SearchHit]]
Numbers = npt.NDArray[np.float64]

# Selections up to this size are scored whole: it costs less than a millisecond.
SCORED_WHOLE = 2000
# Of larger ones, this many are taken by meaning and by words each.
CANDIDATES = 200
# The share of meaning in the sum of both evidences (a convex combination of normalised scores; Bruch, Gai
# and Ingber, An Analysis of Fusion Functions for Hybrid Retrieval, 2023).
MEANING_SHARE = 0.5
# What a passage gains whose words show the act that is asked for ("She proposed ..."), and for weaker signs.
ACT_CUE, ACT_SIGN = 0.25, 0.08
# What a passage of somebody gains where the question asks who said it, or of a group where it asks a group.
ATTRIBUTED, COLLECTIVE, PREFERRED = 0.1, 0.15, 0.08
# Two passages with this much in common (partial ratio, 0 to 100) say the same thing.
SAME_WORDS = 88


def rank(index: Index, question: Question, query: str, within: Selection | None) -> list[SearchHit]:
    """All candidates for a question, best first."""
    hits = find(index, query, within)
    act = wording().act(question.act)
    hits = favour_act(hits, act) if act else hits
    if question.asks_who:
        hits = favour(hits, lambda passage: bool(passage.speakers), ATTRIBUTED)
    if question.asks_group:
        hits = favour(hits, is_collective, COLLECTIVE)
    if question.preferred:
        hits = favour(hits, lambda passage: bool(set(passage.speakers) & set(question.preferred)), PREFERRED)
    return drop_repeats(hits)


def find(index: Index, query: str, within: Selection | None) -> list[SearchHit]:
    """Candidates with the sum of their meaning and their words, best first; scores lie in -1 to 1."""
    vector = index.embed_query(query)
    if within is None and len(index) <= SCORED_WHOLE:
        positions = np.arange(len(index))
    elif within is not None and len(within) <= SCORED_WHOLE:
        positions = within.positions
    else:
        near, _ = index.nearest(vector, CANDIDATES, within)
        matching, _ = index.matching(query, CANDIDATES, within)
        positions = np.union1d(near, matching)
    meaning = index.similarity(vector, positions).astype(np.float64)
    words = index.word_scores(query, positions).astype(np.float64)
    return ordered(index.hits(positions, fuse(meaning, words)))


def fuse(meaning: Numbers, words: Numbers) -> Numbers:
    """The convex combination of cosines and BM25 scores, these divided by their best."""
    best = words.max(initial=0.0)
    share = words / best if best > 0 else words
    return MEANING_SHARE * meaning + (1 - MEANING_SHARE) * share


def ordered(hits: Iterable[SearchHit]) -> list[SearchHit]:
    """Best first; equal scores keep their order."""
    return sorted(hits, key=lambda hit: -round(hit.score, 6))


def favour(hits: Sequence[SearchHit], deserves: Callable[[Passage], bool], gain: float) -> list[SearchHit]:
    """Raise the passages that deserve it."""
    return ordered(replace(hit, score=hit.score + gain * deserves(hit.passage)) for hit in hits)


def favour_act(hits: Sequence[SearchHit], act: Act) -> list[SearchHit]:
    """Raise the passages whose words show an act; a sure cue counts more than a weak sign."""
    return ordered(replace(hit, score=hit.score + act_evidence(hit.passage, act)) for hit in hits)


def act_evidence(passage: Passage, act: Act) -> float:
    stems = stems_of(passage.text)
    return ACT_CUE if act.cues.is_in(stems) else ACT_SIGN if act.signs.is_in(stems) else 0.0


def is_collective(passage: Passage) -> bool:
    """Whether a group said it together."""
    return any(attribution.kind == "collective" for attribution in passage.attributions)


def drop_repeats(hits: Sequence[SearchHit], limit: int = 50) -> list[SearchHit]:
    """Of passages that say the same the first stays; only the first ``limit`` are compared."""
    kept: list[SearchHit] = []
    for hit in hits:
        if len(kept) < limit and any(says_the_same(hit.passage, other.passage) for other in kept):
            continue
        kept.append(hit)
    return kept


def says_the_same(left: Passage, right: Passage) -> bool:
    """Whether one passage repeats the other; what two people said is never the same."""
    if left.speakers and right.speakers and left.speakers != right.speakers:
        return False
    return fuzz.ratio(left.text, right.text, score_cutoff=SAME_WORDS) > 0
