"""Ask judged questions, measure the answers, and say of each that fell short what happened."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from corpus import Passage
from qa.measures import CUTOFF, LOWER_IS_BETTER, Measure, measure
from qa.outcomes import Outcome, judge_answer, judge_hit, judge_passage
from qa.questions import JudgedQuestion
from qa.remarks import remark
from qa.types import Answer

Progress = Callable[[int, int], None]  # called with (done, total)

FLOORS: Mapping[str, float] = {
    "hit@1": 0.89,
    "nugget recall@5": 0.94,
    "wrong-speaker rate": 0.0,
    "false-answer rate": 0.07,
    "false-refusal rate": 0.02,
    "words of first passage": 60,
}
"""What was reached on the fixed set and must not be lost; rates and words must not be exceeded."""

_FAR = 50  # how far down the right passage is looked for when it was not among the first


class Asks(Protocol):
    """Whatever answers a question."""

    def ask(self, text: str, *, limit: int = CUTOFF) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Floor:
    """A stated floor (for rates a ceiling) and what was measured."""

    name: str
    stated: float
    measured: float | None

    @property
    def is_missed(self) -> bool:
        if self.measured is None:
            return False
        return self.measured > self.stated if self.name in LOWER_IS_BETTER else self.measured < self.stated


@dataclass(frozen=True)
class Report:
    """The outcomes of a question set, and what they add up to."""

    outcomes: tuple[Outcome, ...]

    @cached_property
    def measures(self) -> dict[str, Measure]:
        return measure(self.outcomes)

    @cached_property
    def halves(self) -> dict[str, dict[str, Measure]]:
        """The measures of each half: develop against one, believe the other."""
        return self._grouped(lambda outcome: outcome.question.half)

    @cached_property
    def kinds(self) -> dict[str, dict[str, Measure]]:
        return self._grouped(lambda outcome: outcome.question.kind)

    @property
    def shortfalls(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.shortfall)

    def floors(self, stated: Mapping[str, float]) -> tuple[Floor, ...]:
        return tuple(Floor(name, value, self.measures[name].value) for name, value in stated.items())

    def to_json(self) -> dict[str, Any]:
        """The whole report as plain values; a saved run is exactly this."""
        return {
            "measures": _plain(self.measures),
            "halves": {half: _plain(measures) for half, measures in self.halves.items()},
            "kinds": {kind: _plain(measures) for kind, measures in self.kinds.items()},
            "outcomes": [_outcome_to_json(outcome) for outcome in self.outcomes],
        }

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(self.to_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def _grouped(self, key: Callable[[Outcome], str]) -> dict[str, dict[str, Measure]]:
        groups: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            groups.setdefault(key(outcome), []).append(outcome)
        return {name: measure(outcomes) for name, outcomes in sorted(groups.items())}


def evaluate(
    assistant: Asks,
    questions: Sequence[JudgedQuestion],
    passages: Iterable[Passage] = (),
    progress: Progress | None = None,
    watch: Callable[[Outcome], None] | None = None,
) -> Report:
    """Ask every question, without its expected speaker and document, and judge the first five hits.

    ``passages`` are all that the index holds; they tell a passage that was attributed or split wrongly
    from one that was ranked too low. ``watch`` is given every outcome as soon as it is there.
    """
    known = tuple(passages)
    outcomes = []
    for done, question in enumerate(questions, 1):
        outcome = judge_answer(question, assistant.ask(question.question, limit=CUTOFF))
        if outcome.shortfall and question.is_answerable:
            outcome = replace(outcome, whereabouts=_find_right_passage(assistant, outcome, known))
        outcomes.append(outcome)
        if watch:
            watch(outcome)
        if progress:
            progress(done, len(questions))
    return Report(tuple(outcomes))


def _find_right_passage(assistant: Asks, outcome: Outcome, passages: Sequence[Passage]) -> str:
    """Where the first nugget that was missed is, in words."""
    missed = outcome.nugget_ranks.index(None) if None in outcome.nugget_ranks else 0
    question = replace(outcome.question, nuggets=(outcome.question.nuggets[missed],))
    answer = assistant.ask(question.question, limit=_FAR)
    for hit in answer.hits:
        if judge_hit(question, hit).is_right:
            return remark("was_at_rank", rank=str(hit.rank), count=str(len(answer.hits)))
    for hit in answer.nearest:
        if judge_hit(question, hit).is_right:
            return remark("was_near_miss", rank=str(hit.rank))
    return _find_in_index(question, passages)


def _find_in_index(question: JudgedQuestion, passages: Sequence[Passage]) -> str:
    found = {judge_passage(question, passage)[0]: passage for passage in passages}
    if "right" in found:
        return remark("was_not_retrieved")
    if "wrong speaker" in found:
        people = tuple(speaker.label for speaker in found["wrong speaker"].speakers)
        return remark("was_under_other", people=people)
    return remark("was_nobodys" if "nobody's" in found else "was_nowhere")


def _plain(measures: Mapping[str, Measure]) -> dict[str, dict[str, float | None]]:
    return {name: asdict(value) for name, value in measures.items()}


def _outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    return {
        **asdict(outcome.question),
        "half": outcome.question.half,
        "status": "refused" if outcome.is_refused else "answered",
        "reason": outcome.reason,
        "right_rank": outcome.right_rank,
        "nugget_ranks": outcome.nugget_ranks,
        "shortfall": outcome.shortfall,
        "whereabouts": outcome.whereabouts,
        "hits": [asdict(hit) for hit in outcome.hits],
    }
