"""The kind of thing a question asks for, in invented sentences."""

import pytest

from qa.kinds import holds_kind
from qa.types import Question

HOW_MANY = Question("How many boats use the harbour?", "boats use the harbour", wants="number")
WHEN = Question("When will the crane be moved?", "crane be moved", wants="date")


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
        # The boats are not named: a number beside another word of the topic will do.
        ("The harbour has 300 users.", True),
    ],
)
def test_a_number_answers_beside_what_is_counted(text: str, is_held: bool) -> None:
    assert holds_kind(text, HOW_MANY) is is_held


@pytest.mark.parametrize(
    ("text", "is_held"),
    [
        ("It moves on 3 May.", True),
        ("It moves in March.", True),
        ("It moves next week.", True),
        ("It moves at 8:30.", True),
        ("They may move it to the quay.", False),
    ],
)
def test_a_date_is_a_day_a_month_a_year_or_a_span(text: str, is_held: bool) -> None:
    assert holds_kind(text, WHEN) is is_held


def test_nothing_is_lacking_where_no_kind_is_asked_for() -> None:
    assert holds_kind("The boats were painted.", Question("boats", "boats"))
    assert holds_kind("It stays.", Question("Where is it?", "it", wants="place"))
