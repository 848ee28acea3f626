"""The weighing of evidence, by hand."""

from dataclasses import replace

import pytest

from corpus import Attribution, Passage, Span, Speaker
from index import SearchHit
from qa.evidence import Evidence
from qa.refusal import certainty, judge, strength_of
from qa.types import Question
from tests.qa.harbour import FERREIRA, LINDQVIST

NOTHING = Evidence(
    held=0.0,
    absent=0.0,
    least=0.1,
    behind=0.0,
    outdone=0.0,
    words=1,
    lacks_kind=False,
    lacks_focus=False,
)
HELD = replace(NOTHING, held=1.0, least=0.4)
ASKED = Question("What did Marta Lindqvist say about locks?", "locks", speakers=(LINDQVIST,))
OPEN = Question("How many locks are there?", "locks", wants="number")


def test_the_more_of_the_topic_is_held_the_surer_the_answer() -> None:
    some, more = replace(NOTHING, held=0.3), replace(NOTHING, held=0.6)
    assert certainty(ASKED, NOTHING) < certainty(ASKED, some) < certainty(ASKED, more)


@pytest.mark.parametrize("others_hold", [replace(HELD, behind=0.5), replace(HELD, outdone=0.5)])
def test_what_others_hold_speaks_against_the_person_asked(others_hold: Evidence) -> None:
    assert certainty(ASKED, HELD) > 0
    assert certainty(ASKED, others_hold) < certainty(ASKED, HELD)


@pytest.mark.parametrize(
    "lacking",
    [replace(HELD, lacks_kind=True), replace(HELD, lacks_focus=True)],
)
def test_what_is_missing_of_a_detail_speaks_against_an_answer(lacking: Evidence) -> None:
    assert judge(OPEN, HELD, names_record=False) is None
    assert certainty(OPEN, lacking) < certainty(OPEN, HELD)


def test_one_word_that_is_held_nowhere_speaks_against_an_answer() -> None:
    mostly = replace(NOTHING, held=0.8, words=6)
    assert certainty(OPEN, replace(mostly, least=0.1)) < certainty(OPEN, replace(mostly, least=0.4)) - 1


@pytest.mark.parametrize("question", [ASKED, replace(OPEN, wants=None)])
def test_a_word_that_is_nowhere_speaks_against_an_answer(question: Question) -> None:
    held = replace(NOTHING, held=0.6, words=2)
    assert certainty(question, replace(held, absent=0.5)) < certainty(question, held) - 1


def test_of_many_words_some_may_be_put_in_another_way() -> None:
    half = replace(NOTHING, held=0.5)
    assert certainty(OPEN, replace(half, words=2)) < certainty(OPEN, replace(half, words=8))


def test_without_a_topic_whatever_was_said_answers() -> None:
    assert judge(replace(ASKED, topic=""), NOTHING, names_record=False) is None


def test_a_named_record_is_refused_only_where_clearly_nothing_is_there() -> None:
    little = replace(NOTHING, held=0.1, words=4)
    assert judge(OPEN, little, names_record=False) is not None
    assert judge(OPEN, little, names_record=True) is None
    assert judge(OPEN, replace(NOTHING, absent=1.0, least=0.0), names_record=True) is not None


def test_every_kind_of_refusal_names_what_is_missing() -> None:
    silent = judge(ASKED, NOTHING, names_record=False)
    assert silent is not None
    assert silent.reason == "Marta Lindqvist speaks in the records, but not on “locks”."
    number = judge(OPEN, replace(NOTHING, lacks_kind=True), names_record=False)
    assert number is not None
    assert number.reason == "The records give no number for “locks”."
    missing = judge(OPEN, replace(NOTHING, missing=("Gdynia",)), names_record=False)
    assert missing is not None
    assert "“Gdynia” is not spoken of" in missing.reason
    nothing = judge(OPEN, NOTHING, names_record=False)
    assert nothing is not None
    assert nothing.reason == "The records hold nothing on “locks”."
    two = judge(replace(ASKED, speakers=(LINDQVIST, FERREIRA)), NOTHING, names_record=False)
    assert two is not None
    assert two.reason.startswith("Marta Lindqvist and Ines Ferreira speak")


def said_by(*people: Speaker) -> SearchHit:
    span = Span(0, 5)
    attributions = tuple(Attribution(person, span, None, "collective", 0.9) for person in people)
    return SearchHit(Passage("r#0", "r", span, "locks", attributions=attributions), 1.0)


def test_no_member_is_named_for_what_a_group_said() -> None:
    third = Speaker("third", "Third Person")
    together = replace(NOTHING, behind=0.5, others=(said_by(FERREIRA, third),))
    verdict = judge(ASKED, together, names_record=False)
    assert verdict is not None
    assert "does" not in verdict.reason
    alone = judge(ASKED, replace(together, others=(said_by(FERREIRA, third), said_by(FERREIRA))), False)
    assert alone is not None
    assert alone.reason.endswith(f"{FERREIRA.name} does.")


def test_strength_is_told_in_words() -> None:
    assert [strength_of(score) for score in (0.1, 0.6, 1.2)] == ["weak", "fair", "strong"]
