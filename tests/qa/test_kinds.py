"""The kind of thing a question asks for, in invented sentences."""

import numpy as np
import pytest

from qa import kinds
from qa.folding import words_of
from qa.tokens import Comparison
from qa.types import Question
from qa.wording import wording

HOW_MANY = Question("How many boats use the harbour?", "boats use the harbour", wants="number")
COST = Question("How much did the crane cost?", "crane cost", wants="number")
WHEN = Question("When will the crane be moved?", "crane be moved", wants="date")


def holds_kind(text: str, question: Question) -> bool:
    """What the real comparison would say if only boats and ships were alike."""
    asked, found = (
        tuple(word for word in words_of(some) if wording().is_content(word))
        for some in (question.topic, text)
    )
    alike = [[float(_group(one.stem) == _group(other.stem)) for other in found] for one in asked]
    return kinds.holds_kind(
        Comparison(text, asked, found, np.array(alike).reshape(len(asked), len(found))), question
    )


def _group(stem: str) -> str:
    return "boat" if stem == "ship" else stem


@pytest.mark.parametrize(
    ("text", "is_held"),
    [
        ("The harbour serves 40 boats a day.", True),
        ("About forty boats came.", True),
        ("The boats were painted.", False),
        ("The boats came back in 2019.", False),  # a year counts nothing
        ("This is the 5th meeting about boats.", False),
        ("3. The boats were painted.", False),  # the marker of a list
        # The number counts something else, far from the boats.
        ("There are 12 cranes, and nobody has yet asked the board or its chair about boats.", False),
        ("The harbour serves 40 ships a day.", True),  # a word like the one that is counted
        ("The harbour has 300 users.", False),  # of what, nobody knows
        ("Several boats came.", True),
    ],
)
def test_a_number_answers_beside_what_is_counted(text: str, is_held: bool) -> None:
    assert holds_kind(text, HOW_MANY) is is_held


@pytest.mark.parametrize(
    ("text", "is_held"),
    [
        ("The crane cost €40,000.", True),
        ("It was bought for 40,000 pounds.", True),
        ("The crane lifts 40 boxes.", False),
        ("The crane was dear.", False),
    ],
)
def test_what_something_costs_is_money(text: str, is_held: bool) -> None:
    assert holds_kind(text, COST) is is_held


BUDGET = Question(
    "What was the annual budget of the harbour?", "annual budget of the harbour", wants="number"
)


def test_a_budget_is_money_but_who_pays_a_fee_is_counted() -> None:
    assert holds_kind("The annual budget of the harbour is CHF 5000.", BUDGET)
    assert not holds_kind("The annual budget of the harbour was spent by 40 boats.", BUDGET)
    payers = Question("How many boats paid the fee?", "boats paid the fee", wants="number")
    assert holds_kind("The fee was paid by 40 boats.", payers)


@pytest.mark.parametrize(
    ("text", "is_held"),
    [
        ("It moves on 3 May.", True),
        ("It moves in March.", True),
        ("It moves next week.", True),
        ("It moves in late autumn.", True),
        ("It moves at 8:30.", True),
        ("They may move it to the quay.", False),
    ],
)
def test_a_date_is_a_day_a_month_a_year_or_a_span(text: str, is_held: bool) -> None:
    assert holds_kind(text, WHEN) is is_held


def test_nothing_is_lacking_where_no_kind_is_asked_for() -> None:
    assert holds_kind("The boats were painted.", Question("boats", "boats"))
    assert holds_kind("It stays.", Question("Where is it?", "it", wants="place"))
