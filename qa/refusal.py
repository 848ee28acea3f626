"""Whether the record holds the answer, and if not, what is missing.

The decision is a logistic model of few measurements with weights a reader can check. They were fitted by
``benchmarks/fit_refusal.py`` over all question sets, one record left out at a time, and rounded.
"""

from dataclasses import dataclass
from itertools import islice
from math import log1p

from qa.evidence import Evidence
from qa.names import NameBook
from qa.remarks import Remark, remark
from qa.types import Question, Strength

# Of a question that asks somebody. That somebody else's words hold the topic better is the sign of a
# statement asked of the wrong person.
HELD, ABSENT, BEHIND, OUTDONE, SPEAKER_BIAS = 3.6, -3.5, -2.6, -5.0, -0.1
# Of a question that asks nobody in particular. That one word of it is held nowhere speaks against an answer
# more than how much the others are held.
OPEN_HELD, OPEN_ABSENT, LEAST, LENGTH = 1.3, -3.3, 5.9, 1.2
LACKS_KIND, LACKS_FOCUS, OPEN_BIAS = -4.6, -4.5, -3.6
# Whoever names the record himself asks about it: only where clearly nothing is there the answer is refused.
# In a meeting others always say more on a topic than the person asked, so there it counts for less.
NAMED_RECORD, NAMED_RECORD_ASKED = 3.0, 5.0
# From this score on a hit is strong or fair; it adds up cosine, word coverage and the match word by word.
STRONG, FAIR = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why an answer is refused, in plain words; ``by_others`` asks to show who did speak on it."""

    reason: Remark
    by_others: bool = False


def judge(question: Question, evidence: Evidence, names_record: bool) -> Verdict | None:
    """The reason to refuse, or None where the record holds an answer."""
    if certainty(question, evidence, names_record) >= 0:
        return None
    if question.speakers:
        return _silent_speaker(question, evidence)
    if evidence.lacks_kind or (evidence.lacks_focus and question.wants == "place"):
        return Verdict(remark(f"lacks_{question.wants}", topic=question.topic))
    if evidence.missing:
        words = ", ".join(f"“{word}”" for word in islice(evidence.missing, 3))
        kind = "unspoken_word" if len(evidence.missing) == 1 else "unspoken_words"
        return Verdict(remark(kind, words=words))
    return Verdict(remark("nothing_on", topic=question.topic))


def certainty(question: Question, evidence: Evidence, names_record: bool = False) -> float:
    """The log-odds that the record holds an answer; from 0 on it is given."""
    named = NAMED_RECORD_ASKED if question.speakers else NAMED_RECORD
    return _held(question, evidence) + named * names_record


def _held(question: Question, evidence: Evidence) -> float:
    if not question.topic:
        return 1.0  # whatever somebody proposed, asked or said at all answers
    if question.speakers:
        return (
            HELD * evidence.held
            + ABSENT * evidence.absent
            + BEHIND * evidence.behind
            + OUTDONE * evidence.outdone
            + SPEAKER_BIAS
        )
    return (
        OPEN_HELD * evidence.held
        + OPEN_ABSENT * evidence.absent
        + LEAST * evidence.least
        + LENGTH * log1p(evidence.words)
        + LACKS_KIND * evidence.lacks_kind
        + LACKS_FOCUS * evidence.lacks_focus
        + OPEN_BIAS
    )


def nothing_asked() -> Verdict:
    return Verdict(remark("nothing_asked"))


def unknown_person(question: Question, names: NameBook, is_named: bool) -> Verdict:
    """Nobody of this name speaks; ``is_named`` says that the records name them all the same."""
    name = question.unknown[0]
    closest = names.closest(name)
    kind = "only_named" if is_named else "unknown_person"
    if closest:
        return Verdict(remark(f"{kind}_closest", name=name, closest=closest[0].label))
    return Verdict(remark(kind, name=name))


def missing_event(question: Question) -> Verdict:
    return Verdict(remark("missing_event", event=question.missing or ""))


def nothing_within(question: Question) -> Verdict:
    if question.speakers:
        return Verdict(remark("silent_within", people=_asked(question)))
    return Verdict(remark("nothing_within"))


def strength_of(score: float) -> Strength:
    return "strong" if score >= STRONG else "fair" if score >= FAIR else "weak"


def _silent_speaker(question: Question, evidence: Evidence) -> Verdict:
    kind, asked = "silent" if len(question.speakers) == 1 else "silent_several", _asked(question)
    # What a group said together is no one member's: only somebody who speaks alone is named.
    alone = [hit.passage.speakers[0].label for hit in evidence.others[:2] if len(hit.passage.speakers) == 1]
    if evidence.behind > 0 and alone:
        other = remark(f"{kind}_other", people=asked, topic=question.topic, other=alone[0])
        return Verdict(other, by_others=True)
    return Verdict(remark(kind, people=asked, topic=question.topic))


def _asked(question: Question) -> tuple[str, ...]:
    return tuple(speaker.label for speaker in question.speakers)
