"""What stands between the turns of a transcript without being one, and nicks that come once."""

import pytest

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
