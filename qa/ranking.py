"""The ranking: functions from hits to hits, composed in ``rank``.

Every function takes the hits of one question, best first, and returns them with new scores or without
those that do not belong. Scores are comparable only inside one list.
``benchmarks/retrieval.py`` measures what each rule gains; one that gains nothing is taken out.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from corpus import Passage, Speaker
from index import Index, SearchHit, Selection, Vectors
from qa.folding import fold, stems_of, words_of
from qa.neighbourhood import REACH, Field, Positions, surroundings
from qa.tokens import TokenMatcher
from qa.transcripts import score_turns, transcript_positions
from qa.types import Question
from qa.wording import Act, is_number, with_digits, wording

Numbers = npt.NDArray[np.float64]
Deserves = Callable[[Passage], bool]

# Selections up to this size are scored whole: it costs less than a millisecond.
SCORED_WHOLE = 2000
# Of larger ones, this many are taken by meaning and by words each.
CANDIDATES = 100
# Of these, this many of the best by either are looked at with the turns around them: reading the neighbours
# of all would cost a hundred times the search.
WITH_NEIGHBOURS = 20
# No rule lifts what lies behind so many into an answer: it is not even read. Only an introduction of people,
# which shares no words with the question who they are, may lie far behind.
READ, READ_OF_CAST = 50, 100
# The share of meaning in the sum of both evidences (a convex combination; Bruch, Gai and Ingber, An Analysis
# of Fusion Functions for Hybrid Retrieval, 2023).
MEANING_SHARE = 0.5
# How much the match word by word adds, and to how many of the first hits. This, the share above and the gains
# below were fitted together by ``benchmarks/fit_ranking.py`` over all question sets and rounded; those of
# rare kinds of questions were set by hand.
MATCH, MATCHED = 1.1, 40
# A discussion is sought in the stretch where it takes place: the share of the turns around it in the score of
# a turn, and what lifts their mean to the height of a score. One statement is sought in the turn itself.
AROUND_BROAD, AROUND_GAIN = 0.9, 2.0
# What a passage gains whose words show the act that is asked for ("She proposed ..."), and for weaker signs.
ACT_CUE, ACT_SIGN = 0.25, 0.08
# With a topic the act is only one of the things asked for.
ACT_BESIDE_TOPIC = 0.4
# What a passage gains that somebody said, more where the question asks who, or a group where it asks a group.
ATTRIBUTED, ATTRIBUTED_WHO, COLLECTIVE, PREFERRED = 0.07, 0.13, 0.15, 0.08
# What a passage loses that a whole group said, where one person is asked: their own words come first.
JOINT = 0.2
# What a passage gains that introduces people where the question asks who they are.
INTRODUCTION = 0.8
# What a passage gains that holds a number or a date where the question asks for one.
KIND = 0.15
# What headings, captions and other lines that say nothing lose; they share words with every question.
FRAGMENT, FRAGMENT_WORDS = 0.2, 9
# The share of an introduction's score ("the criteria are:") that the items after it inherit.
INHERITED = 0.9
# Two passages with this much in common (0 to 100) say the same thing.
SAME_WORDS = 88


def rank(
    index: Index,
    question: Question,
    query: str,
    vector: Vectors,
    within: Selection | None,
    matcher: TokenMatcher,
) -> list[SearchHit]:
    """All candidates for a question, best first; ``vector`` is that of the query."""
    transcript = transcript_positions(index, question, SCORED_WHOLE)
    if transcript is not None:
        hits = find_in_transcript(index, question, query, vector, within, transcript, matcher)
    else:
        around = AROUND_BROAD if asks_discussion(question) else 0.0
        hits = find(index, query, vector, within, around, READ_OF_CAST if question.asks_cast else READ)
        if not (asks_discussion(question) and hits and is_turn(hits[0].passage)):
            hits = match_tokens(hits, query, matcher)  # a whole discussion is in no one turn
    if question.asks_cast:
        hits = favour_introductions(hits, question, [entry.speaker for entry in index.speakers])
    hits = favour(hits, rules_of(question))
    act = wording().act(question.act)
    if act and not (transcript is not None and question.topic):  # a talk shows its act in no one turn
        hits = favour_act(hits, act, ACT_BESIDE_TOPIC if question.topic else 1.0)
    hits = pass_to_introduced(index, question, hits)
    hits = drop_repeats(hits)
    if question.asks_who and not question.asks_cast:
        hits = spread_over_people(hits)
    if question.compares:
        hits = side_by_side(hits, question.speakers)
    return hits


def rules_of(question: Question) -> Iterator[tuple[Deserves, float]]:
    """What passages that answer such a question look like, and what each sign gains."""
    if not question.asks_cast:
        yield is_fragment, -FRAGMENT
    if question.speakers and question.act != "agree":
        yield is_collective, -JOINT
    if question.wants in ("number", "date"):
        yield (lambda passage: is_number(passage.text)), KIND
    if not question.asks_cast:
        yield is_said, ATTRIBUTED + ATTRIBUTED_WHO * question.asks_who
    if question.asks_group:
        yield is_collective, COLLECTIVE
    if question.preferred:
        people = set(question.preferred)
        yield (lambda passage: not people.isdisjoint(passage.speakers)), PREFERRED


def asks_discussion(question: Question) -> bool:
    """Whether the stretch is sought where something is talked about, not one statement."""
    if question.is_broad and not question.speakers:
        return True
    seeks_words = question.asks_who or question.wants or question.quoted
    return bool(question.filters.documents) and not seeks_words and not question.speakers


def find(
    index: Index,
    query: str,
    vector: Vectors,
    within: Selection | None,
    around: float = 0.0,
    most: int = READ_OF_CAST,
) -> list[SearchHit]:
    """Candidates by meaning and words, best first; ``around`` is the share of what surrounds a turn."""
    return list(islice(candidates(index, query, vector, within, around), most))


def candidates(
    index: Index, query: str, vector: Vectors, within: Selection | None, around: float = 0.0
) -> Iterator[SearchHit]:
    """What ``find`` finds, each read when it is asked for."""
    field = look(index, query, vector, within)
    scores = field.scores
    if around and field.is_turn.any():
        turns = (1 - around) * scores + around * AROUND_GAIN * surroundings(field)
        scores = np.where(field.is_turn, turns, scores)
    return best_hits(index, field.positions[field.inside], scores[field.inside])


def find_in_transcript(
    index: Index,
    question: Question,
    query: str,
    vector: Vectors,
    within: Selection | None,
    positions: Positions,
    matcher: TokenMatcher,
) -> list[SearchHit]:
    """The turns that may answer, best first, scored among all turns of their transcripts."""
    written = with_digits(query)
    meaning = index.similarity(vector, positions).astype(np.float64)
    words = index.word_scores(written, positions).astype(np.float64)
    fused = fuse(meaning, words, sum(index.weights(written).values()))
    inside = np.isin(positions, positions if within is None else within.positions)
    scores = score_turns(index, query, vector, positions, matcher, inside if question.speakers else None)
    scores = fused.mean() + fused.std() * scores
    return list(islice(best_hits(index, positions[inside], scores[inside]), READ))


def best_hits(index: Index, positions: Positions, scores: Numbers) -> Iterator[SearchHit]:
    """The passages with the highest scores, best first; equal scores come in reading order."""
    order = np.lexsort((positions, -np.round(scores, 6)))
    pairs = zip(positions[order].tolist(), scores[order].tolist(), strict=True)
    return (SearchHit(index.passage_at(position), score) for position, score in pairs)


def look(index: Index, query: str, vector: Vectors, within: Selection | None) -> Field:
    """The passages that may answer and their neighbours, each with its own score."""
    written = with_digits(query)
    near, cosines = np.empty(0, np.int64), np.empty(0, np.float32)
    if within is None and len(index) <= SCORED_WHOLE:
        inside = best = np.arange(len(index), dtype=np.int64)
    elif within is not None and len(within) <= SCORED_WHOLE:
        inside = best = within.positions
    else:
        near, cosines = index.nearest(vector, CANDIDATES, within)
        matching, _ = index.matching(written, CANDIDATES, within)
        inside = np.union1d(near, matching)
        best = np.union1d(near[:WITH_NEIGHBOURS], matching[:WITH_NEIGHBOURS])
    turns = best[index.facts(best).is_turn]
    positions = np.union1d(inside, _with_neighbours(index, turns)) if len(turns) else inside
    facts = index.facts(positions)
    others = np.setdiff1d(positions, near, assume_unique=True)
    cosines = np.concatenate([cosines, index.similarity(vector, others)])
    meaning = cosines[np.argsort(np.concatenate([near, others]))].astype(np.float64)
    words = index.word_scores(written, positions).astype(np.float64)
    return Field(
        positions=positions,
        scores=fuse(meaning, words, sum(index.weights(written).values())),
        inside=np.isin(positions, inside, assume_unique=True),
        document=facts.document,
        words=facts.words.astype(np.float64),
        is_turn=facts.is_turn,
    )


def _with_neighbours(index: Index, inside: Positions) -> Positions:
    """The positions and those within reach of them, rising."""
    reach = np.arange(-REACH, REACH + 1)
    near = np.unique(inside[:, None] + reach[None, :])
    return near[(near >= 0) & (near < len(index))]


def fuse(meaning: Numbers, words: Numbers, most: float) -> Numbers:
    """The convex combination of cosines and BM25 scores, these as a share of the most they can reach.

    That share says how much of the question a passage holds. Divided by the best score instead, a weak
    match would count as much as a whole one.
    """
    share = words / most if most > 0 else words
    return MEANING_SHARE * meaning + (1 - MEANING_SHARE) * share


def ordered(hits: Iterable[SearchHit]) -> list[SearchHit]:
    """Best first; equal scores keep their order."""
    return sorted(hits, key=lambda hit: -round(hit.score, 6))


def match_tokens(hits: Sequence[SearchHit], query: str, matcher: TokenMatcher) -> list[SearchHit]:
    """Add to the first hits how well they hold the query word by word; the others stay behind them."""
    first = hits[:MATCHED]
    found = [float(f) for f in matcher.similarities(query, [hit.passage for hit in first])]
    found += [min(found, default=0.0)] * (len(hits) - len(first))
    return ordered(SearchHit(h.passage, h.score + MATCH * f) for h, f in zip(hits, found, strict=True))


def favour(hits: Sequence[SearchHit], rules: Iterable[tuple[Deserves, float]]) -> list[SearchHit]:
    """Raise the passages that deserve it by the gains of the rules they meet; negative ones lower them."""
    rules = list(rules)
    gains = [sum(gain for deserves, gain in rules if deserves(hit.passage)) for hit in hits]
    return ordered(
        SearchHit(hit.passage, hit.score + gain) if gain else hit
        for hit, gain in zip(hits, gains, strict=True)
    )


def favour_introductions(
    hits: Sequence[SearchHit], question: Question, cast: Sequence[Speaker]
) -> list[SearchHit]:
    """Raise what is nobody's and tells who the people are: an agenda, a list, a first mention."""
    people, enough = (question.mentioned, 1) if question.mentioned else (cast, 2)
    names = [fold(person.name) for person in people if person.name]
    first = [word.stem for word in words_of(question.topic)[:2]]
    parts = {s for s in first if wording().cast.length_at([s], 0) and not wording().groups.length_at([s], 0)}

    def introduces(passage: Passage) -> bool:
        if passage.attributions:
            return False
        text = fold(passage.text)
        return not parts.isdisjoint(stems_of(passage.text)) or sum(name in text for name in names) >= enough

    return favour(hits, [(introduces, INTRODUCTION)])


