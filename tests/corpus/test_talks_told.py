"""Talks told in prose: what somebody's update, keynote or talk was about, and the point they made."""

import pytest

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
