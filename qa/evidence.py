"""What speaks for an answer: the measurements that the refusal weighs."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Passage
from index import Index, SearchHit, Vectors
from index.bm25 import idf
from qa.folding import words_of
from qa.kinds import holds_kind
from qa.ranking import find, is_collective
from qa.tokens import TokenMatcher
from qa.types import Question
from qa.wording import wording

# How many of the best passages are measured: an answer may stand in the second.
MEASURED = 5
SEEN_FIRST = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """Each from 0 to 1. ``others`` are the best passages of people the question does not ask."""

    likeness: float  # how well one passage holds the topic word by word, by meaning
    coverage: float  # the share of the topic's weight (idf) whose words one passage holds
    behind: float  # how much more of the topic somebody else's passage holds
    lacks_kind: bool  # a number or date is asked for and none stands in the first passages
    unknown: float  # the share of the topic's weight whose words no record holds
    missing: tuple[str, ...]  # those words, as they were written
    lacks_focus: bool  # what is counted or chosen ("how many employees") is one of them
    weakest: float = 0.0  # how well a passage holds, by meaning, the word of the topic it holds least
    outdone: float = 0.0  # how much better, by meaning, somebody else's passage holds the topic
    others: tuple[SearchHit, ...] = ()


def measure(
    index: Index,
    question: Question,
    query: str,
    vector: Vectors,
    hits: Sequence[SearchHit],
    matcher: TokenMatcher,
) -> Evidence:
    """The evidence of the best hits for a question; ``vector`` is that of the query."""
    weights, missing = topic_weights(index, question)
    first = _own(question, hits)
    coverage = max((covered(passage, weights) for passage in first), default=0.0)
    others = _others(index, question, query, vector) if question.speakers else ()
    ahead = max((covered(hit.passage, weights) for hit in others), default=0.0)
    total = sum(weights.values())
    likeness = float(matcher.similarities(query, first[:SEEN_FIRST]).max(initial=0.0))
    theirs = matcher.similarities(query, [hit.passage for hit in others[:SEEN_FIRST]])
    held = matcher.words_held(query, first[:SEEN_FIRST])
    return Evidence(
        weakest=float(held.min(axis=1).max(initial=0.0)) if held.size else 1.0,
        outdone=max(0.0, float(theirs.max(initial=0.0)) - likeness),
        likeness=likeness,
        coverage=coverage,
        behind=max(0.0, ahead - coverage),
        lacks_kind=bool(question.wants) and not any(holds_kind(p.text, question) for p in first[:SEEN_FIRST]),
        unknown=sum(weights[stem] for stem, _ in missing) / total if total else 0.0,
        missing=tuple(text for _, text in missing),
        lacks_focus=bool(missing) and asks_fact(question) and _focus(question) in dict(missing),
        others=others,
    )


def _own(question: Question, hits: Sequence[SearchHit]) -> list[Passage]:
    """The first passages; those of one person asked alone before what a whole group is said to have said."""
    passages = [hit.passage for hit in hits]
    if len(question.speakers) == 1:
        alone = [passage for passage in passages if not is_collective(passage)]
        passages = alone or passages
    return passages[:MEASURED]


def topic_weights(index: Index, question: Question) -> tuple[dict[str, float], list[tuple[str, str]]]:
    """The idf of each content word of the topic by stem, and the (stem, text) of those no record holds."""
    weights: dict[str, float] = {}
    missing: list[tuple[str, str]] = []
    for word in words_of(question.topic):
        if not wording().is_content(word) or word.stem in weights:
            continue
        frequency = index.frequency(word.folded)
        weights[word.stem] = idf(frequency, len(index))
        if frequency == 0:
            missing.append((word.stem, word.text))
    return weights, missing


def covered(passage: Passage, weights: dict[str, float]) -> float:
    """The share of the weight of the topic's words that a passage, its heading or its speaker holds."""
    total = sum(weights.values())
    if not total:
        return 1.0
    names = " ".join(speaker.label for speaker in passage.speakers)
    held = {word.stem for word in words_of(f"{passage.text} {' '.join(passage.section)} {names}")}
    return sum(weight for stem, weight in weights.items() if stem in held) / total


def asks_fact(question: Question) -> bool:
    """Whether a detail is asked for, not somebody's statement: "how many ...", "which cluster ..."."""
    if question.speakers or question.wants is not None:
        return not question.speakers
    words, topic = words_of(question.text), words_of(question.topic)
    opens = len(words) > 1 and words[0].folded in ("which", "what")
    return opens and bool(topic) and topic[0].folded == words[1].folded  # "what came up" asks no detail


def _focus(question: Question) -> str | None:
    """The stem of what is counted or chosen: the topic's first word, unless it is "people" or "times"."""
    first = next((word.stem for word in words_of(question.topic) if wording().is_content(word)), None)
    return first if first not in wording().generic_nouns else None


def _others(index: Index, question: Question, query: str, vector: Vectors) -> tuple[SearchHit, ...]:
    """The best passages of the same records that none of the people asked said."""
    within = index.select(documents=question.filters.documents)
    asked = {speaker.id for speaker in question.speakers}
    hits = find(index, query, vector, within)
    theirs = (hit for hit in hits if asked.isdisjoint(speaker.id for speaker in hit.passage.speakers))
    return tuple(hit for hit, _ in zip(theirs, range(MEASURED), strict=False))