def favour_act(hits: Sequence[SearchHit], act: Act, weight: float) -> list[SearchHit]:
    """Raise the passages whose words show an act; a sure cue counts more than a weak sign."""
    return ordered(SearchHit(h.passage, h.score + weight * act_evidence(h.passage, act)) for h in hits)


def act_evidence(passage: Passage, act: Act) -> float:
    stems = stems_of(passage.text)
    return ACT_CUE if act.cues.is_in(stems) else ACT_SIGN if act.signs.is_in(stems) else 0.0


def is_collective(passage: Passage) -> bool:
    """Whether a group said it together."""
    return any(attribution.kind == "collective" for attribution in passage.attributions)


def is_said(passage: Passage) -> bool:
    """Whether it is known who said it."""
    return any(attribution.speaker is not None for attribution in passage.attributions)


def is_turn(passage: Passage) -> bool:
    return any(attribution.kind == "turn" for attribution in passage.attributions)


def is_fragment(passage: Passage) -> bool:
    """Whether a passage is a heading, a caption or a link: short, nobody's, and no sentence."""
    if passage.attributions or re.search(r"[.!?…][\"”’»)*_]*\s*$", passage.text):
        return False
    words = re.sub(r"https?://\S+", "", passage.text).split()
    return len(words) < FRAGMENT_WORDS and not any(letter.isdigit() for word in words for letter in word)


