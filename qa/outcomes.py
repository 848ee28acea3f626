"""What came of a judged question: the judged hits, and in what it fell short."""

from dataclasses import dataclass
from functools import cached_property

from corpus import Passage
from qa.judging import Verdict, judge
from qa.questions import JudgedQuestion
from qa.remarks import remark
from qa.types import Answer, Hit


@dataclass(frozen=True, slots=True)
class JudgedHit:
    """A hit and what it is worth for each nugget of its question, in their order."""

    rank: int
    speakers: tuple[str, ...]
    text: str
    verdicts: tuple[Verdict, ...]

    @property
    def is_right(self) -> bool:
        return "right" in self.verdicts

    @property
    def is_wrong_speaker(self) -> bool:
        return "wrong speaker" in self.verdicts

    @property
    def holds_nugget(self) -> bool:
        return any(verdict != "absent" for verdict in self.verdicts)


@dataclass(frozen=True)
class Outcome:
    """A judged question with its judged answer.

    ``whereabouts`` says, of a question that fell short, where the right passage was; ``certainty`` is that
    of the answer.
    """

    question: JudgedQuestion
    hits: tuple[JudgedHit, ...]
    reason: str | None = None
    whereabouts: str | None = None
    certainty: float | None = None

    @property
    def is_refused(self) -> bool:
        return self.reason is not None

    @property
    def first_words(self) -> int:
        """How many words a reader has to read first."""
        return len(self.hits[0].text.split()) if self.hits else 0

    @cached_property
    def right_rank(self) -> int | None:
        return next((hit.rank for hit in self.hits if hit.is_right), None)

    @cached_property
    def nugget_ranks(self) -> tuple[int | None, ...]:
        """For each nugget, the first rank at which it was found, under the right name."""
        return tuple(
            next((hit.rank for hit in self.hits if hit.verdicts[i] == "right"), None)
            for i in range(len(self.question.nuggets))
        )

    @cached_property
    def shortfall(self) -> str | None:
        """In what the answer fell short, the worst first; None if all is well."""
        if not self.question.is_answerable:
            return None if self.is_refused else remark("fell_answered")
        if any(hit.is_wrong_speaker for hit in self.hits):
            return remark("fell_other_name")
        if self.is_refused:
            return remark("fell_refused")
        if self.right_rank is None:
            return remark("fell_absent", count=str(len(self.hits)))
        if self.right_rank > 1:
            return remark("fell_late", rank=str(self.right_rank))
        missing, count = self.nugget_ranks.count(None), len(self.nugget_ranks)
        return remark("fell_incomplete", missing=str(missing), count=str(count)) if missing else None


def judge_answer(question: JudgedQuestion, answer: Answer) -> Outcome:
    hits = tuple(judge_hit(question, hit) for hit in answer.hits)
    return Outcome(question, hits, answer.reason, certainty=answer.certainty)


def judge_hit(question: JudgedQuestion, hit: Hit) -> JudgedHit:
    return JudgedHit(
        rank=hit.rank,
        speakers=tuple(speaker.label for speaker in hit.passage.speakers),
        text=hit.passage.text,
        verdicts=judge_passage(question, hit.passage),
    )


def judge_passage(question: JudgedQuestion, passage: Passage) -> tuple[Verdict, ...]:
    return tuple(judge(passage, nugget, question.speaker) for nugget in question.nuggets)
