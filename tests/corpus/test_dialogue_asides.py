"""What stands between the turns of a transcript without being one, and nicks that come once."""

import pytest

from corpus.label_forms import names_stranger
from corpus.labels import _is_nick
from tests.corpus.records import said

SESSION = """
    ## Thursday

    mnot: This is not the first time.

    Eric Nygard: The key is the main push

    *we are at the start already*

    Ben Shwartz: This draft is meant for later.

    RoyF: My knowledge of keys is limited.

    *Response in the room was that this replaces the old key for everybody who asked.*

    mnot: Who agrees?

    BenS: Many in this room want it quick.

    mnot: Others?

    seth: It is often used for things that nobody should see.

    Ben Shwartz: No objection.

    Design volunteers: Ian Sweet (lead), Alan Frindal, Kazuo Okun

    Eric Nygard: Thanks.

    RoyF: Thanks.
    """


@pytest.mark.parametrize("words", ["at the start already", "this replaces the old key", "Ian Sweet (lead)"])
def test_asides_in_italics_and_lists_of_volunteers_are_nobodys(words: str) -> None:
    assert said(SESSION, words) == []


def test_a_nick_that_comes_once_is_a_speaker() -> None:
    assert said(SESSION, "want it quick") == ["Ben Shwartz"]
    assert said(SESSION, "things that nobody should see") == ["seth"]


@pytest.mark.parametrize(
    ("label", "is_nick"),
    [("BenS", True), ("seth", True), ("GitHub", False), ("caveat", False), ("will", False), ("Note", False)],
)
def test_nicks_are_given_names(label: str, is_nick: bool) -> None:
    assert _is_nick(label) is is_nick


MINUTES = """
    # Minutes of the mole working group

    ### Update

    Martin Thomson: Why is it not here?

    Mike Bishop: There is something in the other group.

    MNot: The question is whether to go on.

    Seph: Are there traps that fit?

    Roy Fielding: What about my messages?

    Kazuho: We speak of signals and of nothing else.

    MNot: We have no consensus.

    Ted Hardie: Rooms are hard to get.

    Seph: Then stay at home.

    Roy Fielding: No.

    Kazuho: Yes.
    """


def test_a_word_that_comes_back_among_names_is_a_label() -> None:
    assert said(MINUTES, "whether to go on") == ["MNot"]
    assert said(MINUTES, "Then stay at home") == ["Seph"]


@pytest.mark.parametrize(
    ("words", "is_stranger"),
    [
        ("Kazuho: We speak of signals.", True),
        ("Overall: We speak of signals.", False),
        ("Decision: We speak of signals.", False),
        ("Kazuho: Yes.", False),
    ],
)
def test_one_word_before_a_colon_may_be_a_stranger(words: str, is_stranger: bool) -> None:
    assert names_stranger(words) is is_stranger


def test_the_words_of_a_stranger_are_not_those_of_the_speaker_before() -> None:
    record = MINUTES.replace("    Kazuho: Yes.\n", "")
    assert said(record, "signals and of nothing else") == []