def pass_to_introduced(
    index: Index, question: Question, hits: Sequence[SearchHit], first: int = 5
) -> list[SearchHit]:
    """Give what a passage introduces what the introduction is worth, a little less.

    "The criteria are:" introduces the items of a list; "the panel told what they expect" the words of each
    of its members, where these are asked.
    """
    introduced = [
        (hit, passage) for hit in hits[:first] for passage in _introduced_by(index, question, hit.passage)
    ]
    if not introduced:
        return list(hits)
    worth = {hit.passage.id: hit.score for hit in hits}
    for hit, passage in introduced:
        if passage.id in worth:
            worth[passage.id] = max(worth[passage.id], INHERITED * hit.score + 0.1 * worth[passage.id])
    return ordered(SearchHit(hit.passage, worth[hit.passage.id]) for hit in hits)


def _introduced_by(index: Index, question: Question, passage: Passage) -> list[Passage]:
    introduced: list[Passage] = []
    if passage.text.rstrip().rstrip("*_").endswith(":"):
        introduced = items_after(index, passage)
    if not introduced and question.speakers and is_collective(passage):
        introduced = members_after(index, passage)
    return introduced


def members_after(index: Index, passage: Passage) -> list[Passage]:
    """What each member of a group says by himself right after what they said together."""
    group = set(passage.speakers)
    position, end = index.position(passage.id) + 1, index.positions_of(passage.document_id).stop
    said: list[Passage] = []
    while position < end:
        following = index.passage_at(position)
        if following.section != passage.section or not group.issuperset(following.speakers or [None]):
            break
        if not is_collective(following):
            said.append(following)
        position += 1
    return said


