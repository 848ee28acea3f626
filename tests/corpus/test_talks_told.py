"""Talks told in prose: what somebody's update, keynote or talk was about, and the point they made."""

import pytest

from corpus.narration import is_outcome
from tests.corpus.records import said

RECORD = """
    # Mill workshop

    The first day included presentations that set the scene for the participants.

    {}
"""


@pytest.mark.parametrize(
    ("sentences", "words", "speaker"),
    [
        (
            "Dana Orrick from the Weir Trust [provided an overview](https://example.org/a) of what a leat is"
            " and why it silts up.",
            "of what a leat is",
            "Dana Orrick",
        ),
        (
            "**Dana Orrick**, gave an update that the sluice is open again.",
            "the sluice is open",
            "Dana Orrick",
        ),
        (
            "Dana Orrick was presenting about the decline of the eel in the river.",
            "decline of",
            "Dana Orrick",
        ),
        (
            'Dana Orrick gave a talk on "The Weir" discussing the ups and downs of dredging by hand.',
            "the ups and downs",
            "Dana Orrick",
        ),
        (
            "We began with a keynote by Dana Orrick. An important idea she covered was that the eel"
            " comes back by itself.",
            "the eel",
            "Dana Orrick",
        ),
        (
            "There was a talk by Marc Orrick. One thing he pointed out that was quite new to me was that"
            " the eel comes back by itself.",
            "the eel",
            "Marc Orrick",
        ),
        (
            "First, Dana Orrick spoke about eels. The key insight I took away from Dana's presentation is"
            " that the eel comes back by itself.",
            "the eel",
            "Dana Orrick",
        ),
    ],
)
def test_what_a_talk_told(sentences: str, words: str, speaker: str) -> None:
    assert said(RECORD.format(sentences), words) == [speaker]


def test_a_double_given_name_alone_is_known() -> None:
    record = RECORD.format(
        "For the final keynote, Jean-Orrin Weld from Oldport College provided a miller's perspective on dams."
        " Jean-Orrin highlighted the need for trust."
    )
    assert said(record, "the need for trust") == ["Jean-Orrin Weld"]


def test_who_gives_a_talk_and_from_where_is_a_person_under_any_name() -> None:
    record = RECORD.format(
        "Zorvik Tandolo from The Weir Trust provided a river perspective in a talk. Zorvik's keynote"
        " encouraged funders to mend the leats."
    )
    assert said(record, "mend the leats") == ["Zorvik Tandolo"]


def test_what_a_board_agreed_after_a_vote_ends_the_discussion() -> None:
    assert is_outcome("After discussion and vote, the board agreed on the following:")
    assert is_outcome("The SC agrees that the weir needs new stones.")
    assert not is_outcome("After the vote, he agreed that the weir leaks.")