def items_after(index: Index, passage: Passage, most: int = 12) -> list[Passage]:
    """The passages after one that begin with the marker of a list item."""
    text = index.documents[passage.document_id].text
    position, end = index.position(passage.id) + 1, index.positions_of(passage.document_id).stop
    items: list[Passage] = []
    while position < end and len(items) < most:
        following = index.passage_at(position)
        line = text.rfind("\n", 0, following.span.start) + 1
        if not re.match(
            r"\s*(?:[-*+•–o]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s", text[line : following.span.start + 4]
        ):
            break
        items.append(following)
        position += 1
    return items


def drop_repeats(hits: Sequence[SearchHit], limit: int = 20) -> list[SearchHit]:
    """Of passages that say the same the first stays; only the first ``limit`` are compared.

    What two people said is never the same; words that are nobody's may repeat anybody's.
    """
    kept: list[SearchHit] = []
    said: dict[tuple[Speaker, ...], list[str]] = {}
    for number, hit in enumerate(hits):
        if len(kept) == limit:
            return [*kept, *hits[number:]]
        people, text = hit.passage.speakers, fold(hit.passage.text)
        before = [
            other for who, texts in said.items() if not who or not people or who == people for other in texts
        ]
        if not process.extractOne(text, before, scorer=fuzz.ratio, score_cutoff=SAME_WORDS):
            kept.append(hit)
            said.setdefault(people, []).append(text)
    return kept


def spread_over_people(hits: Sequence[SearchHit], close: float = 0.75) -> list[SearchHit]:
    """The best passage of each person before their second ones, where it is nearly as good as the best."""
    if not hits:
        return []
    seen: set[str] = set()
    first: list[SearchHit] = []
    rest: list[SearchHit] = []
    for hit in hits:
        people = {speaker.id for speaker in hit.passage.speakers}
        is_new = bool(people - seen) and hit.score >= close * hits[0].score
        (first if is_new else rest).append(hit)
        seen |= people
    return [*first, *rest]


def side_by_side(hits: Sequence[SearchHit], people: Sequence[Speaker]) -> list[SearchHit]:
    """The words of each person in turn, best first; what several said together waits for its turn in both.

    The sides of a comparison have equal shares of what is read first, whoever says more of the topic.
    """
    seen: Counter[str] = Counter()
    sides = {person.id for person in people}
    rounds: list[tuple[int, SearchHit]] = []
    for hit in hits:
        theirs = sides & {speaker.id for speaker in hit.passage.speakers}
        done = max((seen[person] for person in theirs), default=len(hits))
        rounds.append((done + (len(theirs) > 1), hit))
        if len(theirs) == 1:
            seen.update(theirs)
    return [hit for _, hit in sorted(rounds, key=lambda entry: entry[0])]
